"""A table as it stood in Excel at one moment, and the ranges of its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.live import values
from leadbook.books.live.patience import patiently
from leadbook.books.live.runs import runs
from leadbook.schema import Column, Table

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw
    from xlwings.main import Table as ListObject

Rows = Sequence[Sequence[Any]]
NUMBERS = ("money", "count", "number", "share")


@dataclass
class Seen:
    """``body``: the data rows as Excel handed them out; ``header``: all columns, those that people added included."""

    table: Table
    listed: ListObject
    sheet: xw.Sheet
    area: xw.Range
    header: list[str]
    body: Rows
    totals: bool
    date1904: Callable[[], bool]
    _texts: dict[int, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[tuple[Any, ...]]:
        """What the data rows hold, by column."""
        return list(zip(*self.body, strict=True)) or [()] * len(self.header)

    @cached_property
    def typed(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(frame, problems), see ``frames.typed``."""
        return frames.typed(self.table, {column.name: self._raw(column) for column in self.table.columns})

    def _raw(self, column: Column) -> list[Any]:
        held = self.columns[self.position(column.name)]
        cells = values.read(held)
        if column.kind in NUMBERS or not any(type(value) is float for value in held):
            return cells
        if column.is_text:  # all of Excel's numbers are floats; a ZIP is no 6020.0
            return [int(cell) if type(cell) is float and cell.is_integer() else cell for cell in cells]
        if column.is_date and self.date1904():  # a number without a date format is not counted from 1899
            return [cell + 1462 if type(value) is float else cell for cell, value in zip(cells, held, strict=True)]
        return cells

    @cached_property
    def first(self) -> tuple[int, int]:
        """Sheet row and column of the first data cell."""
        return patiently(lambda: (self.area.row + 1, self.area.column))

    def position(self, column: str) -> int:
        """Where a column stands in the table, from 0."""
        return self.header.index(column)

    def block(self, row: int, column: int, rows: int, columns: int) -> xw.Range:
        """A range of the sheet; ``row`` and ``column`` count from 0 at the first data cell."""
        top, left = self.first
        return self.sheet.range((top + row, left + column), (top + row + rows - 1, left + column + columns - 1))

    def texts(self, row: int, column: int, rows: int, columns: int) -> Rows:
        """A block as formulas: "" only where a cell is truly blank, "=..." where it computes. One call."""
        return rows_of(patiently(lambda: self.block(row, column, rows, columns).formula))

    def look_into(self, columns: Iterable[str]) -> None:
        """Ask for the formulas of these columns; one call for columns that stand side by side."""
        wanted = sorted({self.position(column) for column in columns} - set(self._texts))
        for start, stop in runs(wanted) if self.body else ():
            found = self.texts(0, start, len(self.body), stop - start)
            self._texts.update(zip(range(start, stop), zip(*found, strict=True), strict=True))

    def computed(self, column: str) -> set[int]:
        """The rows in which a column holds a formula (text that only looks like one reads as it is)."""
        self.look_into([column])
        position = self.position(column)
        pairs = enumerate(zip(self._texts.get(position, ()), self.columns[position], strict=True))
        return {row for row, (text, held) in pairs if text[:1] == "=" and held != text}

    def hidden(self, column: str) -> set[int]:
        """The rows in which a column reads as blank, but is not: a formula that shows nothing, an error on a Mac."""
        self.look_into([column])
        position = self.position(column)
        pairs = enumerate(zip(self._texts.get(position, ()), self.columns[position], strict=True))
        return {row for row, (text, held) in pairs if text and held in (None, "")}

    def same_as(self, other: Seen) -> bool:
        """Whether both show the same cells."""
        return self.header == other.header and self.body == other.body


def rows_of(found: Any) -> Rows:
    """What Excel hands out for a range, always as rows."""
    if not isinstance(found, list | tuple):
        return [[found]]
    return found if isinstance(found[0], list | tuple) else [found]
