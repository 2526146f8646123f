"""Open the workbook, find its day and time, run the job, print the outcome."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from leadbook.commands import changes, output
from leadbook.commands.options import JobOptions

if TYPE_CHECKING:
    from leadbook.books.closed import ClosedBook
    from leadbook.jobs import Report

Facts = dict[str, Any]
REMEMBERED = ("refresh", "validate", "stale", "plan", "funnel")


def done(job: str, file: Path, asked: JobOptions, sentence: Callable[[Mapping[str, Any]], str],
         **options: Any) -> Facts:
    """Run ``job`` on the closed workbook; print its JSON, or the changes (--dry-run) and the sentence.

    Returns the facts: what ``--json`` prints, but for people without the lists (findings, changes).
    """
    facts = _remembered(job, file, asked) if job in REMEMBERED and not asked.dry_run else None
    show: Callable[[], None] | None = None
    if facts is None:
        facts, show = _run(job, file, asked, **options)
    facts["sentence"] = sentence(facts)
    if asked.as_json:
        output.json_object(facts)
        return facts
    for text in moved(facts) if show else []:
        output.line(text)
    if show:
        show()
    output.line(facts["sentence"])
    output.left_alone(facts["skipped"] if job != "undo" else (), facts.get("notes", []))
    if show:
        output.line(click.style("Nothing was written (--dry-run).", bold=True))
    return facts


def _run(job: str, file: Path, asked: JobOptions, **options: Any
         ) -> tuple[Facts, Callable[[], None] | None]:
    """(the facts, what shows the changes of a dry run)."""
    from leadbook.books.closed import ClosedBook
    from leadbook.commands.progress import Phases
    from leadbook.jobs.work import settings_of

    with Phases(file.name, silent=asked.as_json) as phases:
        phases("opening")
        with ClosedBook(file) as book:
            zone = settings_of(book)[0].business.time_zone
            today, now = asked.moments(dt.datetime.now(ZoneInfo(zone)))
            report = _report(book, job, (today, now), asked.dry_run, phases, options)
            facts = report.as_json() if asked.as_json else _light(report)
            facts["notes"] = list(report.receipt.notes)
            if job in REMEMBERED and not asked.dry_run and not report.receipt.skipped:
                _remember(book, job, today, now, asked, zone, report, facts)
            if not asked.dry_run or asked.as_json or job == "today":
                return facts, None
            names = _names(book)
    return facts, lambda: changes.show(report.changes, names)


def moved(facts: Mapping[str, Any], shown: int = 20) -> list[str]:
    """A dry run's first lines: which planned touches would move, from when to when and why."""
    from leadbook.rules.dates import day_words

    if "moves" not in facts.get("plan", {}):
        return []
    moves, churn, today = facts["plan"]["moves"], facts["plan"]["churn"], dt.date.fromisoformat(facts["today"])

    def day(text: str) -> str:
        return day_words(dt.date.fromisoformat(text), today)

    head = (f"{len(moves):,} of {churn['published']:,} planned touches would move ({churn['percent_moved']} percent); "
            f"{churn['forced']:,} of them must.")
    lines = [f"  {one['name']} ({one['lead']}): {one['channel']}, {day(one['from'])} -> {day(one['to'])}: {one['why']}"
             for one in moves[:shown]]
    more = [f"  ... and {len(moves) - shown:,} more; --json lists them all."] * (len(moves) > shown)
    return [head, *lines, *more] if moves else ["No planned touch would move."]


def _report(book: ClosedBook, job: str, when: tuple[dt.date, dt.datetime], dry_run: bool,
            progress: Callable[[str], None], options: dict[str, Any]) -> Report:
    """Run the job, and keep in the journal what it writes; or take back what the journal says."""
    from leadbook import jobs
    from leadbook.books.undo.journal import Journal
    from leadbook.books.undo.journaled import JournaledBook
    from leadbook.jobs.undo import undo
    from leadbook.jobs.work import settings_of

    journal, (today, now) = Journal(settings_of(book)[1], book.name), when
    if job == "undo":
        return undo(book, journal, today, dry_run=dry_run, progress=progress, **options)
    return jobs.run(JournaledBook(book, journal, job, today, now), job, today, now, dry_run=dry_run, progress=progress,
                    **options)


def _names(book: ClosedBook) -> dict[tuple[str, int], str]:
    """(table, row position) -> whom the row is about; rows typed by hand have no id yet."""
    leads = book.read("Leads")
    called = {"Leads": leads["Name"].where(leads["Name"] != "", leads["Company"])}
    called |= {table: book.read(table)["Name"] for table in ("Touches", "Plan")}
    return {(table, row): name for table, names in called.items()
            for row, name in zip(names.index.tolist(), names, strict=True)}


def _light(report: Report) -> Facts:
    """What the sentences need of a report: a list of 100,000 findings is not made for nobody."""
    return {"job": report.job, "file": report.file, "today": report.today.isoformat(), "read": report.read,
            "changed": report.receipt.changed, "skipped": [vars(one) for one in report.receipt.skipped],
            "backup": report.receipt.backup, **report.own}


def _remembered(job: str, file: Path, asked: JobOptions) -> Facts | None:
    """The facts of the last run, if the same question about the same file has the same answer; no sheet is read.

    None as well while files lie beside it that look like conflict copies: a person should hear of them each time.
    """
    from leadbook.books import conflicts, fingerprint

    zone = fingerprint.remembered_zone(file)
    if zone is None or conflicts.candidates(file):
        return None
    today, now = asked.moments(dt.datetime.now(ZoneInfo(zone)))
    facts = fingerprint.remembered(file, job, today, now, {"json": asked.as_json})
    return None if facts is None else _unchanged(facts) | {"changed": {}, "backup": ""}


def _unchanged(facts: Facts) -> Facts:
    """What was planned then stands: nothing moves now; what was chosen on Conflicts is decided."""
    if "decided" in facts:
        facts = facts | {"decided": facts["decided"] | {"cells": 0, "rows": 0}}
    if "plan" not in facts:
        return facts
    still = facts["plan"].get("churn", {}) | {"moved": 0, "forced": 0, "percent_moved": 0.0, "percent_forced": 0.0}
    return facts | {"plan": facts["plan"] | {"churn": still, "moves": []}}


def _remember(book: ClosedBook, job: str, today: dt.date, now: dt.datetime, asked: JobOptions, zone: str,
              report: Report, facts: Facts) -> None:
    import json

    from leadbook.books import fingerprint

    plain = json.loads(json.dumps({k: v for k, v in facts.items() if k != "notes"}, default=output.plain))
    fingerprint.remember(book.path, job, today, now, {"json": asked.as_json}, crcs=book.crcs, zone=zone, report=plain,
                         valid_until=report.valid_until)


def called() -> str:
    """What the person types to start LeadBook: start.py says how it was called."""
    return os.environ.get("LEADBOOK_CALLED") or "leadbook"


def quoted(file: Path) -> str:
    """The path as one types it on a command line."""
    return f'"{file}"' if " " in str(file) else str(file)


def next_step(*lines: str) -> None:
    """What to do next, dim on a terminal."""
    for line in lines:
        output.line(click.style(line, dim=True))
