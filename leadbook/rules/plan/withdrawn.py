"""Planned touches that must not happen any more: the lead is lost, or asked us not to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


def withdrawn(plan: pd.DataFrame, row: Any, roster: Roster, config: Config) -> tuple[pd.DataFrame, Any]:
    """(plan, boolean array of the rows set to Skipped). ``row``: the lead (0-based, -1 unknown) of each plan row.

    Open rows are withdrawn, overdue ones too, when

    - the person asked never to be contacted, or bars the row's channel: always, consent wins over a pin;
    - the lead's stage is not planned any more (lost, merged ...): unless people pinned or moved the row.
    """
    import numpy as np

    gone = np.zeros(len(plan), dtype=bool)
    if not len(plan) or not len(roster.person):
        return plan, gone
    known = row >= 0
    channel = canonical(plan["Channel"], config.channels)
    code = _positions(channel, config)
    barred = known & (code >= 0) & roster.barred[row, code]
    pinned = (plan["Pinned"].to_numpy() == "Yes") | (plan["Date"] != plan["Scheduled"]).to_numpy()
    gone = (statuses(plan).to_numpy() == "Planned") & known & (
        roster.never[row] | barred | (~roster.active[row] & ~pinned))
    return (plan.assign(Status=plan["Status"].mask(gone, "Skipped")), gone) if gone.any() else (plan, gone)


def _positions(channel: pd.Series, config: Config) -> Any:
    import pandas as pd

    return pd.Index(list(config.channels)).get_indexer(channel.to_numpy())  # type: ignore[arg-type]
