"""Rows that a run blanked as a whole (somebody chose to delete them): undo brings them back below the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.undo import recorded
from leadbook.books.undo.recorded import Record
from leadbook.schema import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

Row = tuple[str, int]                                       # table, position


def blanked_rows(run: Sequence[Record]) -> dict[Row, str]:
    """The rows whose id the run took away, and that id."""
    out: dict[Row, str] = {}
    for record in run:
        if record["kind"] == "cells" and record["column"] == TABLES[record["table"]].key:
            for row, old, new in zip(record["rows"], record["old"], record["new"], strict=True):
                if old and not new:
                    out[record["table"], row] = str(old)
    return out


def without_rows(record: Record, taken: Mapping[Row, str]) -> Record:
    """The record of cells without those of the rows ``taken``."""
    if not any((record["table"], row) in taken for row in record["rows"]):
        return record
    kept = [at for at, row in enumerate(record["rows"]) if (record["table"], row) not in taken]
    return {**record, **{name: [record[name][at] for at in kept] for name in ("rows", "keys", "old", "new")}}


def rows_back(run: Sequence[Record], table: Table, taken: Mapping[Row, str], now: pd.DataFrame) -> pd.DataFrame | None:
    """The rows ``taken`` of ``table`` as they were before the run, in their order; those whose id stands in ``now``
    again are left out; None if none is left."""
    import pandas as pd

    there = set(now[table.key].astype(str))
    rows = sorted(row for (name, row), key in taken.items() if name == table.name and key not in there)
    if not rows:
        return None
    held: dict[str, dict[int, Any]] = {}
    for record in run:
        if record["kind"] == "cells" and record["table"] == table.name:
            held.setdefault(record["column"], {}).update(zip(record["rows"], record["old"], strict=True))
    return pd.DataFrame({c.name: recorded.series(c, [held.get(c.name, {}).get(row) for row in rows])
                         for c in table.columns})
