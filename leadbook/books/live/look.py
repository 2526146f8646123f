"""A look at a table costs three calls: where it is, has it a totals row, what it holds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from leadbook.books.live import values
from leadbook.books.live.patience import patiently
from leadbook.books.live.seen import Rows, Seen, rows_of
from leadbook.ooxml import CellError
from leadbook.schema import Table

if TYPE_CHECKING:
    import xlwings as xw
    from xlwings.main import Table as ListObject


def look(table: Table, listed: ListObject, sheet: xw.Sheet, date1904: Callable[[], bool]) -> Seen:
    """See a table as it is now."""
    area = patiently(lambda: listed.range)
    totals = bool(patiently(lambda: listed.show_totals))
    rows = rows_of(patiently(lambda: area.raw_value))
    if on_a_mac():
        rows = _with_errors(rows, rows_of(patiently(lambda: area.api.string_value.get())))
    header = ["" if name is None else str(name) for name in rows[0]]
    return Seen(table, listed, sheet, area, header, rows[1:-1] if totals else rows[1:], totals, date1904)


def on_a_mac() -> bool:
    """Whether Excel for Mac is asked."""
    return sys.platform == "darwin"


def _with_errors(rows: Rows, shown: Rows) -> Rows:
    """On a Mac errors are blanks: what the cells show says which they are."""
    codes = {code: CellError(code) for code in values.ERRORS.values()}
    if not any(text in codes for line in shown for text in line):
        return rows
    return [[codes.get(text, value) if not isinstance(value, str) else value
             for value, text in zip(line, texts, strict=True)] for line, texts in zip(rows, shown, strict=True)]
