"""The rows and cells of one table merged: an edit of one side is taken, the same edit of two is one, what two sides
edited differently is a clash; so is a row that one side edited and another deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from leadbook.rules.history.state import State
from leadbook.rules.merge.grid import Grid
from leadbook.rules.merge.sides import Cell
from leadbook.rules.merge.values import EARLIEST, kept_of

STAYS, GONE = "(the row is here)", "(deleted)"
DELETED = ("Leads", "Touches")      # tables of which people delete rows; those of Plan stay, LeadBook plans them anew
Said = dict[str, list[int]]         # text -> the sides that say it


@dataclass(frozen=True)
class Clash:
    """``values``: the text that stands in the cell meanwhile, then the others; each with the sides that say so."""

    table: str
    row: str
    field: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, eq=False)
class Decisions:
    """What the tables Conflicts of the sides say: ``open``: cell -> other values, ``given_up``: those decided against;
    and what nobody typed: ``stamped`` (cell, text) = LeadBook itself filled the blank cell with the moment of a run;
    ``older`` (cell, who says what) = the values that another side knew and went on from, and all that one went on from.
    """

    open: Mapping[Cell, set[str]] = field(default_factory=dict)
    given_up: Mapping[Cell, set[str]] = field(default_factory=dict)
    stamped: Callable[[Cell, str], bool] = lambda cell, text: False
    older: Callable[[Cell, Said], tuple[set[str], set[str]]] = lambda cell, said: (set(), set())


def merged(grid: Grid, told: Decisions) -> tuple[State, list[Clash]]:
    """The table after the merge, and what clashed, in the order of its rows."""
    import numpy as np

    there, based = np.array(grid.there), np.array(grid.based)
    name, clashes, touched = grid.table.name, [], np.zeros_like(there)
    columns: dict[str, Any] = {}
    for column in grid.table.columns:
        if column.name in grid.columns:
            values, edits = grid.cells(column.name)
            touched |= np.array(edits)
            columns[column.name], found = _column(grid, column.name, values, edits, there, told)
            clashes += found
    gone = based & ~there
    someone = there.any(axis=0)
    edited = (touched & based).any(axis=0) & gone.any(axis=0) & someone & (name in DELETED)
    for at in np.flatnonzero(edited).tolist():
        who, others = (tuple(np.flatnonzero(some[:, at]).tolist()) for some in (touched & there, gone))
        clashes.append(Clash(name, grid.keys[at], "", ((STAYS, who), (GONE, others))))
    keep: Any = someone & (~gone.any(axis=0) | edited) if name in DELETED else someone
    place = {key: at for at, key in enumerate(grid.keys)}
    clashes = [clash for clash in clashes if keep[place[clash.row]]]
    clashes.sort(key=lambda clash: (place[clash.row], clash.field))
    return State(grid.keys[keep], {column: values[keep] for column, values in columns.items()}), clashes


def _column(grid: Grid, name: str, values: list[Any], edits: list[Any], there: Any, told: Decisions
            ) -> tuple[Any, list[Clash]]:
    """The merged texts of one column, and its clashes. Where nobody edited, whoever has the row says what it holds."""
    import numpy as np

    out, differs = np.full(len(grid.keys), "", dtype=object), np.zeros(len(grid.keys), dtype=bool)
    said, edited = differs.copy(), np.array(edits).any(axis=0)
    for now, mine, here in zip(values, edits, there, strict=True):
        says = np.where(edited, mine, here)
        differs |= says & said & (out != now)
        out[says & ~said] = now[says & ~said]
        said |= says
    return _chosen(grid, name, out, differs, (values, edits, there), told)


def _chosen(grid: Grid, name: str, out: Any, differs: Any, sides: tuple[list[Any], list[Any], Any], told: Decisions
            ) -> tuple[Any, list[Clash]]:
    """``out`` with one value in each of the cells ``differs``, and a clash for each."""
    values, edits, there = sides
    column, clashes = grid.table[name], []
    for at in differs.nonzero()[0].tolist():
        who = [nth for nth, edited in enumerate(edits) if edited[at]] or there[:, at].nonzero()[0].tolist()
        cell = (grid.table.name, grid.keys[at], name)
        said: Said = {}
        for nth in who:
            said.setdefault(values[nth][at], []).append(nth)
        known, behind = told.older(cell, said)
        said = {text: some for text, some in said.items() if text not in known}
        live = {text for text in said if text not in told.given_up.get(cell, ())} or set(said)
        if len(live) > 1 and name in EARLIEST and all(live):
            live = {text for text in live if not told.stamped(cell, text)} or {kept_of(column, live)}
        out[at] = kept_of(column, live - behind or live)
        if len(live) > 1:
            live |= told.open.get(cell, set())
        if column.owner == "people" and len(live) > 1:
            others = sorted(live - {out[at]})
            clashes.append(Clash(*cell, tuple((text, tuple(said.get(text, ()))) for text in (out[at], *others))))
    return out, clashes
