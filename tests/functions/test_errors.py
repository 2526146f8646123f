"""What cannot be answered is an Excel error value with the sentence why; never text, never an exception."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import leadbook.functions as functions
from leadbook.books.memory import MemoryBook
from leadbook.functions import ErrorValue, needs
from leadbook.functions.asked import WrongKind, day, each, text
from leadbook.functions.needs import NEEDS
from tests.functions.sheets import handed, packed

BOOK = MemoryBook({"Leads": [{"Lead ID": "L-1", "Name": "Ann Lee", "Owner": "Jane", "Stage": "New"},
                             {"Lead ID": "L-2", "Name": "Ann Fox", "Owner": "Jane", "Stage": "New"}]})
ASKED: dict[str, Any] = {"FUNNEL_COUNT": "Received", "NEXT_TOUCH": "L-1", "LAST_TOUCH": "L-1",
                         "TOUCHES_THIS_MONTH": "L-1", "WHY_TODAY": "L-1"}


def is_error(answer: Any, word: str, why: str) -> bool:
    return type(answer) is ErrorValue and str(answer) == word and why in answer.why


@pytest.mark.parametrize("name", ["NEXT_TOUCH", "LAST_TOUCH", "TOUCHES_THIS_MONTH", "WHY_TODAY"])
def test_a_lead_that_nobody_knows(name: str) -> None:
    function, tables = getattr(functions, name), handed(name, BOOK)
    assert is_error(function("Zoe", **tables), "#N/A", "No lead is called 'Zoe'")
    assert is_error(function("Ann", **tables), "#N/A", "2 leads fit")
    assert is_error(function(7.0, **tables), "#N/A", "'7'")
    assert function(None, **tables) == function("", **tables) == function("  ", **tables)
    assert not function("", **tables)
    column = function([["L-2"], [None], ["Zoe"], [-2146826265]], **tables)
    assert [type(row[0]) is ErrorValue for row in column] == [False, False, True, True]
    assert column[2:] == [["#N/A"], ["#REF!"]]


@pytest.mark.parametrize("name", ["DUE_TODAY", "STALE_LEADS", "CRACKS"])
def test_an_owner_that_nobody_knows(name: str) -> None:
    function, tables = getattr(functions, name), handed(name, BOOK)
    assert is_error(function("Zoe", **tables), "#N/A", "Zoe")
    assert is_error(function(-2146826246, **tables), "#N/A", "holds an error")
    assert is_error(function(["Jane", "Ann"], **tables), "#VALUE!", "not a range")
    assert function([["Jane"]], **tables) == function("Jane", **tables)


@pytest.mark.parametrize(("name", "table", "column"), [
    (name, table, column) for name, needed in NEEDS.items() for table, columns in needed.items() for column in columns])
def test_a_column_that_somebody_deleted(name: str, table: str, column: str) -> None:
    tables = handed(name, BOOK)
    left = [c for c in needs.handed(name)[table] if c != column]
    tables[table.lower()] = packed(table, BOOK.read(table), left)
    answer = getattr(functions, name)(*([ASKED[name]] if name in ASKED else []), **tables)
    assert is_error(answer, "#REF!", f"The table {table} has no column {column}")


@pytest.mark.parametrize("name", NEEDS)
def test_a_table_that_is_gone(name: str) -> None:
    for table in handed(name, BOOK):
        for gone in ([(False,), "Leads"] if table == "settings" else [(False,), None, [], "Leads", [["a"], [1]]]):
            tables = handed(name, BOOK) | {table: gone}
            answer = getattr(functions, name)(*([ASKED[name]] if name in ASKED else []), **tables)
            assert is_error(answer, "#REF!", table.capitalize()), (table, gone)


@pytest.mark.parametrize("column", ["Section", "Name", "Value"])
def test_settings_that_lost_a_column(column: str) -> None:
    settings = packed("Settings", BOOK.read("Settings"), [c for c in ("Section", "Name", "Value") if c != column])
    answer = functions.CRACKS(None, **handed("CRACKS", BOOK) | {"settings": settings})
    assert is_error(answer, "#REF!", "Settings")


def test_a_setting_that_is_wrong() -> None:
    settings = [["Section", "Name", "Value"], ["business", "time_zone", "Mars"]]
    answer = functions.CRACKS(None, **handed("CRACKS", BOOK) | {"settings": settings})
    assert is_error(answer, "#VALUE!", "business.time_zone")


@pytest.mark.parametrize("wrong", ["banana", True, "2/1/2026", -3.0, 3e6, float("nan"), float("inf")])
def test_what_is_no_day(wrong: Any) -> None:
    tables = handed("FUNNEL_COUNT", BOOK)
    assert is_error(functions.FUNNEL_COUNT("Received", wrong, **tables), "#VALUE!", "is not a day")
    assert is_error(functions.FUNNEL_COUNT("Received", None, wrong, **tables), "#VALUE!", "is not a day")


@pytest.mark.parametrize("wrong", ["", None, "Nonsense", 3.0])
def test_what_is_no_step(wrong: Any) -> None:
    assert is_error(functions.FUNNEL_COUNT(wrong, **handed("FUNNEL_COUNT", BOOK)), "#N/A", "step")


@pytest.mark.parametrize(("given", "is_the_day"), [
    (46349.0, dt.date(2026, 11, 23)), (46349.99, dt.date(2026, 11, 23)), (46349, dt.date(2026, 11, 23)),
    ("2026-11-23", dt.date(2026, 11, 23)), ("23 Nov 2026", dt.date(2026, 11, 23)), (None, None), ("", None),
    (dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.date(2026, 11, 23)),
    (dt.date(2026, 11, 23), dt.date(2026, 11, 23)),
    (1.0, dt.date(1899, 12, 31)), (2958465.5, dt.date(9999, 12, 31))])
def test_days(given: Any, is_the_day: dt.date | None) -> None:
    assert day(given) == is_the_day


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    assert day(44887.0, date1904=True) == dt.date(2026, 11, 23)


@pytest.mark.parametrize(("given", "reads"), [
    (" Ann ", "Ann"), (None, ""), (5.0, "5"), (1.5, "1.5"), (True, "TRUE"), (dt.date(2026, 11, 23), "2026-11-23")])
def test_texts(given: Any, reads: str) -> None:
    assert text(given) == reads


def test_a_range_is_no_text() -> None:
    with pytest.raises(WrongKind):
        text(["a"])


@pytest.mark.parametrize(("one", "other", "answer"), [
    ("a", "b", "ab"), (["a"], "b", [["ab"]]), (["a", "c"], "b", [["ab", "cb"]]),
    ([["a"], ["c"]], ["x", "y"], [["ax", "ay"], ["cx", "cy"]]),
    ([["a"], ["c"]], [["x"], ["y"], ["z"]], [["ax"], ["cy"], ["#N/A"]]), ("#REF!", "b", "#REF!"),
    ([[-2146826259], ["c"]], "b", [["#NAME?"], ["cb"]]), ([], "b", [["b"]])])
def test_ranges_are_stretched_as_excel_stretches_them(one: Any, other: Any, answer: Any) -> None:
    assert each(lambda x, y: (x or "") + y, one, other) == answer


def test_the_same_question_is_asked_once() -> None:
    asked: list[Any] = []

    def answer(value: Any) -> str:
        asked.append(value)
        return text(value)

    assert each(answer, [[None], ["a"], [1.0], [None], ["a"], [True]]) == [[""], ["a"], ["1"], [""], ["a"], ["TRUE"]]
    assert asked == [None, "a", 1.0, True]
