"""The planned touches of a merge: those that somebody moved, did or pinned in one copy, in all copies that have them.

Rows that nobody touched anywhere are LeadBook's and come back by planning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.rules.history.state import AS_PLANNED, State, texts, watched
from leadbook.schema import PLAN

if TYPE_CHECKING:
    import pandas as pd


def with_untouched(states: State, wanted: set[str], frame: pd.DataFrame) -> State:
    """``states`` (of Plan) and the rows ``wanted`` of ``frame`` that are as LeadBook planned them."""
    import numpy as np

    missing = wanted - set(states.keys)
    places = np.flatnonzero(frame["Plan ID"].isin(missing).to_numpy() & ~frame["Plan ID"].duplicated().to_numpy())
    if not len(places):
        return states
    rows = frame.iloc[places]
    columns = {c.name: np.concatenate([states.columns[c.name], texts(c, rows[c.name])]) for c in watched(PLAN)}
    return State(np.concatenate([states.keys, rows["Plan ID"].to_numpy(dtype=object)]), columns,
                 np.concatenate([np.asarray(states.places, dtype="int64"), places]))


def as_planned(ground: State, states: State) -> State:
    """``ground`` and, as LeadBook planned them, the rows of ``states`` that were not touched then."""
    import numpy as np

    new = ~np.isin(states.keys.astype(str), ground.keys.astype(str))
    if not new.any():
        return ground
    was = {name: values[new] for name, values in states.columns.items()}
    untouched = np.isin(was["Status"].astype(str), AS_PLANNED)
    was |= {"Date": was["Scheduled"], "Status": np.where(untouched, was["Status"], "Planned"),
            "Done On": np.full(int(new.sum()), "", dtype=object), "Pinned": np.full(int(new.sum()), "", dtype=object)}
    return State(np.concatenate([ground.keys, states.keys[new]]),
                 {name: np.concatenate([values, was[name]]) for name, values in ground.columns.items()})
