"""why: for one lead, why each planned touch stands on its day and goes through its channel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import done


@click.command("why", short_help="Why a lead is touched when and how, and whose turn it is.")
@FILE
@click.argument("lead")
@job_options
def why(file: Path, lead: str, asked: JobOptions) -> int:
    """Why a lead is on today's list, and why each planned touch of theirs has its day and channel.

    LEAD is a Lead ID or (a part of) a name or company. Only reads the workbook; refresh it first.

    \b
    Examples:
      leadbook why MyLeads.xlsm "Dana Whitfield"
      leadbook why MyLeads.xlsm L-7K3QF9X2AB --json
    """
    done("why", file, asked, explanation, lead=lead)
    return 0


def explanation(facts: Mapping[str, Any]) -> str:
    """The person, today, then each planned touch with its reasons below."""
    from leadbook.rules.dates import day_words

    today = dt.date.fromisoformat(facts["today"])
    lines = [f"{facts['name'] or 'No name'} ({facts['lead']}), {facts['stage'] or 'no stage'}. {facts['turn']}"]
    lines += [f"Today: {facts['why_today'] or 'nothing is due'}."]
    lines += [f"Stale: {facts['stale']}"] if facts["stale"] else []
    for one in facts["planned"]:
        date = dt.date.fromisoformat(one["date"])
        late = " (overdue)" if date < today else ""
        lines += [f"{date:%A}, {day_words(date, today)}{late}: {one['channel']} ({one['owner'] or 'nobody'})"]
        lines += [f"  {one['why']}."] if one["why"] else []
        lines += [f"  {said}" for said in one["because"] if said.rstrip(".").casefold() not in one["why"].casefold()]
    return "\n".join([*lines, *([facts["nothing"]] if facts["nothing"] else [])])
