"""Phones and e-mails as people type them -> one normal form each, and who is the same person by them.

Source: facts/hygiene.md (phonenumbers, email-validator without deliverability). What people typed is never written
over: these forms serve matching, and stand as suggestions in the sentences of the checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.rules.contact import email_address, phone_number
from leadbook.rules.words import each

if TYPE_CHECKING:
    import pandas as pd


def phones(values: pd.Series, country: str) -> pd.DataFrame:
    """Typed phones -> frame on the same index: ``e164``, ``extension``, ``formatted``, ``problem`` (all text).

    ``e164`` is "" if the number is not valid; ``formatted`` is the suggested form (national in ``country``,
    international otherwise, extension kept; "" if there is none); ``problem`` is "" or the reason in a few words.
    Blank phones have no problem.
    """
    import pandas as pd

    read = phone_number.readings(values.unique().tolist(), country)
    return pd.DataFrame([read[v] for v in values], index=values.index,
                        columns=["e164", "extension", "formatted", "problem"], dtype=object)


def emails(values: pd.Series) -> pd.DataFrame:
    """Typed e-mail addresses -> frame on the same index: ``normal``, ``suggested``, ``problem`` (all text).

    ``normal`` (domain in lower case) is "" if the address is not valid, ``problem`` says why in a few words, and
    ``suggested`` is the address that was probably meant. Compare ``normal`` case-folded. Blanks have no problem.
    """
    import pandas as pd

    read = email_address.readings(values.unique().tolist())
    return pd.DataFrame([read[v] for v in values], index=values.index,
                        columns=["normal", "suggested", "problem"], dtype=object)


def phone_keys(values: pd.Series, country: str) -> pd.Series:
    """What two equal phones share: E.164, with the extension; "" if blank or not valid.

    Two people behind one switchboard (x371 and x372) have different phones.
    """
    read = phone_number.readings(values.unique().tolist(), country)

    def key(typed: str) -> str:
        e164, extension, *_ = read[typed]
        return f"{e164}x{extension}" if extension else e164

    return each(values, key)


def email_keys(values: pd.Series) -> pd.Series:
    """What two equal e-mail addresses share: the normal form case-folded; "" if blank or not valid."""
    read = email_address.readings(values.unique().tolist())
    return each(values, lambda typed: read[typed][0].casefold())


def same_person(leads: pd.DataFrame, config: Config) -> pd.Series:
    """Leads (Phone, Email) -> int labels: leads that share a valid phone or e-mail, directly or through others.

    The label is the smallest row position in the group, so a lead of its own has its own position.
    """
    import pandas as pd

    above = list(range(len(leads)))

    def root(one: int) -> int:
        while above[one] != one:
            above[one] = one = above[above[one]]
        return one

    for keys in (phone_keys(leads["Phone"], config.business.country), email_keys(leads["Email"])):
        keys = keys.reset_index(drop=True)
        shared = keys[(keys.to_numpy() != "") & keys.duplicated(keep=False).to_numpy()]
        first: dict[str, int] = {}
        for row, key in shared.items():
            one, other = root(int(row)), root(first.setdefault(key, int(row)))
            above[max(one, other)] = min(one, other)
    positions = leads.index.to_numpy()
    return pd.Series(positions[[root(row) for row in above]], index=leads.index, dtype="int64")
