"""LB1xx: phones, e-mail addresses, postal codes and wishes not to be contacted (facts/hygiene.md)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from leadbook.rules.checks.check import Found, check, findings_at, listed, shown
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.contact import consent

if TYPE_CHECKING:
    import pandas as pd

FIVE_DIGITS = ("US", "DE", "FR", "ES", "IT", "FI")


@check("LB103", "Phone cannot be right", "Leads[Phone]",
       "A phone that is no valid number, by the rules of the country it is in. How a valid number is written does "
       "not matter, so no finding asks for another style.",
       "Correct the number; for other countries start with + and the country code.",
       "Phone '555-0142': the area code is missing. Correct it.")
def phone(evidence: Evidence) -> Found:
    """Phones with a problem, and the suggested form if there is one."""
    numbers = evidence.problems_of("Leads")
    lost = numbers.loc[(numbers["column"] == "Phone") & (numbers["problem"] == "number in text"), "row"]
    bad = {value: (problem, meant) for value, (_, _, meant, problem) in evidence.phones.items() if problem}
    return [_suspect(evidence, "Phone", bad, lost.tolist())]


@check("LB104", "E-mail cannot be right", "Leads[Email]",
       "An e-mail address that breaks the rules for addresses, or whose domain receives no mail (.test, .local).",
       "Correct the address; one address a cell.",
       "Email 'dana@ example.com': it has a space inside. Did you mean dana@example.com?")
def email(evidence: Evidence) -> Found:
    """E-mail addresses with a problem, and the address that was probably meant."""
    bad = {value: (problem, meant) for value, (_, meant, problem) in evidence.emails.items() if problem}
    return [_suspect(evidence, "Email", bad)]


def _suspect(evidence: Evidence, column: str, bad: dict[str, tuple[str, str]], but: Collection[int] = ()
             ) -> pd.DataFrame:
    """Cells whose value is in ``bad`` (its problem, and what was probably meant), but for the rows ``but``."""
    typed = evidence.leads[column]
    rows = typed.isin(list(bad)).to_numpy() & ~typed.index.isin(list(but)) & (evidence.kind.to_numpy() != "merged")
    found = ((value, *bad[value]) for value in typed[rows])
    return findings_at(evidence, "Leads", column, rows, [
        f"{column} {shown(value)}: {problem}. {f'Did you mean {meant}?' if meant else 'Correct it.'}"
        for value, problem, meant in found])


@check("LB114", "A wish not to be contacted is not understood", "Leads[Do Not Contact]",
       "Do Not Contact holds words that are neither Yes nor channels of the settings. To be on the safe side, such "
       "a lead is not contacted at all.",
       "Type Yes (never contact), or the channels to leave out with commas between, or clear the cell.",
       "Do Not Contact says 'Fax', which is no channel, so nobody contacts this lead: type Yes, or some of Call, "
       "Text, E-mail, Mail, Meeting, Event and Newsletter, or clear it.")
def wish(evidence: Evidence) -> Found:
    """Do Not Contact texts that are read as 'never' for want of a better reading."""
    typed = evidence.leads["Do Not Contact"]
    unclear = [text for text in typed.unique()
               if text.casefold() not in consent.NEVER and consent.left_out(text, evidence.config) is None]
    rows = typed.isin(unclear).to_numpy() & evidence.ours
    channels = listed(list(evidence.config.channels))
    return [findings_at(evidence, "Leads", "Do Not Contact", rows, [
        f"Do Not Contact says {shown(text)}, which is no channel, so nobody contacts this lead: type Yes, or some of "
        f"{channels}, or clear it." for text in typed[rows]])]


@check("LB115", "ZIP lost its zero", "Leads[ZIP]",
       "A postal code that is a digit short: a spreadsheet read 06020 as the number 6020. (In countries whose codes "
       "have five digits, and only where the phone is not a foreign one.)",
       "Type it with its zero; the column is formatted as text, so it stays.",
       "ZIP '6020' lost its zero: type 06020.")
def postal_code(evidence: Evidence) -> Found:
    """3, 4, 7 or 8 digits where 5 or 9 are right."""
    country, typed = evidence.config.business.country, evidence.leads["ZIP"]
    if country not in FIVE_DIGITS:
        return []
    whole = {text: right for text in typed.unique().tolist() if (right := _with_zero(text, country))}
    rows = typed.isin(list(whole)).to_numpy(copy=True)
    home = [not e164 or e164.startswith(_code(country))
            for e164, *_ in (evidence.phones[phone] for phone in evidence.leads["Phone"][rows])]
    rows[rows] = home
    return [findings_at(evidence, "Leads", "ZIP", rows, [
        f"ZIP {shown(text)} lost its zero: type {whole[text]}." for text in typed[rows]])]


def _with_zero(text: str, country: str) -> str:
    """The code with its zeros back; "" if none is missing."""
    main, _, plus = text.partition("-")
    if not (text.isascii() and main.isdigit()) or set(main) == {"0"}:
        return ""
    if len(main) in (3, 4) and (not plus or (country == "US" and len(plus) == 4 and plus.isdigit())):
        return "-".join(filter(None, [main.zfill(5), plus]))
    if country == "US" and len(main) in (7, 8) and not plus:
        return f"{main.zfill(9)[:5]}-{main[-4:]}"
    return ""


def _code(country: str) -> str:
    import phonenumbers

    return f"+{phonenumbers.country_code_for_region(country)}"


CHECKS = (phone, email, wish, postal_code)
