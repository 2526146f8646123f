"""Frames in a dict: the engine of tests and of --dry-run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.changes import Append, Change, Receipt, Replace, SetCells
from leadbook.books.compare import still_writable
from leadbook.schema import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd


class MemoryBook:
    """A book that lives in memory. ``content`` maps table names to rows (dicts); missing tables are empty."""

    def __init__(self, content: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, name: str = "memory"):
        self.name = name
        self._frames: dict[str, pd.DataFrame] = {}
        self._problems: dict[str, pd.DataFrame] = {}
        for table in TABLES.values():
            rows = list((content or {}).get(table.name, ()))
            raw = {column: [row.get(column) for row in rows] for column in table.names}
            self._frames[table.name], self._problems[table.name] = frames.typed(table, raw)

    def read(self, table: str) -> pd.DataFrame:
        """The frame of ``table``."""
        return self._frames[table]

    def problems(self, table: str) -> pd.DataFrame:
        """The problems met in reading ``table``."""
        return self._problems[table]

    def apply(self, changes: Sequence[Change]) -> Receipt:
        """Write it all or nothing."""
        receipt, after, mended = Receipt(), dict(self._frames), dict(self._problems)
        for change in changes:
            after[change.table] = self._applied(change, after[change.table], receipt)
            if isinstance(change, SetCells):
                here = (change.table, change.column)
                left = {s.row for s in receipt.skipped if (s.table, s.column) == here}
                found = mended[change.table]
                written = (found["column"] == change.column) & found["row"].isin(set(change.rows) - left)
                mended[change.table] = found[~written]
        for table in {change.table for change in changes if isinstance(change, SetCells)}:
            after[table] = _without_blank_rows(TABLES[table], after[table], mended[table])
        self._frames, self._problems = after, mended
        return receipt

    def _applied(self, change: Change, frame: pd.DataFrame, receipt: Receipt) -> pd.DataFrame:
        match change:
            case SetCells():
                writable, left = still_writable(change, self._frames[change.table], self._problems[change.table])
                receipt.skipped += left
                if writable.any():
                    receipt.count(change.table, cells=int(writable.sum()))
                    column = frame[change.column].copy()
                    column.loc[[row for row, ok in zip(change.rows, writable, strict=True) if ok]] = (
                        change.new[writable].to_numpy())
                    frame = frame.assign(**{change.column: column})
                return frame
            case Append():
                if change.frame.empty:
                    return frame
                receipt.count(change.table, rows=len(change.frame))
                return frames.below(frame, change.frame)
            case Replace():
                receipt.count(change.table, rows=len(change.frame))
                return change.frame[frame.columns].reset_index(drop=True)


def _without_blank_rows(table: Table, frame: pd.DataFrame, problems: pd.DataFrame) -> pd.DataFrame:
    """A row that holds nothing any more is a gap in the positions, as when a sheet is read."""
    import numpy as np

    filled = np.isin(frame.index, problems["row"])
    for column in table.columns:
        if filled.all():
            return frame
        filled |= ~frames.blank(column, frame[column.name])
    return frame if filled.all() else frame[filled]
