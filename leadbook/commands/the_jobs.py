"""validate, stale, plan, funnel and refresh: one job each, one sentence each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from leadbook.commands.history import show_as_of
from leadbook.commands.options import FILE, JobOptions, as_day, job_options
from leadbook.commands.running import done
from leadbook.sentences import Facts, counted, marked, planned, refreshed, validated


@click.command("validate")
@FILE
@job_options
def validate(file: Path, asked: JobOptions) -> int:
    """Check every lead: what is missing or wrong, and what to do.

    Fills the column Check and the sheet Checks. Exit status 1 means: done, and there are findings.

    \b
    Examples:
      leadbook validate MyLeads.xlsm
      leadbook validate MyLeads.xlsm --dry-run
      leadbook validate MyLeads.xlsm --json > findings.json
    """
    facts = done("validate", file, asked, with_examples)
    return 1 if facts["checked"]["findings"] else 0


@click.command("stale")
@FILE
@job_options
def stale(file: Path, asked: JobOptions) -> int:
    """Mark the leads that go stale, with the reason.

    Fills the columns Stale, Alert and Deadline: amber the day before, red after.

    \b
    Examples:
      leadbook stale MyLeads.xlsm
      leadbook stale MyLeads.xlsm --today 2026-11-23 --now 14:30
    """
    done("stale", file, asked, marked)
    return 0


@click.command("plan", short_help="Plan three touches a month for everyone.")
@FILE
@job_options
def plan(file: Path, asked: JobOptions) -> int:
    """Plan three touches a month for everyone, this month and the next.

    Adds rows to the sheet Plan. What you moved, pinned or marked done stays as it is.

    \b
    Examples:
      leadbook plan MyLeads.xlsm
      leadbook plan MyLeads.xlsm --dry-run
    """
    done("plan", file, asked, planned_with_names)
    return 0


@click.command("funnel", short_help="Count the funnel: weeks, cohorts, sources, speed.")
@FILE
@click.option("--as-of", callback=as_day, metavar="YYYY-MM-DD",
              help="The funnel at the end of that past day, as the tables stood then; only printed.")
@job_options
def funnel(file: Path, as_of: dt.date | None, asked: JobOptions) -> int:
    """Count the funnel: the six weekly questions, cohorts, sources, speed.

    \b
    Examples:
      leadbook funnel MyLeads.xlsm
      leadbook funnel MyLeads.xlsm --as-of 2026-03-31
      leadbook funnel MyLeads.xlsm --today 2026-11-23 --json
    """
    if as_of is not None:
        show_as_of(file, as_of, asked)
        return 0
    done("funnel", file, asked, counted)
    return 0


@click.command("refresh")
@FILE
@job_options
def refresh(file: Path, asked: JobOptions) -> int:
    """Do all four jobs: validate, plan, stale, funnel.

    Run it every night, or whenever you changed something. A second run changes nothing.

    \b
    Examples:
      leadbook refresh MyLeads.xlsm
      leadbook refresh MyLeads.xlsm --dry-run
      leadbook refresh "C:\\Users\\Jane\\OneDrive\\Team Leads.xlsm"
    """
    done("refresh", file, asked, lambda facts: "\n".join([refreshed(facts), *overloaded(facts)]))
    return 0


def with_examples(facts: Facts) -> str:
    """The sentence, then each code with how often it was found and its first sentence."""
    lines = (f"  {one['code']}  {one['found']:>6,} x  {one['example']}" for one in facts["checked"]["codes"])
    return "\n".join([validated(facts), *lines])


def planned_with_names(facts: Facts) -> str:
    """The sentence of ``planned``, then by name who is left out or falls short, and why."""
    figures = facts["plan"]
    lists = (("Cannot be reached (no valid phone, e-mail or address)", figures["unreachable"]),
             ("Not contacted, because they asked for it", figures["excluded"]["do_not_contact"]),
             ("Fewer touches than due", figures["shortfall"]))
    lines = [planned(facts), *(f"  {title}: {names(people)}" for title, people in lists if people)]
    return "\n".join([*lines, *overloaded(facts)])


def overloaded(facts: Facts, shown: int = 3) -> list[str]:
    """The proofs of overload, one a line: the first, then how many more."""
    found = [one["sentence"] for one in facts["plan"].get("overload", [])]
    more = f"  ... and {len(found) - shown:,} more without room; --json lists them all."
    return [*(f"  {said}" for said in found[:shown]), *([more] if len(found) > shown else [])]


def names(people: Sequence[Mapping[str, Any]], shown: int = 10) -> str:
    """``Dana Whitfield, Tom Lee and 3 more (--json lists them all)``."""
    said = ", ".join(dict.fromkeys(str(one["name"] or one["lead"]) for one in people[:shown]))
    return f"{said} and {len(people) - shown:,} more (--json lists them all)" if len(people) > shown else said
