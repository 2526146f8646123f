"""One Excel table on a sheet of its own: header in row 1, typed cells below, nothing under the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.factory import palette as colours
from leadbook.factory import places
from leadbook.factory.palette import Palette
from leadbook.schema import FUNNELS, Column, Table

if TYPE_CHECKING:
    import pandas as pd

FROZEN = {"Leads": 2, "Plan": 4, "Touches": 4, "Certificate": 4, "Account": 3, "Conflicts": 5}
FOLDED = {"Plan": ("Plan ID",), "Touches": ("Touch ID", "Plan ID"),
          "Conflicts": ("Row ID",)}     # ids nobody reads; a + above brings them back
ROW_HEIGHT, HEADER_HEIGHT = 18, 26
TWO_LINES = {"Leads": 31, "Conflicts": 31}      # rows that hold reasons, or values to be compared
WRAPPED = {"Leads": ("Name", "Company", "Check", "Stale", "Next Action", "Address", "How Met", "Need", "Lost Reason",
                     "Notes"), "Settings": ("Value", "Help"),
           "Conflicts": ("Lead", "Ours", "Theirs", "Ours By", "Theirs By", "Choice")}
BESIDE = {"Lists": "To add or change a word, an owner, a source: sheet Settings. It is here after the next refresh."}
A_LINE = 80                         # characters of Help and Value that fit into one line of Settings


def add(sheet: Any, table: Table, frame: pd.DataFrame, palette: Palette) -> None:
    """Write ``frame`` as ``table`` below its ``top`` rows; an empty one gets a single blank row, as Excel demands.

    Widths, number formats and the text format stand on whole columns, so rows that are added later have them too.
    """
    sheet.set_default_row(TWO_LINES.get(table.name, ROW_HEIGHT))
    sheet.set_row(table.top, HEADER_HEIGHT)
    sheet.freeze_panes(table.top + 1, FROZEN.get(table.name, 1))
    _columns(sheet, table, palette)
    text = [c.name for c in table.columns if c.is_text]
    sheet.ignore_errors({"number_stored_as_text": places.whole(table, *text)})
    rows = max(len(frame), 1)
    sheet.add_table(table.top, 0, table.top + rows, len(table.columns) - 1, {
        "name": table.name, "style": "Table Style Light 1", "title": table.sheet, "description": table.help,
        "columns": [{"header": c.name, "header_format": palette.header(c.owner == "leadbook", c.kind, _apart(table, c))}
                    for c in table.columns]})
    for position, column in enumerate(table.columns):
        values = frames.cells(column, frame[column.name], date1904=False)
        _fill(sheet, table.top + 1, position, column.is_text, values)
        if len(frame) <= 1000:
            empties = frames.blank(column, frame[column.name]) if len(frame) else [True]
            for row, empty in enumerate(empties, table.top + 1):
                if empty:
                    sheet.write_blank(row, position, None, _format(table, column, palette))
    if table.name in BESIDE:
        sheet.write_string(0, len(table.columns) + 1, BESIDE[table.name], palette(font_color=colours.GREY))
    if table.name == "Settings":
        for row, texts in enumerate(zip(frame["Value"], frame["Help"], strict=True), 1):
            if (lines := -(-max(map(len, texts)) // A_LINE)) > 1:
                sheet.set_row(row, 15 * lines + 3)


def _columns(sheet: Any, table: Table, palette: Palette) -> None:
    """Width and format of each column; the cursor waits in the first one that people fill."""
    folded = FOLDED.get(table.name, ())
    for position, column in enumerate(table.columns):
        before = position > 0 and table.columns[position - 1].name in folded
        options = {"level": 1, "hidden": True} if column.name in folded else {"collapsed": True} if before else {}
        sheet.set_column(position, position, max(column.width + (column.kind == "id"), len(column.name) + 4),
                         _format(table, column, palette), options)
    if table.columns[-1].name in folded:
        sheet.set_column(len(table.columns), len(table.columns), None, None, {"collapsed": True})
    people = [position for position, column in enumerate(table.columns) if column.owner == "people"]
    first = people[0] if people else 0
    sheet.set_selection(table.top + 1, first, table.top + 1, first)


def _format(table: Table, column: Column, palette: Palette) -> Any:
    """The format of a column's cells; long texts wrap where the row has room for it, counts of nothing are a dash."""
    wish: dict[str, Any] = {"text_wrap": True} if column.name in WRAPPED.get(table.name, ()) else {}
    if table in FUNNELS and column.kind in ("count", "money") and column.name != "Age Days":
        number = palette.number_formats[column.kind]
        wish["num_format"] = f'{number};-{number};"\u2013"'
    if _apart(table, column):
        wish["indent"] = 1
    return palette.cell(column.kind, **wish)


def _apart(table: Table, column: Column) -> bool:
    """Whether a text stands right of a number, which would touch it."""
    position = table.names.index(column.name)
    return column.is_text and position > 0 and table.columns[position - 1].kind in ("money", "count", "number", "share")


def _fill(sheet: Any, first: int, position: int, text: bool, values: list[Any]) -> None:
    write = sheet.write_string if text else sheet.write_number
    for row, value in enumerate(values, first):
        if value is not None:
            write(row, position, value)
