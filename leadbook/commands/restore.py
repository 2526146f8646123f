"""restore: what is gone comes back."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import called, done, next_step, quoted


@click.command("restore", short_help="Bring back rows that were deleted and cells that were muddled.")
@FILE
@click.option("--lead", default="", metavar="LEAD",
              help="Only this lead (Lead ID or name): its row, or its cells that were changed last.")
@click.option("--batch", type=click.IntRange(1), metavar="N",
              help="What people changed in this run (column Batch of the sheet History).")
@job_options
def restore(file: Path, lead: str, batch: int | None, asked: JobOptions) -> int:
    """Bring back rows that are gone, and columns that were sorted without the rest of their rows.

    A row comes back under the table; a cell only if it still holds what it was changed to. Look first with --dry-run;
    'leadbook undo' takes it back.

    \b
    Examples:
      leadbook restore MyLeads.xlsm --dry-run
      leadbook restore MyLeads.xlsm
      leadbook restore MyLeads.xlsm --lead "Dana Whitfield"
      leadbook restore MyLeads.xlsm --batch 12 --dry-run
    """
    facts = done("restore", file, asked, lambda facts: str(facts["sentence"]), lead=lead, batch=batch or 0)
    if not (asked.as_json or asked.dry_run) and any(facts["restored"].values()):
        next_step(f"Next: {called()} refresh {quoted(file)}")
    return 0
