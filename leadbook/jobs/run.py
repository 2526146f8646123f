"""Run a job on a book, whichever engine holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from leadbook.books import collecting
from leadbook.books.changes import between
from leadbook.books.port import Book
from leadbook.jobs import (
    accounting,
    certifying,
    deciding,
    entries,
    explaining,
    inviting,
    looking_back,
    outgoing,
    steps,
    sweeping,
)
from leadbook.jobs.prepare import prepare
from leadbook.jobs.remembering import remember
from leadbook.jobs.report import Report, expected
from leadbook.jobs.work import Work, settings_of
from leadbook.rules.stale import staleness
from leadbook.workdays import calendar_for

Step = Callable[[Work], None]
JOBS: dict[str, tuple[Step, ...]] = {
    "validate": (prepare, steps.validate),
    "stale": (prepare, steps.stale),
    "plan": (prepare, steps.plan),
    "funnel": (prepare, steps.funnel_),
    "refresh": (deciding.decide_, prepare, sweeping.sweep, steps.validate, steps.plan, steps.stale, steps.funnel_,
                deciding.deleted),
    "import": (prepare, entries.import_, prepare),
    "sweep": (prepare, sweeping.sweep),
    "quick-add": (prepare, entries.quick_add, prepare, entries.looked_over),
    "log": (prepare, entries.log_, prepare, entries.looking_ahead),
    "today": (prepare, entries.today_),
    "calendar": (prepare, outgoing.calendar_),
    "mailing": (prepare, outgoing.mailing),
    "broadcast": (prepare, outgoing.broadcast),
    **looking_back.JOBS,
    "invite": (prepare, inviting.invite),
    "certificate": (prepare, certifying.certificate),
    "why": (prepare, explaining.why),
    "forever": (prepare, explaining.forever),
}
SILENT = (deciding.decide_, deciding.deleted)       # mostly they have nothing to do, and say so themselves if they have
READS_ONLY = ("today", "calendar", "mailing", "broadcast", "invite", "certificate", "why", "forever",
              *looking_back.READS_ONLY)


def run(book: Book, job: str, today: dt.date, now: dt.datetime | None = None, *, dry_run: bool = False,
        progress: Callable[[str], None] = lambda phase: None, **options: Any) -> Report:
    """Read, decide, write; returns the Report. Raises a LeadbookError, then nothing was written.

    ``now`` is the naive wall clock of the business time zone; without it the day is judged as at its midnight.
    ``progress`` is called with the name of each phase. ``options`` go to the job's own steps.
    """
    import pandas as pd

    config, book_id = settings_of(book)
    moment = now or dt.datetime.combine(today, dt.time())
    work = Work(book, config, book_id, calendar_for(config.business), today, moment, options, progress)
    with collecting.paused():
        for step in JOBS[job]:
            if step not in SILENT:
                progress(step.__name__.rstrip("_"))
            step(work)
        if job not in READS_ONLY:
            remember(work, job)
        if job in looking_back.SHOWN:
            accounting.account_sheet(work)
        gives_back = job in looking_back.GIVES_BACK or bool(work.report.get("decided", {}).get("rows"))
        changes = [] if job in READS_ONLY else between(work.before, work.sheets, gives_back)
    if changes and not dry_run:
        progress("writing")
    receipt = expected(changes) if dry_run else book.apply(changes)
    found = pd.concat(work.findings, ignore_index=True) if work.findings else _none()
    until = staleness.changes_at(work.leads, work.log, work.config, work.now)
    return Report(job, book.name, today, {table: len(frame) for table, frame in work.before.items()}, receipt,
                  found, dry_run, changes, work.report, until)


def _none() -> Any:
    import pandas as pd

    return pd.DataFrame({name: [] for name in ("code", "table", "row", "lead", "column", "message")}, dtype=object)
