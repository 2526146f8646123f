"""Who may be contacted, and how: what a lead has, and what it asked us to leave out.

Mission row 25: do-not-contact is excluded and listed; row 27: broadcasts need consent. Consent always wins.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.rules.contact.contact import email_keys, phone_keys
from leadbook.rules.words import each, synonyms

if TYPE_CHECKING:
    import pandas as pd

NEVER = frozenset({"yes", "all", "true", "x", "1", "y", "always", "never", "dnc", "do not contact"})
ALLOWED = frozenset({"", "no", "none", "false", "0", "-", "n"})


def allowed_channels(leads: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Leads -> boolean frame, one column per channel of the settings: the lead has what it uses, and permits it."""
    return available_channels(leads, config) & ~barred_channels(leads, config)


def available_channels(leads: pd.DataFrame, config: Config) -> pd.DataFrame:
    """What each lead can be reached by: a valid Phone or Email, an Address; a broadcast also needs Newsletter = Yes."""
    import numpy as np
    import pandas as pd

    has = {"phone": phone_keys(leads["Phone"], config.business.country).to_numpy() != "",
           "email": email_keys(leads["Email"]).to_numpy() != "",
           "address": leads["Address"].to_numpy() != "", "nothing": np.ones(len(leads), dtype=bool)}
    agreed = _folded(leads["Newsletter"]).isin(["yes", "y", "true", "x", "1"]).to_numpy()
    return pd.DataFrame({name: has[c.uses] if c.personal else has[c.uses] & agreed
                         for name, c in config.channels.items()}, index=leads.index)


def barred_channels(leads: pd.DataFrame, config: Config) -> pd.DataFrame:
    """What each lead asked us to leave out: Do Not Contact, and broadcasts when Newsletter says No."""
    import numpy as np
    import pandas as pd

    which, texts = pd.factorize(leads["Do Not Contact"])
    wishes = [left_out(text, config) for text in texts]
    barred = np.array([[w is None or name in w for name in config.channels] for w in wishes], dtype=bool)
    barred = barred.reshape(len(wishes), len(config.channels))[which]
    declined = _folded(leads["Newsletter"]).isin(["no", "n", "false", "0"]).to_numpy()
    impersonal = np.array([not channel.personal for channel in config.channels.values()], dtype=bool)
    return pd.DataFrame(barred | (declined[:, None] & impersonal), index=leads.index, columns=list(config.channels))


def never_contact(leads: pd.DataFrame, config: Config) -> pd.Series:
    """Boolean series: leads whose Do Not Contact bars every channel.

    Besides Yes, All, True, X, 1, that is a text that names no channel LeadBook knows ("please stop"): a wish that
    is not understood is kept, not overlooked.
    """
    return each(leads["Do Not Contact"], lambda text: left_out(text, config) is None).astype(bool)


def left_out(text: str, config: Config) -> frozenset[str] | None:
    """A Do Not Contact cell -> the channels left out; None = all of them, whatever they are.

    Leaving out a channel also leaves out the broadcasts that use the same thing: no e-mail means no newsletter.
    """
    words = [w.strip().casefold() for w in re.split(r"[,;/+&\n]|\band\b|\bor\b", text)]
    known = _known(tuple(config.channels.items()))
    if any(w in NEVER or (w not in ALLOWED and w not in known) for w in words):
        return None
    named = {known[w] for w in words if w not in ALLOWED}
    used = {config.channels[name].uses for name in named} - {"nothing"}
    return frozenset(named | {n for n, c in config.channels.items() if not c.personal and c.uses in used})


@lru_cache(maxsize=8)
def _known(channels: tuple[tuple[str, object], ...]) -> dict[str, str]:
    return synonyms(dict(channels))


def _folded(values: pd.Series) -> pd.Series:
    return each(values, str.casefold)
