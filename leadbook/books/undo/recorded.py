"""A change set as plain records, for a JSON file, and back again.

A record is {"kind": "cells", table, column, rows, keys, old, new}, {"kind": "rows", table, columns: {name: values}} or
{"kind": "table", table, old: {name: values}, new: {name: values}}. A value is text, a number, a moment as ISO text, or
None where the cell is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.changes import Append, Change, Replace, SetCells
from leadbook.schema import TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
KINDS = ("cells", "rows", "table")


def records(changes: Sequence[Change], read: Callable[[str], pd.DataFrame]) -> list[Record]:
    """``changes`` as records; ``read`` gives a table as it stands before them."""
    return [_record(change, read) for change in changes]


def _record(change: Change, read: Callable[[str], pd.DataFrame]) -> Record:
    table = TABLES[change.table]
    match change:
        case SetCells():
            column = table[change.column]
            return {"kind": "cells", "table": table.name, "column": column.name, "rows": list(change.rows),
                    "keys": list(change.keys), "old": _values(column, change.old), "new": _values(column, change.new)}
        case Append():
            return {"kind": "rows", "table": table.name, "columns": _columns(table, change.frame)}
        case Replace():
            return {"kind": "table", "table": table.name, "old": _columns(table, read(table.name)),
                    "new": _columns(table, change.frame)}


def without(record: Record, skipped: set[tuple[str, int, str]]) -> Record:
    """The record without the cells (table, row, column) that were not written after all."""
    if record["kind"] != "cells":
        return record
    kept = [at for at, row in enumerate(record["rows"]) if (record["table"], row, record["column"]) not in skipped]
    return record | {name: [record[name][at] for at in kept] for name in ("rows", "keys", "old", "new")}


def frame(table: Table, columns: dict[str, list[Any]], count: int | None = None) -> pd.DataFrame:
    """A typed frame from recorded columns; those left out are blank."""
    import pandas as pd

    rows = max(map(len, columns.values()), default=0) if count is None else count
    blank: list[Any] = [None] * rows
    return pd.DataFrame({c.name: series(c, columns.get(c.name, blank)) for c in table.columns}, index=range(rows))


def series(column: Column, values: Sequence[Any]) -> pd.Series:
    """Recorded values of one column, typed as ``frames`` types them."""
    import numpy as np
    import pandas as pd

    if column.is_text:
        return pd.Series(["" if v is None else v for v in values], dtype=object)
    if column.is_date:
        return pd.Series(np.array(["NaT" if v is None else v for v in values], dtype="datetime64[s]"))
    return pd.Series(np.array([np.nan if v is None else v for v in values], dtype="float64"))


def _columns(table: Table, content: pd.DataFrame) -> dict[str, list[Any]]:
    """Column -> recorded values; wholly blank columns are left out, the key stays so that the rows are counted."""
    every = {c.name: _values(c, content[c.name]) for c in table.columns}
    return {name: values for name, values in every.items()
            if name == table.key or any(value is not None for value in values)}


def _values(column: Column, values: pd.Series) -> list[Any]:
    """Typed values as they are recorded. Text as a cell gives it back: without blanks at its ends."""
    if column.is_date:
        return [None if text == "NaT" else text for text in values.to_numpy().astype("datetime64[s]").astype(str)
                .tolist()]
    if column.is_text:
        return [value.strip() or None for value in values.to_numpy(dtype=object).tolist()]
    return frames.cells(column, values)
