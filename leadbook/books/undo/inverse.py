"""What takes a run back: its records and the book as it is now -> changes, and what is left because it changed.

A cell goes back to what it held before the run, if it still holds what the run put there. A row that the run added is
blanked, if nobody changed it since; rows of a shared table are never deleted. A row that the run blanked comes back
below the others, unless its id is there again. A table that LeadBook draws as a whole
goes back whole, if it is as the run drew it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.changes import Append, Change, Replace, SetCells, Skipped, equal
from leadbook.books.undo import recorded
from leadbook.books.undo.recorded import Record
from leadbook.books.undo.rows_back import blanked_rows, rows_back, without_rows
from leadbook.frames import DAMAGED
from leadbook.schema import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

Look = Callable[[str], "pd.DataFrame"]
CHANGED, GONE, TWICE = "somebody changed it since", "the row is gone", "its id stands in two rows"


@dataclass
class Inverse:
    """``changes`` undo the run, ``left`` names what stays as it is now; ``cells``, ``rows``: how much goes back."""

    changes: list[Change] = field(default_factory=list)
    left: list[Skipped] = field(default_factory=list)
    cells: int = 0
    rows: int = 0


def inverse(run: Sequence[Record], read: Look, problems: Look) -> Inverse:
    """The inverse of the records ``run`` against the tables that ``read`` and ``problems`` give."""
    out, given = Inverse(), _given_ids(run)
    taken = blanked_rows(run)
    for record in run:
        table = TABLES[record["table"]]
        match record["kind"]:
            case "cells":
                kept = without_rows(record, taken)
                _cells(kept, table, read(table.name), _damaged(problems(table.name)), given, out)
            case "rows":
                _rows(record, table, read(table.name), _damaged(problems(table.name)), out)
            case _:
                _table(record, table, read(table.name), out)
    out.changes = _joined(out.changes)
    for name in dict.fromkeys(table for table, _ in taken):
        came = rows_back(run, TABLES[name], taken, read(name))
        if came is not None:
            out.changes.append(Append(name, came))
            out.cells += int(sum((~frames.blank(c, came[c.name])).sum() for c in TABLES[name].columns))
    return out


def _given_ids(run: Sequence[Record]) -> dict[tuple[str, int], str]:
    """(table, row) -> the id that the run itself gave to a row that had none, or another."""
    return {(r["table"], row): str(new or "") for r in run
            if r["kind"] == "cells" and r["column"] == TABLES[r["table"]].key
            for row, new in zip(r["rows"], r["new"], strict=True)}


def _damaged(problems: pd.DataFrame) -> set[tuple[int, str]]:
    """(row, column) of cells that hold what LeadBook cannot read."""
    bad = problems[problems["problem"].isin(DAMAGED)]
    return set(zip(bad["row"].tolist(), bad["column"], strict=True))


def _cells(record: Record, table: Table, now: pd.DataFrame, damaged: set[tuple[int, str]],
           given: dict[tuple[str, int], str], out: Inverse) -> None:
    import numpy as np

    column, rows = table[record["column"]], record["rows"]
    keys = [given.get((table.name, row), key) for row, key in zip(rows, record["keys"], strict=True)]
    places, reasons = _places(now, table, rows, keys)
    old, new = (recorded.series(column, record[name]) for name in ("old", "new"))
    out.left += [Skipped(table.name, rows[at], keys[at], column.name, reason) for at, reason in reasons.items()]
    found = [at for at in range(len(rows)) if at not in reasons]
    here = [places[at] for at in found]
    old, new, held = (s.set_axis(here) for s in (old.iloc[found], new.iloc[found], now[column.name].loc[here]))
    sound = np.array([(place, column.name) not in damaged for place in here], dtype=bool)
    still, back = equal(column, held, new) & sound, equal(column, held, old) & sound
    for at in (~still & ~back).nonzero()[0]:
        out.left.append(Skipped(table.name, here[at], keys[found[at]], column.name, CHANGED))
    todo = still & ~back
    if todo.any():
        chosen = todo.nonzero()[0].tolist()
        ids = now[table.key].loc[[here[at] for at in chosen]].astype(str).tolist()
        out.changes.append(SetCells(table.name, column.name, [here[at] for at in chosen], ids, held[todo], old[todo]))
        out.cells += len(chosen)


def _places(now: pd.DataFrame, table: Table, rows: list[int], keys: list[str]) -> tuple[list[int], dict[int, str]]:
    """(where each row stands now, -1 if nowhere; position in ``rows`` -> why it cannot be found).

    A row is where it was if that row still has its id; else where its id stands, if it stands once.
    """
    ids = dict(zip(now.index.tolist(), now[table.key].astype(str), strict=True))
    spots: dict[str, list[int]] = {}
    for place, key in ids.items():
        spots.setdefault(key, []).append(place)
    places, reasons = [], {}
    for at, (row, key) in enumerate(zip(rows, keys, strict=True)):
        standing = spots.get(key, ())
        if ids.get(row) == key:
            places.append(row)
        elif key and len(standing) == 1:
            places.append(standing[0])
        else:
            places.append(-1)
            reasons[at] = TWICE if key and standing else GONE
    return places, reasons


def _rows(record: Record, table: Table, now: pd.DataFrame, damaged: set[tuple[int, str]], out: Inverse) -> None:
    """Blank the rows that were added. LeadBook's own columns of such a row may have changed: later runs did that."""
    added = recorded.frame(table, record["columns"])
    keys = added[table.key].tolist()
    places, reasons = _places(now, table, [-1] * len(keys), keys)
    taken: list[int] = []
    for at, place in enumerate(places):
        if at in reasons:
            if reasons[at] != GONE:
                out.left.append(Skipped(table.name, place, keys[at], "", reasons[at]))
            continue
        taken.append(at)
    here = [places[at] for at in taken]
    added, held = added.iloc[taken].set_axis(here), now.loc[here]
    theirs = [c for c in table.columns if c.owner == "people" or c.name == table.key]
    changed: dict[int, str] = {}
    for column in theirs:
        differs = ~equal(column, held[column.name], added[column.name])
        for place, different in zip(here, differs, strict=True):
            if different or (place, column.name) in damaged:
                changed.setdefault(place, column.name)
    for at, place in zip(taken, here, strict=True):
        if place in changed:
            out.left.append(Skipped(table.name, place, keys[at], changed[place], CHANGED))
    free = [place for place in here if place not in changed]
    out.rows += len(free) * (table.name != "History")  # what LeadBook noticed is no row that a person misses
    out.changes += _blanked(table, now.loc[free])


