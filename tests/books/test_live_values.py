"""What LeadBook writes into Excel stays what it is, and what Excel shows is read for what it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from leadbook import frames
from leadbook.books.changes import Append
from leadbook.books.live import LiveBook, look, retyping
from leadbook.schema import LEADS
from tests.books.contract import ANN, BOB
from tests.books.live_sheets import Open
from tests.excel.excel import Excel
from tests.excel.fixtures import excel
from tests.excel.typed_in import entered

__all__ = ["excel"]
RETYPED = ["2026-02-01", "00123", "=cmd|' /C calc'!A0", "+A1", "-5", "@SUM(A1)", "5%", "$5", "1/2", "May 5", "5-May",
           "TRUE", "false", "#N/A", "'Til Dawn", "10:30", "May 2026", "1e5"]


@pytest.fixture
def team(excel: Excel) -> Open:
    return Open(excel, {"Leads": [ANN, BOB]})


# texts


@pytest.mark.parametrize("text", RETYPED)
@pytest.mark.parametrize("form", ["@", "General", "0.00", "d mmm yyyy"])
def test_a_text_that_excel_would_retype_stays_text(team: Open, text: str, form: str) -> None:
    for column in ("Check", "Notes", "Name"):
        team.person.formats("Leads", column, form)
    rows = Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3", "Notes": text, "Name": text}]))
    team.live.apply([team.change("Leads", "Check", {0: text}), rows])
    assert team.column("Leads", "Check") == [text, "", ""]
    assert team.column("Leads", "Notes")[2] == team.column("Leads", "Name")[2] == text
    assert team.person.table("Leads")[0].formulas == {}


def test_only_texts_that_excel_may_retype_ask_for_the_format(team: Open, excel: Excel) -> None:
    team.live.apply([team.change("Leads", "Check", {0: "No owner: choose one."})])
    assert excel.count("range.number_format", "range.number_format =") == 0
    team.live.apply([team.change("Leads", "Check", {0: "2026-02-01"})])
    assert (excel.count("range.number_format"), excel.count("range.number_format =")) == (1, 0)
    team.person.formats("Leads", "Stale", "General")
    team.live.apply([team.change("Leads", "Stale", {0: "2026-02-01"})])
    assert (excel.count("range.number_format"), excel.count("range.number_format =")) == (1, 1)


@pytest.mark.parametrize("text", [*RETYPED, "Mai 2026", "WAHR", "12 Elm Street", "(212) 555-0142", "4. Advent"])
def test_what_excel_retypes_is_known(text: str) -> None:
    assert retyping.retyped(text)


@pytest.mark.parametrize("text", ["", "Ann Baker", "Call", "L-7K3QF9X2AB", "P-7K3QF9X2AB-202611-1", "dana@example.com",
                                  "Proposal: 5 days since the call of 12 Nov, limit 3", "Touch 2 of 3"])
def test_what_excel_leaves_alone_costs_nothing(text: str) -> None:
    assert not retyping.retyped(text)
    assert entered(text, "General") == (text or None, "", "General")


def test_an_apostrophe_that_excel_eats_is_given_twice(team: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should Excel eat the first apostrophe even in a cell of the format Text."""
    grid, _ = team.person.table("Leads")
    enter = grid._enter
    monkeypatch.setattr(grid, "form", lambda row, column: "General" if row == 0 else type(grid).form(grid, row, column))
    monkeypatch.setattr(grid, "_enter", lambda row, column, value: enter(
        row, column, value[1:] if isinstance(value, str) and value.startswith("'") else value))
    team.live.apply([team.change("Leads", "Check", {0: "'Til Dawn"})])
    assert team.column("Leads", "Check") == ["'Til Dawn", ""]


def test_a_text_too_long_for_a_cell_is_refused_before_anything_is_written(team: Open) -> None:
    before = team.everything
    with pytest.raises(Exception, match="column Stale: it is longer than the 32,767 characters"):
        team.live.apply([team.change("Leads", "Check", {0: "a"}), team.change("Leads", "Stale", {0: "x" * 40000})])
    assert team.everything == before


# days and numbers


