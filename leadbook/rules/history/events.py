"""Events: the differences between what was last seen and what is there now, as rows of the table History.

A cell that changed is one row: Field, Old, New. A row that came or went is one row with a blank Field and all its
cells in New (or Old), packed as JSON; a text too long for that follows as a cell of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.rules.history.state import COPY, State
from leadbook.rules.ids import code
from leadbook.schema import HISTORY

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

LONG = 4_000                        # a longer text of a new or lost row stands in a row of its own
MOST = 16_000                       # characters of a packed row: a cell holds 32,767, some characters count twice
BY_JOB = "LeadBook ({})"            # By, of what a job did


def by_people(history: pd.DataFrame) -> Any:
    """Boolean array: the rows of History that tell what people did, not a job of LeadBook."""
    return ~history["By"].str.startswith(BY_JOB.partition("{")[0]).to_numpy(dtype=bool)


@dataclass(frozen=True)
class Event:
    """One change of ``table``; ``field`` "" = the row came (``old`` "") or went (``new`` ""). ``place``: where the row
    stands now, -1 if nowhere; ``lead``: whose row it is."""

    table: str
    row: str
    lead: str
    field: str
    old: str
    new: str
    place: int = -1

    @property
    def cell(self) -> tuple[str, str, str]:
        """What was changed, whatever it held."""
        return self.table, self.row, self.field


def differences(name: str, was: State, now: State) -> list[Event]:
    """The events that turn ``was`` into ``now``: rows that went, rows that came, cells that changed; in the order of
    the rows. Blanks at the ends of a text count for nothing."""
    import numpy as np
    import pandas as pd

    if len(was.keys) == len(now.keys) and (was.keys == now.keys).all():
        here = there = np.arange(len(now.keys))
        came = went = np.array([], dtype="int64")
    else:
        spot = pd.Index(was.keys).get_indexer(pd.Index(now.keys))
        here, came = np.flatnonzero(spot >= 0), np.flatnonzero(spot < 0)
        there = spot[here]
        left = np.ones(len(was.keys), dtype=bool)
        left[there] = False
        went = np.flatnonzero(left)
    out = [event for row in went.tolist() for event in _whole(name, was, row, came=False)]
    out += [event for row in came.tolist() for event in _whole(name, now, row, came=True)]
    cells: list[tuple[int, int, str]] = []
    for nth, column in enumerate(now.columns):
        old, new = was.columns[column][there], now.columns[column][here]
        cells += [(at, nth, column) for at in np.flatnonzero(old != new).tolist() if old[at] != new[at].strip()]
    for at, _, column in sorted(cells):
        row = int(here[at])
        key = now.keys[row]
        out.append(Event(name, key, _lead(name, now, row), column, was.columns[column][there[at]],
                         now.columns[column][row].strip(), _place(now, row)))
    return out


def _whole(name: str, there: State, row: int, came: bool) -> list[Event]:
    """A row that came or went, and its long texts."""
    key, lead, place = there.keys[row], _lead(name, there, row), _place(there, row) if came else -1
    cells = {column: text for column, values in there.columns.items() if (text := values[row].strip())}
    apart: dict[str, str] = {}
    while sum(map(len, cells.values())) > MOST or max(map(len, cells.values()), default=0) > LONG:
        longest = max(cells, key=lambda column: len(cells[column]))
        apart[longest] = cells.pop(longest)
    told = [("", json.dumps(cells, ensure_ascii=False)), *apart.items()]
    return [Event(name, key, lead, field, "" if came else text, text if came else "", place) for field, text in told]


def _lead(name: str, there: State, row: int) -> str:
    return str(there.keys[row].partition(COPY)[0] if name == "Leads" else there.columns["Lead ID"][row])


def _place(there: State, row: int) -> int:
    return int(there.places[row]) if len(there.places) else -1


def rows(found: list[Event], by: list[str], history: pd.DataFrame, base: str, at: dt.datetime, batch: int
         ) -> pd.DataFrame:
    """``found`` as rows of History, to stand below ``history``. ``base``: the id of the memory they come on top of.

    An event's id says what was changed from what to what, and the how-manieth change of that cell it is: two people
    who notice the same change write the same id, at whatever moment each of them looks.
    """
    import numpy as np
    import pandas as pd

    seen = Counter(zip(history["Table"], history["Row ID"], history["Field"], strict=True))
    ids = []
    for event in found:
        nth = seen[event.cell]
        seen[event.cell] += 1
        ids.append("E-" + code("\x1f".join([base, *event.cell, event.old, event.new, str(nth)]), 12))
    columns: dict[str, list[str]] = {
        "Lead ID": [e.lead for e in found], "Table": [e.table for e in found], "Row ID": [e.row for e in found],
        "Field": [e.field for e in found], "Old": [e.old for e in found], "New": [e.new for e in found],
        "By": by, "Event ID": ids}
    made: dict[str, Any] = {name: pd.Series(values, dtype=object) for name, values in columns.items()}
    made["At"] = pd.Series(np.full(len(found), np.datetime64(at.replace(tzinfo=None), "s")))
    made["Batch"] = pd.Series(np.full(len(found), float(batch)))
    return pd.DataFrame({name: made[name] for name in HISTORY.names})
