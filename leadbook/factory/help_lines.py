"""The lines of the Help sheet: a section's heading, and a line of three texts whose row is as high as it needs."""

from __future__ import annotations

from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette

WIDTHS = (2, 33, 22, 96)
FITS = 110                 # characters that fit into one line of the widest column


class Lines:
    """Writes line below line; ``row`` is the next free row."""

    def __init__(self, sheet: Any, palette: Palette, row: int) -> None:
        self.sheet, self.palette, self.row = sheet, palette, row

    def section(self, title: str) -> None:
        """A heading, underlined, with a free row above it."""
        self.row += 1
        self.sheet.set_row(self.row, 24)
        style = self.palette(bold=True, font_size=13, font_color=colours.SLATE, bottom=2, bottom_color=colours.SLATE)
        for column in (2, 3):
            self.sheet.write_blank(self.row, column, None, style)
        self.sheet.write_string(self.row, 1, title, style)
        self.row += 1

    def line(self, name: str, more: str, text: str, style: Any = None, link: str = "") -> None:
        """A name in bold (or in ``style``, or leading to the place ``link``), a word in grey, what it means."""
        bold, grey = self.palette(bold=True), self.palette(font_color=colours.GREY)
        if link:
            self.sheet.write_url(self.row, 1, f"internal:{link}",
                                 self.palette(font_color=colours.BLUE, underline=1), name)
        else:
            self.sheet.write_string(self.row, 1, name, style or bold)
        if more:
            self.sheet.write_string(self.row, 2, more, grey)
        self.sheet.write_string(self.row, 3, text, self.palette(text_wrap=True))
        if (lines := -(-len(text) // FITS)) > 1:
            self.sheet.set_row(self.row, 15.5 * lines + 3)
        self.row += 1
