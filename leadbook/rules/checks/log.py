"""LB5xx: touches and planned touches that count for nobody, or not yet (mission rows 14, 17)."""

from __future__ import annotations

from leadbook.rules.checks.check import Check, Found, check, findings_at, shown
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.dates import day_words, midnight_after
from leadbook.rules.plan.statuses import statuses


@check("LB501", "Touch of an unknown lead", "Touches[Lead ID]",
       "A touch whose Lead ID no lead has: the lead was deleted, or the id was mistyped.",
       "Copy the Lead ID from the Leads sheet, or clear it and type the Name.",
       "No lead has the Lead ID 'L-0000000000': copy it from the Leads sheet, or clear it and type the Name.")
def unknown_lead(evidence: Evidence) -> Found:
    """Lead IDs that no lead has."""
    ids = evidence.table("Touches")["Lead ID"]
    rows = (ids.to_numpy() != "") & (evidence.numbers[1] < 0)
    return [findings_at(evidence, "Touches", "Lead ID", rows, [
        f"No lead has the Lead ID {shown(i)}: copy it from the Leads sheet, or clear it and type the Name."
        for i in ids[rows]])]


@check("LB502", "Touch without a lead", "Touches[Name]",
       "A touch without a Lead ID whose Name is blank, or fits no lead, or fits several.",
       "Type the Lead ID, or the name exactly as it stands on the Leads sheet.",
       "2 leads are called 'Dana Whitfield': type the Lead ID of the one you mean.")
def nobody(evidence: Evidence) -> Found:
    """No Lead ID, with the reason why the Name did not give one."""
    log, leads = evidence.table("Touches"), evidence.leads
    rows = evidence.blank("Lead ID", "Touches")
    if not rows.any():
        return []
    count: dict[str, int] = {}
    for name, company in zip(leads["Name"], leads["Company"], strict=True):
        for word in {_spelled(name), _spelled(company)}:
            count[word] = count.get(word, 0) + 1
    return [findings_at(evidence, "Touches", "Name", rows, [
        _why(name, count.get(_spelled(name), 0)) for name in log["Name"][rows]])]


def _why(name: str, leads: int) -> str:
    if not name:
        return "This touch belongs to nobody: type the Lead ID or the Name."
    if leads > 1:
        return f"{leads:,} leads are called {shown(name)}: type the Lead ID of the one you mean."
    if leads == 1:
        return f"The lead {shown(name)} has no Lead ID yet: run validate again."
    return f"No lead is called {shown(name)}: type the name as on the Leads sheet, or the Lead ID."


def _spelled(name: str) -> str:
    return " ".join(name.split()).casefold()


def _lacking(code: str, column: str, sentence: str, why: str) -> Check:
    """The check that ``column`` of a touch is given."""
    def run(evidence: Evidence) -> Found:
        return [findings_at(evidence, "Touches", column, evidence.blank(column, "Touches"), sentence)]

    return check(code, f"Touch without {column}", f"Touches[{column}]", f"A touch whose {column} is blank: {why}.",
                 f"Type the {column}.", sentence)(run)


@check("LB506", "Touch in the future", "Touches[When]",
       "A touch after today: the log holds what happened. It counts for nothing until its day has come.",
       "Correct the date. What is planned belongs in the lead's Next Date.",
       "When is 1 Dec, which is still to come: correct it, or put what is planned into the lead's Next Date.")
def future(evidence: Evidence) -> Found:
    """When after today."""
    when = evidence.table("Touches")["When"]
    rows = (when >= midnight_after(evidence.today)).to_numpy()
    return [findings_at(evidence, "Touches", "When", rows, [
        f"When is {day_words(day, evidence.today)}, which is still to come: correct it, or put what is planned into "
        "the lead's Next Date." for day in when[rows]])]


@check("LB509", "Planned touch of an unknown lead", "Plan[Lead ID]",
       "A planned touch whose Lead ID no lead has: the lead was deleted by hand.",
       "Bring the lead back (undo, or the backup), or mark the touch Skipped.",
       "No lead has the Lead ID 'L-0000000000': bring the lead back, or mark this touch Skipped.")
def plan_lead(evidence: Evidence) -> Found:
    """Planned touches, still open, of leads that are not there."""
    plan = evidence.table("Plan")
    rows = (evidence.numbers[2] < 0) & (statuses(plan).to_numpy() == "Planned")
    return [findings_at(evidence, "Plan", "Lead ID", rows, [
        f"No lead has the Lead ID {shown(i)}: bring the lead back, or mark this touch Skipped."
        for i in plan["Lead ID"][rows]])]


@check("LB510", "Done in the future", "Plan[Done On]",
       "A planned touch marked as done on a day after today.",
       "Correct Done On.",
       "Done On is 1 Dec, which is still to come: correct the date.")
def done_on(evidence: Evidence) -> Found:
    """Done On after today."""
    days = evidence.table("Plan")["Done On"]
    rows = (days >= midnight_after(evidence.today)).to_numpy()
    return [findings_at(evidence, "Plan", "Done On", rows, [
        f"Done On is {day_words(day, evidence.today)}, which is still to come: correct the date."
        for day in days[rows]])]


@check("LB511", "Planned touch without a date", "Plan[Date]",
       "A planned touch, still open, whose Date is blank.",
       "Type the day, or mark the touch Skipped.",
       "This planned touch has no date: type the day, or mark it Skipped.")
def plan_date(evidence: Evidence) -> Found:
    """Date blank while Planned."""
    rows = evidence.blank("Date", "Plan") & (statuses(evidence.table("Plan")) == "Planned").to_numpy(dtype=bool)
    return [findings_at(evidence, "Plan", "Date", rows,
                        "This planned touch has no date: type the day, or mark it Skipped.")]


CHECKS = (
    unknown_lead, nobody,
    _lacking("LB503", "When", "When was this touch? Type the day, and the time if you know it.", "it counts nowhere"),
    _lacking("LB504", "Channel", "How was this touch? Choose the Channel.", "nobody knows whether it was a call"),
    _lacking("LB505", "Outcome", "How did this touch end? Choose the Outcome.",
             "nobody knows whether it was a contact or an attempt"),
    future, plan_lead, done_on, plan_date,
)
