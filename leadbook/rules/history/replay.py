"""Replaying events onto a state, forward or back: what a table held then is what it held at another time, changed.

Each event counts once, whoever noticed it. Events of one run do not touch the same cell, so within a run only the
order "row came, cells, row went" matters, and a sheet History that somebody sorted gives the same answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from leadbook.rules.history.state import State
from leadbook.schema import Table

if TYPE_CHECKING:
    import pandas as pd

Whole = tuple[bool, dict[str, str]]  # (all its cells are known, they are these), or some cells of a row that is there


def once(history: pd.DataFrame) -> pd.DataFrame:
    """Each event once, in the order in which the runs noticed them; rows that hold no event are left out."""
    import numpy as np

    sound = history[(history["Event ID"].to_numpy() != "") & history["Batch"].notna().to_numpy()]
    row = sound["Field"].to_numpy() == ""
    kind = np.where(~row, 1, np.where(sound["Old"].to_numpy() == "", 0, 2))
    at = sound["At"].to_numpy().astype("datetime64[s]").astype("int64")
    order = np.lexsort((sound["Event ID"].to_numpy(dtype=str), at, kind, sound["Batch"].to_numpy()))
    unique: pd.DataFrame = sound.iloc[order].drop_duplicates("Event ID")
    return unique


def replayed(start: State, events: pd.DataFrame, table: Table, back: bool = False) -> State:
    """``start`` after ``events`` (of ``once``), or before them (``back``)."""
    events = events[(events["Table"] == table.name).to_numpy()]
    if not len(events):
        return start
    order = slice(None, None, -1) if back else slice(None)
    columns = [events[name].to_numpy()[order] for name in
               ("Row ID", "Field", *(("New", "Old") if back else ("Old", "New")))]
    rows: dict[str, Whole | None] = {}
    for key, field, _, new in zip(*columns, strict=True):
        if not field:
            rows[key] = (True, cells_of(new)) if new else None
            continue
        known = rows.setdefault(key, (False, {}))
        if known is not None:       # else the row is gone; should it be there after all, the next run notices
            known[1][field] = new
    return _merged(start, rows)


def cells_of(packed: str) -> dict[str, str]:
    """The cells of a row that came or went; none if somebody damaged the text."""
    try:
        told = json.loads(packed)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def _merged(start: State, rows: dict[str, Whole | None]) -> State:
    import numpy as np
    import pandas as pd

    names = np.empty(len(rows), dtype=object)
    names[:] = list(rows)
    spot = pd.Index(start.keys).get_indexer(pd.Index(names, dtype=object))
    columns = {name: values.copy() for name, values in start.columns.items()}
    keep = np.ones(len(start.keys), dtype=bool)
    added: list[tuple[str, dict[str, str]]] = []
    for (key, told), place in zip(rows.items(), spot.tolist(), strict=True):
        if told is None:
            if place >= 0:
                keep[place] = False
            continue
        whole, cells = told
        if place < 0:
            if whole:
                added.append((key, cells))
            continue
        for name, values in columns.items():
            if whole or name in cells:
                values[place] = cells.get(name, "")
    return _joined(start.keys, columns, keep, added)


def _joined(keys: Any, columns: dict[str, Any], keep: Any, added: list[tuple[str, dict[str, str]]]) -> State:
    import numpy as np

    def with_new(old: Any, new: list[str]) -> Any:
        more = np.empty(len(new), dtype=object)
        more[:] = new
        return np.concatenate([old if keep.all() else old[keep], more])

    return State(with_new(keys, [key for key, _ in added]),
                 {name: with_new(values, [cells.get(name, "") for _, cells in added])
                  for name, values in columns.items()})
