"""Somebody else in the same workbook: edits that reach the sheet while LeadBook works, not through the engine."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from tests.excel.grid import Grid, ListObject


class Person:
    """A co-author. Rows of a table count from 0, as in ``SetCells``."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book.impl.data

    def table(self, name: str) -> tuple[Grid, ListObject]:
        """A table and its sheet."""
        return next((grid, grid.tables[name]) for grid in self.book.sheets if name in grid.tables)

    def _area(self, table: str, row: int, column: str) -> tuple[Grid, tuple[int, int, int, int]]:
        grid, listed = self.table(table)
        top, left, _, width = listed.area
        header = grid.values((top, left, 1, width))[0]
        return grid, (top + 1 + row, left + header.index(column), 1, 1)

    def sees(self, table: str, row: int, column: str) -> Any:
        """What stands in a cell."""
        grid, area = self._area(table, row, column)
        return grid.values(area)[0][0]

    def sees_formula(self, table: str, row: int, column: str) -> str:
        """What stands in a cell, as a formula."""
        grid, area = self._area(table, row, column)
        return grid.texts(area)[0][0]

    def types(self, table: str, row: int, column: str, value: Any) -> None:
        """Type into a cell."""
        grid, area = self._area(table, row, column)
        grid.put(area, value)

    def formats(self, table: str, column: str, form: str) -> None:
        """Give a whole column a number format."""
        grid, (top, left, *_) = self._area(table, 0, column)
        grid.reform((top, left, max(grid.tables[table].body[2], 1), 1), form)
        grid.column_forms[left] = form

    def adds(self, table: str, **cells: Any) -> None:
        """Type a row just under the table, which grows."""
        _, listed = self.table(table)
        row, column, rows, columns = listed.area
        listed.area = (row, column, rows + 1, columns)
        for name, value in cells.items():
            self.types(table, rows - 1, name.replace("_", " "), value)

    def inserts(self, table: str, row: int) -> None:
        """Insert a row into the table."""
        grid, listed = self.table(table)
        top, left, rows, columns = listed.area
        moved = grid.values((top + 1 + row, left, rows - 1 - row, columns))
        grid._reach(top + rows, left)
        for r, line in enumerate([(None,) * columns, *moved], top + 1 + row):
            grid.rows[r - 1][left - 1:left - 1 + columns] = line
        listed.area = (top, left, rows + 1, columns)

    def deletes(self, table: str, row: int) -> None:
        """Delete a row of the table."""
        grid, listed = self.table(table)
        top, left, rows, columns = listed.area
        moved = grid.values((top + 2 + row, left, rows - 2 - row, columns))
        for r, line in enumerate([*moved, (None,) * columns], top + 1 + row):
            grid.rows[r - 1][left - 1:left - 1 + columns] = line
        listed.area = (top, left, rows - 1, columns)

    def adds_a_column(self, table: str, name: str, before: int | None = None) -> None:
        """Insert a column of one's own into the table, at position ``before`` (None: at its end)."""
        grid, listed = self.table(table)
        top, left, rows, columns = listed.area
        at = left + (columns if before is None else before)
        for line in grid.rows:
            line.insert(at - 1, None)
        grid.width += 1
        grid.forms = {(r, c + (c >= at)): form for (r, c), form in grid.forms.items()}
        grid.column_forms = {c + (c >= at): form for c, form in grid.column_forms.items()}
        grid.formulas = {(r, c + (c >= at)): text for (r, c), text in grid.formulas.items()}
        grid.rows[top - 1][at - 1] = name
        listed.area = (top, left, rows, columns + 1)

    def shows_totals(self, table: str) -> None:
        """Switch the totals row on."""
        grid, listed = self.table(table)
        top, left, rows, columns = listed.area
        listed.area, listed.totals = (top, left, rows + 1, columns), True
        grid.put((top + rows, left, 1, 1), "Total")
