"""LB1xx: rows that are probably one person, households, and ids that stand twice (facts/hygiene.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.rules.checks.check import Found, check, findings_at, plain
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.contact import contact
from leadbook.rules.words import called

if TYPE_CHECKING:
    import pandas as pd


@check("LB105", "Likely the same person", "Leads[Name]",
       "Two leads that are both worked and share an e-mail address, or share a phone and a first name. Nothing is "
       "merged by itself; until you decide, the plan treats them as one person.",
       "Keep the better row, copy over what it lacks, and set the Stage of the other to Merged.",
       "Likely the same person as Dana Whitfield in row 2 (same phone): set the Stage of one of them to Merged.")
def same_person(evidence: Evidence) -> Found:
    """The later rows of each person."""
    return [_sentences(evidence, ("email", "phone"),
                       "Likely the same person as {name} in row {row} (same {shared}): set the Stage of one of them to "
                       "Merged.")]


@check("LB106", "Likely one household", "Leads[Phone]",
       "Two leads that share a phone but have different first names: a couple, an office. They are never merged, "
       "but the plan counts their touches together, since one call reaches both.",
       "If each has a phone or an extension, type it. Otherwise leave it.",
       "Same phone as Dana Whitfield in row 2, but another first name: if they are two households, give each its own "
       "phone.")
def household(evidence: Evidence) -> Found:
    """Rows with a phone of an earlier row, another first name and no e-mail in common."""
    return [_sentences(evidence, ("household",),
                       "Same phone as {name} in row {row}, but another first name: if they are two households, give "
                       "each its own phone.")]


def _sentences(evidence: Evidence, kinds: tuple[str, ...], sentence: str) -> pd.DataFrame:
    twins = [(row, first, shared) for row, first, shared in evidence.once(_twins) if shared in kinds]
    names = called(evidence.leads).reindex([first for _, first, _ in twins]).tolist()
    return findings_at(evidence, "Leads", "Name" if "phone" in kinds else "Phone", [row for row, _, _ in twins], [
        sentence.format(name=plain(name)[:60] or "the lead", row=first + 2, shared=shared)
        for (_, first, shared), name in zip(twins, names, strict=True)])


def _twins(evidence: Evidence) -> list[tuple[int, int, str]]:
    """(row, an earlier row, email | phone | household) for leads of ours; at most one entry a row, in row order."""
    ids = evidence.leads["Lead ID"]
    ours = evidence.leads[evidence.ours & ~(ids.duplicated().to_numpy() & (ids.to_numpy() != ""))]
    found: dict[int, tuple[int, str]] = {}
    first: dict[str, int] = {}
    emails = contact.email_keys(ours["Email"])
    same = emails[(emails != "") & emails.duplicated(keep=False)]
    for row, key in zip(same.index.tolist(), same, strict=True):
        if (before := first.setdefault(key, row)) != row:
            found[row] = (before, "email")
    phones = contact.phone_keys(ours["Phone"], evidence.config.business.country)
    shared = phones[(phones != "") & phones.duplicated(keep=False)]
    heard: dict[str, dict[str, int]] = {}
    for row, key, name in zip(shared.index.tolist(), shared, ours["Name"].reindex(shared.index), strict=True):
        before, alike = _earlier(heard.setdefault(key, {}), _first_name(name), row)
        if before != row and row not in found:
            found[row] = (before, "phone" if alike else "household")
    return [(row, *found[row]) for row in sorted(found)]


def _first_name(name: str) -> str:
    """The first name as far as it is compared: three letters, so that Dan and Daniel are alike; "" = unknown."""
    word = name.replace(",", " ").replace(".", " ").casefold().split()
    return word[0][:3] if word else ""


def _earlier(names: dict[str, int], name: str, row: int) -> tuple[int, bool]:
    """(the earlier row behind the same phone, whether the first names are alike); notes ``row``'s own name.

    An initial is alike to a name that starts with it, and no name is alike to any. In ``names``, "*" is the first
    row of all, "" the first without a name, "d" the first with an initial only, "d." the first that starts with it.
    """
    near = names.get("*")
    if name and near is not None:
        kin = (name, "", f"{name}." if len(name) == 1 else name[:1])
        near = next((names[word] for word in kin if word in names), None)
    for word in ("*", name, f"{name[:1]}." if name else ""):
        names.setdefault(word, row)
    return (near, True) if near is not None else (names["*"], False)


def _repeated(evidence: Evidence, table: str, column: str, sentence: str) -> Found:
    """Rows whose id stands further up already."""
    ids = evidence.table(table)[column]
    again = ids.duplicated().to_numpy() & (ids.to_numpy() != "")
    if not again.any():
        return []
    first = dict(zip(ids[::-1], ids.index[::-1], strict=True))
    return [findings_at(evidence, table, column, again, [
        sentence.format(id=plain(given)[:60], row=first[given] + 2) for given in ids[again]])]


@check("LB107", "Lead ID stands twice", "Leads[Lead ID]",
       "A Lead ID that a row further up has already, usually because a row was copied.",
       "Clear the Lead ID of the copy: LeadBook gives it an id of its own at the next run.",
       "Lead ID L-7K3QF9X2AB stands in row 2 already: clear it here and LeadBook gives this row its own.")
def lead_ids(evidence: Evidence) -> Found:
    """Leads with another row's id."""
    return _repeated(evidence, "Leads", "Lead ID",
                     "Lead ID {id} stands in row {row} already: clear it here and LeadBook gives this row its own.")


@check("LB507", "Touch ID stands twice", "Touches[Touch ID]",
       "A Touch ID that a row further up has already, usually because a row was copied.",
       "Clear the Touch ID of the copy, or delete the row if it is the same touch.",
       "Touch ID T-4ZQ81MXR7C stands in row 2 already: clear it here, or delete the row if it is the same touch.")
def touch_ids(evidence: Evidence) -> Found:
    """Touches with another row's id."""
    return _repeated(evidence, "Touches", "Touch ID", "Touch ID {id} stands in row {row} already: clear it here, or "
                     "delete the row if it is the same touch.")


@check("LB508", "Plan ID stands twice", "Plan[Plan ID]",
       "A planned touch that a row further up has already, usually because a row was copied.",
       "Delete the copy.",
       "Plan ID P-7K3QF9X2AB-202611-1 stands in row 2 already: delete this row.")
def plan_ids(evidence: Evidence) -> Found:
    """Planned touches with another row's id."""
    return _repeated(evidence, "Plan", "Plan ID", "Plan ID {id} stands in row {row} already: delete this row.")


CHECKS = (same_person, household, lead_ids, touch_ids, plan_ids)
