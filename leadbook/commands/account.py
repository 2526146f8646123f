"""account: every lead that ever came in, and who is missing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leadbook.commands import output
from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.running import called, done, next_step, quoted
from leadbook.sentences import Facts, accounted, plural

SHOWN = 20
HEAD = ("Received", "Open", "Won", "Lost", "Disqualified", "Merged", "Let go", "Missing")


@click.command("account", short_help="Account for every lead: who is there, who is missing, who falls through a crack.")
@FILE
@click.option("--let-go", "leads", multiple=True, metavar="LEAD",
              help="This missing lead (Lead ID or name) was deleted on purpose: count it, but name it no longer.")
@click.option("--by", default="", metavar="WHO", help="With --let-go: who deleted it.")
@job_options
def account(file: Path, leads: tuple[str, ...], by: str, asked: JobOptions) -> int:
    """Account for every lead that ever came in: received = open + won + lost + disqualified + merged + let go +
    missing.

    By month and by owner; each missing row by name with what was last known, ids that stand twice, columns that were
    sorted without their rows, and open leads that nobody will come back to. Only reads the workbook, but for --let-go.

    \b
    Examples:
      leadbook account MyLeads.xlsm
      leadbook account MyLeads.xlsm --json
      leadbook account MyLeads.xlsm --let-go "Dana Whitfield" --by "Tom Lee"
    """
    if leads:
        return _let_go(file, leads, by, asked)
    if by:
        raise click.UsageError("--by says who let a lead go; give --let-go LEAD, too.")
    facts = done("account", file, asked, accounted)
    if asked.as_json:
        return 0
    for title, key in (("Month", "by_month"), ("Owner", "by_owner")):
        if facts[key]:
            output.table([(name, *_cells(one)) for name, one in facts[key].items()], (title, *HEAD))
    for line in told(facts):
        output.line(line)
    if facts["missing"] or facts["renumbered"] or any(one["what"] == "sorted apart" for one in facts["muddled"]):
        next_step(f"To see what would come back: {called()} restore {quoted(file)} --dry-run")
    if facts["missing"]:
        next_step(f"Deleted on purpose? {called()} account {quoted(file)} --let-go {facts['missing'][0]['lead']}")
    return 0


def _let_go(file: Path, leads: tuple[str, ...], by: str, asked: JobOptions) -> int:
    facts = done("let-go", file, asked, lambda facts: str(facts["sentence"]), leads=leads, by=by)
    if facts["let_go"] and not (asked.as_json or asked.dry_run):
        next_step(f"To bring one back: {called()} restore {quoted(file)} --lead {facts['let_go'][0]['lead']}")
    return 0


def told(facts: Facts) -> list[str]:
    """Each thing found, under its heading, the first of each kind."""
    cracks = [f"{one['name']} ({one['owner'] or 'nobody'}): {one['missing']}" for one in facts["cracks"]]
    touches = facts["missing_touches"]
    lists = (("Missing", [one["message"] for one in facts["missing"]]),
             ("Under another Lead ID", [one["message"] for one in facts["renumbered"]]),
             ("Two rows with one Lead ID", [one["message"] for one in facts["doubled"]]),
             ("Changed at once", [one["message"] + _back(one) for one in facts["muddled"]]),
             ("Touches", [f"{plural(touches, 'row')} of the log deleted; 'leadbook restore' brings them back."]
              if touches else []),
             ("Open leads that nobody will come back to", cracks), ("Please note", facts["advice"]))
    out: list[str] = []
    for title, sentences in lists:
        if sentences:
            out += [f"{title}:", *(f"  {sentence}" for sentence in sentences[:SHOWN])]
            out += [f"  ... and {len(sentences) - SHOWN:,} more; --json lists them all."] * (len(sentences) > SHOWN)
    return out


def _back(one: Mapping[str, Any]) -> str:
    if one["what"] == "sorted apart":
        return " 'leadbook restore' puts them back."
    return f" If that was a mistake: leadbook restore FILE --batch {one['batch']}." if one["batch"] else ""


def _cells(one: Mapping[str, int]) -> tuple[str, ...]:
    from leadbook.rules.account.account import PARTS

    return tuple(f"{one[name]:,}" for name in ("received", *PARTS))
