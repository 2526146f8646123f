"""What goes wrong while LeadBook writes into an open workbook: nothing of people's is lost, nothing is half done."""

from __future__ import annotations

import datetime as dt
import sys

import pytest

from leadbook import frames
from leadbook.books.changes import Append, Change, Replace
from leadbook.books.live import LiveBook, patience, writer
from leadbook.errors import Busy, NotALeadbook, Refusal
from leadbook.schema import CHECKS, LEADS, TOUCHES
from tests.books.contract import ANN, BOB, shown
from tests.books.live_sheets import Open
from tests.excel.excel import WRITES, Excel
from tests.excel.fixtures import excel

__all__ = ["excel"]
TOUCH = frames.of(TOUCHES, [{"Touch ID": "T-1", "Note": "one"}, {"Touch ID": "T-2", "Note": "two"}])
FINDING = frames.of(CHECKS, [{"Code": "LB101", "Message": "No name."}])


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: None)


@pytest.fixture
def team(excel: Excel) -> Open:
    return Open(excel, {"Leads": [ANN, BOB]})


# a busy Excel


def test_a_moment_of_editing_is_waited_for(team: Open, excel: Excel) -> None:
    change = team.change("Leads", "Check", {0: "No owner."})
    excel.busy(60)
    team.live.apply([change])
    assert team.column("Leads", "Check") == ["No owner.", ""]


@pytest.mark.parametrize("doing", ["read", "apply"])
def test_an_edited_cell_is_one_sentence_and_no_endless_wait(team: Open, excel: Excel, doing: str) -> None:
    change = team.change("Leads", "Check", {0: "No owner."})
    before = team.everything
    excel.busy(1_000_000)
    with pytest.raises(Busy, match=r"^Excel is busy, so \S+( \S+)? was left .* finish the cell you are editing"):
        team.live.apply([change]) if doing == "apply" else LiveBook(team.xw).read("Leads")
    excel.busy(0)
    assert team.everything == before


def test_xlwings_number_of_attempts_is_finite_inside_and_as_before_afterwards(team: Open, excel: Excel) -> None:
    windows = sys.modules["xlwings._xlwindows"]
    seen = []
    excel.when("range.value =", lambda: seen.append(windows.N_COM_ATTEMPTS))
    team.live.apply([team.change("Leads", "Check", {0: "x"})])
    assert (seen, windows.N_COM_ATTEMPTS) == ([patience.ATTEMPTS], 0)


def test_busy_in_the_middle_for_good_takes_back_what_was_written(team: Open, excel: Excel) -> None:
    changes = [team.change("Leads", "Check", {0: "a"}), team.change("Leads", "Stale", {1: "b"})]
    before = team.everything
    excel.when("range.value =", lambda: excel.busy(patience.ATTEMPTS * 300, "range.value ="))
    with pytest.raises(Busy):
        team.live.apply(changes)
    assert team.everything == before


# a write that fails


WRITES_OF_ALL_KINDS = 9  # the last makes Checks shorter


def all_kinds(team: Open) -> list[Change]:
    """Cells, rows under the table, more rows, a table replaced by a shorter one."""
    for row, code in enumerate(("LB997", "LB998", "LB999")):
        team.person.adds("Checks") if row else None
        team.person.types("Checks", row, "Code", code)
    team.person.formats("Leads", "Check", "General")
    return [team.change("Leads", "Check", {0: "No owner.", 1: "2026-01-01"}),
            team.change("Leads", "Deadline", {1: dt.datetime(2026, 11, 25, 9)}),
            Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3", "Name": "'Til Dawn"}])),
            Append("Touches", TOUCH), Replace("Checks", FINDING)]


def test_the_writes_of_all_kinds(team: Open, excel: Excel) -> None:
    team.live.apply(all_kinds(team))
    assert excel.count(*WRITES) == WRITES_OF_ALL_KINDS


@pytest.mark.parametrize("nth", range(1, WRITES_OF_ALL_KINDS))
def test_whichever_write_fails_everything_is_as_before(team: Open, excel: Excel, nth: int) -> None:
    changes = all_kinds(team)
    before = team.everything
    excel.fail_write(nth)
    with pytest.raises(Refusal, match=r"^Excel refused a change .* so Leads\.xlsm was left as it was\."):
        team.live.apply(changes)
    assert team.everything == before
    excel.hooks.clear()
    assert team.live.apply(changes).changed == {
        "Leads": {"cells": 3, "rows": 1}, "Touches": {"cells": 0, "rows": 2}, "Checks": {"cells": 0, "rows": 1}}


