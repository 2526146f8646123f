"""What a job wants written: cells, rows under a table, or a whole LeadBook-owned table.

A change set is the difference between the frames a job read and the frames it wants (``between``), so the house's
invariants are kept in one place: no row of a people's table is moved or lost, no people's cell that holds
something is written over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.schema import TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class SetCells:
    """New values for some cells of one column.

    ``rows``: positions in the table as read; ``keys``: the id each row had then ("" = none yet); ``old`` and
    ``new``: typed series of equal length. An engine writes a cell only if the row still has that id and old value.
    """

    table: str
    column: str
    rows: list[int]
    keys: list[str]
    old: pd.Series
    new: pd.Series


@dataclass(frozen=True, eq=False)
class Append:
    """Rows to add under a table: a typed frame with the table's columns."""

    table: str
    frame: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Replace:
    """The whole new content of a LeadBook-owned table: a typed frame with the table's columns."""

    table: str
    frame: pd.DataFrame


Change = SetCells | Append | Replace


@dataclass(frozen=True)
class Skipped:
    """A cell that was not written because the row changed meanwhile; the next run picks it up."""

    table: str
    row: int
    key: str
    column: str
    reason: str


@dataclass
class Receipt:
    """What an engine did: per table the cells set and the rows added or replaced; what it left, and why.

    ``backup``: the path of the copy made before, "" if nothing was written. ``notes``: sentences for the person.
    """

    changed: dict[str, dict[str, int]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    backup: str = ""
    notes: list[str] = field(default_factory=list)

    def count(self, table: str, cells: int = 0, rows: int = 0) -> None:
        """Add to the figures of ``table``."""
        figures = self.changed.setdefault(table, {"cells": 0, "rows": 0})
        figures["cells"] += cells
        figures["rows"] += rows


REPLACED = ("Checks", "Certificate", "Account", "FunnelWeekly", "FunnelCohort", "FunnelSources", "FunnelSpeed", "Lists",
            "Seen")


def between(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame], giving_back: bool = False
            ) -> list[Change]:
    """The change set that turns ``before`` into ``after``; tables and cells that are equal give nothing.

    ``giving_back``: a person asked for what cells of theirs held before, so they may be written over.

    Raises AssertionError when ``after`` breaks an invariant: that is a fault of a job, never of the data.
    """
    changes: list[Change] = []
    for name, new in after.items():
        table, old = TABLES[name], before[name]
        if new is old:
            continue
        if name in REPLACED or (name == "History" and len(new) < len(old)):   # old history went to an archive
            if not _same(table, old, new):
                changes.append(Replace(name, new))
            continue
        if not new.index[: len(old)].equals(old.index):
            raise AssertionError(f"a job moved or lost rows of {name}")
        changes += [c for column in table.columns if (c := _cells_of(table, column, old, new, giving_back)) is not None]
        if len(new) > len(old):
            changes.append(Append(name, new.iloc[len(old):]))
    return changes


def _cells_of(table: Table, column: Column, old: pd.DataFrame, new: pd.DataFrame, giving_back: bool
              ) -> SetCells | None:
    was, now = old[column.name], new[column.name].iloc[: len(old)]
    if _one_array(was.to_numpy(), now.to_numpy()):
        return None
    differs = ~equal(column, was, now)
    if not differs.any():
        return None
    was, now = was[differs], now[differs]
    ours = column.owner == "leadbook" or (table.name == "Plan" and column.name in ("Status", "Date"))
    if not ours and not giving_back and not frames.blank(column, was).all():
        raise AssertionError(f"a job wrote over {table.name}[{column.name}]")
    keys = old[table.key][differs].astype(str).tolist()
    return SetCells(table.name, column.name, was.index.tolist(), keys, was, now)


def _one_array(one: Any, other: Any) -> bool:
    """Whether both are the same values in the same place: a column that no step touched."""
    return (one.ctypes.data, one.shape, one.strides, one.dtype) == (
        other.ctypes.data, other.shape, other.strides, other.dtype)


def equal(column: Column, one: pd.Series, other: pd.Series) -> Any:
    """Boolean array: where two typed series of one column are equal; blank equals blank."""
    a, b = one.to_numpy(), other.to_numpy()
    if column.is_text:
        return a == b
    return (a == b) | (one.isna().to_numpy() & other.isna().to_numpy())


def _same(table: Table, one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return len(one) == len(other) and all(equal(c, one[c.name], other[c.name]).all() for c in table.columns)
