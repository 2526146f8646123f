"""The mailing list (post, monthly) and the broadcast list (e-mail, weekly): who is in, and who is not and why.

Mission row 27. Do Not Contact and the consent to each channel always win, and they count for the person: what one
of somebody's leads asks for holds for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.consent import available_channels, barred_channels, never_contact
from leadbook.rules.contact.contact import email_keys, same_person
from leadbook.rules.words import called, canonical

if TYPE_CHECKING:
    import pandas as pd

MAILING = ("Name", "Company", "Address", "City", "State", "ZIP", "Owner", "Lead ID")
BROADCAST = ("Email", "Name", "Company", "Owner", "Lead ID")


@dataclass(frozen=True, eq=False)
class Listed:
    """``table``: who is in. ``left_out``: ``lead``, ``name``, ``why``, one row each. Together they are all leads."""

    table: pd.DataFrame
    left_out: pd.DataFrame


def mailing(leads: pd.DataFrame, config: Config, channel: str) -> Listed:
    """Everybody who may get ``channel`` (one that uses the address): columns MAILING, in the order of the book."""
    nameless = (called(leads) == "").to_numpy()
    return _listed(leads, config, channel, MAILING, {
        "without a postal address": leads["Address"].to_numpy() == "", "without name and company": nameless})


def broadcast(leads: pd.DataFrame, config: Config, channel: str) -> Listed:
    """Everybody who agreed to get ``channel`` (one that uses the e-mail address): columns BROADCAST."""
    return _listed(leads, config, channel, BROADCAST, {
        "without a valid e-mail address": (email_keys(leads["Email"]) == "").to_numpy()})


def list_channel(config: Config, uses: str, personal: bool) -> str:
    """The first channel of the settings that uses the "address" or "email" and is (not) personal; "" = none."""
    return next((n for n, c in config.channels.items() if c.uses == uses and c.personal == personal), "")


def _listed(leads: pd.DataFrame, config: Config, channel: str, columns: tuple[str, ...], lacks: dict[str, Any]
            ) -> Listed:
    import numpy as np
    import pandas as pd

    person = pd.factorize(same_person(leads, config).to_numpy())[0]
    stage = canonical(leads["Stage"], config.stages)
    kept_up = stage.map({name: s.planned for name, s in config.stages.items()}).fillna(True).to_numpy(dtype=bool)
    asked = "" if config.channels[channel].personal else ", or Newsletter is No"
    reasons: list[tuple[Any, Any]] = [
        ("who asked not to be contacted", _any_lead(person, never_contact(leads, config))),
        (f"who asked for no {channel} (Do Not Contact{asked})",
         _any_lead(person, barred_channels(leads, config)[channel])),
        (("in stage " + stage).to_numpy(), ~kept_up), *lacks.items(),
        ("who have not agreed (Newsletter is not Yes)", ~available_channels(leads, config)[channel].to_numpy())]
    rows = np.flatnonzero(~np.logical_or.reduce([flags for _, flags in reasons]))
    twice = np.zeros(len(leads), dtype=bool)
    twice[rows] = pd.Series(person[rows]).duplicated().to_numpy()
    why = np.full(len(leads), "", dtype=object)
    for words, flags in reversed([*reasons, ("of a person who is in the list already", twice)]):
        why = np.where(flags, np.asarray(words, dtype=object), why)
    out = pd.DataFrame({"lead": leads["Lead ID"], "name": called(leads), "why": why})[why != ""]
    return Listed(leads.loc[why == "", list(columns)].reset_index(drop=True), out.reset_index(drop=True))


def _any_lead(person: Any, flags: pd.Series) -> Any:
    """Boolean array: whether it is so for any lead of the same person."""
    import numpy as np

    return (np.bincount(person, weights=flags.to_numpy(dtype=bool), minlength=1) > 0)[person]
