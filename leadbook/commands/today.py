"""today: the day's list, in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadbook.commands import output
from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import run

if TYPE_CHECKING:
    from leadbook.jobs import Report


@click.command("today")
@FILE
@click.option("--owner", default="", metavar="O", help="Only this owner's list.")
@job_options
def today(file: Path, owner: str, asked: JobOptions) -> int:
    """What to do today, in order: overdue promises, new and uncalled, due touches, stale.

    Only reads the workbook.

    \b
    Examples:
      leadbook today MyLeads.xlsx
      leadbook today MyLeads.xlsx --owner "Jane Doe"
      leadbook today MyLeads.xlsx --json
    """
    report = run("today", file, asked, owner=owner)
    if asked.as_json:
        output.json_object(report.as_json())
    else:
        show(report, owner)
    return 0


def show(report: Report, owner: str) -> None:
    """The list as a table: rank, who, what, phone."""
    items = report.own["today_list"]
    whose = f" for {owner}" if owner else ""
    if not items:
        output.line(f"Nothing to do today{whose}: nobody waits.")
        return
    output.line(f"{output.plural(len(items), 'thing')} to do today{whose}:")
    rows = [(str(i["rank"]), str(i["name"]), str(i["what"]), str(i["phone"])) for i in items]
    output.table(rows, ("#", "Who", "What", "Phone"))
