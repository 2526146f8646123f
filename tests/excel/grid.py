"""A sheet of the test Excel: cells as COM shows them, formulas, number formats, tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tests.excel.com import ERROR_NAMES, refused
from tests.excel.typed_in import GENERAL, entered, number_in, shown

Area = tuple[int, int, int, int]  # row, column (from 1), rows, columns
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384


@dataclass
class ListObject:
    """A table: ``area`` is its whole range; ``waiting`` = its one row is no data row yet."""

    name: str
    area: Area
    totals: bool = False
    waiting: bool = False

    @property
    def body(self) -> Area:
        """Its data rows."""
        row, column, rows, columns = self.area
        return row + 1, column, rows - 1 - self.totals, columns


@dataclass
class Grid:
    """One sheet. Rows and columns count from 1."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    forms: dict[tuple[int, int], str] = field(default_factory=dict)
    column_forms: dict[int, str] = field(default_factory=dict)
    tables: dict[str, ListObject] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    protected: bool = False
    width: int = 0
    changed: list[Area] = field(default_factory=list)

    def copy(self) -> Grid:
        """A grid of its own with the same cells."""
        return replace(self, rows=[line[:] for line in self.rows], formulas=dict(self.formulas), forms=dict(self.forms),
                       column_forms=dict(self.column_forms), hidden_rows=set(self.hidden_rows), changed=[],
                       tables={name: replace(table) for name, table in self.tables.items()})

    def form(self, row: int, column: int) -> str:
        """The number format of a cell."""
        return self.forms.get((row, column)) or self.column_forms.get(column, GENERAL)

    def values(self, area: Area) -> tuple[tuple[Any, ...], ...]:
        """What COM hands out for a range: rows of values."""
        row, column, rows, columns = area
        here = self.rows[row - 1:row - 1 + rows]
        found = [tuple(line[column - 1:column - 1 + columns]) for line in here]
        found = [line if len(line) == columns else line + (None,) * (columns - len(line)) for line in found]
        return tuple(found + [(None,) * columns] * (rows - len(found)))

    def texts(self, area: Area) -> tuple[tuple[str, ...], ...]:
        """What COM hands out as formulas: text for every cell, "" for a blank one."""
        lines = [[_text(value) if value is not None else "" for value in line] for line in self.values(area)]
        row, column, rows, columns = area
        for (r, c), formula in self.formulas.items():
            if row <= r < row + rows and column <= c < column + columns:
                lines[r - row][c - column] = formula
        return tuple(map(tuple, lines))

    def put(self, area: Area, data: Any) -> None:
        """Put a value, or rows of values, into a range, as ``Range.Value = ...`` does."""
        row, column, rows, columns = area
        if self.protected:
            raise refused("The cell or chart you're trying to change is on a protected sheet.")
        if not isinstance(data, list | tuple):
            data = ((data,) * columns,) * rows
        elif data and not isinstance(data[0], list | tuple):
            data = (data,)
        if len(data) != rows or any(len(line) != columns for line in data):
            raise AssertionError(f"{len(data)} x {len(data[0])} values for a range of {rows} x {columns}")
        self._reach(row + rows - 1, column + columns - 1)
        self.changed.append(area)
        odd = {c for _, c in self.forms} if self.forms else set()
        plain = [c not in odd and self.form(0, c) == "@" and not self.formulas for c in range(column, column + columns)]
        for r, line in enumerate(data, row):
            there = self.rows[r - 1]
            for at, value in enumerate(line):
                if plain[at] and type(value) is str:
                    there[column - 1 + at] = value or None
                else:
                    self._enter(r, column + at, value)

    def _enter(self, row: int, column: int, value: Any) -> None:
        before = self.form(row, column)
        stored, formula, form = entered(value, before)
        self.rows[row - 1][column - 1] = stored
        if formula:
            self.formulas[row, column] = formula
        elif self.formulas:
            self.formulas.pop((row, column), None)
        if form != before:
            self.forms[row, column] = form

    def _reach(self, row: int, column: int) -> None:
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise refused("Application-defined or object-defined error")
        if column > self.width:
            for line in self.rows:
                line.extend([None] * (column - self.width))
            self.width = column
        while len(self.rows) < row:
            self.rows.append([None] * self.width)

    def reform(self, area: Area, form: str) -> None:
        """Set the number format of a range; numbers then come out accordingly."""
        row, column, rows, columns = area
        self._reach(row + rows - 1, column + columns - 1)
        self.changed.append(area)
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                self.forms[r, c] = form
                number = number_in(self.rows[r - 1][c - 1])
                if number is not None:
                    self.rows[r - 1][c - 1] = shown(number, form)

    def forms_in(self, area: Area) -> set[str]:
        """The number formats that occur in a range."""
        row, column, rows, columns = area
        whole = range(column, column + columns)
        out = {self.column_forms.get(c, GENERAL) for c in whole} if not self.forms else set()
        if self.forms:
            out = {self.form(r, c) for c in whole for r in range(row, row + rows)}
        return out

    def table_at(self, row: int, column: int) -> ListObject | None:
        """The table that a cell stands in."""
        return next((t for t in self.tables.values() if inside(t.area, row, column)), None)

    def table_above(self, area: Area) -> ListObject | None:
        """The table that would grow when something is entered in ``area``: it ends just above."""
        row, column, _, columns = area
        for table in self.tables.values():
            t_row, t_column, t_rows, t_columns = table.area
            if not table.totals and t_row + t_rows == row and column < t_column + t_columns and (
                    t_column < column + columns):
                return table
        return None

    def blank(self, area: Area) -> bool:
        """Whether nothing stands in a range."""
        return all(value is None for line in self.values(area) for value in line)

    def used(self) -> Iterator[tuple[int, int, Any]]:
        """Every cell that holds something: row, column, value."""
        for r, line in enumerate(self.rows, 1):
            for c, value in enumerate(line, 1):
                if value is not None:
                    yield r, c, value


def inside(area: Area, row: int, column: int) -> bool:
    """Whether a cell lies in ``area``."""
    return area[0] <= row < area[0] + area[2] and area[1] <= column < area[1] + area[3]


def cells_of(area: Area) -> Iterator[tuple[int, int]]:
    """Row and column of every cell of ``area``."""
    row, column, rows, columns = area
    return itertools.product(range(row, row + rows), range(column, column + columns))


def _text(value: Any) -> str:
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case int():
            return ERROR_NAMES.get(value, "#SPILL!")
    return f"{number_in(value):.15g}"
