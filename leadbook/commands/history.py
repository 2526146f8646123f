"""history archive: old history goes to a file; funnel --as-of: the funnel of a past day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from leadbook.commands import output
from leadbook.commands.options import FILE, JobOptions, as_day, job_options
from leadbook.commands.outgoing_files import put
from leadbook.commands.running import done

NAME = "{} history before {}.csv"


@click.group("history")
def history() -> None:
    """What changed in the workbook, noticed at each run: the sheet History.

    \b
    Examples:
      leadbook history archive MyLeads.xlsm --before 2026-01-01
    """


@history.command("archive")
@FILE
@click.option("--before", required=True, callback=as_day, metavar="YYYY-MM-DD",
              help="What was noticed before this day.")
@job_options
def archive(file: Path, before: dt.date, asked: JobOptions) -> int:
    """Move old rows of the sheet History into a CSV file beside the workbook.

    What is needed to restore a missing lead stays. Keep the file beside the workbook: funnel --as-of reads it.

    \b
    Examples:
      leadbook history archive MyLeads.xlsm --before 2026-01-01
      leadbook history archive MyLeads.xlsm --before 2026-01-01 --dry-run
    """
    into = _free(file, before)
    done("archive", file, asked, lambda facts: str(facts["sentence"]), before=before, into=into.name,
         write=(lambda content: None) if asked.dry_run else (lambda content: put(into, content)))
    return 0


def show_as_of(file: Path, day: dt.date, asked: JobOptions) -> None:
    """Print the funnel at the end of ``day``; with --json also its tables."""
    archives = [path.read_bytes() for path in sorted(file.parent.glob("*.csv"))
                if path.name.startswith(NAME.split(" before")[0].format(file.stem))]
    facts = done("as-of", file, asked, lambda facts: str(facts["sentence"]), day=day, archives=archives)
    if asked.as_json:
        return
    rows = [tuple(str(row[name]) for name in ("Cohort", "Step", "Leads", "Reached")) for row in
            facts["tables"]["FunnelCohort"] if row["Cohort"] == "All"]
    output.table(rows, ("Cohort", "Step", "Leads", "Reached"))


def _free(file: Path, before: dt.date) -> Path:
    """A name that no file has: an archive is never written over."""
    path, nth = file.parent / NAME.format(file.stem, before.isoformat()), 1
    while path.exists():
        nth += 1
        path = path.with_name(NAME.format(file.stem, f"{before.isoformat()} ({nth})"))
    return path