def test_a_day_in_a_column_that_somebody_made_text_is_a_day(team: Open) -> None:
    team.person.formats("Leads", "Deadline", "@")
    team.person.formats("Leads", "Person", "@")
    receipt = team.live.apply([team.change("Leads", "Deadline", {0: dt.datetime(2026, 11, 25, 9, 30)}),
                               team.change("Leads", "Person", {0: 7})])
    assert (receipt.changed, receipt.skipped) == ({"Leads": {"cells": 2, "rows": 0}}, [])
    live = LiveBook(team.xw)
    assert str(live.read("Leads")["Deadline"][0]) == "2026-11-25 09:30:00"
    assert live.read("Leads")["Person"][0] == 7
    assert len(live.problems("Leads")) == 0


def test_a_days_column_keeps_its_format(team: Open) -> None:
    team.person.formats("Leads", "Deadline", "dddd, d mmmm yyyy")
    team.live.apply([team.change("Leads", "Deadline", {0: dt.datetime(2026, 11, 25, 9, 30)})])
    grid, _ = team.person.table("Leads")
    assert grid.form(2, LEADS.names.index("Deadline") + 1) == "dddd, d mmmm yyyy"


def test_milliseconds_that_com_cuts_off_change_no_second(team: Open) -> None:
    """09:30 arrives as 09:29:59.999 or 09:30:00.000, whichever."""
    moments = [dt.datetime(2026, 11, 20) + dt.timedelta(seconds=s) for s in range(0, 86400, 997)]
    book = Open(team.excel, {"Leads": [{"Lead ID": f"L-{n}", "Received": m} for n, m in enumerate(moments)]})
    held = [book.person.sees("Leads", row, "Received") for row in range(len(moments))]
    assert any(value.microsecond for value in held)
    assert [m.to_pydatetime() for m in book.column("Leads", "Received")] == moments


def test_money_arrives_as_decimal_and_is_a_number(team: Open) -> None:
    team.person.types("Leads", 0, "Value", 350000.5)
    assert type(team.person.sees("Leads", 0, "Value")).__name__ == "Currency"
    live = LiveBook(team.xw)
    assert live.read("Leads")["Value"].tolist() == [350000.5, 350000.0]
    assert len(live.problems("Leads")) == 0


def test_a_zip_that_excel_made_a_number_is_read_as_in_a_closed_file(team: Open) -> None:
    team.person.formats("Leads", "ZIP", "General")
    team.person.types("Leads", 0, "ZIP", "06020")
    live = LiveBook(team.xw)
    assert live.read("Leads")["ZIP"][0] == "6020"
    assert live.problems("Leads")[["column", "problem", "raw"]].to_numpy().tolist() == [
        ["ZIP", "number in text", "6020"]]


@pytest.mark.parametrize("date1904", [False, True])
def test_a_bare_number_in_a_days_column_is_counted_as_the_workbook_counts(team: Open, date1904: bool) -> None:
    team.person.book.date1904 = date1904
    team.person.formats("Leads", "Next Date", "General")
    team.person.types("Leads", 0, "Next Date", 46350.0 - (1462 if date1904 else 0))
    assert str(team.column("Leads", "Next Date")[0]) == "2026-11-24 00:00:00"


# what reads as blank and is not


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize(("typed", "raw"), [("#N/A", "#N/A"), ("=1/0", "#NAME?"), ("=A1", "#NAME?")])
def test_an_error_is_unreadable_and_never_written_over(team: Open, monkeypatch: pytest.MonkeyPatch, mac: bool,
                                                       typed: str, raw: str) -> None:
    team.excel.mac = mac
    monkeypatch.setattr(look, "on_a_mac", lambda: mac)
    team.person.types("Leads", 0, "First Contact", typed)
    live = LiveBook(team.xw)
    assert live.problems("Leads")[["row", "column", "problem", "raw"]].to_numpy().tolist() == [
        [0, "First Contact", "unreadable", raw]]
    receipt = team.live.apply([team.change("Leads", "First Contact", {0: dt.datetime(2026, 5, 1)})])
    assert (receipt.changed, receipt.skipped[0].reason) == ({}, "the cell holds something unreadable")
    assert team.person.sees_formula("Leads", 0, "First Contact") == typed