def _blanked(table: Table, held: pd.DataFrame) -> list[Change]:
    """Changes that blank whole rows."""
    changes: list[Change] = []
    for column in table.columns:
        values = held[column.name]
        full = values[~frames.blank(column, values)]
        if len(full):
            nothing = recorded.series(column, [None] * len(full)).set_axis(full.index)
            keys = held[table.key].loc[full.index].astype(str).tolist()
            changes.append(SetCells(table.name, column.name, full.index.tolist(), keys, full, nothing))
    return changes


def _table(record: Record, table: Table, now: pd.DataFrame, out: Inverse) -> None:
    """A table that is drawn as a whole: back as it was, if it is as the run drew it; else it is drawn anew anyway."""
    old, new = (recorded.frame(table, record[name]) for name in ("old", "new"))
    same = len(now) == len(new) and all(equal(c, now[c.name], new[c.name]).all() for c in table.columns)
    if same:
        out.changes.append(Replace(table.name, old))


def _joined(changes: list[Change]) -> list[Change]:
    """One change a column: cells that are set back and rows that are blanked go in one block."""
    import pandas as pd

    out: dict[tuple[str, str], Any] = {}
    for change in changes:
        key = (change.table, change.column if isinstance(change, SetCells) else "")
        before = out.get(key)
        if isinstance(change, SetCells) and before is not None:
            change = SetCells(change.table, change.column, before.rows + change.rows, before.keys + change.keys,
                              pd.concat([before.old, change.old]), pd.concat([before.new, change.new]))
        out[key] = change
    return list(out.values())
