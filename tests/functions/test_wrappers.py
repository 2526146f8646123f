"""The macros are drawn from the functions: the files are up to date, and say what the functions say."""

from __future__ import annotations

import importlib
import inspect
import io
import re
from types import SimpleNamespace
from typing import Any, get_type_hints

import pytest

import leadbook.functions as functions
from leadbook.factory.native import names
from leadbook.factory.vba import sources
from leadbook.functions import wrappers
from leadbook.functions.needs import NEEDS, PAST
from leadbook.rules.answers.declared import FUNCTIONS
from leadbook.schema import TABLES
from tests.excel.fixtures import excel
from tests.excel.functions import windows

__all__ = ["excel"]
WRAPPER = re.compile(r"^Public Function (\w+)\((.*?)\) As Variant\n(.*?)^End Function$", re.MULTILINE | re.DOTALL)
VBA_WORDS = {"end", "to", "date", "name", "next", "stop", "type", "is", "in", "like", "loop", "me", "new", "set"}


@pytest.fixture
def text() -> str:
    """Functions.bas with its continued lines joined."""
    return wrappers.sources()["Functions.bas"].replace(" _\n        ", "").replace(",Optional", ", Optional")


@pytest.mark.parametrize("name", wrappers.sources())
def test_the_file_is_up_to_date(name: str) -> None:
    written = (sources.folder("vba") / name).read_text("utf-8")
    assert written == wrappers.sources()[name], "run: python -m leadbook.functions.wrappers"


def test_a_wrapper_a_function_with_its_arguments_in_order(text: str) -> None:
    found = {name: [re.fullmatch(r"(Optional )?ByVal (\w+) As Variant", one.strip()) for one in arguments.split(",")]
             for name, arguments, _ in WRAPPER.findall(text)}
    assert list(found) == list(NEEDS) == [function.name for function in FUNCTIONS]
    for name, arguments in found.items():
        declared = inspect.signature(getattr(functions, name)).parameters
        assert [one[2] for one in arguments if one] == wrappers.arguments(name)
        assert list(declared) == [*wrappers.arguments(name), *(table.lower() for table in PAST.get(name, {}))]
        assert [bool(one[1]) for one in arguments if one] == [
            declared[argument].default is not inspect.Parameter.empty for argument in wrappers.arguments(name)]
        assert not VBA_WORDS & {argument.lower() for argument in declared}


def test_what_a_wrapper_hands_over_comes_in_the_functions_order(text: str) -> None:
    for name, _, body in WRAPPER.findall(text):
        call = re.search(rf'{name} = LB_Answer\("{name}", Array\((.*?)\), Array\((.*)\)\)', body)
        assert call
        tables = [one.split("|") for one in re.findall(r'"([^"]*)"', call[2])]
        past = [one.split("|")[0] for one in re.findall(r'LB_Also\(as_of, "([^"]*)"\)', call[2])]
        assert past == list(PAST.get(name, {}))
        assert [*call[1].split(", "), *(table.lower() for table, *_ in tables)] == list(
            inspect.signature(getattr(functions, name)).parameters)
        assert {table for table, *_ in tables} == {*NEEDS[name], "Settings", *past}
        for table, *columns in tables:
            assert set(columns) <= set(TABLES[table].names)
        follows = re.search(r"Application\.Volatile Not \((.*)\)", body)
        assert follows
        assert re.findall(r'LB_Follows\((\w+), "(\w+)"\)', follows[1]) == [
            (t.lower(), t) for t, *_ in tables if t not in past]
        assert follows[1].startswith("LB_Past(as_of) Or (") == bool(past)


def test_the_declared_arguments_are_the_functions_own(text: str) -> None:
    for function in FUNCTIONS:
        own = [a for a in wrappers.arguments(function.name) if a not in wrappers.TABLES]
        assert [argument.removesuffix("_day") for argument in own] == [a.name for a in function.arguments]
        parameters = inspect.signature(getattr(functions, function.name)).parameters
        assert [parameters[a].default is None for a in own] == [a.optional for a in function.arguments]


def test_the_wizards_texts_are_short_enough_and_are_the_declared_ones() -> None:
    drawn = wrappers.sources()["LeadbookWizard.bas"]
    for function in FUNCTIONS:
        does, about = wrappers.descriptions(function.name)
        assert does == function.gives
        assert list(about) == wrappers.arguments(function.name)
        for text in (does, *about.values()):
            assert 10 < len(text) <= 255
            assert '"' + text.replace('"', '""') + '"' in drawn
        for argument, told in zip(function.arguments, about.values(), strict=False):
            assert told.startswith(argument.help)


def test_no_native_function_bears_the_name_of_one_of_vba() -> None:
    native = {name.casefold() for name in names.typed()}
    assert not native & {name.casefold() for name in NEEDS}
    assert {f"lb.{name}".casefold() for name in NEEDS} <= native


def test_the_hints_are_safe_for_every_host() -> None:
    """Optional, Literal and ``|`` crash a classic function when a value comes; so would ``object`` in Office.js."""
    for name in NEEDS:
        for argument, hint in get_type_hints(getattr(functions, name), include_extras=True).items():
            if argument != "return":
                assert (hint.__origin__, hint.__metadata__[0]["convert"]) == (Any, "raw")
        assert "caller" not in wrappers.arguments(name)


def test_xlwings_own_import_finds_the_same_functions(excel: Any) -> None:
    """With the real decorators: names, arguments, descriptions, and that the macros it would draw are not ours."""
    with windows("leadbook.functions") as udfs:
        module = importlib.import_module("leadbook.functions")
        for name in NEEDS:
            known = getattr(module, name).__xlfunc__
            does, about = wrappers.descriptions(name)
            assert known["ret"]["doc"] == does
            assert {argument["name"]: argument["doc"] for argument in known["args"]
                    if argument["name"].capitalize() not in PAST.get(name, {})} == about
            assert (known["category"], known["call_in_wizard"], known["volatile"]) == ("LeadBook", False, False)
        drawn = io.StringIO()
        udfs.generate_vba_wrapper("leadbook.functions", module, drawn, SimpleNamespace(Name="LeadBook.xlsm"))
    theirs = re.findall(r"^Function (\w+)\(", drawn.getvalue(), re.MULTILINE)
    assert sorted(theirs) == sorted(NEEDS)
    assert "Err.Description" in drawn.getvalue()
    ours = sources.folder("vba").glob("*Functions.bas")
    assert not any("Err.Description" in path.read_text("utf-8") for path in ours)


def test_a_text_too_long_for_the_wizard_is_refused() -> None:
    with pytest.raises(ValueError, match="255"):
        wrappers._text("x" * 256)


def test_a_cold_start_loads_no_heavy_library_but_those_of_xlwings() -> None:
    """xlwings loads pandas; LeadBook's own part of a cold start must stay without further heavy libraries."""
    import subprocess
    import sys

    code = ("import sys, xlwings, pandas; before = set(sys.modules); import leadbook.functions; "
            "print(*sorted({m.partition('.')[0] for m in set(sys.modules) - before}))")
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"ortools", "xlsxwriter", "openpyxl", "holidays", "phonenumbers", "icalendar", "click"} & set(loaded)
