"""Rows that follow each other are written as one block; where it is harmless, small gaps are written along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import read
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

FEW = 4  # so many blocks a column are written apart from each other; more, and the cells between go along
HALF_A_SECOND = 0.5 / 86400


def runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted positions -> (start, stop) of each stretch without a gap."""
    out: list[tuple[int, int]] = []
    for row in rows:
        if out and out[-1][1] == row:
            out[-1] = (out[-1][0], row + 1)
        else:
            out.append((row, row + 1))
    return out


def stretches(seen: Seen, column: Column, new: pd.Series) -> list[pd.Series]:
    """The new cells of a column (typed, by position) as few stretches without gaps.

    Cells between are written along, with what they hold, only in LeadBook's own columns, only if there are many
    stretches, and only if every cell between reads exactly as it was typed: no formula, nothing unreadable.
    """
    import pandas as pd

    apart = [new.loc[start:stop - 1] for start, stop in runs(new.index.tolist())]
    if len(apart) <= FEW or column.owner != "leadbook":
        return apart
    first, last = int(new.index[0]), int(new.index[-1])
    whole = seen.typed[0][column.name].reindex(range(first, last + 1))
    if column.is_text:
        whole = whole.fillna("")
    between = ~whole.index.isin(new.index)
    if not _faithful(seen, column, whole[between]):
        return apart
    whole.loc[new.index] = new
    return [pd.Series(whole, dtype=new.dtype)]


def _faithful(seen: Seen, column: Column, cells: pd.Series) -> bool:
    """Whether writing these typed values over their cells changes nothing."""
    import numpy as np

    position = seen.position(column.name)
    problems, held = seen.typed[1], read(seen.columns[position])
    raw = [held[row] for row in cells.index]
    if (problems["column"] == column.name).any() or any(seen.computed(row, position) for row in cells.index):
        return False
    if any(value in (None, "") and seen.texts[row][position] for row, value in zip(cells.index, raw, strict=True)):
        return False
    if column.is_text:
        return ["" if value is None else value for value in raw] == cells.tolist()
    if not {type(value) for value in raw} <= {float, type(None)}:
        return False
    typed = frames.to_serials(cells) if column.is_date else cells.to_numpy(dtype="float64")
    slack = HALF_A_SECOND if column.is_date else 0.0
    numbers = np.array([np.nan if value is None else value for value in raw], dtype="float64")
    return bool(((np.abs(numbers - typed) <= slack) | (np.isnan(numbers) & np.isnan(typed))).all())
