"""Which rectangles of cells a change set comes to; decided before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadbook.books.changes import SetCells, Skipped
from leadbook.books.compare import still_writable
from leadbook.books.live.seen import Seen
from leadbook.books.live.stretches import stretches
from leadbook.errors import Refusal
from leadbook.ooxml import values as cell_values
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

UNREADABLE = "the cell holds something unreadable"


@dataclass(frozen=True, eq=False)
class Block:
    """A rectangle of a table's data: its first row and column (from 0), its columns, and typed values for them.

    ``asked``: the rows that the change names (others only go along) -> the id that each of them has.
    ``whole``: new rows, not cells of old ones.
    """

    row: int
    column: int
    columns: Sequence[Column]
    frame: pd.DataFrame
    asked: dict[int, str]
    whole: bool = False


def cells(change: SetCells, seen: Seen) -> tuple[list[Block], list[Skipped]]:
    """The blocks of one column's new cells, and the cells that are left because somebody was there meanwhile."""
    column = seen.table[change.column]
    writable, left = still_writable(change, *seen.typed)
    position = seen.position(change.column)
    why = dict.fromkeys(seen.hidden(column.name) if column.owner == "people" else (), UNREADABLE)
    why |= dict.fromkeys(seen.computed(column.name), "the cell holds a formula")
    for i in [i for i, row in enumerate(change.rows) if row in why and writable[i]] if why else ():
        writable[i] = False
        left.append(Skipped(change.table, change.rows[i], change.keys[i], change.column, why[change.rows[i]]))
    if not writable.any():
        return [], left
    new = change.new[writable].set_axis([row for row, ok in zip(change.rows, writable, strict=True) if ok]).sort_index()
    checked(seen, column, new)
    keys = dict(zip(change.rows, change.keys, strict=True))
    blocks = [Block(int(part.index[0]), position, [column], part.to_frame(column.name),
                    {row: keys[row] for row in part.index if row in new.index})
              for part in stretches(seen, column, new)]
    return blocks, left


def rows(seen: Seen, start: int, frame: pd.DataFrame) -> list[Block]:
    """The blocks of whole rows from position ``start`` on: one, unless people put columns of their own between.

    Raises KeyError if the frame lacks a column.
    """
    frame = frame[seen.table.names].set_axis(range(start, start + len(frame)))
    keys = dict(zip(frame.index.tolist(), frame[seen.table.key].astype(str), strict=True))
    out = []
    for position, columns in groups(seen):
        part = frame[[column.name for column in columns]]
        for column in columns:
            checked(seen, column, part[column.name])
        out.append(Block(start, position, columns, part, keys, whole=True))
    return out if len(frame) else []


def groups(seen: Seen) -> list[tuple[int, list[Column]]]:
    """LeadBook's columns that stand side by side: (position of the first, the columns)."""
    known = {column.name: column for column in seen.table.columns}
    out: list[tuple[int, list[Column]]] = []
    for position, name in enumerate(seen.header):
        if name not in known:
            continue
        if out and out[-1][0] + len(out[-1][1]) == position:
            out[-1][1].append(known[name])
        else:
            out.append((position, [known[name]]))
    return out


def checked(seen: Seen, column: Column, values: pd.Series) -> None:
    """Raise Refusal for text that no cell can hold."""
    if column.is_text:
        _, bad, why = cell_values.checked(values.tolist(), False)
        if bad >= 0:
            raise Refusal(f"Cannot write a text into {seen.table.name}, column {column.name}: {why}; shorten it.")
