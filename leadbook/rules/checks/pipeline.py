"""LB4xx: givers, needs, promises and what the stages say (mission rows 6, 7, 14, 19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.rules.checks.check import Found, check, findings_at, listed, plain
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.dates import day_words, in_words

if TYPE_CHECKING:
    import pandas as pd


@check("LB401", "Referral without a giver", "Leads[Giver]",
       "A lead whose source is a referral, but nobody is named who gave it.",
       "Type who referred the lead, so that they can be thanked.",
       "A referral without a giver: type who referred this lead.")
def giver(evidence: Evidence) -> Found:
    """Referrals with a blank Giver, in any stage but merged."""
    rows = evidence.referral & evidence.blank("Giver") & (evidence.kind.to_numpy() != "merged")
    return [findings_at(evidence, "Leads", "Giver", rows, "A referral without a giver: type who referred this lead.")]


@check("LB402", "Giver, but no referral", "Leads[Source]",
       "A lead with a giver whose Source is blank or not a referral: the giver gets no credit for it.",
       "Choose the referral source, or clear Giver.",
       "Giver is Ann Baker, but Source is blank: choose Referral, or clear Giver.")
def source(evidence: Evidence) -> Found:
    """Leads with a Giver and another source."""
    expecting = [name for name, record in evidence.config.sources.items() if record.referral]
    if not expecting:
        return []
    leads = evidence.leads
    rows = (leads["Giver"].to_numpy() != "") & ~evidence.referral & (evidence.kind.to_numpy() != "merged")
    choice = listed(expecting, "or")
    found = zip(leads["Giver"][rows], leads["Source"][rows], strict=True)
    return [findings_at(evidence, "Leads", "Source", rows, [
        f"Giver is {plain(who)}, but Source is {plain(where) or 'blank'}: choose {choice}, or clear Giver."
        for who, where in found])]


@check("LB403", "Need is missing", "Leads[Need]",
       "An open lead in a stage that proves a contact, without a Need: it takes a need to qualify. Clients, connectors "
       "and nurture leads need none.",
       "Ask what they need from you and type it in.",
       "No need is known, but the lead is at Proposal: ask what they need from you.")
def need(evidence: Evidence) -> Found:
    """Need blank, Type Lead or blank, past the first stage."""
    known = evidence.leads["Type"].isin([t for t in evidence.leads["Type"].unique() if t.casefold() in ("", "lead")])
    later = evidence.stage.isin([n for n, s in evidence.config.stages.items() if s.reaches != "received"])
    rows = evidence.blank("Need") & evidence.open & (known & later).to_numpy()
    return [findings_at(evidence, "Leads", "Need", rows, [
        f"No need is known, but the lead is at {stage}: ask what they need from you."
        for stage in evidence.stage[rows]])]


@check("LB404", "The need is far away", "Leads[Need By]",
       "An open lead whose Need By is more than `capture.need_warn_days` days away.",
       "Look again: is there something they need sooner? If not, keep a date of ours to ask.",
       "Need By is 1 Aug 2027, in 251 days: ask whether there is something sooner.")
def far(evidence: Evidence) -> Found:
    """Need By between the two limits."""
    limits = evidence.config.capture
    return [_ahead(evidence, limits.need_warn_days, limits.need_nurture_days,
                   "Need By is {day}, in {days} days: ask whether there is something sooner.")]


@check("LB405", "The need belongs in nurture", "Leads[Need By]",
       "An open lead whose Need By is more than `capture.need_nurture_days` days away: next year is not the near "
       "future.",
       "Move the lead to a nurture stage; it stays in the plan.",
       "Need By is 1 Aug 2028, in 617 days: move the lead to Nurture, where it is kept warm.")
def nurture(evidence: Evidence) -> Found:
    """Need By beyond the second limit."""
    stages = [name for name, stage in evidence.config.stages.items() if stage.kind == "nurture"]
    move = f"move the lead to {listed(stages, 'or')}, where it is kept warm" if stages else "ask for something sooner"
    return [_ahead(evidence, evidence.config.capture.need_nurture_days, None,
                   "Need By is {day}, in {days} days: " + move + ".")]


def _ahead(evidence: Evidence, over: int, upto: int | None, sentence: str) -> pd.DataFrame:
    day = evidence.leads["Need By"]
    ahead = (day - frames.day(evidence.today)).dt.days.to_numpy()
    rows = evidence.open & (ahead > over) & ((ahead <= upto) if upto is not None else True)
    return findings_at(evidence, "Leads", "Need By", rows, [
        sentence.format(day=day_words(d, evidence.today), days=int(n))
        for d, n in zip(day[rows], ahead[rows], strict=True)])


@check("LB406", "The need's date has passed", "Leads[Need By]",
       "A lead that is open or in nurture whose Need By lies before today.",
       "Ask whether they still need it, and type the new date or the outcome.",
       "Need By was 1 Nov: ask whether they still need it and type the new date.")
def need_passed(evidence: Evidence) -> Found:
    """Need By before today."""
    day = evidence.leads["Need By"]
    rows = (day < frames.day(evidence.today)).to_numpy() & evidence.ours
    return [findings_at(evidence, "Leads", "Need By", rows, [
        f"Need By was {day_words(d, evidence.today)}: ask whether they still need it and type the new date."
        for d in day[rows]])]


@check("LB407", "Won without a value", "Leads[Value]",
       "A won lead whose Value is blank or nothing: the volume by source and giver is short of it.",
       "Type what the deal was worth.",
       "Won, but without a value: type what the deal was worth.")
def value(evidence: Evidence) -> Found:
    """Won with Value blank, zero or less."""
    rows = (evidence.kind.to_numpy() == "won") & ~(evidence.leads["Value"] > 0).to_numpy() & ~evidence.damaged("Value")
    return [findings_at(evidence, "Leads", "Value", rows, "Won, but without a value: type what the deal was worth.")]


@check("LB408", "Lost without a reason", "Leads[Lost Reason]",
       "A lost lead without a word on why.",
       "Type the reason in a few words.",
       "Lost, but why? Type the reason in a few words.")
def reason(evidence: Evidence) -> Found:
    """Lost with a blank Lost Reason."""
    rows = (evidence.kind.to_numpy() == "lost") & evidence.blank("Lost Reason")
    return [findings_at(evidence, "Leads", "Lost Reason", rows, "Lost, but why? Type the reason in a few words.")]


@check("LB409", "Promise overdue", "Leads[Promise]",
       "A promised day that has passed for a lead that is open or in nurture, with no real contact on that day or "
       "since. A voicemail or a newsletter does not keep a promise.",
       "Contact them today and log it. Then clear Promise, or type the next promised day.",
       "You promised 20 Nov, and there was no contact since: contact them today and log it.")
def promise(evidence: Evidence) -> Found:
    """Promise before today, and no contact from that day on."""
    promised = evidence.leads["Promise"].to_numpy().astype("datetime64[s]")
    rows = evidence.ours & (promised < frames.day(evidence.today)) & ~(evidence.last_contact >= promised)
    return [findings_at(evidence, "Leads", "Promise", rows, [
        f"You promised {day_words(day, evidence.today)}, and there was no contact since: contact them today and log it."
        for day in evidence.leads["Promise"][rows]])]


@check("LB410", "Stage moved without a touch", "Leads[Stage]",
       "An open lead in a stage that proves a contact, while neither the log nor First Contact has one.",
       "Log the touch you made, or move the stage back.",
       "Stage is Proposal, but no contact is logged: log the touch, or move the stage back to New.")
def moved(evidence: Evidence) -> Found:
    """A stage that reaches contacted or later without any contact."""
    later = evidence.stage.isin([n for n, s in evidence.config.stages.items() if s.reaches != "received"])
    rows = later.to_numpy() & evidence.open & ~evidence.spoken
    return [findings_at(evidence, "Leads", "Stage", rows, [
        f"Stage is {stage}, but no contact is logged: log the touch, or move the stage back to "
        f"{evidence.config.first_stage}." for stage in evidence.stage[rows]])]


@check("LB411", "Spoken to, but still in the first stage", "Leads[Stage]",
       "A lead in the first stage that was really spoken to.",
       "Move it to the stage it has reached.",
       "You spoke on 20 Nov, but Stage is still New: move it on.")
def still_new(evidence: Evidence) -> Found:
    """A contact in the log or a First Contact, in the first stage."""
    import numpy as np
    import pandas as pd

    rows = (evidence.stage == evidence.config.first_stage).to_numpy() & ~np.isnat(evidence.last_contact)
    if all(stage.reaches == "received" for stage in evidence.config.stages.values() if stage.is_open):
        return []
    days = in_words(pd.Series(evidence.last_contact[rows]), evidence.today)
    return [findings_at(evidence, "Leads", "Stage", rows, [
        f"You spoke on {day}, but Stage is still {evidence.config.first_stage}: move it on." for day in days])]


@check("LB412", "Closed, but still open", "Leads[Closed]",
       "A lead with a Closed date whose stage is still open or nurture.",
       "Set the Stage to how it ended, or clear Closed.",
       "Closed is 20 Nov, but Stage is Proposal: set the Stage to how it ended, or clear Closed.")
def closed(evidence: Evidence) -> Found:
    """Closed given while the lead is ours to work."""
    day = evidence.leads["Closed"]
    rows = day.notna().to_numpy() & evidence.ours
    return [findings_at(evidence, "Leads", "Closed", rows, [
        f"Closed is {day_words(d, evidence.today)}, but Stage is {plain(stage)}: set the Stage to how it ended, or "
        "clear Closed." for d, stage in zip(day[rows], evidence.stage[rows], strict=True)])]


CHECKS = (giver, source, need, far, nurture, need_passed, value, reason, promise, moved, still_new, closed)
