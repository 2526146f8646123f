"""Sheets as text: what a test starts from and what it ends with, and workbooks made of them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

from leadbook.ooxml import Workbook


def value(text: str) -> Any:
    """`12` a number, `2026-01-05` a date, `yes!` true, nothing a blank, everything else text."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.datetime.fromisoformat(text)
    return True if text == "yes!" else text


def grid(text: str) -> list[list[Any]]:
    return [[value(cell) for cell in line.split("|")] for line in text.strip().splitlines()]


def make(
    path: Path,
    text: str,
    more: Callable[[Any, Any], None] | None = None,
    at: tuple[int, int] = (0, 0),
    **options: Any,
) -> Path:
    """Write the sheet `text` as the table Leads with XlsxWriter; `more(book, sheet)` adds what a test needs."""
    rows = grid(text)
    book = xlsxwriter.Workbook(str(path), options.pop("book", {}))
    book.set_properties({"created": dt.datetime(2026, 11, 23)})  # the same bytes whenever it is made
    sheet = book.add_worksheet("Leads")
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    header = [str(name) for name in rows[0]]
    formulas = options.pop("formulas", {})
    columns = [{"header": name} | ({"formula": formulas[name]} if name in formulas else {}) for name in header]
    totals = options.pop("totals", {})
    for column in columns:
        column.update(totals.get(column["header"], {}))
    top, left = at
    last = top + len(rows) - 1 + bool(totals)
    for r, row in enumerate(rows[1:], top + 1):
        for c, cell in enumerate(row, left):
            if isinstance(cell, dt.datetime):
                sheet.write_datetime(r, c, cell, date)
            elif cell is not None:
                sheet.write(r, c, cell)
    sheet.add_table(
        top, left, last, left + len(header) - 1,
        {"name": "Leads", "columns": columns, "total_row": bool(totals), **options},
    )  # fmt: skip
    if more:
        more(book, sheet)
    book.close()
    return path


def shown(path: Path, table: str = "Leads") -> list[list[Any]]:
    """The table as openpyxl reads it, header included: what `grid` gives for the sheet in the test."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        if table in sheet.tables:
            return [[cell.value for cell in row] for row in sheet[sheet.tables[table].ref]]
    raise AssertionError(f"{path.name} has no table {table}")


def calamine(path: Path, sheet: str = "Leads") -> list[list[Any]]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    return [[None if cell == "" else cell for cell in row] for row in rows]


def ours(path: Path, table: str = "Leads") -> list[list[Any]]:
    with Workbook.open(path) as book:
        found = book.tables[table]
        return [found.columns, *([row[name] for name in found.columns] for row in found.rows)]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Rewrite the zip at `path` with its parts changed in place by `change`."""
    content = parts(path)
    change(content)
    path.write_bytes(packed(content))
    return path


def packed(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return out.getvalue()


def with_sheet_data(path: Path, rows: str, sheet: str = "xl/worksheets/sheet1.xml") -> Path:
    """Put `rows` between the sheetData tags of the workbook at `path`."""

    def change(content: dict[str, bytes]) -> None:
        text = content[sheet].decode()
        content[sheet] = re.sub(
            r"<sheetData>.*</sheetData>|<sheetData/>",
            lambda _: f"<sheetData>{rows}</sheetData>",
            text,
            flags=re.S,
        ).encode()

    return repacked(path, change)


def check_sound(before: Path, after: Path, may_change: set[str]) -> None:
    """Every part parses, the members keep their order, and only `may_change` have other bytes."""
    old, new = parts(before), parts(after)
    assert [name for name in old if name in new] == list(new)
    differing = {name for name in old if old[name] != new.get(name)}
    assert differing <= may_change, differing - may_change
    for name, data in new.items():
        if name.endswith((".xml", ".rels")):
            expat.ParserCreate().Parse(data, True)
