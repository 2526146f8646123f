"""The real path of a worksheet function: xlwings' decorators, ``call_udf`` and its conversions, over the test Excel."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from leadbook import frames
from leadbook.books.memory import MemoryBook
from leadbook.functions import needs
from leadbook.schema import TABLES
from tests.books.sheets import workbook
from tests.excel.com import ERRORS
from tests.excel.excel import WRITES, Excel
from tests.excel.fixtures import excel, open_book
from tests.excel.functions import MISSING, call, windows
from tests.functions.macro import asked
from tests.functions.test_answers import LISTS, OF_A_LEAD, rule, shown

__all__ = ["excel"]
MODULE = "leadbook.functions"


@pytest.fixture
def book(excel: Excel, team: MemoryBook) -> xw.Book:
    return open_book({name: team.read(name) for name in TABLES})


@pytest.fixture
def udfs(excel: Excel) -> Iterator[Any]:
    with windows(MODULE) as found:
        yield found


def in_com(rows: Any) -> list[list[Any]]:
    """Rows as COM takes them: times with a zone, "" for a blank."""
    def cell(value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=dt.UTC)
        if isinstance(value, dt.date):
            return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)
        return value

    return [[cell(value) for value in row] for row in rows]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_spills_with_its_headings(udfs: Any, book: xw.Book, team: MemoryBook, name: str) -> None:
    spilled = asked(udfs, book, name, "")
    assert spilled == in_com(shown(rule(name, team)))
    assert len(spilled) > 10
    owner = book.sheets["Leads"].range("I5")
    assert asked(udfs, book, name, owner) == in_com(shown(rule(name, team, owner.value)))


@pytest.mark.parametrize("name", OF_A_LEAD)
def test_a_cell_and_a_column_of_leads(udfs: Any, book: xw.Book, team: MemoryBook, name: str) -> None:
    ids = book.sheets["Leads"].range("A2:A40")
    answered = asked(udfs, book, name, ids)
    assert answered == in_com([[rule(name, team, lead)] for lead in ids.value])
    assert asked(udfs, book, name, ids.value[4]) == [answered[4]]


def test_a_count_between_days_that_stand_in_cells(udfs: Any, book: xw.Book, team: MemoryBook) -> None:
    sheet = book.sheets["Lists"]
    sheet.range("Z1").value, sheet.range("Z2").value = dt.datetime(2026, 9, 1), dt.datetime(2026, 9, 30)
    count = asked(udfs, book, "FUNNEL_COUNT", "Received", sheet.range("Z1"), sheet.range("Z2"))
    assert count == [[rule("FUNNEL_COUNT", team, "Received", dt.date(2026, 9, 1), dt.date(2026, 9, 30))]]
    assert count[0][0] > 3
    assert asked(udfs, book, "FUNNEL_COUNT", "Received", "", "") == [[rule("FUNNEL_COUNT", team, "Received")]]


def test_errors_come_as_the_words_that_the_macro_turns_into_errors(udfs: Any, book: xw.Book) -> None:
    assert asked(udfs, book, "NEXT_TOUCH", "Nobody at all") == [["#N/A"]]
    assert asked(udfs, book, "NEXT_TOUCH", ERRORS["#REF!"]) == [["#REF!"]]
    assert asked(udfs, book, "CRACKS", "Nobody at all") == [["#N/A"]]
    assert asked(udfs, book, "FUNNEL_COUNT", "Received", "soon", "") == [["#VALUE!"]]
    assert asked(udfs, book, "NEXT_TOUCH", "") == [[""]]


def test_an_error_in_a_cell_is_a_blank_and_a_renamed_column_an_error(udfs: Any, book: xw.Book) -> None:
    sheet = book.sheets["Leads"]
    owner = [sheet.range("A2").value, "no owner"]
    assert owner not in [[row[0], row[-1][:8]] for row in asked(udfs, book, "CRACKS", "")]
    sheet.impl.grid.rows[1][7:9] = ["New", ERRORS["#N/A"]]
    assert owner in [[row[0], row[-1][:8]] for row in asked(udfs, book, "CRACKS", "")]
    sheet.range("I1").value = "Who"
    assert asked(udfs, book, "CRACKS", "") == [["#REF!"]]
    assert asked(udfs, book, "NEXT_TOUCH", "") == [[""]]


@pytest.mark.parametrize("name", needs.NEEDS)
def test_ranges_with_headings_as_other_macros_hand_them_over(udfs: Any, book: xw.Book, team: MemoryBook,
                                                             name: str) -> None:
    """xlwings' own import of functions gives ranges, and says what was left out in COM's way."""
    ranges = [book.sheets[table].tables[table].range for table in needs.handed(name)]
    lead = team.read("Leads")["Lead ID"].iloc[3]
    given = {"FUNNEL_COUNT": ("Contacted", MISSING, MISSING, MISSING)}.get(
        name, (lead,) if name in OF_A_LEAD else (MISSING,))
    called = call(udfs, MODULE, name, *given, *ranges, caller=book.sheets[0].range("AZ1"))
    assert called == asked(udfs, book, name, *("" if arg == MISSING else arg for arg in given))


def test_days_of_1904(excel: Excel, udfs: Any, tmp_path: Path) -> None:
    content = {"Leads": [{"Lead ID": "L-1", "Name": "Ann", "Stage": "New", "Owner": "Jane"}],
               "Plan": [{"Plan ID": "P-1", "Date": dt.date(2026, 11, 25), "Lead ID": "L-1", "Status": "Planned"}]}
    book = open_book(workbook(tmp_path / "Mac.xlsx", content, date1904=True))
    for grid in book.impl.data.sheets:
        for row in grid.rows:
            row[:] = [v.__class__.of(v.serial - 1462) if hasattr(v, "serial") else v for v in row]
    assert asked(udfs, book, "NEXT_TOUCH", "Ann") == in_com([[dt.date(2026, 11, 25)]])


def test_no_function_writes_anything(udfs: Any, book: xw.Book, excel: Excel, team: MemoryBook) -> None:
    before = [copy.deepcopy(grid.rows) for grid in book.impl.data.sheets]
    for name in needs.NEEDS:
        for given in ("", "Nobody", book.sheets["Leads"].range("A2:A4")):
            asked(udfs, book, name, given, *(["", ""] if name == "FUNNEL_COUNT" else []))
    assert [grid.rows for grid in book.impl.data.sheets] == before
    assert excel.count(*WRITES) == 0
    assert book.impl.data.saves == 0


def test_an_empty_workbook(excel: Excel, udfs: Any) -> None:
    book = open_book({table: frames.of(TABLES[table]) for table in ("Leads", "Touches", "Plan")})
    for name in LISTS:
        assert len(asked(udfs, book, name, "")) == 1
    assert asked(udfs, book, "FUNNEL_COUNT", "Won", "", "") == [[0]]
    assert asked(udfs, book, "LAST_TOUCH", "Ann") == [["#N/A"]]
