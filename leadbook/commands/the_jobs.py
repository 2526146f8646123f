"""validate, stale, plan, funnel and refresh: one job each, one sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.output import plural
from leadbook.commands.running import done

Facts = Mapping[str, Any]


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
@job_options
def funnel(file: Path, asked: JobOptions) -> int:
    """Count the funnel: the six weekly questions, cohorts, sources, speed.

    \b
    Examples:
      leadbook funnel MyLeads.xlsm
      leadbook funnel MyLeads.xlsm --today 2026-11-23 --json
    """
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
    done("refresh", file, asked, refreshed)
    return 0


def with_examples(facts: Facts) -> str:
    """The sentence, then each code with how often it was found and its first sentence."""
    lines = (f"  {one['code']}  {one['found']:>6,} x  {one['example']}" for one in facts["checked"]["codes"])
    return "\n".join([validated(facts), *lines])


def validated(facts: Facts) -> str:
    """``412 leads checked: 37 findings on 21 leads (sheet Checks).``"""
    checked, found = plural(facts["read"].get("Leads", 0), "lead"), facts["checked"]
    if not found["findings"]:
        return f"{checked} checked: all is well."
    return (f"{checked} checked: {plural(found['findings'], 'finding')} on {plural(found['leads'], 'lead')} "
            "(sheet Checks).")


def marked(facts: Facts) -> str:
    """``12 leads are stale (red), 5 are about to be (amber): the column Stale says why.``"""
    red, amber = facts["stale"]["red"], facts["stale"]["amber"]
    words = [f"{plural(red, 'lead')} {'is' if red == 1 else 'are'} stale (red)"] * bool(red)
    soon = f"{plural(amber, 'lead')} {'is' if amber == 1 else 'are'} due today or stale tomorrow (amber)"
    words += [soon] * bool(amber)
    return f"{', '.join(words)}: the column Stale says why." if words else "No lead is stale."


def planned(facts: Facts) -> str:
    """How many touches were added, who falls short, and the busiest day of each month beside what it is at best."""
    added, figures = facts["changed"].get("Plan", {}).get("rows", 0), facts["plan"]
    said = f"{plural(added, 'touch', 'touches')} added to the plan (sheet Plan)." if added else "The plan is complete."
    short, nobody = len(figures["shortfall"]), len(figures["unreachable"])
    said += f" {plural(short, 'person', 'people')} will not get all their touches." if short else ""
    said += f" {plural(nobody, 'person', 'people')} cannot be reached at all." if nobody else ""
    peaks = (f"{one['peak']} in {month_name(one['month'])} (at best {one['lower_bound']})" for one in figures["peak"])
    return f"{said} Busiest day: {', '.join(peaks)}." if added and figures["peak"] else said


def planned_with_names(facts: Facts) -> str:
    """The sentence of ``planned``, then by name who is left out or falls short, and why."""
    figures = facts["plan"]
    lists = (("Cannot be reached (no valid phone, e-mail or address)", figures["unreachable"]),
             ("Not contacted, because they asked for it", figures["excluded"]["do_not_contact"]),
             ("Fewer touches than due", figures["shortfall"]))
    return "\n".join([planned(facts), *(f"  {title}: {names(people)}" for title, people in lists if people)])


def names(people: Sequence[Mapping[str, Any]], shown: int = 10) -> str:
    """``Dana Whitfield, Tom Lee and 3 more (--json lists them all)``."""
    said = ", ".join(dict.fromkeys(str(one["name"] or one["lead"]) for one in people[:shown]))
    return f"{said} and {len(people) - shown:,} more (--json lists them all)" if len(people) > shown else said


def month_name(month: str) -> str:
    """``2026-11`` -> ``November``."""
    from leadbook.rules.plan.why import MONTH_NAMES

    return MONTH_NAMES[int(month[5:]) - 1]


def counted(facts: Facts) -> str:
    """What was counted."""
    leads = plural(facts["read"].get("Leads", 0), "lead")
    return f"The funnel of {leads} is counted (sheets Weekly, Cohort, Sources, Speed)."


def refreshed(facts: Facts) -> str:
    """The four sentences, one a line."""
    lines = [validated(facts), marked(facts), planned(facts), counted(facts)]
    if not facts["changed"]:
        lines = ["Nothing has changed since the last refresh.", validated(facts), marked(facts)]
    return "\n".join(lines)
