"""today: the day's list, in order."""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.commands import output
from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import done, next_step
from leadbook.sentences import plural

KINDS = {"New": "New lead", "Touch": "Planned"}


@click.command("today", short_help="What to do today, the most urgent first.")
@FILE
@click.option("--owner", default="", metavar="O", help="Only this owner's list.")
@job_options
def today(file: Path, owner: str, asked: JobOptions) -> int:
    """What to do today, in order: overdue promises, new and uncalled, due touches, stale.

    Only reads the workbook.

    \b
    Examples:
      leadbook today MyLeads.xlsm
      leadbook today MyLeads.xlsm --owner "Jane Doe"
      leadbook today MyLeads.xlsm --json
    """
    whose = f" for {owner}" if owner else ""
    facts = done("today", file, asked, lambda facts: sentence(len(facts["today_list"]), whose), owner=owner)
    if facts["today_list"] and not asked.as_json:
        rows = [(str(i["rank"]), KINDS.get(i["kind"], i["kind"]), i["name"], i["what"], i["phone"])
                for i in facts["today_list"]]
        output.table(rows, ("#", "Kind", "Who", "What", "Phone"))
        if facts["call_hours"]:
            next_step(facts["call_hours"])
    return 0


def sentence(things: int, whose: str) -> str:
    """How long the list is."""
    if not things:
        return f"Nothing to do today{whose}: nobody waits."
    return f"{plural(things, 'person', 'people')} to contact today{whose}, in this order:"
