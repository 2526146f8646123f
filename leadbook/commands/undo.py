"""undo: take back what a run wrote."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import done

JOBS = ("refresh", "validate", "plan", "stale", "funnel", "import", "quick-add", "log", "restore", "archive", "merge")


@click.command("undo", short_help="Take back what your last run wrote.")
@FILE
@click.option("--only", type=click.Choice(JOBS), metavar="JOB",
              help="The last run of this job, for example log [default: of any job].")
@job_options
def undo(file: Path, only: str | None, asked: JobOptions) -> int:
    """Take back what your last run wrote, here or behind the buttons in Excel; again for the run before it.

    A cell goes back to what it held before, a row that was added is blanked. What somebody has changed since stays
    as it is, and is named. The last 20 runs of each workbook are kept, on the computer on which they ran.

    \b
    Examples:
      leadbook undo MyLeads.xlsm --dry-run
      leadbook undo MyLeads.xlsm
      leadbook undo MyLeads.xlsm --only log
    """
    done("undo", file, asked, lambda facts: str(facts["sentence"]), only=only or "")
    return 0
