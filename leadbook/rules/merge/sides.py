"""A side of a merge: one copy of the workbook as texts, and what it holds in common with the others.

The common ground is the base (table Seen) that all sides count from, and on top of it the events of History that all
of them have: an event's id is the same whoever noticed the change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadbook.rules.history.base import Base
from leadbook.rules.history.replay import once, replayed
from leadbook.rules.history.state import State, nothing, tables

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[str, str, str]         # table, row, field
States = dict[str, State]           # table name -> state


@dataclass(frozen=True, eq=False)
class Side:
    """``name``: of the file, for sentences; ``states``: its tables as they are, none of them unnoticed by ``history``;
    ``base``: what its history counts from, None if it keeps none; ``conflicts``: its table Conflicts; ``unread``: cells
    that hold something that cannot be read: they count as not edited."""

    name: str
    states: States
    base: Base | None
    history: pd.DataFrame
    conflicts: pd.DataFrame
    unread: frozenset[Cell] = field(default_factory=frozenset)


def common_ground(sides: list[Side]) -> list[States] | None:
    """What each side was when it last was as all the others, as its own history tells it; None if nobody knows.

    The answers differ only in cells that two sides changed, and a merge brought together, in another order.
    """
    bases = [side.base for side in sides if side.base is not None]
    if len(bases) < len(sides) or len({base.id for base in bases}) > 1:
        return None
    on_top = [once(side.history[(side.history["Batch"] > base.batch).to_numpy()])
              for side, base in zip(sides, bases, strict=True)]
    shared = set(on_top[0]["Event ID"]).intersection(*(events["Event ID"] for events in on_top[1:]))
    kept = [events[events["Event ID"].isin(shared).to_numpy()] for events in on_top]
    return [{table.name: replayed(base.states[table.name], events, table) for table in tables()}
            for base, events in zip(bases, kept, strict=True)]


def blank_ground(sides: list[Side]) -> list[States]:
    """Nothing in common."""
    return [{table.name: nothing(table) for table in tables()} for _ in sides]
