"""The merged tables written onto the frames of one copy: its rows stay where they are, new ones come below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.frames import below
from leadbook.rules.history.state import COPY, State, texts, typed, watched
from leadbook.rules.merge.sides import Side
from leadbook.schema import TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd

ANEW = {"Leads": ("Person",), "Touches": (), "Plan": ()}      # LeadBook's, to be given again


def onto(name: str, merged: State, sides: list[Side], frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The frame of the first of ``sides`` after the merge; ``frames``: the table ``name`` of each."""
    import pandas as pd

    table, ours = TABLES[name], frames[0]
    mine = sides[0].states[name]
    spot = pd.Index(merged.keys, dtype=object).get_indexer(pd.Index(mine.keys, dtype=object))
    out = _changed(table, ours, mine, merged, spot)
    return below(out, _new(table, merged, sides, frames))


def _changed(table: Table, ours: pd.DataFrame, mine: State, merged: State, spot: Any) -> pd.DataFrame:
    import numpy as np

    gone = mine.places[spot < 0] if len(mine.places) else np.array([], dtype="int64")
    new: dict[str, Any] = {}
    for column in table.columns:
        if column.name == table.key:
            values = np.array([key.partition(COPY)[0] for key in mine.keys], dtype=object)
            differs = (spot >= 0) & (ours[table.key].iloc[mine.places].to_numpy() != values)
        elif column in watched(table):
            values = np.where(spot >= 0, merged.columns[column.name][spot], "") if len(merged.keys) else mine.keys
            differs = (spot >= 0) & (values != texts(column, ours[column.name].iloc[mine.places]))
        else:
            values, differs = mine.keys, np.zeros(len(spot), dtype=bool)
        _put(new, ours, column, mine.places[differs] if differs.any() else [], values[differs])
        _put(new, ours, column, gone, np.full(len(gone), "", dtype=object))
    return ours.assign(**new) if new else ours


def _put(new: dict[str, Any], ours: pd.DataFrame, column: Column, places: Any, texts: Any) -> None:
    if not len(places):
        return
    values = new[column.name] if column.name in new else ours[column.name].copy()
    values.iloc[places] = typed(column, texts).to_numpy()
    new[column.name] = values


def _new(table: Table, merged: State, sides: list[Side], frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows that the first side does not have, each whole from the first side that has it, then as merged."""
    import numpy as np
    import pandas as pd

    waiting = ~np.isin(merged.keys.astype(str), sides[0].states[table.name].keys.astype(str))
    parts = []
    for side, frame in zip(sides[1:], frames[1:], strict=True):
        if not waiting.any():
            break
        there = side.states[table.name]
        spot = pd.Index(merged.keys, dtype=object).get_indexer(pd.Index(there.keys, dtype=object))
        mine = (spot >= 0) & waiting[spot]
        if not mine.any():
            continue
        waiting[spot[mine]] = False
        rows = frame.iloc[there.places[mine]].copy()
        for column in watched(table):
            rows[column.name] = typed(column, merged.columns[column.name][spot[mine]]).set_axis(rows.index)
        rows[table.key] = [key.partition(COPY)[0] for key in there.keys[mine]]
        for name in ANEW[table.name]:
            rows[name] = float("nan")
        parts.append(rows)
    return pd.concat(parts, ignore_index=True) if parts else frames[0].iloc[:0]
