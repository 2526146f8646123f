"""The workbook's own macros that Python calls: what LeadbookFill.bas does in Excel (tests/host runs the real one)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.excel import com
from tests.excel.excel import Excel
from tests.excel.grid import Grid


def run(excel: Excel, macro: str, *args: Any) -> Any:
    """``Application.Run``: a macro of an open workbook; refused if macros are off or it is not there."""
    book, _, name = macro.rpartition("!")
    found = [one for one in excel.books if one.name == book.strip("'").replace("''", "'")]
    if not excel.macros or not found or name != "LB_Fill":
        raise com.refused(f"Cannot run the macro '{macro}'. The macro may not be available in this workbook or all "
                          "macros may be disabled.")
    sheet, column, packed = args
    try:
        for item in packed.split("|"):
            row, kind, content = item.split(";")
            fill(found[0].sheet(sheet), int(row), int(column), kind, content)
    except com.ComError as error:
        return str((error.excepinfo or ("", "", ""))[2])
    return ""


def fill(grid: Grid, row: int, column: int, kind: str, content: str) -> None:
    """One cell, if it is blank."""
    area = (row, column, 1, 1)
    if grid.values(area)[0][0] is not None or grid.texts(area)[0][0]:
        return
    match kind:
        case "n":
            grid.put(area, float(content))
        case "d":
            seconds = round(float(content) * 86400)
            grid.put(area, dt.datetime(1899, 12, 30, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds))
        case "t" | "x":
            if kind == "x":
                grid.reform(area, "@")
            grid.put(area, bytes.fromhex(content).decode("utf-16-be", "surrogatepass"))
