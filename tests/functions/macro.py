"""What the macros LB_Answer and LB_Table hand to xlwings, read from a workbook of the test Excel: Value2 of columns."""

from __future__ import annotations

from typing import Any

import xlwings as xw

from leadbook.functions import needs
from tests.excel.functions import call
from tests.excel.typed_in import number_in


def asked(udfs: Any, book: xw.Book, name: str, *given: Any) -> Any:
    """What CallUDF hands back for ``=NAME(given)``: rows of cells."""
    plain = [value2(arg) if isinstance(arg, xw.Range) else arg for arg in given]
    if name in needs.PAST:
        plain += [""] * (4 - len(plain))
    tables = [table(book, one, columns) for one, columns in needs.handed(name, past=any(plain[3:])).items()]
    return call(udfs, "leadbook.functions", name, *plain, *tables, caller=book.sheets[0].range("AZ1"))


def table(book: xw.Book, name: str, columns: tuple[str, ...]) -> tuple[Any, ...]:
    """LB_Table."""
    grid, listed = next(((sheet.impl.grid, found) for sheet in book.sheets
                         for found in sheet.impl.grid.tables.values() if found.name == name), (None, None))
    if grid is None or listed is None:
        return (book.impl.data.date1904,)
    row, left, rows, width = listed.area
    headings = list(grid.values((row, left, 1, width))[0])
    packed: list[Any] = [book.impl.data.date1904]
    for column in columns:
        if column in headings:
            block = None if listed.waiting else grid.values((row + 1, left + headings.index(column), rows - 1, 1))
            packed += [column, None if block is None else _value2(block)]
    return tuple(packed)


def value2(cells: xw.Range) -> Any:
    """A range's Value2: numbers for days and money, a single value for a single cell."""
    return _value2(cells.impl.grid.values(cells.impl.area))


def _value2(block: Any) -> Any:
    plain = tuple(tuple(v if (number := number_in(v)) is None else number for v in row) for row in block)
    return plain[0][0] if len(plain) == len(plain[0]) == 1 else plain
