"""What the Today and the Funnel sheet share: two halves of eight columns, figures in tiles, headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette

LEFT, RIGHT, HALF = 1, 10, 8          # first columns of the two halves, and how many columns each has
LINE = {"bottom": 4, "bottom_color": colours.LINE}
Tile = tuple[str, str, str, str]      # label, formula, kind, what it means


def page(sheet: Any, width: int) -> None:
    """No gridlines, room between the rows, two halves of equal columns with a gap between."""
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    sheet.set_column(0, 0, 2)
    for first in (LEFT, RIGHT):
        sheet.set_column(first, first + HALF - 1, width)
    sheet.set_column(RIGHT - 1, RIGHT - 1, 3)
    sheet.set_column(RIGHT + HALF, RIGHT + HALF, 2)
    sheet.set_row(0, 34)


def title(palette: Palette) -> Any:
    """The format of a sheet's title."""
    return palette(font_size=22, bold=True, font_color=colours.SLATE)


def tiles(sheet: Any, row: int, shown: tuple[Tile, ...], palette: Palette,
          loud: Mapping[str, dict[str, Any]] | None = None) -> None:
    """Eight figures in a row: label, number, what it means. ``loud``: label -> how its number looks above 0."""
    sheet.set_row(row + 1, 32)
    back = colours.MIST
    label = palette(bg_color=back, font_color=colours.SLATE, bold=True, font_size=10, top=2, top_color=colours.SLATE)
    small = palette(bg_color=back, font_color=colours.GREY, font_size=9)
    for nth, (name, formula, kind, meaning) in enumerate(shown):
        column = (LEFT if nth < HALF // 2 else RIGHT) + nth % (HALF // 2) * 2
        number = palette(bg_color=back, font_size=18, bold=not loud, align="left",
                         num_format=palette.number_formats[kind])
        sheet.merge_range(row, column, row, column + 1, name, label)
        sheet.merge_range(row + 1, column, row + 1, column + 1, "", number)
        sheet.write_formula(row + 1, column, f"={formula}", number, 0)
        sheet.merge_range(row + 2, column, row + 2, column + 1, meaning, small)
        if loud and name in loud:
            sheet.conditional_format(row + 1, column, row + 1, column + 1, {
                "type": "cell", "criteria": ">", "value": 0, "format": palette.paint(**loud[name])})


def heading(sheet: Any, row: int, column: int, text: str, palette: Palette, more: str = "") -> None:
    """A heading over one half, underlined; ``more``: a formula whose text is put after it."""
    sheet.set_row(row, 22)
    style = palette(bold=True, font_size=12, font_color=colours.SLATE, bottom=2, bottom_color=colours.SLATE)
    for offset in range(HALF):
        sheet.write_blank(row, column + offset, None, style)
    if more:
        sheet.write_formula(row, column, f'="{text}"&{more}', style, text)
    else:
        sheet.write_string(row, column, text, style)
