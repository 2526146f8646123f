"""Carrying out what people chose on the sheet Conflicts: the chosen value goes into its cell, the row is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook.rules.history.state import WATCHED, texts, typed, watched
from leadbook.rules.merge.open_rows import Row, united, written
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

PLAIN = {"ours": "Ours", "theirs": "Theirs"}


@dataclass(eq=False)
class Decided:
    """``sheets``: the tables that changed; ``written``: cells, ``rows``: of Conflicts that are decided now; ``left``:
    sentences about choices that cannot be carried out; ``gone``: table -> index of the rows that are blank now."""

    sheets: dict[str, pd.DataFrame] = field(default_factory=dict)
    written: int = 0
    rows: int = 0
    left: list[str] = field(default_factory=list)
    gone: dict[str, list[int]] = field(default_factory=dict)


def waits(conflicts: pd.DataFrame) -> int:
    """How many rows of the table Conflicts nobody has decided yet."""
    return int(((conflicts["Conflict ID"] != "") & conflicts["Decided"].isna()).sum())


def chosen(conflicts: pd.DataFrame) -> bool:
    """Whether a row that is not decided yet has a choice."""
    return bool(((conflicts["Choice"] != "") & conflicts["Decided"].isna()).any())


def decide(sheets: Mapping[str, pd.DataFrame], when: dt.datetime) -> Decided:
    """``sheets``: Leads, Touches, Plan and Conflicts; ``when``: now, for the column Decided."""
    out = Decided(dict(sheets))
    rows = {key: row for key, row in united([sheets["Conflicts"]]).items() if row["Decided"] is None}
    cells: dict[tuple[str, str, str], list[Row]] = {}
    for key, row in rows.items():
        row = rows[key] = row | {"Choice": PLAIN.get(row["Choice"].casefold(), row["Choice"])}
        cells.setdefault((row["Table"], row["Row ID"], row["Field"]), []).append(row)
    done: dict[str, Row] = {}
    for (table, key, column), some in cells.items():
        if not any(row["Choice"] for row in some):
            continue
        if table not in WATCHED or (column and column not in TABLES[table].names):
            out.left.append(f"{_who(some[0])}: this LeadBook knows no {column or 'rows'} in {table or 'no table'}.")
            continue
        frame = out.sheets[table]
        place = (frame[TABLES[table].key] == key).to_numpy().nonzero()[0]
        lost = [row for row in some if row["Choice"] not in ("", "Ours")] if column and not len(place) else []
        if lost and column != TABLES[table].key:
            out.left.append(f"{_who(some[0])}, {column}: the row is gone; 'leadbook restore' brings it back.")
        elif column == TABLES[table].key or not len(place):
            done |= {row["Conflict ID"]: row | {"Decided": when} for row in some if row["Choice"]}
        elif not column:
            _whole(out, table, int(place[0]), some, when, done)
        else:
            _cell(out, (table, key, column), int(place[0]), some, when, done)
    out.rows = sum(row["Decided"] is not None for row in done.values())
    if done:
        out.sheets["Conflicts"] = written(sheets["Conflicts"], done)
    return out


def _cell(out: Decided, cell: tuple[str, str, str], place: int, some: list[Row], when: dt.datetime,
          done: dict[str, Row]) -> None:
    table, _, name = cell
    column, frame = TABLES[table][name], out.sheets[cell[0]]
    now = texts(column, frame[name].iloc[[place]])[0]
    wanted = {_wanted(row) for row in some if row["Choice"] not in ("", "Ours")}
    who = f"{_who(some[0])}, {name}"
    if len(wanted) > 1:
        out.left.append(f"{who}: two different values are chosen on the sheet Conflicts; leave one choice.")
        return
    if wanted and now not in {*wanted, *(row["Ours"] for row in some)}:
        out.left.append(f"{who}: somebody wrote {now or 'nothing'} there since; choose Ours to keep that.")
        return
    new = next(iter(wanted), now)
    value = typed(column, [new])
    if new and texts(column, value)[0] == "":
        out.left.append(f"{who}: {new!r} is not a {'date' if column.is_date else 'number'}; write dates as 2026-11-23.")
        return
    if new != now:
        values = frame[name].copy()
        values.iloc[[place]] = value.to_numpy()
        out.sheets[table] = frame.assign(**{name: values})
        out.written += 1
    for row in some:
        if row["Choice"]:
            done[row["Conflict ID"]] = row | {"Decided": when}
        elif row["Theirs"] == new:
            done[row["Conflict ID"]] = row | {"Decided": when, "Choice": "Theirs"}
        elif row["Ours"] != new:
            done[row["Conflict ID"]] = row | {"Ours": new}


def _wanted(row: Row) -> str:
    return str(row["Theirs"] if row["Choice"] == "Theirs" else row["Choice"])


def _who(row: Row) -> str:
    return str(row["Lead"] or row["Row ID"])


def _whole(out: Decided, table: str, place: int, some: list[Row], when: dt.datetime, done: dict[str, Row]) -> None:
    """The row stays (Ours) or goes (Theirs)."""
    row = next(row for row in some if row["Choice"])
    if row["Choice"] not in ("Ours", "Theirs"):
        out.left.append(f"{_who(row)}: choose Ours (the row stays) or Theirs (it is deleted).")
        return
    if row["Choice"] == "Theirs":
        frame = out.sheets[table]
        blank: dict[str, Any] = {}
        for column in TABLES[table].columns:
            values = frame[column.name].copy()
            values.iloc[[place]] = typed(column, [""]).to_numpy()
            blank[column.name] = values
        out.sheets[table] = frame.assign(**blank)
        out.gone.setdefault(table, []).append(int(frame.index[place]))
        out.written += len(watched(TABLES[table]))
    done[row["Conflict ID"]] = row | {"Decided": when}
