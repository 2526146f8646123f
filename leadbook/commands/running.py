"""Open the workbook, find its day and time, run the job, print the outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leadbook.commands.options import JobOptions

if TYPE_CHECKING:
    from leadbook.jobs import Report


def done(job: str, file: Path, asked: JobOptions, sentence: Callable[[Report], str], **options: Any) -> Report:
    """Run ``job`` on the closed workbook and print its JSON, or the changes (--dry-run) and the sentence."""
    from leadbook.commands import changes, output

    report = run(job, file, asked, **options)
    if asked.as_json:
        output.json_object(report.as_json())
    else:
        if asked.dry_run:
            changes.show(report.changes)
        output.line(sentence(report))
        output.skipped(report)
    return report


def run(job: str, file: Path, asked: JobOptions, **options: Any) -> Report:
    """The job's Report; the day and time are those of the workbook's own time zone."""
    from leadbook import jobs
    from leadbook.books.closed import ClosedBook
    from leadbook.commands.progress import Phases
    from leadbook.jobs.work import settings_of

    with Phases(file.name, silent=asked.as_json) as phases:
        phases("opening")
        book = ClosedBook(file)
        config, _ = settings_of(book)
        today, now = asked.moments(dt.datetime.now(config.business.zone))
        return jobs.run(book, job, today, now, dry_run=asked.dry_run, progress=phases, **options)


def quoted(file: Path) -> str:
    """The path as one types it on a command line."""
    return f'"{file}"' if " " in str(file) else str(file)


def next_step(*lines: str) -> None:
    """What to do next, dim on a terminal."""
    from leadbook.commands import output

    for line in lines:
        output.line(click.style(line, dim=True))
