"""undo: what a run wrote is taken back; what somebody changed since stays and is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from leadbook.books.memory import MemoryBook
from leadbook.books.undo.journal import Journal
from leadbook.errors import BadInput, Busy, Refusal
from leadbook.jobs.undo import undo
from leadbook.schema import TABLES
from tests.undo.conftest import ANN, BOB, NOON, TODAY, Run, book

DRAWN = ("Checks", "FunnelWeekly", "FunnelCohort", "FunnelSources", "FunnelSpeed", "Lists")
LATER = NOON.replace(hour=15)


def content(book: MemoryBook) -> dict[str, list[dict[str, Any]]]:
    """All tables as plain rows with their positions; blank cells are left out."""
    out = {}
    for table in TABLES:
        frame = book.read(table)
        out[table] = [{"row": row} | {k: str(v) for k, v in cells.items() if v != "" and not pd.isna(v)}
                      for row, cells in zip(frame.index.tolist(), frame.to_dict("records"), strict=True)]
    return out


def typed(book: MemoryBook, table: str, row: int, column: str, value: Any) -> None:
    """Somebody types into a cell."""
    frame = book.read(table).copy()
    frame.loc[row, column] = value
    book._frames[table] = frame


@pytest.mark.parametrize("job", ["refresh", "validate", "stale", "plan", "funnel"])
def test_a_run_is_taken_back_exactly(run: Run, back: Run, job: str) -> None:
    there = book(Leads=[ANN, BOB])
    before = content(there)
    run(there, job)
    assert content(there) != before
    said = back(there)
    assert content(there) == before
    assert said.own["left"] == []
    assert said.own["sentence"].startswith(f"Took back the {job} of 23 Nov 12:00")


def test_a_log_is_taken_back_with_the_tick_in_the_plan(run: Run, back: Run) -> None:
    there = book(Leads=[ANN])
    run(there, "refresh")
    before = content(there)
    run(there, "log", lead="Ann Lee", channel="Call", outcome="Spoke")
    assert [row["Outcome"] for row in content(there)["Touches"]] == ["Spoke"]
    assert "Done" in {row.get("Status") for row in content(there)["Plan"]}
    said = back(there, only="log")
    assert content(there) == before
    assert "1 row is blank again" in said.own["sentence"]


def test_runs_are_taken_back_newest_first(run: Run, back: Run) -> None:
    there = book(Leads=[ANN])
    states = [content(there)]
    for job, options in (("validate", {}), ("plan", {}),
                         ("log", {"lead": "Ann", "channel": "Text", "outcome": "Sent"}), ("refresh", {})):
        run(there, job, **options)
        states.append(content(there))
    for expected in reversed(states[:-1]):
        back(there)
        assert content(there) == expected
    with pytest.raises(BadInput, match="nothing to take back: no run of yours"):
        back(there)


def test_only_the_last_log_is_taken_back_although_a_refresh_came_after(run: Run, back: Run) -> None:
    there = book(Leads=[ANN])
    run(there, "log", lead="Ann", channel="Call", outcome="Spoke")
    run(there, "refresh", LATER)
    back(there, only="log")
    assert content(there)["Touches"] == []
    with pytest.raises(BadInput, match="no log of yours"):
        back(there, only="log")
    again = run(there, "refresh", LATER)
    assert again.own["checked"]["codes"] is not None
    assert "Last Touch" not in content(there)["Leads"][0]


def test_a_cell_that_somebody_changed_since_stays_and_is_named(run: Run, back: Run) -> None:
    there = book(Leads=[ANN, BOB])
    run(there, "refresh")
    typed(there, "Leads", 0, "Next Touch", pd.Timestamp("2026-12-24"))
    said = back(there)
    assert content(there)["Leads"] == [
        {"row": 0} | {k: str(v) for k, v in ANN.items()} | {"Next Touch": "2026-12-24 00:00:00"},
        {"row": 1} | BOB]
    assert [(one["name"], one["column"], one["reason"]) for one in said.own["left"]] == [
        ("Ann Lee", "Next Touch", "somebody changed it since")]
    assert said.own["sentence"].endswith(
        "1 place was left as it is: Leads, Ann Lee, column Next Touch (somebody changed it since).")


def test_a_row_of_ours_that_somebody_worked_on_stays_whole(run: Run, back: Run) -> None:
    """A note typed beside a logged touch: half a row would be worse than a row too many."""
    there = book(Leads=[ANN])
    run(there, "log", lead="Ann", channel="Call", outcome="Spoke")
    typed(there, "Touches", 0, "Note", "Wants to see it on Saturday")
    row = content(there)["Touches"][0]
    said = back(there)
    assert content(there)["Touches"] == [row]
    assert [(one["table"], one["column"]) for one in said.own["left"]] == [("Touches", "Note")]


def test_what_leadbook_itself_wrote_later_into_its_columns_of_a_row_is_no_change(run: Run, back: Run) -> None:
    there = book(Leads=[])
    run(there, "import", incoming=_contacts("Cy Poe"))
    typed(there, "Leads", 0, "Check", "No owner: choose who works this lead.")
    back(there)
    assert content(there)["Leads"] == []


def test_rows_are_found_where_somebody_sorted_them_to(run: Run, back: Run) -> None:
    there = book(Leads=[ANN, BOB])
    before = content(there)["Leads"]
    run(there, "validate")
    there._frames["Leads"] = there.read("Leads").iloc[::-1].set_axis([0, 1])
    said = back(there)
    assert said.own["left"] == []
    assert content(there)["Leads"] == [before[1] | {"row": 0}, before[0] | {"row": 1}]


def test_an_id_that_somebody_copied_is_not_guessed_at(run: Run, back: Run) -> None:
    """The row was moved down, and its id stands twice now: which one is it?"""
    there = book(Leads=[ANN, BOB])
    run(there, "validate")
    there._frames["Leads"] = pd.concat([there.read("Leads").iloc[[1, 0]], there.read("Leads").iloc[[0]]]).set_axis(
        [0, 1, 2])
    said = back(there)
    assert {one["reason"] for one in said.own["left"]} == {"its id stands in two rows"}


def test_a_row_that_was_deleted_since_is_named(run: Run, back: Run) -> None:
    there = book(Leads=[ANN, BOB])
    run(there, "validate")
    there._frames["Leads"] = there.read("Leads").iloc[[1]]
    assert {(one["name"], one["reason"]) for one in back(there).own["left"]} == {("", "the row is gone")}


def test_a_cell_that_is_back_already_is_not_spoken_of(run: Run, back: Run) -> None:
    there = book(Leads=[ANN])
    run(there, "validate")
    typed(there, "Leads", 0, "Check", "")
    assert back(there).own["left"] == []


def test_a_table_that_was_drawn_again_since_is_left_without_a_word(run: Run, back: Run) -> None:
    there = book(Leads=[ANN])
    run(there, "validate")
    typed(there, "Checks", 0, "Message", "other")
    said = back(there)
    assert said.own["left"] == []
    assert content(there)["Checks"][0]["Message"] == "other"


def test_a_dry_run_shows_and_writes_nothing(run: Run, back: Run, journal: Journal) -> None:
    there = book(Leads=[ANN])
    run(there, "validate")
    after = content(there)
    said = back(there, dry_run=True)
    assert said.receipt.changed["Leads"]["cells"] > 0
    assert said.as_json()["changes"] != []
    assert content(there) == after
    assert journal.entries()[0].state == "written"


def test_a_refused_undo_can_be_tried_again(run: Run, back: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    there = book(Leads=[ANN])
    before = content(there)
    run(there, "validate")
    with monkeypatch.context() as patched:
        patched.setattr(there, "apply", lambda changes: (_ for _ in ()).throw(Busy("Excel is busy.")))
        with pytest.raises(Busy):
            back(there)
    back(there)
    assert content(there) == before


# the journal


def test_the_journal_is_written_before_the_book_and_confirmed_after(run: Run, journal: Journal, monkeypatch: Any
                                                                    ) -> None:
    there, seen = book(Leads=[ANN]), []
    apply = there.apply
    monkeypatch.setattr(there, "apply", lambda changes: seen.append(journal.entries()[0].state) or apply(changes))
    run(there, "validate")
    assert seen == ["begun"]
    assert [(e.job, e.state) for e in journal.entries()] == [("validate", "written")]


def test_a_run_that_broke_off_before_writing_is_passed_over(run: Run, back: Run, journal: Journal, monkeypatch: Any
                                                            ) -> None:
    there = book(Leads=[ANN])
    before = content(there)
    run(there, "validate")
    with monkeypatch.context() as patched:
        patched.setattr(there, "apply", lambda changes: (_ for _ in ()).throw(Refusal("no")))
        with pytest.raises(Refusal):
            run(there, "plan")
    assert [e.state for e in journal.entries()] == ["begun", "written"]
    assert back(there).own["undone"]["job"] == "validate"
    assert content(there) == before
    assert [(e.job, e.state) for e in journal.entries()] == [("validate", "undone")]


def test_a_run_that_broke_off_after_writing_is_taken_back(run: Run, back: Run, journal: Journal) -> None:
    there = book(Leads=[ANN])
    before = content(there)
    run(there, "validate")
    entry = journal.entries()[0]
    entry.path.rename(entry.path.with_name(entry.path.name.replace("written", "begun")))  # killed before confirming
    back(there)
    assert content(there) == before


def test_cells_that_the_engine_skipped_are_not_in_the_journal(run: Run, back: Run, monkeypatch: Any) -> None:
    """A co-author filled Next Date while the job thought."""
    there = book(Leads=[ANN | {"Phone": ""}])
    apply = there.apply
    monkeypatch.setattr(there, "apply", lambda changes: (
        typed(there, "Leads", 0, "Next Date", pd.Timestamp("2026-12-01")), apply(changes))[1])
    report = run(there, "validate")
    assert [one.column for one in report.receipt.skipped] == ["Next Date"]
    monkeypatch.setattr(there, "apply", apply)
    assert back(there).own["left"] == []
    assert content(there)["Leads"][0]["Next Date"] == "2026-12-01 00:00:00"


def test_a_run_that_changes_nothing_leaves_no_trace(run: Run, journal: Journal) -> None:
    there = book(Leads=[ANN])
    run(there, "validate")
    run(there, "validate")
    assert len(journal.entries()) == 1


def test_the_last_twenty_runs_are_kept(run: Run, journal: Journal) -> None:
    there = book(Leads=[ANN])
    for minute in range(23):
        run(there, "log", NOON.replace(minute=minute), lead="Ann", channel="Call", outcome="No answer")
    assert [e.number for e in journal.entries()] == list(range(23, 3, -1))
    assert len(list(journal.folder.iterdir())) == 20


def test_a_journal_that_cannot_be_written_stops_the_run_before_it_writes(run: Run, home: Path) -> None:
    there = book(Leads=[ANN])
    before = content(there)
    home.mkdir()
    (home / "journal").write_text("in the way")
    with pytest.raises(Refusal, match="cannot write its journal"):
        run(there, "validate")
    assert content(there) == before


@pytest.mark.parametrize("damage", ["", "{", '{"format": 2, "changes": []}', '{"format": 1, "changes": 3}',
                                    '{"format": 1, "changes": [{"table": "X"}]}'])
def test_a_damaged_journal_is_one_sentence(run: Run, back: Run, journal: Journal, damage: str) -> None:
    there = book(Leads=[ANN])
    run(there, "validate")
    journal.entries()[0].path.write_text(damage)
    with pytest.raises(Refusal, match="journal of that run"):
        back(there)


def test_two_books_have_two_journals(run: Run, back: Run) -> None:
    there = book(Leads=[ANN])
    run(there, "validate")
    with pytest.raises(BadInput):
        undo(there, Journal("B-OTHER"), TODAY)
    assert Journal("").folder != Journal("", "Other.xlsx").folder


def test_the_journal_is_plain_json(run: Run, journal: Journal) -> None:
    there = book(Leads=[ANN])
    run(there, "log", lead="Ann", channel="Call", outcome="Spoke", note="Größe, 你好, \U0001f3e1")
    told = json.loads(journal.entries()[0].path.read_text(encoding="utf-8"))
    assert (told["job"], told["today"], told["now"]) == ("log", "2026-11-23", "2026-11-23T12:00:00")
    assert next(r for r in told["changes"] if r["kind"] == "rows")["columns"]["Note"] == ["Größe, 你好, \U0001f3e1"]


def _contacts(*names: str) -> Any:
    from leadbook.rules.imports.columns import Incoming

    return Incoming("contacts.csv", "B-1", ["Name"], [[name] for name in names], list(range(2, 2 + len(names))))


def test_a_run_too_large_for_the_journal_is_refused_with_the_way_back(run: Run, back: Run, monkeypatch: Any) -> None:
    monkeypatch.setattr("leadbook.books.undo.journaled.MOST", 3)
    there = book(Leads=[ANN])
    after = (run(there, "refresh"), content(there))[1]
    with pytest.raises(Refusal, match=r"The refresh of 2026-11-23 12:00 wrote more than the journal keeps; in Excel, "
                                      r"go back to the version before it"):
        back(there)
    assert content(there) == after


def test_the_journal_stays_small(run: Run, journal: Journal, monkeypatch: Any) -> None:
    monkeypatch.setattr("leadbook.books.undo.journal.LARGEST", 5000)
    there = book(Leads=[ANN])
    for minute in range(20):
        run(there, "log", NOON.replace(minute=minute), lead="Ann", channel="Call", outcome="No answer")
    assert 1 < len(journal.entries()) < 20
    assert sum(e.path.stat().st_size for e in journal.entries()[:-1]) < 5000
