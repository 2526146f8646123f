"""How many calls reach Excel: a constant, whatever the number of leads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import pytest

from leadbook import frames
from leadbook.books.changes import Append, Change, Replace, SetCells
from leadbook.books.live import LiveBook
from leadbook.errors import Refusal
from leadbook.schema import CHECKS, LEADS, TABLES, TOUCHES
from tests.excel.excel import WRITES, Excel
from tests.excel.fixtures import excel, open_book

__all__ = ["excel"]
READS = ("table.range", "table.show_totals", "range.value", "range.formula", "range.coords", "range.shape")
OURS = [column.name for column in LEADS.columns if column.owner == "leadbook" and column.name != "Lead ID"]


def leads(count: int) -> pd.DataFrame:
    ids = pd.Series([f"L-{n:07}X" for n in range(count)], dtype=object)
    frame = frames.of(LEADS, [{}] * 0).reindex(range(count))
    text = {c.name: "" for c in LEADS.columns if c.is_text}
    frame = frame.fillna(text).assign(**{"Lead ID": ids, "Name": "Ann", "Received": pd.Timestamp("2026-11-20 09:30")})
    return frame.astype(dict.fromkeys(text, object) | {"Received": "datetime64[s]"})


def many(count: int) -> list[Change]:
    """Every second cell of LeadBook's own columns, rows under a table, a table replaced."""
    rows, old = list(range(0, count, 2)), leads(count)
    new = {"text": "No owner.", "date": pd.Timestamp("2026-11-24"), "number": 3.0}
    changes: list[Change] = []
    for name in OURS:
        column = LEADS[name]
        value = new["text" if column.is_text else "date" if column.is_date else "number"]
        was = old[name].iloc[rows]
        changes.append(SetCells("Leads", name, rows, old["Lead ID"].iloc[rows].tolist(), was,
                                pd.Series([value] * len(rows), index=rows).astype(was.dtype)))
    touches = frames.of(TOUCHES, [{"Touch ID": f"T-{n}X", "When": dt.datetime(2026, 11, 23, 9)} for n in range(count)])
    checks = frames.of(CHECKS, [{"Code": "LB101", "Row": n, "Message": "No name."} for n in range(count)])
    return [*changes, Append("Touches", touches), Replace("Checks", checks)]


def counted(excel: Excel, count: int, changes: Sequence[Change]) -> dict[str, int]:
    book = open_book({"Leads": leads(count)})
    live = LiveBook(book)
    live.read("Leads")
    excel.calls.clear()
    assert live.apply(changes).skipped == []
    assert (live.read("Leads")["Check"] != "").sum() == (count + 1) // 2
    return excel.tally()


def test_a_table_is_read_in_three_calls(excel: Excel) -> None:
    live = LiveBook(open_book({"Leads": leads(50)}))
    live.read("Lists")  # finding the tables, and the book's name, is done once a click
    excel.calls.clear()
    live.read("Leads")
    live.problems("Leads")
    assert excel.tally() == {"table.range": 1, "table.show_totals": 1, "range.value": 1}


def test_as_many_calls_for_ten_thousand_leads_as_for_a_hundred(excel: Excel) -> None:
    few, lots = counted(excel, 100, many(100)), counted(excel, 10_000, many(10_000))
    assert few == lots
    assert few["range.value ="] == len(OURS) + 2 + 1  # a block a column; the blank row of Touches and below; Checks
    assert sum(few[kind] for kind in few if kind in WRITES) == len(OURS) + 2 + 2  # and Checks is resized
    assert sum(few.get(kind, 0) for kind in READS) <= 40


@pytest.mark.parametrize("rows", [[3], [3, 4, 5], [3, 90], [3, 50, 51, 90]])
def test_few_cells_are_written_alone(excel: Excel, rows: list[int]) -> None:
    """One touch logged writes one row, not the whole column."""
    book = open_book({"Leads": leads(100)})
    live, was = LiveBook(book), leads(100)
    grid = book.impl.data.sheets[0]
    excel.calls.clear()
    change = SetCells("Leads", "Check", rows, was["Lead ID"].iloc[rows].tolist(), was["Check"].iloc[rows],
                      pd.Series(["x"] * len(rows), index=rows, dtype=object))
    grid.changed.clear()
    live.apply([change])
    assert sum(area[2] * area[3] for area in grid.changed) == len(rows)
    assert excel.count("range.value =") <= len(rows)