def test_a_table_that_cannot_shrink_keeps_blank_rows(team: Open, excel: Excel) -> None:
    changes = all_kinds(team)
    excel.fail_write(WRITES_OF_ALL_KINDS)
    team.live.apply(changes)
    assert team.column("Checks", "Code") == ["LB101"]
    assert team.person.table("Checks")[1].area[2] == 4


def test_a_protected_sheet_is_said(team: Open) -> None:
    change = team.change("Leads", "Check", {0: "x"})
    team.person.table("Leads")[0].protected = True
    with pytest.raises(Refusal, match="protected"):
        team.live.apply([change])


def test_what_cannot_be_taken_back_is_said(team: Open, excel: Excel) -> None:
    changes = [team.change("Leads", "Check", {0: "a"}), team.change("Leads", "Stale", {1: "b"})]
    excel.when("range.value =", lambda: excel.busy(10 ** 9), 2)
    with pytest.raises(Refusal, match="not all of what was written could be taken back: close the"):
        team.live.apply(changes)


def test_taking_back_leaves_what_somebody_typed_over_it(team: Open, excel: Excel) -> None:
    changes = [team.change("Leads", "Check", {0: "a", 1: "b"}), team.change("Leads", "Stale", {1: "c"})]

    def both() -> None:
        team.person.types("Leads", 1, "Check", "typed by Jane")
        raise RuntimeError("the second write")

    excel.when("range.value =", both, 2)
    with pytest.raises(RuntimeError):
        team.live.apply(changes)
    assert team.column("Leads", "Check") == ["", "typed by Jane"]


# surroundings


def test_excels_surroundings_are_as_they_were(team: Open, excel: Excel) -> None:
    before = dict(excel.state)
    seen = []
    change = team.change("Leads", "Check", {0: "x"})
    excel.when("range.value =", lambda: seen.append({k: excel.state[k] for k in before}))
    team.live.apply([change])
    assert {k: v for k, v in seen[0].items() if v != before[k]} == {
        "screen_updating": False, "enable_events": False, "calculation": "manual"}
    assert excel.state == before


def test_excels_surroundings_are_as_they_were_after_an_error(team: Open, excel: Excel) -> None:
    excel.state |= {"calculation": "manual", "screen_updating": True}
    before = dict(excel.state)
    change = team.change("Leads", "Check", {0: "x"})
    excel.fail_write()
    with pytest.raises(Refusal):
        team.live.apply([change])
    assert excel.state == before


# co-authors


def test_a_cell_that_a_co_author_changed_since_it_was_read_is_left(team: Open) -> None:
    change = team.change("Leads", "Next Date", {0: dt.date(2026, 12, 1)})
    team.person.types("Leads", 0, "Next Date", dt.datetime(2027, 5, 3))
    receipt = team.live.apply([change])
    assert receipt.changed == {}
    assert [(s.row, s.key, s.reason) for s in receipt.skipped] == [(0, "L-1", "somebody changed it meanwhile")]
    assert str(team.column("Leads", "Next Date")[0]) == "2027-05-03 00:00:00"


def test_a_row_inserted_above_moves_nothing_of_ours_onto_it(team: Open) -> None:
    change = team.change("Leads", "Check", {0: "for Ann", 1: "for Bob"})
    team.person.inserts("Leads", 0)
    receipt = team.live.apply([change])
    assert [s.reason for s in receipt.skipped] == ["the row is gone", "another row stands there now"]
    assert team.column("Leads", "Check") == ["", ""]


def test_a_row_that_a_co_author_deleted_is_reported(team: Open) -> None:
    change = team.change("Leads", "Check", {0: "for Ann", 1: "for Bob"})
    team.person.deletes("Leads", 0)
    assert {s.reason for s in team.live.apply([change]).skipped} == {"the row is gone", "another row stands there now"}
    assert team.column("Leads", "Check") == [""]


def test_rows_moved_at_the_moment_of_writing_take_the_write_back(team: Open, excel: Excel) -> None:
    change = team.change("Leads", "Check", {0: "for Ann"})
    excel.when("range.value =", lambda: team.person.inserts("Leads", 0))
    with pytest.raises(Busy, match="moved rows of Leads"):
        team.live.apply([change])
    assert team.column("Leads", "Check") == ["", ""]


