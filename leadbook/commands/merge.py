"""merge: conflict copies become one workbook again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import called, done, next_step, quoted
from leadbook.errors import BadInput
from leadbook.sentences import Facts

SHOWN = 10


@click.command("merge", short_help="Bring conflict copies of the workbook together.")
@FILE
@click.argument("copies", type=click.Path(path_type=Path), metavar="[COPY...]", nargs=-1)
@job_options
def merge(file: Path, copies: tuple[Path, ...], asked: JobOptions) -> int:
    """Bring other copies of the workbook into FILE: row by row and cell by cell, against what they had in common.

    Without COPY, the copies are found in FILE's folder by the id inside. What two people wrote into one cell stands on
    the sheet Conflicts with both values: choose there, and refresh. The copies are only read.

    \b
    Examples:
      leadbook merge MyLeads.xlsm --dry-run
      leadbook merge MyLeads.xlsm
      leadbook merge MyLeads.xlsm MyLeads-LAPTOP.xlsm
    """
    from leadbook.books.closed import ClosedBook
    from leadbook.books.copies import copies_of

    passed: list[dict[str, object]] = []
    with ExitStack() as opened:
        if not copies:
            with ClosedBook(file) as book:
                found, passed = copies_of(book.path, book.book_id)
            copies = tuple(found)
        elif file.exists() and any(copy.exists() and copy.samefile(file) for copy in copies):
            raise BadInput(f"{file.name} cannot be merged with itself; give the other copies.")
        books = [opened.enter_context(ClosedBook(copy)) for copy in _once(copies)]
        merged = {book.path for book in books}
        facts = done("merge", file, asked, lambda facts: _told(facts, file, merged), copies=books, passed=passed)
    if not (asked.as_json or asked.dry_run) and facts["copies"]:
        next_step(f"Next: {called()} refresh {quoted(file)}   (LeadBook's own columns, the plan, the funnel)")
    return 0


def _once(copies: Iterable[Path]) -> list[Path]:
    """Each file once, however it was given."""
    return list({copy.resolve(): copy for copy in copies}.values())


def _told(facts: Facts, file: Path, merged: set[Path]) -> str:
    """The conflicts, each with both values, then the sentence; the note that tells to merge is done with."""
    from leadbook.books import conflicts

    beside = [other.name for other in conflicts.candidates(file) if other.resolve() in merged]
    if (note := conflicts.sentence(facts["file"], beside)) in facts["notes"]:
        facts["notes"].remove(note)
    lines = [f"  {one['lead'] or one['row']}, {one['field'] or 'the row'}: {one['ours'] or '(blank)'} <> "
             f"{one['theirs'] or '(blank)'}" for one in facts["conflicts"][:SHOWN]]
    more = len(facts["conflicts"]) - SHOWN
    lines += [f"  ... and {more:,} more on the sheet Conflicts."] * (more > 0)
    return "\n".join([*(["Conflicts:"] if lines else []), *lines, str(facts["sentence"])])
