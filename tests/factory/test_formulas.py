"""The formulas of the built workbook: none newer than Excel 2021, none that calls macros, few that are heavy."""

from __future__ import annotations

import html
import io
import re
import zipfile

import openpyxl
import pytest

from leadbook import factory
from leadbook.factory import funnel_sheet, today_lists, workings
from leadbook.factory.workbook import ORDER

READING = ("Today", "Owners", "Funnel")
KNOWN = """AGGREGATE AND COUNTA COUNTIF COUNTIFS DAY EDATE FIXED FREQUENCY HYPERLINK IF IFERROR INDEX INT ISNA ISNUMBER
           LEFT LEN MATCH MAX MID MIN MOD MONTH N ROUND ROW ROWS SEARCH SUBSTITUTE SUM SUMIFS SUMPRODUCT
           TODAY WEEKDAY"""


@pytest.fixture(scope="module")
def package():
    return zipfile.ZipFile(io.BytesIO(factory.built()))


def part_of(package, sheet: str) -> bytes:
    return package.read(f"xl/worksheets/sheet{ORDER.index(sheet) + 1}.xml")


@pytest.fixture(scope="module")
def formulas(package) -> dict[str, list[str]]:
    """Sheet -> its cells' formulas."""
    return {sheet: [html.unescape(f.decode()) for f in re.findall(rb"<f[^>]*>(.*?)</f>", part_of(package, sheet))]
            for sheet in ORDER}


def test_only_the_sheets_for_reading_compute(formulas):
    assert {sheet for sheet, found in formulas.items() if found} == {*READING, "Certificate", "Account"}
    assert all(len(formulas[sheet]) > 100 for sheet in READING)


def test_no_formula_carries_a_value_that_nobody_computed(package):
    words = {title for title, _ in today_lists.ABOUT.values()} | {
        "By owner (a click leads to their list)", funnel_sheet.MEANING}
    known = {b"My business", b"46023", *(word.encode() for word in words)}
    for sheet in READING:
        text = part_of(package, sheet)
        assert set(re.findall(rb"</f><v>(.*?)</v>", text)) <= known, sheet
        for column, top, bottom in re.findall(rb'<f t="array" ref="([A-Z]+)(\d+):[A-Z]+(\d+)">', text):
            for row in range(int(top), int(bottom) + 1):
                cell = re.search(rb'<c r="%s%d"[^>]*?(?:/>|>(.*?)</c>)' % (column, row), text)
                assert b"<v>" not in (cell[1] or b""), (sheet, column, row)


def test_formulas_use_no_function_newer_than_excel_2021(formulas):
    used = {name for found in formulas.values() for formula in found
            for name in re.findall(r"([A-Z][A-Z.]+)\(", re.sub(r'"[^"]*"', "", formula))}
    assert used <= set(KNOWN.split())
    assert len(used) > 25


def test_every_name_that_a_formula_uses_is_defined(package):
    text = b"".join(package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/"))
    used = {name.decode() for name in re.findall(rb"\blb_\w+", text)}
    defined = set(openpyxl.load_workbook(io.BytesIO(factory.built())).defined_names)
    assert used <= defined
    assert set(workings.FACTS) | {"lb_Team"} <= defined


def test_no_formula_text_is_longer_than_excel_takes(formulas):
    every = [formula for found in formulas.values() for formula in found]
    assert max(map(len, every)) <= 8192
    assert max(len(said) for formula in every for said in re.findall(r'"([^"]*)"', formula)) <= 255


def test_the_clock_is_asked_in_a_few_cells_only_and_nothing_else_is_volatile(formulas):
    every = [formula for found in formulas.values() for formula in found]
    assert sum("TODAY()" in formula for formula in every) == sum("TODAY()" in one for one in workings.FACTS.values())
    assert not [f for f in every if re.search(r"\b(OFFSET|INDIRECT|NOW|RAND|RANDBETWEEN|CELL|INFO)\(", f)]


def test_a_list_reads_its_columns_once_and_not_once_a_row(formulas):
    """What makes a big book slow: formulas that read whole columns of Leads, Touches or Plan, times how often."""
    whole = [f for sheet in READING for f in formulas[sheet]
             if re.search(r"\b(Leads|Touches|Plan)\[", re.sub(r"INDEX\((Leads|Plan)\[[^]]*\],|MATCH\(INDEX.*", "", f))]
    each_owner = 5 + 5 + 10 + 3        # lists, how many wait in them, figures with what they mean, to spare
    assert 100 < len(whole) < workings.OWNERS * each_owner + 150
