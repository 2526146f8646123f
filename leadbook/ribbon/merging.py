"""The button Merge copies: the conflict copies that lie beside the workbook come into it, after a question."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from leadbook.books.closed import ClosedBook
from leadbook.books.copies import copies_of
from leadbook.books.owner_file import opened_by
from leadbook.jobs.merge_told import coming
from leadbook.ribbon.click import Click
from leadbook.ribbon.running import left
from leadbook.rules.dates import moment_words
from leadbook.sentences import plural

SHEET = "Conflicts"
NEXT = "Press Refresh to plan and count anew."


def merge(click: Click) -> None:
    """Names the copies, says what they would bring and asks; then merges, and carries out what was chosen on the sheet
    Conflicts. A message with what was done; goes to the sheet if something waits there.
    """
    path = click.path
    copies, passed = copies_of(path, click.settings[1]) if path else ([], [])
    with ExitStack() as opened:
        books = [opened.enter_context(ClosedBook(copy)) for copy in copies]
        options: dict[str, Any] = {"copies": books, "passed": passed, "looked": path is not None}
        if books and not click.voice.ask(_question(click, copies, options)):
            click.voice.say("Nothing was merged; the copies lie where they were.")
            return
        report = click.run("merge", {"copies": [copy.name for copy in copies]}, **options)
    if report.own["merged"]["open"]:
        click.go_to(SHEET)
    click.voice.say(report.own["sentence"], *([NEXT] if books and report.receipt.changed else []), *left(report),
                    message=True)


def _question(click: Click, copies: list[Path], options: dict[str, Any]) -> str:
    """What lies beside the workbook and what it would bring; the merge is tried without writing."""
    from leadbook import jobs

    today = click.now.date()
    told = jobs.run(click.book, "merge", today, click.now, dry_run=True, progress=click.voice.progress,
                    **options).own["merged"]
    click.book.forget()                 # whatever others type while the question stands is read anew
    those = "This copy" if len(copies) == 1 else "These copies"
    clashes = told["conflicts"]
    lines = [f"Beside {click.book.name} {'lies' if len(copies) == 1 else 'lie'}:",
             *(f"   {_described(copy, today)}" for copy in copies),
             f"{those} would bring: {coming(told)}."]
    lines += [f"{plural(clashes, 'cell')} with two values: both will stand on the sheet Conflicts, for you to choose."
              ] * bool(clashes)
    return "\n".join([*lines, f"Merge now? {those} will only be read, and Undo takes it back."])


def _described(copy: Path, today: dt.date) -> str:
    """``Leads-PC2.xlsm, saved 20 Nov 14:03``, and that somebody has it open."""
    saved = moment_words(dt.datetime.fromtimestamp(copy.stat().st_mtime).replace(microsecond=0), today)
    holder = opened_by(copy)
    said = f"{copy.name}, saved {saved}"
    if holder is None:
        return said
    return f"{said}; open just now{f' ({holder[0]})' if holder[0] else ''}: what is not saved there stays out"
