"""Columns that lost their rows: sorted without the rest, pasted over, cleared; found in what the runs noticed.

In one run and one column of Leads, of what people changed and what still stands as they left it:

- *sorted apart*: four cells or more, and three quarters of the new values are old ones of other rows, three different
  ones at least;
- *pasted over*: in a column that says who somebody is, three cells or more below each other got other values;
- *cleared*: three cells or more below each other are blank now.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadbook.rules.history.events import by_people
from leadbook.rules.history.replay import once
from leadbook.rules.history.state import State

if TYPE_CHECKING:
    import pandas as pd

IDENTITY = ("Name", "Company", "Phone", "Email", "Address", "City", "ZIP", "How Met", "Need")
SORTED, PASTED, CLEARED = "sorted apart", "pasted over", "cleared"
LEAST, BELOW, SHARE = 4, 3, 0.75


@dataclass(frozen=True)
class Cell:
    """A cell of Leads that people changed: ``old`` -> ``new``; ``place``: where its row stands (for ``iloc``)."""

    key: str
    column: str
    old: str
    new: str
    place: int


@dataclass(frozen=True)
class Muddle:
    """``what`` happened to ``column`` in run ``batch``, noticed at ``noticed``; ``cells``: each of them."""

    batch: int
    noticed: str
    column: str
    what: str
    cells: tuple[Cell, ...]


Groups = dict[tuple[int, str, str], list[Cell]]


def changed(now: State, history: pd.DataFrame) -> Groups:
    """(run, when, column) -> the cells of Leads that people changed and that still hold what they put there."""
    mine = (history["Table"].to_numpy() == "Leads") & (history["Field"].to_numpy() != "") & by_people(history)
    events = once(history[mine])
    spots = dict(zip(now.keys, range(len(now.keys)), strict=True)) if len(events) else {}
    out: Groups = {}
    columns = (events[name].tolist() for name in ("Batch", "At", "Row ID", "Field", "Old", "New"))
    for batch, at, key, column, old, new in zip(*columns, strict=True):
        spot = spots.get(key, -1)
        if spot >= 0 and column in now.columns and now.columns[column][spot].strip() == new != old:
            when = "" if at is None or at != at else str(at)[:16]
            out.setdefault((int(batch), when, column), []).append(Cell(key, column, old, new, int(now.places[spot])))
    return out


def muddled(groups: Groups) -> list[Muddle]:
    """The muddles among ``groups`` (of ``changed``), the oldest first."""
    out = []
    for (batch, when, column), cells in groups.items():
        for what, found in ((SORTED, _sorted(cells)), (PASTED, _pasted(column, cells)), (CLEARED, _cleared(cells))):
            if found:
                out.append(Muddle(batch, when, column, what, tuple(found)))
                break
    return out


def _sorted(cells: list[Cell]) -> list[Cell]:
    """The cells whose new value is the old one of another row."""
    free, moved = Counter(cell.old for cell in cells), []
    for cell in cells:
        if free[cell.new] > 0:
            free[cell.new] -= 1
            moved.append(cell)
    enough = len(moved) >= max(LEAST, SHARE * len(cells)) and len({cell.old for cell in moved}) >= 3
    return moved if enough else []


def _pasted(column: str, cells: list[Cell]) -> list[Cell]:
    return _below_each_other([cell for cell in cells if cell.old and cell.new]) if column in IDENTITY else []


def _cleared(cells: list[Cell]) -> list[Cell]:
    return _below_each_other([cell for cell in cells if cell.old and not cell.new])


def _below_each_other(cells: list[Cell]) -> list[Cell]:
    """Those that stand in stretches of rows, each of ``BELOW`` or more."""
    out: list[Cell] = []
    stretch: list[Cell] = []
    for cell in [*sorted(cells, key=lambda one: one.place), None]:
        if stretch and (cell is None or cell.place != stretch[-1].place + 1):
            out += stretch if len(stretch) >= BELOW else []
            stretch = []
        if cell is not None:
            stretch.append(cell)
    return out


def last_of(groups: Groups, lead: str) -> list[Cell]:
    """The cells of ``lead`` that people changed in the newest run that noticed a change of it."""
    mine = [(batch, cell) for (batch, _, _), cells in groups.items() for cell in cells if cell.key == lead]
    newest = max((batch for batch, _ in mine), default=0)
    return [cell for batch, cell in mine if batch == newest]