def test_columns_moved_at_the_moment_of_writing_take_the_write_back(team: Open, excel: Excel) -> None:
    change = team.change("Leads", "Check", {0: "for Ann"})
    excel.when("range.value =", lambda: team.person.adds_a_column("Leads", "Mine", before=1))
    with pytest.raises(Busy, match="moved or renamed columns of Leads"):
        team.live.apply([change])
    leads = LiveBook(team.xw).read("Leads")
    assert shown(leads) == shown(frames.of(LEADS, [ANN, BOB]))


def test_a_cell_written_over_right_after_us_stays_and_is_reported(team: Open, excel: Excel) -> None:
    changes = [team.change("Leads", "Check", {0: "ours"}), team.change("Leads", "Stale", {0: "ours"})]
    excel.when("range.value =", lambda: team.person.types("Leads", 0, "Check", "theirs"), 2)
    receipt = team.live.apply(changes)
    assert team.column("Leads", "Check") == ["theirs", ""]
    assert receipt.changed == {"Leads": {"cells": 1, "rows": 0}}
    assert [(s.column, s.reason) for s in receipt.skipped] == [("Check", "somebody wrote there at the same moment")]


def test_rows_added_at_the_same_moment_are_not_written_over(team: Open, excel: Excel) -> None:
    excel.when("table.range", lambda: team.person.adds("Touches", Touch_ID="T-9", Note="theirs"), 2)
    with pytest.raises(Busy, match="added or deleted rows of Touches"):
        team.live.apply([Append("Touches", TOUCH)])
    assert team.column("Touches", "Touch ID") == ["T-9"]


def test_rows_that_a_co_author_wrote_over_are_reported(team: Open, excel: Excel) -> None:
    """Last write wins: our second touch is gone from the sheet, so the receipt does not count it."""
    def theirs() -> None:
        for column, value in (("Touch ID", "T-9"), ("Note", "theirs")):
            team.person.types("Touches", 1, column, value)

    excel.when("range.value", theirs, 2, "Touches")  # the look after the two writes
    receipt = team.live.apply([Append("Touches", TOUCH)])
    assert team.column("Touches", "Touch ID") == ["T-1", "T-9"]
    assert receipt.changed == {"Touches": {"cells": 0, "rows": 1}}
    assert [(s.key, s.column) for s in receipt.skipped] == [("T-2", "Touch ID")]


@pytest.mark.parametrize("where", [0, 1, 2])
def test_new_rows_that_a_co_author_moved_are_not_written_twice(team: Open, excel: Excel, where: int) -> None:
    excel.when("range.value", lambda: team.person.inserts("Touches", where), 2, "Touches")  # the look after the writes
    receipt = team.live.apply([Append("Touches", TOUCH)])
    assert (receipt.changed, receipt.skipped) == ({"Touches": {"cells": 0, "rows": 2}}, [])
    assert team.column("Touches", "Touch ID") == ["T-1", "T-2"]


def test_an_id_and_a_day_in_a_text_column_go_to_one_row(team: Open) -> None:
    """The row gets its id in the same change set; what Excel made of the day is mended all the same."""
    team.person.types("Leads", 1, "Lead ID", None)
    team.person.formats("Leads", "Deadline", "@")
    receipt = team.live.apply([team.change("Leads", "Lead ID", {1: "L-2"}),
                               team.change("Leads", "Deadline", {1: dt.datetime(2026, 11, 25, 9)})])
    assert (receipt.changed, receipt.skipped) == ({"Leads": {"cells": 2, "rows": 0}}, [])
    assert str(team.column("Leads", "Deadline")[1]) == "2026-11-25 09:00:00"


# tables


def test_a_table_that_does_not_grow_is_resized(team: Open, excel: Excel) -> None:
    excel.tables_grow = False
    receipt = team.live.apply([Append("Touches", TOUCH)])
    assert receipt.changed == {"Touches": {"cells": 0, "rows": 2}}
    assert team.column("Touches", "Touch ID") == ["T-1", "T-2"]
    assert team.person.table("Touches")[1].area[2] == 3


def test_a_table_that_cannot_grow_at_all_leaves_nothing_behind(team: Open, excel: Excel) -> None:
    excel.tables_grow = excel.resizable = False
    before = team.everything
    with pytest.raises(Refusal, match="did not let the table Touches grow"):
        team.live.apply([Append("Touches", TOUCH)])
    assert team.everything == before


