"""leadbook undo: a closed workbook gets back what a run wrote, through the same journal as the buttons."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadbook.books.closed import ClosedBook
from leadbook.schema import TABLES


def content(path):
    with ClosedBook(path) as book:
        return {name: book.read(name) for name in TABLES}


def same(one, other):
    return all(one[name].equals(other[name]) for name in TABLES)


@pytest.mark.parametrize("name", ["refresh", "validate", "plan", "stale", "funnel"])
def test_a_job_is_taken_back(job, book, name):
    before = content(book)
    job(name)
    assert not same(content(book), before)
    said = job("undo")
    assert said.out.startswith(f"Took back the {name} of 23 Nov 12:00")
    assert (said.status, same(content(book), before)) == (0, True)


def test_run_after_run_newest_first(job, book, run):
    states = [content(book)]
    for command in (("validate",), ("log", "Dana", "Call", "Spoke"), ("plan",)):
        name, *args = command
        run(name, book, *(["L-" + states[0]["Leads"]["Lead ID"][0][2:], *args[1:]] if args else []),
            "--today", "2026-11-23", "--now", "12:00")
        states.append(content(book))
    while len(states) > 1:
        states.pop()
        job("undo")
        assert same(content(book), states[-1])
    said = job("undo")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("There is nothing to take back: no run of yours stands in this workbook's journal")


def test_only_the_log(job, book, run):
    job("refresh")
    before = content(book)
    run("log", book, before["Leads"]["Lead ID"][0], "Call", "Spoke", "--today", "2026-11-23", "--now", "12:00")
    said = run("undo", book, "--only", "log", "--today", "2026-11-23")
    assert "Took back the log of 23 Nov 12:00" in said.out
    assert same(content(book), before)


def test_a_dry_run_writes_nothing_and_json_is_one_object(job, book):
    job("validate")
    before = book.read_bytes()
    said = job("undo", "--dry-run")
    assert "Nothing was written (--dry-run)." in said.out
    assert book.read_bytes() == before
    facts = job("undo", "--json").json
    assert (facts["job"], facts["undone"]["job"], facts["left"]) == ("undo", "validate", [])
    assert facts["backup"]
    assert facts["undone"]["cells"] > 0


def test_after_an_undo_a_refresh_does_its_work_again(job, book):
    job("refresh")
    after = content(book)
    job("undo")
    job("refresh")
    assert same(content(book), after)


def test_a_run_too_large_for_the_journal_names_its_backup(job, book, monkeypatch):
    monkeypatch.setattr("leadbook.books.undo.journaled.MOST", 3)
    before = book.read_bytes()
    job("refresh")
    said = job("undo")
    assert said.status == 2
    copy = said.err.rstrip().rstrip(".").partition("put the copy made before it in its place: ")[2]
    assert Path(copy).read_bytes() == before


def test_quick_add_and_back(run, book):
    before = content(book)
    line = "Zoë O'Neil & Söhne, (212) 555-0199, zoe@example.com, met at the open house"
    said = run("quick-add", book, line, "--owner", "Jane Doe", "--today", "2026-11-23")
    assert said.out.startswith("Added Zoë O'Neil & Söhne (L-")
    after = content(book)["Leads"]
    assert after[["Phone", "Source", "How Met"]].iloc[-1].tolist() == [
        "(212) 555-0199", "Open house", "met at the open house"]
    again = run("quick-add", book, line, "--today", "2026-11-23")
    assert "is there already" in again.out
    assert len(content(book)["Leads"]) == len(after)
    assert run("quick-add", book, "555 0100").status == 2
    assert run("undo", book, "--today", "2026-11-23").out.startswith("Took back the quick add")
    assert same(content(book), before)
