"""Small workbooks in the test Excel, from rows as dicts; what the rows hold stands in the test."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from leadbook import frames
from leadbook.books.changes import SetCells
from leadbook.books.live import LiveBook
from leadbook.schema import TABLES
from tests.books.contract import cells
from tests.books.sheets import Content
from tests.excel.excel import Excel
from tests.excel.fixtures import open_book
from tests.excel.person import Person


class Open:
    """A workbook open in Excel: LeadBook's view of it, a co-author, and Excel itself."""

    def __init__(self, excel: Excel, content: Content) -> None:
        self.excel = excel
        self.xw: xw.Book = open_book({name: frames.of(TABLES[name], rows) for name, rows in content.items()})
        self.live = LiveBook(self.xw)
        self.person = Person(self.xw)

    def change(self, table: str, column: str, new: dict[int, Any]) -> SetCells:
        """A change against the workbook as LeadBook sees it now; then only the calls from here on count."""
        made = cells(self.live, table, column, new)
        self.excel.calls.clear()
        return made

    def column(self, table: str, column: str) -> list[Any]:
        """A column as it is now, by a fresh look."""
        return LiveBook(self.xw).read(table)[column].tolist()

    @property
    def everything(self) -> list[Any]:
        """Every cell, formula, number format and table size of the workbook."""
        forms = {grid.name: {(r, c): form for (r, c), form in grid.forms.items() if form != grid.column_forms.get(c)}
                 for grid in self.person.book.sheets}
        return [(grid.name, [line[:] for line in grid.rows if any(v is not None for v in line)], dict(grid.formulas),
                 forms[grid.name], {name: table.area for name, table in grid.tables.items()})
                for grid in self.person.book.sheets]
