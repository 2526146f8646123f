"""One table of all sides in one order of rows: per side and column the texts, which rows are there, what was edited."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from leadbook.rules.history.state import State, watched
from leadbook.rules.merge.sides import Cell
from leadbook.schema import Table


@dataclass(frozen=True, eq=False)
class Grid:
    """``keys``: the ids of the rows of all sides; ``there``: per side which of them it has; ``based``: per side which
    of them were in its common ground; ``unread``, ``twice``: per side the cells that count as not edited, since they
    cannot be read, and as edited (``noticings.Twice``; field "" = all that stands in the row). ``apart``: there is
    no common ground, then all do."""

    table: Table
    keys: Any
    states: list[State]
    grounds: list[State]
    unread: list[frozenset[Cell]]
    twice: list[set[Cell]]
    apart: bool

    @property
    def columns(self) -> list[str]:
        """The merged columns."""
        return [column.name for column in watched(self.table)]

    @cached_property
    def there(self) -> list[Any]:
        """Per side a boolean array over ``keys``."""
        return [spot >= 0 for spot in self._spots]

    @cached_property
    def based(self) -> list[Any]:
        """Per side a boolean array over ``keys``."""
        return [spot >= 0 for spot in self._grounds]

    @cached_property
    def _spots(self) -> list[Any]:
        return [_spot(state, self.keys) for state in self.states]

    @cached_property
    def _grounds(self) -> list[Any]:
        return [_spot(state, self.keys) for state in self.grounds]

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {key: at for at, key in enumerate(self.keys)}

    @cached_property
    def _unread(self) -> list[Mapping[str, list[int]]]:
        return [self._places(cells) for cells in self.unread]

    @cached_property
    def _twice(self) -> list[Mapping[str, list[int]]]:
        return [self._places(cells) for cells in self.twice]

    def _places(self, cells: Collection[Cell]) -> Mapping[str, list[int]]:
        """Column -> positions in ``keys``."""
        out: dict[str, list[int]] = {}
        for table, key, column in cells:
            if table == self.table.name and key in self._place:
                out.setdefault(column, []).append(self._place[key])
        return out

    def cells(self, column: str) -> tuple[list[Any], list[Any]]:
        """(per side the texts of ``column``, per side where it edited them)."""
        values, edits = [], []
        for nth, (state, ground) in enumerate(zip(self.states, self.grounds, strict=True)):
            now, was = _taken(state, column, self._spots[nth]), _taken(ground, column, self._grounds[nth])
            unread = self._unread[nth].get(column, [])
            now[unread] = was[unread]
            edited = self.there[nth].copy() if self.apart else self.there[nth] & (now != was)
            again = self._twice[nth].get(column, [])
            edited[again] = self.there[nth][again]
            if self.table[column].owner == "people":
                rows = self._twice[nth].get("", [])
                edited[rows] |= now[rows] != ""
            edited[unread] = False
            values.append(now)
            edits.append(edited)
        return values, edits


def gridded(table: Table, states: list[State], grounds: list[State],
            cells: tuple[list[frozenset[Cell]], list[set[Cell]]], apart: bool) -> Grid:
    """The grid of ``table``: the rows of the first side in their order, then those that only others have. ``cells``:
    per side the unread ones, and those edited twice."""
    import numpy as np
    import pandas as pd

    keys = pd.unique(np.concatenate([state.keys for state in [*states, *grounds]]))
    return Grid(table, keys, states, grounds, *cells, apart)


def _spot(state: State, keys: Any) -> Any:
    import pandas as pd

    return pd.Index(state.keys, dtype=object).get_indexer(pd.Index(keys, dtype=object))


def _taken(state: State, column: str, spot: Any) -> Any:
    import numpy as np

    out = np.full(len(spot), "", dtype=object)
    there = spot >= 0
    out[there] = state.columns[column][spot[there]]
    return out
