"""What a run notices: the tables as it leaves them against what was last seen -> the new rows of History.

A workbook's first run remembers the tables whole (table Seen); each later one only adds what changed since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadbook.frames import below
from leadbook.rules.history import base as seen_base
from leadbook.rules.history.base import Base
from leadbook.rules.history.events import BY_JOB, Event, differences, rows
from leadbook.rules.history.replay import once, replayed
from leadbook.rules.history.state import State, state, tables, texts
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Noted:
    """The tables History and Seen after the run (the same objects where nothing is new); ``events``: what is new;
    ``states``: the watched tables as they are now; ``base``: what the history counts from, None if it starts with this
    run (``fresh``); ``damaged``: because the old memory was not as LeadBook left it."""

    history: pd.DataFrame
    seen: pd.DataFrame
    events: list[Event]
    states: dict[str, State] = field(default_factory=dict)
    base: Base | None = None
    damaged: bool = False

    @property
    def fresh(self) -> bool:
        """Whether the memory starts with this run."""
        return self.base is None


def last_seen(base: Base, history: pd.DataFrame) -> dict[str, State]:
    """Table name -> state: the base, and on top of it all that was noticed since."""
    events = once(history[(history["Batch"] > base.batch).to_numpy()])
    return {table.name: replayed(base.states[table.name], events, table) for table in tables()}


def states_of(sheets: Mapping[str, pd.DataFrame], like: Mapping[str, State] | None = None) -> dict[str, State]:
    """Table name -> state of the frames ``sheets``."""
    return {t.name: state(sheets[t.name], t, (like or {}).get(t.name)) for t in tables()}


def next_batch(history: pd.DataFrame, base: Base | None = None) -> int:
    """The number of the run that writes next."""
    last = int(history["Batch"].max()) if history["Batch"].notna().any() else 0
    return max(last, base.batch if base else 0) + 1


def noted(sheets: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame], history: pd.DataFrame,
          seen: pd.DataFrame, now: dt.datetime, job: str, like: Mapping[str, State] | None = None) -> Noted:
    """Compare ``sheets`` (as the run leaves them) with what was last seen. ``before``: as it found them; what differs
    between the two is by LeadBook, the rest by somebody. ``like``: which of the rows with one id is which, else as it
    was last seen."""
    base = seen_base.unpacked(seen)
    if base is None:
        current = states_of(sheets)
        fresh = seen_base.packed(current, now, next_batch(history))
        return Noted(history, fresh, [], current, None, bool(len(seen)))
    was = last_seen(base, history)
    current = states_of(sheets, like or was)
    found = [event for table in tables() for event in differences(table.name, was[table.name], current[table.name])]
    if not found:
        return Noted(history, seen, [], current, base)
    ids = {name: set(before[name][TABLES[name].key]) for name in {e.table for e in found if e.place < 0} - {"Plan"}}
    by = [BY_JOB.format(job) if _ours(event, sheets, before, ids) else "" for event in found]
    new = rows(found, by, history, base.id, now, next_batch(history, base))
    return Noted(below(history, new), seen, found, current, base)


def _ours(event: Event, sheets: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame],
          ids: Mapping[str, set[str]]) -> bool:
    """Whether the run itself made the change: it added the row, gave it another id, or put that into the cell."""
    if event.place < 0:
        return event.row in ids.get(event.table, ())
    was, table = before[event.table], TABLES[event.table]
    if event.place >= len(was):
        return True
    if not event.field:
        return False
    found = texts(table[event.field], was[event.field].iloc[event.place:event.place + 1])[0]
    return bool(found.strip() != event.new)
