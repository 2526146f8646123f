"""The table Conflicts: rows of clashes, those of all copies together, each once; none is ever taken out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.ids import code
from leadbook.rules.merge.cells import Clash, Decisions
from leadbook.rules.merge.sides import Cell
from leadbook.schema import CONFLICTS

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def conflict_id(cell: Cell, theirs: str) -> str:
    """The id of the conflict in which the value ``theirs`` of ``cell`` does not stand in the sheet."""
    return "C-" + code("\x1f".join([*cell, theirs]))


def decisions(tables: Iterable[pd.DataFrame]) -> Decisions:
    """What is open and what was decided against in the tables Conflicts ``tables``; decided in one is decided."""
    waiting: dict[Cell, set[str]] = {}
    lost: dict[Cell, set[str]] = {}
    for row in united(tables).values():
        cell = (row["Table"], row["Row ID"], row["Field"])
        if row["Decided"] is None:
            waiting.setdefault(cell, set()).add(row["Theirs"])
        else:
            chosen = {"": row["Ours"], "Ours": row["Ours"], "Theirs": row["Theirs"]}.get(row["Choice"], row["Choice"])
            lost.setdefault(cell, set()).update({row["Ours"], row["Theirs"]} - {chosen})
    return Decisions(waiting, lost)


def united(tables: Iterable[pd.DataFrame]) -> dict[str, Row]:
    """Conflict ID -> row, of all tables; of two with one id the decided one, then the one with a choice."""
    out: dict[str, Row] = {}
    for table in tables:
        for row in _records(table):
            mine = out.get(row["Conflict ID"])
            if mine is None or _weight(row) > _weight(mine):
                out[row["Conflict ID"]] = row
    return out


def _weight(row: Row) -> tuple[bool, str, str]:
    return row["Decided"] is not None, row["Choice"], row["Ours"]


def _records(table: pd.DataFrame) -> list[Row]:
    rows = table[table["Conflict ID"] != ""].to_dict("records")
    return [{str(name): None if value != value else value for name, value in row.items()} for row in rows]


def rows_of(clash: Clash, when: dt.datetime, lead: str, by: Callable[[Clash, str, tuple[int, ...]], str]) -> list[Row]:
    """The rows that say ``clash``, one for each value that does not stand in the sheet."""
    (ours, mine), *others = clash.values
    cell = (clash.table, clash.row, clash.field)
    return [{"When": when, "Table": clash.table, "Row ID": clash.row, "Lead": lead, "Field": clash.field, "Ours": ours,
             "Theirs": theirs, "Ours By": by(clash, ours, mine), "Theirs By": by(clash, theirs, who), "Choice": "",
             "Decided": None, "Conflict ID": conflict_id(cell, theirs)} for theirs, who in others]


def written(ours: pd.DataFrame, rows: dict[str, Row]) -> pd.DataFrame:
    """The table ``ours`` with ``rows`` (by id): those it has in their places, the others under it."""
    places = {key: at for at, key in enumerate(ours["Conflict ID"]) if key}
    mine = [key for key in places if key in rows]
    typed = frames.of(CONFLICTS, [rows[key] for key in mine])
    new: dict[str, Any] = {}
    for column in CONFLICTS.columns if mine else ():
        values = ours[column.name].copy()
        values.iloc[[places[key] for key in mine]] = typed[column.name].to_numpy()
        new[column.name] = values
    out = ours.assign(**new) if new else ours
    fresh = frames.of(CONFLICTS, [row for key, row in rows.items() if key not in places])
    return frames.below(out, fresh)