def test_an_error_that_a_mac_shows_in_another_language_is_not_written_over(team: Open, monkeypatch: pytest.MonkeyPatch
                                                                         ) -> None:
    """#NV on a German Mac: the cell reads as blank, but its formula is not."""
    team.excel.mac = True
    monkeypatch.setattr(look, "on_a_mac", lambda: False)
    team.person.types("Leads", 0, "First Contact", "#N/A")
    receipt = team.live.apply([team.change("Leads", "First Contact", {0: dt.datetime(2026, 5, 1)})])
    assert (receipt.changed, receipt.skipped[0].reason) == ({}, "the cell holds something unreadable")
    assert team.person.sees_formula("Leads", 0, "First Contact") == "#N/A"


def shows_nothing(team: Open, row: int, column: str, formula: str = '=IF(A1="","","x")') -> None:
    """A formula whose result is the empty text."""
    grid, (r, c, *_) = team.person._area("Leads", row, column)
    grid.formulas[r, c] = formula


@pytest.mark.parametrize("column", ["First Contact", "Check"])
def test_a_formula_that_shows_nothing_is_not_written_over(team: Open, column: str) -> None:
    shows_nothing(team, 0, column)
    new: Any = "x" if column == "Check" else dt.datetime(2026, 5, 1)
    receipt = team.live.apply([team.change("Leads", column, {0: new, 1: new})])
    assert receipt.changed == {"Leads": {"cells": 1, "rows": 0}}
    assert [(s.row, s.reason) for s in receipt.skipped] == [(0, "the cell holds a formula")]
    assert team.person.sees_formula("Leads", 0, column).startswith("=IF(")


def test_a_formula_between_many_cells_survives(excel: Excel) -> None:
    """Every second cell of LeadBook's own column is new: they go as one block, but not over a formula."""
    team = Open(excel, {"Leads": [{"Lead ID": f"L-{n}", "Check": "same"} for n in range(40)]})
    shows_nothing(team, 7, "Check", "=A1")
    team.live.apply([team.change("Leads", "Check", dict.fromkeys(range(0, 40, 2), "new"))])
    assert team.person.sees_formula("Leads", 7, "Check") == "=A1"
    assert [c for i, c in enumerate(team.column("Leads", "Check")) if i != 7] == [
        "new" if i % 2 == 0 else "same" for i in range(40) if i != 7]


@pytest.mark.parametrize(("column", "there", "new"), [
    ("Check", "  two blanks before", "new"), ("Deadline", "oops", dt.datetime(2026, 5, 1)), ("Touches", "many", 3),
    ("Stale", 46350.0, "new"), ("Alert", True, "Red")])
def test_what_stands_between_many_cells_stays_as_it_is(excel: Excel, column: str, there: Any, new: Any) -> None:
    team = Open(excel, {"Leads": [{"Lead ID": f"L-{n}"} for n in range(40)]})
    team.person.formats("Leads", column, "General")
    team.person.types("Leads", 7, column, there)
    team.live.apply([team.change("Leads", column, dict.fromkeys(range(0, 40, 2), new))])
    assert team.person.sees("Leads", 7, column) == there
    assert all(team.person.sees("Leads", row, column) is not None for row in range(0, 40, 2))
    assert all(team.person.sees("Leads", row, column) is None for row in range(1, 40, 2) if row != 7)


def test_blank_rows_at_the_end_with_a_note_beside_them_are_not_used(team: Open) -> None:
    team.person.adds_a_column("Leads", "My note")
    team.person.adds("Leads")
    team.person.types("Leads", 2, "My note", "keep this row free")
    team.live.apply([Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3"}]))])
    assert LiveBook(team.xw).read("Leads")["Lead ID"].to_dict() == {0: "L-1", 1: "L-2", 3: "L-3"}


def test_the_first_row_of_an_empty_table_with_a_formula_of_peoples_own(excel: Excel) -> None:
    team = Open(excel, {})
    team.person.adds_a_column("Leads", "My sum")
    team.person.types("Leads", 0, "My sum", "=A1")
    team.live.apply([Append("Leads", frames.of(LEADS, [{"Lead ID": "L-1"}]))])
    assert team.column("Leads", "Lead ID") == ["L-1"]
    assert team.person.sees_formula("Leads", 0, "My sum") == "=A1"
