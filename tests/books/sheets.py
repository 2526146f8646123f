"""A LeadBook workbook from rows as dicts, made by XlsxWriter; what the rows hold stands in the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from leadbook.ooxml import CellError
from leadbook.schema import TABLES

Content = Mapping[str, Sequence[Mapping[str, Any]]]


def workbook(path: Path, content: Content, *, names: Mapping[str, Sequence[str]] | None = None,
             date1904: bool = False) -> Path:
    """Write the tables of the schema with ``content``. ``names``: other column names, or [] for no such table."""
    names = names or {}
    with xlsxwriter.Workbook(path, {"date_1904": date1904}) as book:
        formats = {"moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
                   "date": book.add_format({"num_format": "yyyy-mm-dd"})}
        for table in TABLES.values():
            columns = names.get(table.name, table.names)
            if not columns:
                continue
            kinds = {c.name: c.kind for c in table.columns}
            sheet = book.add_worksheet(table.sheet)
            rows = list(content.get(table.name, ()))
            sheet.add_table(0, 0, max(len(rows), 1), len(columns) - 1,
                            {"name": table.name, "columns": [{"header": column} for column in columns]})
            for y, row in enumerate(rows, 1):
                for x, column in enumerate(columns):
                    _write(sheet, y, x, row.get(column), formats.get(kinds.get(column, "")))
    return path


def _write(sheet: Any, y: int, x: int, value: Any, form: Any) -> None:
    match value:
        case None:
            if form:
                sheet.write_blank(y, x, None, form)
        case str():
            sheet.write_string(y, x, value, form)
        case bool():
            sheet.write_boolean(y, x, value, form)
        case dt.datetime() | dt.date():
            sheet.write_datetime(y, x, value, form)
        case CellError():
            sheet.write_formula(y, x, "=NA()", form, value.code)
        case _:
            sheet.write_number(y, x, value, form)