def test_a_totals_row_stays_below(team: Open) -> None:
    team.person.shows_totals("Leads")
    team.live.apply([Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3"}, {"Lead ID": "L-4"}]))])
    assert team.column("Leads", "Lead ID") == ["L-1", "L-2", "L-3", "L-4"]
    grid, listed = team.person.table("Leads")
    assert grid.values((listed.area[2], 1, 1, 1)) == (("Total",),)


def test_a_failure_under_a_totals_row_takes_the_added_rows_away(team: Open, excel: Excel) -> None:
    team.person.shows_totals("Leads")
    before = team.everything
    excel.fail_write(1, "range.value =")
    with pytest.raises(Refusal):
        team.live.apply([Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3"}, {"Lead ID": "L-4"}]))])
    assert team.everything == before


def test_a_big_block_goes_in_parts_and_comes_back_in_parts(team: Open, excel: Excel, monkeypatch: pytest.MonkeyPatch
                                                           ) -> None:
    monkeypatch.setattr(writer, "CELLS", 50)
    rows = Append("Touches", frames.of(TOUCHES, [{"Touch ID": f"T-{n}", "Note": "x"} for n in range(23)]))
    before = team.everything
    excel.fail_write(5, "range.value =")
    with pytest.raises(Refusal):
        team.live.apply([rows])
    assert team.everything == before
    team.live.apply([rows])
    assert team.column("Touches", "Touch ID") == [f"T-{n}" for n in range(23)]


def test_nothing_under_a_table_is_written_over(team: Open) -> None:
    grid, _ = team.person.table("Leads")
    grid.put((5, 2, 1, 1), "my notes")
    rows = frames.of(LEADS, [{"Lead ID": f"L-{n}"} for n in (3, 4)])
    with pytest.raises(Refusal, match=r"Something stands under the table Leads \(row 5\)"):
        team.live.apply([Append("Leads", rows)])
    assert grid.values((5, 2, 1, 1)) == (("my notes",),)


def test_replacing_deletes_no_row_of_the_sheet(team: Open, excel: Excel) -> None:
    rows = frames.of(CHECKS, [{"Code": f"LB{n}"} for n in range(5)])
    team.live.apply([Replace("Checks", rows)])
    grid, listed = team.person.table("Checks")
    grid.put((9, 1, 1, 1), "a note far below")
    team.live.apply([Replace("Checks", rows.iloc[:2])])
    assert listed.area[2] == 3
    assert grid.values((4, 1, 3, 8)) == ((None,) * 8,) * 3
    assert grid.values((9, 1, 1, 1)) == (("a note far below",),)


def test_columns_of_peoples_own_are_left_alone(team: Open) -> None:
    team.person.adds_a_column("Leads", "Shoe size", before=2)
    team.person.types("Leads", 0, "Shoe size", 43)
    team.live.apply([Append("Leads", frames.of(LEADS, [{"Lead ID": "L-3", "Name": "Cy", "Company": "Co"}])),
                     team.change("Leads", "Check", {0: "x"})])
    assert [team.person.sees("Leads", row, "Shoe size") for row in range(3)] == [43.0, None, None]
    leads = LiveBook(team.xw).read("Leads")
    assert leads.loc[2, ["Name", "Company"]].tolist() == ["Cy", "Co"]


def test_a_table_on_another_sheet_is_found(team: Open) -> None:
    grid, _ = team.person.table("Touches")
    grid.name = "Log"
    team.live.apply([Append("Touches", TOUCH)])
    assert team.column("Touches", "Touch ID") == ["T-1", "T-2"]


def test_a_table_that_was_renamed_is_said(team: Open) -> None:
    grid, listed = team.person.table("Touches")
    grid.tables = {"Touches2": listed}
    listed.name = "Touches2"
    with pytest.raises(NotALeadbook, match=r"no table Touches.*'Touches2': was it renamed"):
        team.live.read("Touches")


def test_a_column_that_was_renamed_is_said(team: Open) -> None:
    grid, _ = team.person.table("Touches")
    grid.put((1, 5, 1, 1), "Chanel")
    with pytest.raises(NotALeadbook, match=r"no column Channel.*'Chanel'"):
        team.live.read("Touches")


def test_the_path_of_the_workbook_is_never_asked_for(team: Open, excel: Excel) -> None:
    team.live.apply([team.change("Leads", "Check", {0: "x"}), Append("Touches", TOUCH)])
    assert excel.count("book.fullname", "book.save") == 0
