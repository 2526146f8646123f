"""Workbook files into the test Excel and back, over openpyxl."""

from __future__ import annotations

import datetime as dt
import functools
import io
import warnings
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils.cell import column_index_from_string, range_boundaries

from tests.excel.com import ERRORS, SPILL, ComTime, serial_of
from tests.excel.excel import BookData
from tests.excel.grid import Grid, ListObject, cells_of
from tests.excel.typed_in import GENERAL, number_in, shown

if TYPE_CHECKING:
    import pandas as pd

FORMS = {"date": "d mmm yyyy", "moment": "d mmm yyyy hh:mm", "money": "$#,##0", "count": "#,##0",
         "number": "#,##0.0", "share": "0%"}


def opened(path: Path) -> BookData:
    """What Excel holds after opening ``path``: formulas show the values they were saved with."""
    content = path.read_bytes()
    book = _parsed(content)
    return replace(book, name=path.name, path=path, content=content, names=dict(book.names),
                   sheets=[grid.copy() for grid in book.sheets])


@functools.lru_cache(maxsize=8)
def _parsed(content: bytes) -> BookData:
    """Read once, however many tests open the same file."""
    with warnings.catch_warnings():  # of what openpyxl does not know and leaves out
        warnings.simplefilter("ignore")
        return _read(content)


def _read(content: bytes) -> BookData:
    source = openpyxl.load_workbook(io.BytesIO(content))
    book = BookData("", date1904=source.epoch.year == 1904,
                    active=source.worksheets.index(source.active) if source.active in source.worksheets else 0)
    book.sheets = [_grid(sheet) for sheet in source.worksheets]
    book.names = {name: f"={defined.attr_text}" for name, defined in source.defined_names.items()}
    if any(grid.formulas for grid in book.sheets):
        results = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
        for grid in book.sheets:
            _with_results(grid, results[grid.name])
    return book


def _grid(sheet: Any) -> Grid:
    grid = Grid(sheet.title)
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letter)
        for column in range(first, min(dimension.max or first, first + 100) + 1):
            grid.column_forms[column] = dimension.number_format
    for row in sheet.iter_rows():
        for cell in row:
            if not cell.has_style and cell.value is None:
                continue
            if cell.number_format != grid.column_forms.get(cell.column, GENERAL):
                grid.forms[cell.row, cell.column] = cell.number_format
            if cell.value is None:
                continue
            grid._reach(cell.row, cell.column)
            if cell.data_type == "f":
                grid.formulas[cell.row, cell.column] = getattr(cell.value, "text", None) or str(cell.value)
            else:
                _hold(grid, cell)
    for name, table in dict.items(sheet.tables):
        left, top, right, bottom = range_boundaries(table.ref)
        grid.tables[name] = ListObject(name, (top, left, bottom - top + 1, right - left + 1),
                                       bool(table.totalsRowCount), bool(table.insertRow))
    return grid


def _with_results(grid: Grid, sheet: Any) -> None:
    """The values that formulas had when the file was saved."""
    for row in sheet.iter_rows() if grid.formulas else ():
        for cell in row:
            if cell.value is not None and (cell.row, cell.column) in grid.formulas:
                _hold(grid, cell)


def _hold(grid: Grid, cell: Any) -> None:
    grid.rows[cell.row - 1][cell.column - 1] = (
        ERRORS.get(cell.value, SPILL) if cell.data_type == "e" else _stored(cell.value, cell.number_format))


def _stored(value: Any, form: str) -> Any:
    """A value of openpyxl's as the grid holds it."""
    match value:
        case bool() | str() | None:
            return value
        case dt.datetime():
            return shown(serial_of(value), form)
        case dt.date():
            return shown(serial_of(dt.datetime.combine(value, dt.time())), form)
        case dt.time():
            return shown((value.hour * 3600 + value.minute * 60 + value.second) / 86400, form)
        case dt.timedelta():
            return shown(value / dt.timedelta(days=1), form)
    return shown(float(value), form)


def saved(book: BookData, path: Path | None) -> None:
    """Write what was changed since the book was opened back to its file, or to ``path``."""
    if not book.content:
        raise AssertionError(f"{book.name} was made of frames: it has no file")
    book.path = path or book.path
    assert book.path is not None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = openpyxl.load_workbook(io.BytesIO(book.content), keep_vba=book.path.suffix == ".xlsm")
    for grid in book.sheets:
        sheet = source[grid.name]
        for row, column in {cell for area in grid.changed for cell in cells_of(area)}:
            value = grid.rows[row - 1][column - 1]
            cell = sheet.cell(row, column)
            cell.number_format = grid.form(row, column)
            number = number_in(value)
            days = 1462 if book.date1904 and isinstance(value, ComTime) else 0
            cell.value = grid.formulas.get((row, column), value if number is None else number - days)
            if isinstance(value, str) and (row, column) not in grid.formulas:
                cell.data_type = "s"
        for name, table in grid.tables.items():
            top, left, rows, columns = table.area
            first, last = sheet.cell(top, left).coordinate, sheet.cell(top + rows - 1, left + columns - 1).coordinate
            sheet.tables[name].ref = f"{first}:{last}"
            if sheet.tables[name].autoFilter:
                sheet.tables[name].autoFilter.ref = f"{first}:{last}"
    source.save(book.path)


def from_frames(content: Mapping[str, pd.DataFrame], name: str = "Leads.xlsm") -> BookData:
    """A book with every table of the schema, filled from typed frames, formatted as the factory does; no file."""
    from leadbook import frames
    from leadbook.schema import TABLES

    book = BookData(name)
    for table in TABLES.values():
        frame = content.get(table.name)
        rows = 0 if frame is None else len(frame)
        grid = Grid(table.sheet)
        grid._reach(1 + max(rows, 1), len(table.columns))
        grid.rows[0][:] = table.names
        for position, column in enumerate(table.columns):
            form = grid.column_forms[position + 1] = FORMS.get(column.kind, "@")
            for row, value in enumerate(frames.cells(column, frame[column.name], False) if rows else (), 1):
                grid.rows[row][position] = _stored(value, form)
        grid.tables[table.name] = ListObject(table.name, (1, 1, 1 + max(rows, 1), len(table.columns)))
        book.sheets.append(grid)
    return book
