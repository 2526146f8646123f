"""validate, stale, plan, funnel and refresh: one job each, one sentence each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadbook.commands.options import FILE, JobOptions, job_options
from leadbook.commands.output import plural
from leadbook.commands.running import done

if TYPE_CHECKING:
    from leadbook.jobs import Report


@click.command("validate")
@FILE
@job_options
def validate(file: Path, asked: JobOptions) -> int:
    """Check every lead: what is missing or wrong, and what to do.

    Fills the column Check and the sheet Checks. Exit status 1 means: done, and there are findings.

    \b
    Examples:
      leadbook validate MyLeads.xlsx
      leadbook validate MyLeads.xlsx --dry-run
      leadbook validate MyLeads.xlsx --json > findings.json
    """
    report = done("validate", file, asked, validated)
    return 1 if len(report.findings) else 0


@click.command("stale")
@FILE
@job_options
def stale(file: Path, asked: JobOptions) -> int:
    """Mark the leads that go stale, with the reason.

    Fills the columns Stale, Alert and Deadline: amber the day before, red after.

    \b
    Examples:
      leadbook stale MyLeads.xlsx
      leadbook stale MyLeads.xlsx --today 2026-11-23 --now 14:30
    """
    done("stale", file, asked, marked)
    return 0


@click.command("plan")
@FILE
@job_options
def plan(file: Path, asked: JobOptions) -> int:
    """Plan three touches a month for everyone, this month and the next.

    Adds rows to the sheet Plan. What you moved, pinned or marked done stays as it is.

    \b
    Examples:
      leadbook plan MyLeads.xlsx
      leadbook plan MyLeads.xlsx --dry-run
    """
    done("plan", file, asked, planned)
    return 0


@click.command("funnel")
@FILE
@job_options
def funnel(file: Path, asked: JobOptions) -> int:
    """Count the funnel: the six weekly questions, cohorts, sources, speed.

    \b
    Examples:
      leadbook funnel MyLeads.xlsx
      leadbook funnel MyLeads.xlsx --today 2026-11-23 --json
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
      leadbook refresh MyLeads.xlsx
      leadbook refresh MyLeads.xlsx --dry-run
      leadbook refresh "C:\\Users\\Jane\\OneDrive\\Team Leads.xlsx"
    """
    done("refresh", file, asked, refreshed)
    return 0


def validated(report: Report) -> str:
    """``412 leads checked: 37 findings on 21 leads (sheet Checks).``"""
    checked = plural(report.read.get("Leads", 0), "lead")
    found = report.findings
    if not len(found):
        return f"{checked} checked: all is well."
    leads = found.loc[found["lead"] != "", "lead"].nunique()
    return f"{checked} checked: {plural(len(found), 'finding')} on {plural(leads, 'lead')} (sheet Checks)."


def marked(report: Report) -> str:
    """``12 leads are stale (red), 5 go stale next (amber).``"""
    counts = report.own.get("stale", {})
    red, amber = counts.get("red", 0), counts.get("amber", 0)
    if not red and not amber:
        return "No lead is stale."
    return f"{plural(red, 'lead')} stale (red), {amber:,} due or about to go stale (amber): column Stale says why."


def planned(report: Report) -> str:
    """How many touches were added to the plan."""
    added = report.receipt.changed.get("Plan", {}).get("rows", 0)
    return f"{plural(added, 'touch', 'touches')} added to the plan (sheet Plan)." if added else "The plan is complete."


def counted(report: Report) -> str:
    """What was counted."""
    leads = plural(report.read.get("Leads", 0), "lead")
    return f"The funnel of {leads} is counted (sheets Weekly, Cohort, Sources, Speed)."


def refreshed(report: Report) -> str:
    """The four sentences in one."""
    if not report.receipt.changed:
        return "Nothing has changed since the last refresh."
    return " ".join((validated(report), marked(report), planned(report), counted(report)))
