"""Tables in the forms in which hosts hand them to a worksheet function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.functions import needs
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

Rows = Sequence[Mapping[str, Any]]


def cells(table: str, frame: pd.DataFrame, column: str) -> list[Any]:
    """A column as Excel's Value2 hands it out: floats, text, None; days are numbers."""
    values = frames.cells(TABLES[table][column], frame[column], False)
    return [float(value) if isinstance(value, int) else value for value in values]


def packed(table: str, frame: pd.DataFrame, columns: Sequence[str] | None = None) -> tuple[Any, ...]:
    """As the macro LB_Table packs it: 1904 or not, then heading, cells, heading, cells ..."""
    out: list[Any] = [False]
    for column in TABLES[table].names if columns is None else columns:
        values = cells(table, frame, column)
        block = tuple((value,) for value in values)
        out += [column, None if not values else block if len(values) > 1 else values[0]]
    return tuple(out)


def with_headings(table: str, frame: pd.DataFrame) -> list[list[Any]]:
    """As the range ``Leads[#All]``: the headings, then the rows."""
    names = TABLES[table].names
    return [list(names), *map(list, zip(*(cells(table, frame, name) for name in names), strict=True))]


def handed(name: str, book: Any, form: Any = packed) -> dict[str, Any]:
    """The tables that the macro of this function hands over, in ``form``."""
    needed = needs.handed(name)
    if form is packed:
        return {table.lower(): packed(table, book.read(table), columns) for table, columns in needed.items()}
    return {table.lower(): form(table, book.read(table)) for table in needed}
