"""LB1xx: who it is, and what is missing to work the lead (mission rows 1, 3, 4)."""

from __future__ import annotations

from leadbook.rules import incomplete
from leadbook.rules.checks.check import Found, check, findings_at, listed
from leadbook.rules.checks.evidence import Evidence


@check("LB101", "Nobody is named", "Leads[Name]",
       "A row with neither a name nor a company.",
       "Type a name or a company; one of them is enough. If the row is a business card, read it from the picture.",
       "No name and no company: type one of them, either is enough.")
def nobody(evidence: Evidence) -> Found:
    """Name and Company both blank."""
    rows = evidence.blank("Name") & evidence.blank("Company") & (evidence.kind.to_numpy() != "merged")
    cards = evidence.leads["Card"][rows]
    return [findings_at(evidence, "Leads", "Name", rows, [
        "Only a card: type the name or the company that stands on it." if card else
        "No name and no company: type one of them, either is enough." for card in cards])]


@check("LB102", "Incomplete", "Leads[Phone]",
       "An open lead without a field that the settings require (`capture.required`; for a referral "
       "`capture.referral_required`). Nothing is refused: the lead gets a follow-up date on the next working day, "
       "and the tag clears by itself when the fields are there.",
       "Ask for what is missing and type it in.",
       "Address and Phone are missing for a referral: ask for them and type them in.")
def lacks_fields(evidence: Evidence) -> Found:
    """Required fields that are blank, named."""
    missing = incomplete.missing(evidence.leads, evidence.config)
    names = [str(name) for name in missing.columns]
    for field in names:
        missing[field] &= evidence.blank(field) & evidence.ours
    rows = missing.any(axis=1).to_numpy()
    sentences, columns = [], []
    for flags, referral in zip(missing[rows].to_numpy().tolist(), evidence.referral[rows].tolist(), strict=True):
        fields = [name for name, flag in zip(names, flags, strict=True) if flag]
        are, them = ("are", "them") if len(fields) > 1 else ("is", "it")
        whose = " for a referral" if referral else ""
        sentences.append(f"{listed(fields)} {are} missing{whose}: ask for {them} and type {them} in.")
        columns.append(fields[0])
    return [findings_at(evidence, "Leads", columns, rows, sentences)]


CHECKS = (nobody, lacks_fields)
