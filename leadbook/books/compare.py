"""Compare before writing: which cells of a change may still be written, and which are left, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.books.changes import SetCells, Skipped, equal
from leadbook.frames import DAMAGED
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd


def still_writable(change: SetCells, frame: pd.DataFrame, problems: pd.DataFrame) -> tuple[Any, list[Skipped]]:
    """(boolean array over the change's cells, the cells that are left) against the table as it is now.

    A cell is left when its row is gone or has another id, when its value is no longer the old one, or when a
    people's cell holds something unreadable (blank to us, but not to the person who put it there).
    """
    import numpy as np

    table, rows = TABLES[change.table], np.array(change.rows, dtype="int64")
    place = frame.index.get_indexer(rows)  # type: ignore[arg-type]
    present = place >= 0
    keys = frame[table.key] if table[table.key].is_text else frame[table.key].fillna("").astype(str)
    same_id, same_value = present.copy(), present.copy()
    same_id[present] = keys.to_numpy(dtype=object)[place[present]] == np.array(change.keys, dtype=object)[present]
    now = frame[change.column].take(place[present])
    same_value[present] = equal(table[change.column], now, change.old[present])
    unseen = np.zeros(len(rows), dtype=bool)
    if len(problems) and table[change.column].owner == "people":  # what people broke in our own columns is mended
        unread = problems[(problems["column"] == change.column) & problems["problem"].isin(DAMAGED)]["row"]
        unseen = np.isin(rows, unread.to_numpy())
    writable = same_id & same_value & ~unseen
    if writable.all():
        return writable, []
    reasons = np.select([~present, ~same_id, unseen],
                        ["the row is gone", "another row stands there now", "the cell holds something unreadable"],
                        "somebody changed it meanwhile")
    left = [Skipped(change.table, change.rows[i], change.keys[i], change.column, str(reasons[i]))
            for i in np.flatnonzero(~writable)]
    return writable, left

