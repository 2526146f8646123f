"""Who is there already: by Lead ID, by e-mail, or by phone and name.

Source: facts/hygiene.md (Follow Up Boss's rule: e-mail OR (phone AND name); an exact id has F1 .923, this rule .948;
a household never merges). Two people who share an e-mail but no part of a name (info@ of a firm) stay two leads:
nobody gets lost in another's row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from leadbook.rules.contact.contact import email_keys, phone_keys

if TYPE_CHECKING:
    import pandas as pd

LOOK_AT = 20


class Known:
    """Leads by their keys. A *place* is a number that the caller gives each lead."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.emails: dict[str, list[tuple[int, str]]] = {}
        self.phones: dict[tuple[str, str], int] = {}

    def add(self, place: int, lead: str, emails: Iterable[str], phone: str, name: str) -> None:
        """Remember the lead at ``place``; where two share a key, the first one keeps it."""
        if lead:
            self.ids.setdefault(lead, place)
        for email in emails:
            self.emails.setdefault(email, []).append((place, name))
        if phone and name:
            self.phones.setdefault((phone, name), place)

    def find(self, leads: Sequence[str], emails: Iterable[str], phone: str, name: str) -> tuple[int | None, str]:
        """(place of the lead that is the same, what they share); (None, who shares the e-mail only) if none is."""
        for lead in leads:
            if lead in self.ids:
                return self.ids[lead], "the same row"
        stranger = ""
        for email in emails:
            for place, other in self.emails.get(email, ())[:LOOK_AT]:
                if akin(name, other):
                    return place, "e-mail"
                stranger = stranger or email
        if phone and name and (phone, name) in self.phones:
            return self.phones[phone, name], "phone and name"
        return None, stranger


def akin(one: str, other: str) -> bool:
    """Whether two name keys may be one person's: one is blank, or they share a word or an initial."""
    return not one or not other or any(
        a.startswith(b) or b.startswith(a) for a in one.split() for b in other.split())


def name_key(name: str, company: str) -> str:
    """``Baker, Ann`` and ``ann BAKER`` -> ``ann baker``; the company where there is no name."""
    return " ".join(sorted(re.sub(r"[^\w]+", " ", name or company).casefold().split()))


def reach_keys(texts: pd.Series, column: str, country: str) -> list[str]:
    """Phones or e-mails as typed -> comparable keys; an invalid phone is compared by its digits, "" if blank."""
    if column == "Email":
        keys = email_keys(texts)
        return [key or text.casefold() for key, text in zip(keys, texts, strict=True)]
    keys = phone_keys(texts, country)
    return [key or re.sub(r"\D", "", text) for key, text in zip(keys, texts, strict=True)]