def people(count: int, table: str = "Leads") -> list[Change]:
    """A day, a text that Excel would retype, and a number for every second row of people's columns."""
    rows, was = list(range(0, count, 2)), leads(count)
    new = {"Next Date": (pd.Timestamp("2026-11-24"), "datetime64[s]"), "ZIP": ("06020", object),
           "Need": ("Roof 😀; a|b", object), "Value": (12.5, "float64")}
    return [SetCells(table, name, rows, was["Lead ID"].iloc[rows].tolist(), was[name].iloc[rows],
                     pd.Series([value] * len(rows), index=rows, dtype=kind)) for name, (value, kind) in new.items()]


@pytest.mark.parametrize("macros", [True, False])
def test_cells_of_people_are_written_alone_however_many(excel: Excel, macros: bool) -> None:
    """Only the blanks that are filled are touched, by the workbook's macro or, without it, one by one."""
    excel.macros = macros
    book, changes = open_book({"Leads": leads(40)}), people(40)
    grid = book.impl.data.sheets[0]
    grid.changed.clear()
    live = LiveBook(book)
    assert live.apply(changes).skipped == []
    assert {area[0] - 2 for area in grid.changed} == set(range(0, 40, 2))
    assert all(area[3] == 1 for area in grid.changed)
    found = live.read("Leads")
    for change in changes:
        assert found[change.column].iloc[change.rows].tolist() == change.new.tolist()
        assert found[change.column].iloc[1::2].tolist() == leads(40)[change.column].iloc[1::2].tolist() or (
            found[change.column].iloc[1::2].isna().all())


def test_as_many_calls_for_cells_of_people_too(excel: Excel) -> None:
    tallies = []
    for count in (100, 3_000):
        excel.books.clear()
        live = LiveBook(open_book({"Leads": leads(count)}))
        excel.calls.clear()
        assert live.apply(people(count)).skipped == []
        tallies.append(excel.tally())
    assert tallies[0] == tallies[1]
    assert tallies[0]["app.run"] == 4


def test_a_cell_that_a_co_author_fills_just_before_the_macro_keeps_what_they_wrote(excel: Excel) -> None:
    book, change = open_book({"Leads": leads(40)}), people(40)[2]
    grid = book.impl.data.sheets[0]
    at = LEADS.names.index("Need") + 1
    excel.when("app.run", lambda: grid.put((6, at, 1, 1), "Theirs"))
    receipt = LiveBook(book).apply([change])
    assert [(left.row, left.column) for left in receipt.skipped] == [(4, "Need")]
    assert LiveBook(book).read("Leads")["Need"].iloc[[2, 4, 6]].tolist() == [change.new[2], "Theirs", change.new[6]]


def test_a_protected_sheet_is_refused_and_nothing_stays_written(excel: Excel) -> None:
    book = open_book({"Leads": leads(40)})
    grid = book.impl.data.sheets[0]

    def protect() -> None:
        grid.protected = True

    excel.when("app.run", protect)
    with pytest.raises(Refusal, match="Is the sheet protected"):
        LiveBook(book).apply(people(40)[2:])
    assert (LiveBook(book).read("Leads")["Need"] == "").all()


def test_excel_that_is_busy_when_the_macro_is_asked_is_waited_for(excel: Excel) -> None:
    book = open_book({"Leads": leads(40)})
    excel.busy(2, on="app.run")
    assert LiveBook(book).apply(people(40)).skipped == []


def test_an_empty_change_set_asks_nothing(excel: Excel) -> None:
    live = LiveBook(open_book({"Leads": leads(3)}))
    excel.calls.clear()
    live.apply([])
    live.apply([Append("Touches", frames.of(TABLES["Touches"]))])
    assert excel.calls == []
