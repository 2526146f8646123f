"""Who noticed a change: the same edit, or the same row, typed by two people on their own, is two, though one event.

An event has one id, whoever noticed it. Two copies hold the *same* noticing of it if they noticed it in one run before
they parted (the same moment), or if one of them has it from the other by a merge (By: "seen in" and the copy's name).
What a job of LeadBook wrote, and rows that went, are one thing wherever they are noticed.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from leadbook.rules.history.events import by_people
from leadbook.rules.merge.sides import Cell, Side

if TYPE_CHECKING:
    import pandas as pd

SEEN_IN = "seen in "
Events = dict[str, set[str]]        # event id -> the noticings a side knows of it
Named = tuple[str, "pd.DataFrame"]  # a copy's name and its history


def typed(history: pd.DataFrame) -> pd.DataFrame:
    """The events of ``history`` that are people's: edits of a cell, and rows that came."""
    came_or_edited = (history["Field"] != "") | (history["New"] != "")
    out: pd.DataFrame = history[by_people(history) & (came_or_edited & (history["Event ID"] != "")).to_numpy()]
    return out


def noticings(name: str, events: pd.DataFrame, but: str = "") -> Events:
    """What the copy ``name`` knows of ``events``, rows of its history: moments (not ``but``), and names of copies, its
    own among them."""
    out: Events = {}
    for key, at, by in zip(events["Event ID"], events["At"].astype(str), events["By"], strict=True):
        seen = by.removeprefix(SEEN_IN).split(", ") if by.startswith(SEEN_IN) else []
        out.setdefault(key, {name}).update([at] * (at != but), seen)
    return out


def apart(one: Named, other: Named, but: str = "") -> set[str]:
    """The events of people that the histories ``one`` and ``other`` both hold, each by a noticing of its own."""
    import pandas as pd

    mine, theirs = (typed(history) for _, history in (one, other))
    both = pd.Index(mine["Event ID"]).intersection(pd.Index(theirs["Event ID"]))
    mine, theirs = (some[some["Event ID"].isin(both).to_numpy()] for some in (mine, theirs))
    alike = pd.merge(mine[["Event ID", "At"]], theirs[["Event ID", "At"]])
    same = alike["Event ID"][alike["At"].astype(str) != but]
    mine, theirs = (some[~some["Event ID"].isin(same).to_numpy()] for some in (mine, theirs))
    known = noticings(other[0], theirs, but)
    return {key for key, seen in noticings(one[0], mine, but).items() if seen.isdisjoint(known[key])}


class Twice:
    """What two of ``sides`` edited or typed alike, each on its own: ``cells`` (field "" = the row), per side. Called
    with a cell and who says what of it: the values that are only where another side went on from, (those it knew to be
    others' too, all of them)."""

    def __init__(self, sides: list[Side]) -> None:
        self._sides = sides
        named = [(side.name, side.history) for side in sides]
        self._apart = {(i, j): apart(named[i], named[j]) for j in range(len(named)) for i in range(j)}
        ids = set().union(*self._apart.values())
        self.cells: list[set[Cell]] = []
        for side in sides:
            here = side.history[side.history["Event ID"].isin(ids).to_numpy()]
            self.cells.append(set(zip(here["Table"], here["Row ID"], here["Field"], strict=True)))

    @cached_property
    def _chains(self) -> list[dict[Cell, set[str]]]:
        """Per side: cell -> the events of its history."""
        out: list[dict[Cell, set[str]]] = []
        for side in self._sides:
            mine: dict[Cell, set[str]] = {}
            columns = (side.history[name] for name in ("Table", "Row ID", "Field", "Event ID"))
            for table, row, field, event in zip(*columns, strict=True):
                mine.setdefault((table, row, field), set()).add(event)
            out.append(mine)
        return out

    def __call__(self, cell: Cell, said: dict[str, list[int]]) -> tuple[set[str], set[str]]:
        """(values to leave out, values that cannot stand in the cell) of ``said``: value -> sides."""
        known, behind = set[str](), set[str]()
        for text, who in said.items():
            others = [nth for other, some in said.items() if other != text for nth in some]
            older = [[over for nth in others if (over := self._older(cell, mine, nth)) is not None] for mine in who]
            if all(older):
                behind.add(text)
            if all(any(one) for one in older):
                known.add(text)
        return known, behind

    def _older(self, cell: Cell, one: int, other: int) -> bool | None:
        """Whether ``other`` holds all that ``one`` did to the cell, and more; then whether it has that from there."""
        mine, theirs = ({e for key in (cell, (*cell[:2], "")) for e in self._chains[nth].get(key, ())}
                        for nth in (one, other))
        return mine.isdisjoint(self._apart[min(one, other), max(one, other)]) if mine < theirs else None


def marked(ours: pd.DataFrame, sides: list[Side], at: dt.datetime) -> pd.DataFrame:
    """The history ``ours`` of the first of ``sides``, which knows from now (``at``) on what the others noticed."""
    out = ours
    for side in sides[1:]:
        new = apart((sides[0].name, out), (side.name, side.history), f"{at:%Y-%m-%d %H:%M:%S}")
        if new:
            here = (out["Event ID"].isin(new) & out.index.isin(typed(out).index)).to_numpy()
            by = out["By"].copy()
            by[here] = [f"{text}, {side.name}" if text else f"{SEEN_IN}{side.name}" for text in by[here]]
            out = out.assign(By=by)
    return out
