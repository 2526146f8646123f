"""The owners' block of the Today sheet: a row each with what waits for them, as their own list on Owners counts it."""

from __future__ import annotations

from typing import Any

from leadbook.factory import owners_sheet, painting, places, workings
from leadbook.factory import palette as colours
from leadbook.factory.layout import LINE, heading
from leadbook.factory.palette import Palette

COLUMNS = ("Promises", "New", "Actions", "Touches", "Stale", "Open")
LATE = ("Promises", "Stale")     # red above 0
MORE = 'IF(INDEX(lb_Team,{0})<>"",": the first {1}","")'


def add(sheet: Any, row: int, column: int, palette: Palette) -> None:
    """A row an owner, in the order of ``lb_Team``; blank when there are fewer. A name leads to the owner's list."""
    heading(sheet, row, column, "By owner (a click leads to their list)", palette,
            MORE.format(workings.OWNERS + 1, workings.OWNERS))
    head = palette(font_size=9, font_color=colours.GREY, align="right")
    sheet.write_string(row + 1, column, "Owner", palette(font_size=9, font_color=colours.GREY))
    for offset, title in enumerate(COLUMNS, 2):
        sheet.write_string(row + 1, column + offset, title, head)
    name, number = palette(font_size=10), palette(font_size=10, align="right", num_format="#,##0")
    first, last = row + 2, row + 1 + workings.OWNERS
    for nth in range(workings.OWNERS):
        sheet.merge_range(first + nth, column, first + nth, column + 1, "", name)
        sheet.write_formula(first + nth, column, owners_sheet.linked(nth), name, "")
        for offset, title in enumerate(COLUMNS, 2):
            sheet.write_formula(first + nth, column + offset, f"=Owners!{owners_sheet.figure(nth, title)}", number, "")
    owner = f'${places.letter(column)}{first + 1}<>""'
    for offset in range(2 + len(COLUMNS)):
        title = COLUMNS[offset - 2] if offset > 1 else ""
        rules = [(f"N({places.letter(column + offset)}{first + 1})>0", painting.RED_INK)] if title in LATE else []
        for formula, wish in (*rules, (owner, {})):
            sheet.conditional_format(first, column + offset, last, column + offset, {
                "type": "formula", "criteria": f"={formula}", "format": palette.paint(**LINE, **wish)})
