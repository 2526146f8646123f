"""One Excel table on a sheet of its own: header in row 1, typed cells below, nothing under the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.factory import places
from leadbook.factory.palette import Palette
from leadbook.schema import Column, Table

if TYPE_CHECKING:
    import pandas as pd

FROZEN = {"Leads": 2, "Plan": 2, "Touches": 2}
ROW_HEIGHT, HEADER_HEIGHT = 18, 26
TWO_LINES = 31                      # rows of Leads: the reasons in Check and Stale need two lines
WRAPPED = {"Leads": ("Name", "Company", "Check", "Stale", "Next Action", "Address", "How Met", "Need", "Lost Reason",
                     "Notes"), "Settings": ("Value", "Help")}
A_LINE = 80                         # characters of Help and Value that fit into one line of Settings


def add(sheet: Any, table: Table, frame: pd.DataFrame, palette: Palette) -> None:
    """Write ``frame`` as ``table``; an empty one gets a single blank row, as Excel demands.

    Widths, number formats and the text format stand on whole columns, so rows that are added later have them too.
    """
    sheet.set_default_row(TWO_LINES if table.name == "Leads" else ROW_HEIGHT)
    sheet.set_row(0, HEADER_HEIGHT)
    sheet.freeze_panes(1, FROZEN.get(table.name, 1))
    for position, column in enumerate(table.columns):
        sheet.set_column(position, position, max(column.width + (column.kind == "id"), len(column.name) + 4),
                         _format(table, column, palette))
    text = [c.name for c in table.columns if c.is_text]
    sheet.ignore_errors({"number_stored_as_text": places.whole(table, *text)})
    rows = max(len(frame), 1)
    sheet.add_table(0, 0, rows, len(table.columns) - 1, {
        "name": table.name, "style": "Table Style Light 1",
        "columns": [{"header": c.name, "header_format": palette.header(c.owner == "leadbook", c.kind)}
                    for c in table.columns]})
    for position, column in enumerate(table.columns):
        _fill(sheet, position, column.is_text, frames.cells(column, frame[column.name], date1904=False))
        if len(frame) <= 1000:
            for row, empty in enumerate(frames.blank(column, frame[column.name]) if len(frame) else [True], 1):
                if empty:
                    sheet.write_blank(row, position, None, _format(table, column, palette))
    if table.name == "Settings":
        for row, texts in enumerate(zip(frame["Value"], frame["Help"], strict=True), 1):
            if (lines := -(-max(map(len, texts)) // A_LINE)) > 1:
                sheet.set_row(row, 15 * lines + 3)


def _format(table: Table, column: Column, palette: Palette) -> Any:
    """The format of a column's cells; long texts wrap where the row has room for it."""
    wrap = {"text_wrap": True} if column.name in WRAPPED.get(table.name, ()) else {}
    return palette.cell(column.kind, **wrap)


def _fill(sheet: Any, position: int, text: bool, values: list[Any]) -> None:
    write = sheet.write_string if text else sheet.write_number
    for row, value in enumerate(values, 1):
        if value is not None:
            write(row, position, value)
