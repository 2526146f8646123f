"""What the sheets for reading share: two halves of eight columns, figures in tiles, headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory import places
from leadbook.factory.palette import Palette

LEFT, RIGHT, HALF = 1, 10, 8          # first columns of the two halves, and how many columns each has
WIDTH = 10.5                          # of each: a small laptop shows both halves
LINE = {"bottom": 4, "bottom_color": colours.LINE}
UNDER = {"bottom": 1, "bottom_color": colours.SLATE}
Tile = tuple[str, str, str, str]      # label, formula, kind, what it means (a formula where it begins with "=")


def page(sheet: Any) -> None:
    """No gridlines, room between the rows, two halves of equal columns with a gap between."""
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    sheet.set_column(0, 0, 2)
    for first in (LEFT, RIGHT):
        sheet.set_column(first, first + HALF - 1, WIDTH)
    sheet.set_column(RIGHT - 1, RIGHT - 1, 3)
    sheet.set_column(RIGHT + HALF, RIGHT + HALF, 2)
    sheet.set_row(0, 34)


def title(palette: Palette) -> Any:
    """The format of a sheet's title."""
    return palette(font_size=22, bold=True, font_color=colours.SLATE)


def tiles(sheet: Any, row: int, shown: tuple[Tile, ...], palette: Palette,
          loud: Mapping[str, dict[str, Any]] | None = None, ask: str = "",
          trends: Mapping[str, tuple[int, int, int, int]] | None = None) -> None:
    """Eight figures in a row: label, number, what it means. ``loud``: label -> how its number looks above 0.

    ``ask``: a condition; where it does not hold, nothing is shown. ``trends``: label -> the numbers of the small
    chart beside it.
    """
    sheet.set_row(row + 1, 32)
    back = {} if ask else {"bg_color": colours.MIST}
    label = palette(font_color=colours.SLATE, bold=True, font_size=10, **back,
                    **({} if ask else {"top": 2, "top_color": colours.SLATE}))
    small = palette(font_color=colours.GREY, font_size=9, **back)
    for nth, (name, formula, kind, meaning) in enumerate(shown):
        column = (LEFT if nth < HALF // 2 else RIGHT) + nth % (HALF // 2) * 2
        number = palette(font_size=18, bold=not loud, align="left", shrink=True,
                         num_format=palette.number_formats[kind], **back)
        if loud and name in loud:
            sheet.conditional_format(row + 1, column, row + 1, column + 1, {
                "type": "formula", "criteria": f"=N({places.fixed(row + 1, column)})>0",
                "format": palette.paint(bg_color=colours.MIST, **loud[name])})
        for down, text, style in ((0, name, label), (1, f"={formula}", number), (2, meaning, small)):
            if down == 1 and name in (trends or {}):
                sheet.write_blank(row + 1, column + 1, None, style)
                sparklines(sheet, {(row + 1, column + 1): (trends or {})[name]})
            else:
                sheet.merge_range(row + down, column, row + down, column + 1, "", style)
            write(sheet, row + down, column, text, style, ask)
    if ask:
        for first in (LEFT, RIGHT):
            when = {"type": "formula", "criteria": f"={ask}"}
            sheet.conditional_format(row, first, row, first + HALF - 1, when | {
                "format": palette.paint(bg_color=colours.MIST, top=1, top_color=colours.SLATE)})
            sheet.conditional_format(row + 1, first, row + 2, first + HALF - 1, when | {
                "format": palette.paint(bg_color=colours.MIST)})


def heading(sheet: Any, row: int, column: int, text: str, palette: Palette, more: str = "", ask: str = "") -> None:
    """A heading over one half, underlined; ``more``: a formula whose text is put after it; ``ask``: as in ``tiles``."""
    sheet.set_row(row, 22)
    line = {} if ask else {"bottom": 2, "bottom_color": colours.SLATE}
    style = palette(bold=True, font_size=12, font_color=colours.SLATE, **line)
    for offset in range(HALF):
        sheet.write_blank(row, column + offset, None, style)
    write(sheet, row, column, f'="{text}"&{more}' if more else text, style, ask, text if more else "")
    if ask:
        sheet.conditional_format(row, column, row, column + HALF - 1, {
            "type": "formula", "criteria": f"={ask}", "format": palette.paint(**UNDER)})


def write(sheet: Any, row: int, column: int, text: str, style: Any, ask: str = "", value: str = "") -> None:
    """A text, or a formula where it begins with "="; ``ask``: as in ``tiles``."""
    if ask:
        said = text[1:] if text.startswith("=") else f'"{text}"'
        sheet.write_formula(row, column, f'=IF({ask},{said},"")', style, "")
    elif text.startswith("="):
        sheet.write_formula(row, column, text, style, value)
    else:
        sheet.write_string(row, column, text, style)


def sparklines(sheet: Any, shown: Mapping[tuple[int, int], tuple[int, int, int, int]]) -> None:
    """Small column charts, a cell each, on one scale from zero up. ``shown``: cell -> the stretch of its numbers."""
    numbers = [f"{sheet.get_name()}!{places.fixed(*place[:2])}:{places.fixed(*place[2:])}" for place in shown.values()]
    sheet.add_sparkline(*next(iter(shown)), {
        "location": [places.fixed(*cell).replace("$", "") for cell in shown], "range": numbers,
        "type": "column", "series_color": colours.TEAL, "min": 0, "max": "group", "show_hidden": True})
