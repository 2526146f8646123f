"""One quiet palette and one font; every colour also has a cue that reads without colour (bold, italic, strike)."""

from __future__ import annotations

from typing import Any

FONT = "Calibri"
INK, GREY, LINE = "#1F2933", "#5B6573", "#D9DEE4"
SLATE, STONE, MIST, WHITE = "#33475B", "#5F6D7C", "#F3F5F7", "#FFFFFF"
TEAL, SAND = "#2F6F73", "#C9B88A"
RED, RED_LIGHT = "#9B1C1C", "#FBE3E1"
AMBER, AMBER_LIGHT = "#7A4A00", "#FDEFCF"
BLUE, BLUE_LIGHT = "#1D4E89", "#E1ECF7"

SYMBOLS = {"USD": "$", "CAD": "$", "AUD": "$", "NZD": "$", "EUR": "[$€-x-euro2]", "GBP": "[$£-809]"}


class Palette:
    """Hands out the workbook's cell formats; equal wishes give one format."""

    def __init__(self, book: Any, currency: str):
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        symbol = SYMBOLS.get(currency, f'"{currency} "')
        self.number_formats = {
            "date": "d mmm yyyy", "moment": "d mmm yyyy hh:mm", "money": f"{symbol}#,##0", "count": "#,##0",
            "number": "#,##0.0", "share": "0%"}

    def __call__(self, **wish: Any) -> Any:
        """A cell format in the workbook's font; ``wish`` are XlsxWriter format properties."""
        wish = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "vcenter"} | wish
        key = tuple(sorted(wish.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wish)
        return self._made[key]

    def cell(self, kind: str, **wish: Any) -> Any:
        """The format of a data cell of a schema kind; text kinds are "@", so that Excel retypes nothing.

        Ids are small and grey: one looks for them, one does not read them.
        """
        if kind in self.number_formats:
            place = {"align": "left"} if kind in ("date", "moment") else {"align": "right", "indent": 1}
            return self(**{"num_format": self.number_formats[kind]} | place | wish)
        quiet = {"font_color": GREY, "font_size": 9} if kind == "id" else {}
        return self(**{"num_format": "@"} | quiet | wish)

    def header(self, ours: bool, kind: str = "text", apart: bool = False) -> Any:
        """The header of a column: darker where people type, lighter and in italics where LeadBook writes.

        It stands over its values: numbers on the right, all else on the left (``apart``: a little to the right).
        """
        number = kind in self.number_formats and kind not in ("date", "moment")
        place: dict[str, Any] = {"align": "right", "indent": 1} if number else {"indent": 1} if apart else {}
        return self(bold=True, italic=ours, font_color=WHITE, bg_color=STONE if ours else SLATE, valign="vcenter",
                    text_wrap=False, num_format="@", border_color=WHITE, right=1, **place)

    def paint(self, **wish: Any) -> Any:
        """A format for a conditional rule: only what it changes."""
        key = (("paint", True), *sorted(wish.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wish)
        return self._made[key]
