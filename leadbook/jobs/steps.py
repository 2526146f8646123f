"""The four jobs, each one step: frames in, frames and findings out."""

from __future__ import annotations

import datetime as dt

from leadbook.jobs.certifying import certify
from leadbook.jobs.work import Work
from leadbook.rules import findings, incomplete, tally, validation
from leadbook.rules.funnel import funnel
from leadbook.rules.overload.overload import overloads
from leadbook.rules.plan import cadence
from leadbook.rules.stale import staleness


def validate(work: Work) -> None:
    """Check what people entered: Leads[Check], the Checks table, a follow-up date for incomplete leads."""
    work.read("Checks")
    work.sheets["Leads"] = incomplete.with_follow_up(
        work.leads, work.config, work.today, work.calendar.add, work.problems["Leads"])
    found = validation.findings(work.sheets, work.problems, work.config, work.today)
    work.sheets["Checks"] = findings.replaced(
        work.sheets["Checks"], found, findings.VALIDATE, work.sheets, work.before["Checks"], work.today)
    lacking = incomplete.incomplete(work.leads, work.config)
    work.sheets["Leads"] = work.leads.assign(Check=findings.check_column(work.leads, found, lacking))
    work.findings.append(found)
    work.report["checked"] = tally.tally(found)
    work.report["incomplete"] = int(lacking.sum())


def stale(work: Work) -> None:
    """Mark leads that go stale, with the reason: Leads[Stale, Alert, Deadline]."""
    leads, found = staleness.stale(work.leads, work.log, work.plan, work.config, work.today, work.now)
    work.sheets["Leads"] = leads
    work.findings.append(found)
    work.report["stale"] = {word.lower(): int((leads["Alert"] == word).sum()) for word in ("Red", "Amber")}


def plan(work: Work) -> None:
    """Plan this month's and next month's touches for everyone: rows of Plan, Leads[Next Touch]; what it found: Checks,
    Certificate.
    """
    planned = cadence.planned(work.leads, work.log, work.plan, work.config, work.today, work.calendar)
    work.sheets["Plan"], work.sheets["Leads"] = planned.plan, planned.leads
    work.findings.append(planned.findings)
    work.report["plan"] = planned.report | {"overload": overloads(planned.seen) if planned.seen else []}
    work.read("Checks")
    work.sheets["Checks"] = findings.replaced(
        work.sheets["Checks"], planned.findings, findings.PLAN, work.sheets, work.before["Checks"], work.today)
    if planned.seen:
        certify(work, planned.seen)


def funnel_(work: Work) -> None:
    """Fill the funnel tables, as they stood when the day began: a day has one funnel, whenever it is counted."""
    work.read("FunnelWeekly", "FunnelCohort", "FunnelSources", "FunnelSpeed")
    dawn = dt.datetime.combine(work.today, dt.time())
    filled = funnel.funnel(work.leads, work.touches, work.config, work.today, dawn)
    work.sheets.update(filled.tables)
    work.counted = (work.leads, filled.known)
    work.report["funnel"] = filled.report
