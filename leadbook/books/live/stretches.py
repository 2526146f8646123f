"""Cells of a column that follow each other are written as one block; where it is harmless, gaps are written along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.books.live.runs import runs
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import read
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

FEW = 4  # so many blocks a column are written apart from each other; more, and the cells between go along
HALF_A_SECOND = 0.5 / 86400


def stretches(seen: Seen, column: Column, new: pd.Series) -> list[pd.Series]:
    """The new cells of a column (typed, by position, in order) as few stretches without gaps.

    Cells between are written along, with what they hold, only in LeadBook's own columns, only if there are many
    stretches, and only if every cell between reads exactly as it was typed: no formula, nothing unreadable.
    """
    rows = new.index.tolist()
    found = runs(rows)
    if len(found) > FEW and column.owner == "leadbook":
        whole = _with_what_is_between(seen, column, new)
        if whole is not None:
            return [whole]
    out, at = [], 0
    for start, stop in found:
        out.append(new.iloc[at:at + stop - start])
        at += stop - start
    return out


def _with_what_is_between(seen: Seen, column: Column, new: pd.Series) -> pd.Series | None:
    """The column from the first new cell to the last, None if a cell between would be changed by writing it."""
    whole = seen.typed[0][column.name].reindex(range(int(new.index[0]), int(new.index[-1]) + 1))
    if column.is_text:
        whole = whole.fillna("")
    between = ~whole.index.isin(new.index)
    if not _faithful(seen, column, whole[between]):
        return None
    whole.loc[new.index] = new
    return whole.astype(new.dtype)


def _faithful(seen: Seen, column: Column, cells: pd.Series) -> bool:
    """Whether writing these typed values over their cells changes nothing."""
    import numpy as np

    position = seen.position(column.name)
    problems, held = seen.typed[1], read(seen.columns[position])
    raw = [held[row] for row in cells.index]
    strange = seen.computed(column.name) | seen.hidden(column.name)
    if (problems["column"] == column.name).any() or not strange.isdisjoint(cells.index):
        return False
    if column.is_text:
        return ["" if value is None else value for value in raw] == cells.tolist()
    if not {type(value) for value in raw} <= {float, type(None)}:
        return False
    typed = frames.to_serials(cells) if column.is_date else cells.to_numpy(dtype="float64")
    slack = HALF_A_SECOND if column.is_date else 0.0
    numbers = np.array([np.nan if value is None else value for value in raw], dtype="float64")
    return bool(((np.abs(numbers - typed) <= slack) | (np.isnan(numbers) & np.isnan(typed))).all())
