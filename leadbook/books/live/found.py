"""The tables of an open workbook, found by their names on whatever sheet they are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from leadbook.books import naming
from leadbook.books.live.look import look
from leadbook.books.live.patience import patiently
from leadbook.books.live.seen import Seen
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import xlwings as xw
    from xlwings.main import Table as ListObject


class Found:
    """``book``: an open workbook; ``name``: what it is called in sentences. Tables are looked for once."""

    def __init__(self, book: xw.Book, name: str) -> None:
        self.book = book
        self.name = name

    def see(self, table: str) -> Seen:
        """The table as it is now. Raises NotALeadbook if it or a column of it is missing."""
        if table not in self._tables:
            naming.check(self.name, TABLES[table], dict.fromkeys(self._tables, ()))
        listed, sheet = self._tables[table]
        seen = look(TABLES[table], listed, sheet, lambda: self._date1904)
        naming.check(self.name, TABLES[table], dict.fromkeys(self._tables, ()) | {table: seen.header})
        return seen

    @cached_property
    def _tables(self) -> dict[str, tuple[ListObject, xw.Sheet]]:
        return patiently(lambda: {listed.name: (listed, sheet) for sheet in self.book.sheets
                                  for listed in sheet.tables})

    @cached_property
    def _date1904(self) -> bool:
        """Whether the workbook counts days from 1904; asked only where a day stands as a bare number."""
        native = self.book.api
        try:
            return bool(native.Date1904) if hasattr(native, "Date1904") else bool(native.date_1904.get())
        except Exception:
            return False
