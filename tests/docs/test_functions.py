"""docs/functions.md: up to date, complete, and its examples are what the native functions give."""

import importlib.util
from pathlib import Path

import pytest

from leadbook.rules.answers.declared import FUNCTIONS
from tests.factory.native import sheet, test_twins

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("make_functions", ROOT / "docs" / "make_functions.py")
make_functions = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_functions)


def test_the_page_is_up_to_date():
    assert (ROOT / "docs" / "functions.md").read_text(encoding="utf-8") == make_functions.page(), \
        "run: python docs/make_functions.py"


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_argument_and_column_is_told(function):
    page = make_functions.page()
    assert f"\n## {function.call}\n" in page
    assert len(function.columns) == len(function.told)
    assert all(f"- **{argument.name}**" in page for argument in function.arguments)
    assert all(f"| {column} | {line} |" in page for column, line in zip(function.columns, function.told, strict=True))


def test_the_examples_are_what_the_native_functions_give():
    tables = dict(zip(make_functions.BOOK, make_functions.example_tables(), strict=True))
    workbook = sheet.built(tables, make_functions.CONFIG, make_functions.TODAY)
    found = sheet.answers(workbook, *(typed.replace("=", "=LB.", 1) for typed in make_functions.ASKED))
    for (typed, rule), native in zip(make_functions.ASKED.items(), found, strict=True):
        wanted = test_twins.expected(lambda rule=rule: rule(*tables.values()))
        assert test_twins.same(native, wanted), f"{typed}: {native} instead of {wanted}"
        assert native[-1][0] not in ("", "#N/A"), typed
