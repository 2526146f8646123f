"""The names as the file stores them: prefixes, lengths, comments; and what stands in the workbook's cells."""

import datetime as dt
import io
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import pytest
import xlsxwriter
from openpyxl.utils import FORMULAE

from leadbook import config
from leadbook.factory.native import names
from leadbook.factory.native.stored import NEWER, NEWEST, stored
from leadbook.factory.workbook import build
from leadbook.rules.answers.declared import FUNCTIONS
from leadbook.schema import TABLES
from tests.factory.native import scopes

TYPED = names.typed()
STORED = {name: stored(formula) for name, formula in TYPED.items()}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CALLED = re.compile(r"([A-Za-z_][\w.]*)\(")
VOLATILE = {"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "OFFSET", "INDIRECT", "INFO", "CELL"}
BOUND = re.compile(r"_xlpm\.[a-z]+|_xlop\.[a-z]+")


def without_texts(formula):
    return re.sub(r'"(?:[^"]|"")*"', '""', formula)


def depth(formula):
    """How many brackets stand within each other at most."""
    level, deepest = 0, 0
    for sign in formula:
        level += (sign == "(") - (sign == ")")
        deepest = max(deepest, level)
    return deepest


@pytest.fixture(scope="module")
def workbook():
    """The parts of an empty LeadBook, as text."""
    made = build(config.default_config(), "book", None, dt.date(2026, 11, 23))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def test_every_function_has_its_native_twin():
    assert list(TYPED)[:len(FUNCTIONS)] == [f"LB.{function.name}" for function in FUNCTIONS]


@pytest.mark.parametrize("name", TYPED)
def test_a_definition_is_short_enough_and_its_names_are_bound(name):
    assert len(STORED[name]) < 8192
    assert scopes.faults(TYPED[name]) == []
    assert all(len(text) <= 255 + 2 for text in re.findall(r'"(?:[^"]|"")*"', STORED[name])), "Excel allows 255"
    assert depth(without_texts(STORED[name])) <= 64
    bare = re.sub(r"\[[^]]+\]", "", BOUND.sub("", without_texts(STORED[name])))
    assert not re.search(r"\s|(?<![\w.])[a-z]+(?![\w.])", bare), "a bound name without its prefix"


@pytest.mark.parametrize(("planted", "said"), [
    ("LAMBDA(x, x+y)", "y is not bound"), ("LET(plan, 1, plan)", "plan is a cell or a table to Excel"),
    ("LAMBDA(r, r+1)", "r is a cell or a table to Excel"), ("LAMBDA(x, FETCH(x))", "FETCH is not a known function"),
    ("LET(date, LAMBDA(x, x), date(1))", "date( reads as the function"), ("LAMBDA(x, (x)", "brackets do not match"),
    ("LET(x, y, y, 1, x+y)", "y is not bound"), ("LET(x, LET(y, 1, y), y)", "y is not bound")])
def test_a_planted_fault_is_seen(planted, said):
    assert said in scopes.faults(planted)


@pytest.mark.parametrize(("typed", "file"), [
    ('LAMBDA(x,[y],IF(ISOMITTED(y),"[a] x",x))',
     '_xlfn.LAMBDA(_xlpm.x,_xlop.y,IF(_xlfn.ISOMITTED(_xlpm.y),"[a] x",_xlpm.x))'),
    ("LET(f, LAMBDA(v, v+1),\n  f(2))", "_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.v,_xlpm.v+1),_xlpm.f(2))"),
    ("FILTER(Leads[Next Date],SORT(LB.CRACKS(lb_Today)))",
     "_xlfn._xlws.FILTER(Leads[Next Date],_xlfn._xlws.SORT(LB.CRACKS(lb_Today)))")])
def test_prefixes_as_excel_stores_them(typed, file):
    """As workbooks saved by Excel show: facts/excel-and-onedrive.md, and _xlop. where an optional one is declared."""
    assert stored(typed) == file


def test_a_second_writer_gives_the_same_prefixes():
    """XlsxWriter knows, independently, which functions carry which prefix."""
    sheet = xlsxwriter.Workbook(io.BytesIO()).add_worksheet()
    used = {function for formula in TYPED.values() for function in re.findall(r"\b([A-Z]+)\(", without_texts(formula))}
    assert used - FORMULAE <= NEWER | NEWEST
    unknown_to_it = {"ISOMITTED"}
    for function in used - unknown_to_it:
        assert f"={stored(f'{function}(1)')}" == f"={sheet._prepare_formula(f'={function}(1)', True).lstrip('=')}"


def test_nothing_is_volatile_and_every_column_exists():
    for name, formula in TYPED.items():
        called = set(CALLED.findall(without_texts(formula)))
        assert not called & VOLATILE, name
        for table, column in re.findall(r"([A-Z][A-Za-z]+)\[([^\]]+)\]", without_texts(formula)):
            assert column in TABLES[table].names, f"{name}: {table}[{column}]"


def test_the_workbook_holds_the_names_with_comments(workbook):
    defined = ElementTree.fromstring(workbook["xl/workbook.xml"].encode()).find(f"{MAIN}definedNames")
    found = {one.get("name"): (one.text, one.get("comment")) for one in defined}
    for name, formula in STORED.items():
        text, comment = found[name]
        assert text == formula
        assert comment == names.comments()[name]
        assert len(comment) <= 255
        assert "\n" not in comment
    folded = [one.get("name").casefold() for one in defined if one.get("localSheetId") is None]
    assert len(folded) == len(set(folded)), "two names differ only in case"


def cell_functions(workbook):
    """Function name -> a sheet that calls it, for every formula in the workbook's cells, rules and dropdowns."""
    found = {}
    for part, text in workbook.items():
        if part.startswith("xl/worksheets/"):
            for formula in re.findall(r"<(?:\w+:)?(?:f|formula|formula1|formula2)(?: [^>]*)?>([^<]*)</", text):
                found |= dict.fromkeys(CALLED.findall(without_texts(unescape(formula))), part)
    return found


def test_no_cell_calls_a_macro_or_needs_lambda(workbook):
    """Excel 2021 has no LAMBDA, and a missing macro's #NAME? spreads to everybody: cells use neither."""
    called = cell_functions(workbook)
    assert {"IF", "COUNTIFS", "SUMPRODUCT"} <= set(called), "the formulas were not found"
    ours = {function.name for function in FUNCTIONS}
    for name, part in called.items():
        plain = name.removeprefix("_xlfn.").removeprefix("_xlws.")
        assert plain not in ours, f"{part} calls {name}"
        assert not plain.startswith(("LB.", "lbx_")), f"{part} calls {name}"
        assert plain in FORMULAE or name.startswith("_xlfn."), f"{part} calls {name}"


@pytest.mark.parametrize("planted", ["DUE_TODAY()", "LB.CRACKS()", "lbx_Row(1)", "MyMacro(1)"])
def test_a_planted_call_is_seen(workbook, planted):
    sheet = "xl/worksheets/sheet1.xml"
    with pytest.raises(AssertionError, match=r"sheet1\.xml calls"):
        test_no_cell_calls_a_macro_or_needs_lambda(
            workbook | {sheet: workbook[sheet].replace("</sheetData>", f"<f>SUM({planted})</f></sheetData>")})
