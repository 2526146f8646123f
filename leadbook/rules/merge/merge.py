"""Merge the copies of one workbook: pure, symmetric in the copies, and idempotent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leadbook.rules.history.state import State, tables
from leadbook.rules.merge import open_rows, planned
from leadbook.rules.merge.cells import Clash, merged
from leadbook.rules.merge.grid import gridded
from leadbook.rules.merge.noticings import Twice
from leadbook.rules.merge.open_rows import Row
from leadbook.rules.merge.sides import Side, States, blank_ground, common_ground
from leadbook.rules.merge.stamps import Stamps
from leadbook.rules.merge.told_before import told_before
from leadbook.rules.merge.two_people import Renamed, told_apart

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Merged:
    """``sides``: as merged (ids told apart); ``states``: the tables; ``conflicts``: rows of the table Conflicts by id;
    ``apart``: there was no common ground, so every difference is a conflict."""

    sides: list[Side]
    states: States
    conflicts: dict[str, Row]
    clashes: list[Clash]
    renamed: list[Renamed]
    apart: bool


def merge(sides: list[Side], plans: list[pd.DataFrame], when: dt.datetime) -> Merged:
    """All ``sides`` as one. ``plans``: their frames of Plan; ``when``: what new conflicts are dated with."""
    grounds = common_ground(sides)
    apart = grounds is None
    grounds = grounds or blank_ground(sides)
    sides, grounds = told_before(sides, grounds)
    sides, renamed = told_apart(sides, grounds)
    twice = Twice(sides)
    told = replace(open_rows.decisions(side.conflicts for side in sides), stamped=Stamps(sides), older=twice)
    states: States = {}
    clashes: list[Clash] = []
    for table in tables():
        there = [side.states[table.name] for side in sides]
        was = [ground[table.name] for ground in grounds]
        if table.name == "Plan":
            wanted = {key for state in [*there, *was] for key in state.keys}
            there = [planned.with_untouched(one, wanted, plan) for one, plan in zip(there, plans, strict=True)]
            sides = [_with(side, one) for side, one in zip(sides, there, strict=True)]
            was = was if apart else [planned.as_planned(*one) for one in zip(was, there, strict=True)]
        grid = gridded(table, there, was, ([side.unread for side in sides], twice.cells), apart)
        states[table.name], found = merged(grid, told)
        clashes += found
    rows = open_rows.united(side.conflicts for side in sides)
    by = _Writers(sides)
    for clash in [*clashes, *_as_clashes(renamed)]:
        for row in open_rows.rows_of(clash, when, _called(clash, states), by):
            rows.setdefault(row["Conflict ID"], row)
    rows = {key: _current(row, states, when) for key, row in rows.items()}
    return Merged(sides, states, rows, clashes, renamed, apart)


def _with(side: Side, plan: State) -> Side:
    return replace(side, states=side.states | {"Plan": plan})


def _as_clashes(renamed: list[Renamed]) -> list[Clash]:
    return [Clash("Leads", one.old, "Lead ID", (
        (f"{one.old}: {one.first}", one.keep), (f"{one.new}: {one.who}", (one.side,)))) for one in renamed]


def _current(row: Row, states: States, when: dt.datetime) -> Row:
    """An open row with what stands in the sheet now; if that is what the other copy says, it is decided."""
    there = states.get(row["Table"])
    if row["Decided"] is not None or there is None or row["Field"] not in there.columns:
        return row
    place = (there.keys == row["Row ID"]).nonzero()[0]
    if not len(place) or (now := there.columns[row["Field"]][place[0]]) == row["Ours"]:
        return row
    return row | ({"Choice": "Theirs", "Decided": when} if now == row["Theirs"] else {"Ours": now})


def _called(clash: Clash, states: States) -> str:
    """Whom the row of ``clash`` is about."""
    leads, key = states["Leads"], clash.row
    if clash.table != "Leads":
        there = states[clash.table]
        key = str(there.columns["Lead ID"][(there.keys == key).nonzero()[0][0]])
    place = (leads.keys == key).nonzero()[0]
    return str(leads.columns["Name"][place[0]] or leads.columns["Company"][place[0]]) if len(place) else ""


class _Writers:
    """Which copies say a value, and who wrote it there if their history knows."""

    def __init__(self, sides: list[Side]) -> None:
        self.names = [side.name for side in sides]
        self.by: list[dict[tuple[str, ...], str]] = []
        for side in sides:
            told = side.history[side.history["By"].to_numpy() != ""]
            cells = zip(*(told[name] for name in ("Table", "Row ID", "Field", "New")), strict=True)
            self.by.append(dict(zip(cells, told["By"], strict=True)))

    def __call__(self, clash: Clash, text: str, who: tuple[int, ...]) -> str:
        cell = (clash.table, clash.row, clash.field, text)
        return "; ".join(sorted(", ".join(filter(None, (self.names[nth], self.by[nth].get(cell)))) for nth in who))
