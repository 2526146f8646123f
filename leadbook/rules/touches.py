"""What each touch in the log was: a contact, a one-way touch, an attempt or a broadcast.

Mission row 17: an attempt (voicemail) is not a contact; broadcasts are neither. Row 27: broadcast and personal
touches are counted apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


def classified(touches: pd.DataFrame, config: Config) -> pd.DataFrame:
    """The log with three columns more: ``kind``, ``call`` (a phone call) and ``reached``.

    ``kind`` is contact (both sides spoke), delivered (it reached them, one way), attempt (it did not), broadcast
    (one way through an impersonal channel) or "" (channel or outcome unknown: counted as an attempt nowhere).
    ``reached`` is true for contact, delivered and broadcast: what counts as a touch. Channel and Outcome hold the
    settings' names. A reply to a broadcast (outcome kind contact) is a contact. A log that is classified already is
    returned as it is.
    """
    if "kind" in touches.columns:
        return touches
    import pandas as pd

    channel, channels = pd.factorize(touches["Channel"])
    outcome, outcomes = pd.factorize(touches["Outcome"])
    pair, pairs = pd.factorize(channel * max(len(outcomes), 1) + outcome)
    each = _judged(pd.DataFrame({"Channel": channels.take(pairs // max(len(outcomes), 1)),
                                 "Outcome": outcomes.take(pairs % max(len(outcomes), 1))}, dtype=object), config)
    return touches.assign(**{str(name): values.to_numpy().take(pair) for name, values in each.items()})


def _judged(touches: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Frame of Channel, Outcome, ``kind``, ``call`` and ``reached``: a row for each pair of Channel and Outcome."""
    channel = canonical(touches["Channel"], config.channels)
    outcome = canonical(touches["Outcome"], config.outcomes)
    kind = outcome.map({name: o.kind for name, o in config.outcomes.items()}).fillna("").astype(object)
    impersonal = channel.isin([name for name, c in config.channels.items() if not c.personal])
    kind = kind.mask(impersonal & (kind == "delivered"), "broadcast")
    kind = kind.where(channel.isin(list(config.channels)), "")
    calls = channel.isin([name for name, c in config.channels.items() if c.call])
    return touches.assign(Channel=channel, Outcome=outcome, kind=kind, call=calls,
                          reached=kind.isin(["contact", "delivered", "broadcast"]))
