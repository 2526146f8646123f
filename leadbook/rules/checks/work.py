"""LB1xx: no lead falls through a crack: an owner, a next action of ours, and a date (mission rows 9, 14, 22)."""

from __future__ import annotations

from typing import Any

from leadbook import frames
from leadbook.rules import incomplete
from leadbook.rules.checks.check import Found, check, findings_at, plain, shown
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.checks.waiting import whose
from leadbook.rules.dates import day_words

NOTHING = frozenset({"-", "--", "?", "none", "n/a", "na", "nothing", "tbd", "no", "."})


@check("LB109", "No owner", "Leads[Owner]",
       "A lead that is open or in nurture and that nobody works.",
       "Choose an owner; nothing is assigned by itself.",
       "No owner: choose who works this lead.")
def owner(evidence: Evidence) -> Found:
    """Owner blank."""
    return [findings_at(evidence, "Leads", "Owner", evidence.blank("Owner") & evidence.ours,
                        "No owner: choose who works this lead.")]


@check("LB110", "No next action", "Leads[Next Action]",
       "An open lead with a next date, but without a word on what we do then. (An incomplete lead is completed then.)",
       "Type our next step: call about ..., send ..., show ...",
       "Next Date is 24 Nov, but what do we do then? Type our next step.")
def action(evidence: Evidence) -> Found:
    """Next Action blank, or a word for nothing."""
    rows = _no_action(evidence) & evidence.open & evidence.leads["Next Date"].notna().to_numpy()
    rows &= ~incomplete.incomplete(evidence.leads, evidence.config).to_numpy()
    return [findings_at(evidence, "Leads", "Next Action", rows, [
        f"Next Date is {day_words(day, evidence.today)}, but what do we do then? Type our next step."
        for day in evidence.leads["Next Date"][rows]])]


@check("LB111", "No next date", "Leads[Next Date]",
       "An open lead without a date for our next step. (Nurture leads are looked after by the plan.)",
       "Type the day on which we do the next step.",
       "Next Action 'Send the listing' has no date: type the day in Next Date.")
def date(evidence: Evidence) -> Found:
    """Next Date blank."""
    rows, without = evidence.blank("Next Date") & evidence.open, _no_action(evidence)
    found = zip(evidence.leads["Next Action"][rows], without[rows], strict=True)
    return [findings_at(evidence, "Leads", "Next Date", rows, [
        "No next action and no date: type what we do next, and when." if nothing else
        f"Next Action {shown(action)} has no date: type the day in Next Date." for action, nothing in found])]


@check("LB112", "Next date has passed", "Leads[Next Date]",
       "A lead that is open or in nurture whose next date lies before today.",
       "Do it today and log it; then type the next step and its date.",
       "Next Date was 20 Nov: do it today, log it and type the next date.")
def date_passed(evidence: Evidence) -> Found:
    """Next Date before today."""
    dates = evidence.leads["Next Date"]
    rows = (dates < frames.day(evidence.today)).to_numpy() & evidence.ours
    return [findings_at(evidence, "Leads", "Next Date", rows, [
        f"Next Date was {day_words(day, evidence.today)}: do it today, log it and type the next date."
        for day in dates[rows]])]


@check("LB113", "The next action waits for them", "Leads[Next Action]",
       "A next action that leaves the step to them ('call me', 'they will call', 'let's get together', 'keep in "
       "touch'), or that waits for them without a date of ours to check within `capture.waiting_check_days` days. "
       "Follow-up is our job.",
       "Type a step of ours with a date: 'Call Dana' on the day after they wanted to call. Waiting for their reply is "
       "fine if Next Date is a few days away at most.",
       "Next Action 'They will call' leaves the next step to them: make it ours, for example 'Call Dana' with a date.")
def waits(evidence: Evidence) -> Found:
    """Next actions that are theirs, and waiting without a check date of ours soon enough."""
    import numpy as np

    actions, dates = evidence.leads["Next Action"], evidence.leads["Next Date"]
    team = _team(evidence)
    known = {text: whose(text, team) for text in actions[evidence.ours].unique().tolist()}
    kinds = np.array([known.get(text, "") for text in actions.tolist()], dtype=object)
    days, today = evidence.config.capture.waiting_check_days, frames.day(evidence.today)
    checked = ((dates >= today) & (dates <= today + np.timedelta64(days, "D"))).to_numpy()
    rows = evidence.ours & ((kinds == "them") | ((kinds == "waiting") & ~checked))
    found = zip(actions[rows], kinds[rows], evidence.leads["Name"][rows], strict=True)
    return [findings_at(evidence, "Leads", "Next Action", rows, [
        f"Next Action {shown(text)} leaves the next step to them: make it ours, for example 'Call {_first(name)}' with "
        "a date."
        if kind == "them" else
        f"Next Action {shown(text)} needs a date of ours to check: set Next Date within {days} days."
        for text, kind, name in found])]


def _no_action(evidence: Evidence) -> Any:
    typed = evidence.leads["Next Action"]
    nothing = [text for text in typed.unique().tolist() if len(text) < 9 and text.casefold() in NOTHING]
    return evidence.blank("Next Action") | typed.isin(nothing).to_numpy()


def _team(evidence: Evidence) -> list[str]:
    """Names and first names of the owners, case-folded."""
    names = [*evidence.config.owners, *evidence.leads["Owner"].unique()]
    return sorted({word for name in names if name for word in (name.casefold(), name.casefold().split()[0])})


def _first(name: str) -> str:
    words = plain(name).split()
    return words[0][:30] if words else "them"


CHECKS = (owner, action, date, date_passed, waits)
