"""The four lists of the Today sheet: who is new, whom we promised, what is planned, who goes stale."""

from __future__ import annotations

from typing import Any

from leadbook.factory import painting, places
from leadbook.factory import palette as colours
from leadbook.factory.layout import LINE, heading
from leadbook.factory.palette import Palette

NOBODY_WAITS = "Nobody waits here."
# list: title, table, (heading, column, how many of the half's eight columns it takes, kind)
SHOWN: dict[str, tuple[str, str, tuple[tuple[str, str, int, str], ...]]] = {
    "uncalled": ("Call first: new, not spoken to yet (newest on top)", "Leads", (
        ("Name", "Name", 2, "text"), ("Phone", "Phone", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Received", "Received", 2, "moment"))),
    "promises": ("Promises that have gone by", "Leads", (
        ("Name", "Name", 2, "text"), ("Phone", "Phone", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Promised for", "Promise", 2, "date"))),
    "due": ("Planned touches: overdue and due today (oldest on top)", "Plan", (
        ("Name", "Name", 2, "text"), ("How", "Channel", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Planned for", "Date", 2, "date"))),
    "stale": ("Going stale (longest first)", "Leads", (
        ("Name", "Name", 2, "text"), ("Stage", "Stage", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Contact by", "Deadline", 1, "date"), ("Alert", "Alert", 1, "text"))),
}


def add(sheet: Any, row: int, column: int, name: str, rows: dict[str, list[str]], palette: Palette) -> None:
    """A list: heading, column heads, then as many rows as ``workings`` finds; a kind word when it finds none.

    Where more wait than are shown, the heading says how many.
    """
    title, table, shown = SHOWN[name]
    (total,) = rows[f"{name} in all"]
    heading(sheet, row, column, title, palette, f'IF({total}>{len(rows[name])},": {len(rows[name])} of "&{total},"")')
    at = column
    for head, field, width, kind in shown:
        sheet.write_string(row + 1, at, head, palette(font_size=9, font_color=colours.GREY))
        number = {"date": "d mmm yyyy", "moment": "d mmm yyyy, hh:mm"}.get(kind, "General")
        style = palette(font_size=10, align="left", num_format=number)
        for nth, place in enumerate(rows[name], 2):
            cell = f"INDEX({table}[{field}],{place})" + ('&""' if kind == "text" else "")
            if field == "Name" and table == "Leads":
                cell = f'IF(INDEX(Leads[Name],{place})="",INDEX(Leads[Company],{place})&"",INDEX(Leads[Name],{place}))'
            none = f'"{NOBODY_WAITS}"' if nth == 2 and at == column else '""'
            if width > 1:
                sheet.merge_range(row + nth, at, row + nth, at + width - 1, "", style)
            sheet.write_formula(row + nth, at, f'=IF({place}="",{none},{cell})', style, "")
        at += width
    _paint(sheet, row + 2, column, len(rows[name]), name, palette)


def _paint(sheet: Any, row: int, column: int, rows: int, name: str, palette: Palette) -> None:
    """Lines under filled rows; late ones red and bold, those nearly late in italics."""
    def at(offset: int) -> str:
        return f"${places.letter(column + offset)}{row + 1}"

    wishes = {"stale": ((f'{at(7)}="Red"', painting.RED_INK), (f'{at(7)}="Amber"', painting.AMBER_INK)),
              "due": ((f"AND(ISNUMBER({at(6)}),{at(6)}<lb_Today)", painting.RED_INK),)}.get(name, ())
    for formula, wish in (*wishes, (f'{at(0)}<>""', {})):
        sheet.conditional_format(row, column, row + rows - 1, column + 7, {
            "type": "formula", "criteria": f"={formula}", "format": palette.paint(**LINE, **wish)})
