"""The funnel of a past day: the same for ever, whatever happens later, also when the history went to an archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from tests.account.conftest import Run, Table, by_hand, deleted, leads

AS_OF = ("funnel", "--as-of")


def of_day(run: Run, book: Path, day: str, today: str = "2026-12-24") -> dict:
    said = run("funnel", book, "--as-of", day, "--today", today, "--json")
    return {name: said[name] for name in ("as_of", "tables", "funnel")}


def later(run: Run, book: Path) -> None:
    """A month of work: a lead is won, one is deleted, one comes in."""
    def edit(cells: Table) -> None:
        cells["Stage"][0] = "Won"
        cells["Owner"][1] = "Tom Lee"

    by_hand(book, edit)
    run("refresh", book, "--today", "2026-11-30", "--now", "12:00")
    by_hand(book, deleted(2))
    run("quick-add", book, "Gil Fox, (212) 555-0177", "--today", "2026-12-10", "--now", "12:00")
    run("refresh", book, "--today", "2026-12-20", "--now", "12:00")


def test_a_past_day_has_one_answer(run: Run, book: Path) -> None:
    then = of_day(run, book, "2026-11-23", "2026-11-24")
    assert then["as_of"] == {"day": "2026-11-23", "exact": True, "known_from": "2026-11-23", "leads": 6}
    assert (then["funnel"]["totals"]["open"], then["funnel"]["totals"]["won"]) == (3, 1)
    later(run, book)
    before = book.read_bytes()
    assert of_day(run, book, "2026-11-23") == then
    assert book.read_bytes() == before, "only printed"
    won = of_day(run, book, "2026-11-30")["funnel"]["totals"]
    assert (won["received"], won["open"], won["won"]) == (6, 2, 2)
    now = of_day(run, book, "2026-12-20")
    assert (now["as_of"]["leads"], now["funnel"]["totals"]["received"]) == (6, 6)


def test_an_archive_changes_no_answer_and_keeps_who_is_missing(run: Run, book: Path) -> None:
    later(run, book)
    days = ("2026-11-23", "2026-11-30", "2026-12-12")
    answers = [of_day(run, book, day) for day in days]
    said = run("history", "archive", book, "--before", "2026-12-01", "--today", "2026-12-24", "--json")
    assert said["archived"]["events"] > 0
    (file,) = book.parent.glob("Team history before 2026-12-01.csv")
    assert [of_day(run, book, day) for day in days] == answers
    assert [one["name"] for one in run("account", book, "--today", "2026-12-24", "--json")["missing"]] == ["Cy Poe"]
    again = run("history", "archive", book, "--before", "2026-12-12", "--today", "2026-12-24", "--json")
    assert again["archived"]["events"] > 0
    assert len(list(book.parent.glob("*.csv"))) == 2
    assert [of_day(run, book, day) for day in days] == answers
    assert [one["name"] for one in run("account", book, "--today", "2026-12-24", "--json")["missing"]] == ["Cy Poe"]
    run("restore", book, "--today", "2026-12-24")
    assert "Cy Poe" in {cells["Name"] for cells in leads(book).values()}
    file.unlink()
    alone = of_day(run, book, days[0])
    assert (alone["as_of"]["exact"], alone["as_of"]["known_from"]) == (False, "2026-12-01")


def test_before_the_history_only_dates_are_known(run: Run, book: Path) -> None:
    said = run("funnel", book, "--as-of", "2026-10-31", "--today", "2026-11-24")
    assert "The history starts on 23 Nov" in said
    assert said.startswith("At the end of 31 Oct: 4 leads received")


@pytest.mark.parametrize("args", [("--as-of", "2027-01-01"), ("--as-of", "yesterday")])
def test_refused(book: Path, args: tuple[str, ...]) -> None:
    said = CliRunner().invoke(leadbook, ["funnel", str(book), *args, "--today", "2026-11-24"])
    assert said.exit_code == 2
    assert said.stderr.count("\n") == 1


def test_a_second_run_with_nothing_changed_writes_nothing(run: Run, book: Path) -> None:
    later(run, book)
    before = book.read_bytes()
    run("validate", book, "--today", "2026-12-20", "--now", "12:00")
    run("refresh", book, "--today", "2026-12-20", "--now", "12:00")
    assert book.read_bytes() == before
    with ClosedBook(book) as there:
        assert there.read("History")["Event ID"].is_unique
