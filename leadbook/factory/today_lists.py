"""The lists of the sheets Today and Owners: whom we promised, who is new, what is due, who goes stale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.factory import layout, painting, places, positions
from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette

NOBODY_WAITS = "Nobody waits here."
Shown = tuple[str, str, int, str]     # heading, column, how many of the half's eight columns it takes, kind
WHO: Shown = ("Name", "Name", 2, "text")
PHONE: Shown = ("Phone", "Phone", 2, "text")
ABOUT = {  # list: title; what stands after the name; "?" = the owner on Today, something else on an owner's own list
    "promises": ("Promises to keep: gone by and due today", (PHONE, ("?", "Next Action", 2, "text"),
                                                             ("Promised for", "Promise", 2, "date"))),
    "uncalled": ("Call first: new, not spoken to yet (newest on top)", (
        PHONE, ("?", "Source", 2, "text"), ("Received", "Received", 2, "moment"))),
    "actions": ("Next actions: overdue and due today (oldest on top)", (
        ("Next action", "Next Action", 3, "text"), ("?", "Phone", 2, "text"), ("Day", "Next Date", 1, "date"))),
    "due": ("Planned touches: overdue and due today (oldest on top)", (
        ("How", "Channel", 1, "text"), PHONE, ("?", "Email", 2, "text"), ("Day", "Date", 1, "date"))),
    "stale": ("Going stale (longest first)", (
        PHONE, ("?", "Stage", 2, "text"), ("Contact by", "Deadline", 1, "date"), ("Alert", "Alert", 1, "text"))),
}


@dataclass(frozen=True)
class Place:
    """Where a list stands: its heading's cell, how many rows it shows, the hidden column for positions (and the next).

    ``owner``: the cell that holds the owner whose list it is, "" = everybody's; ``ask``: as in ``layout.tiles``.
    """

    row: int
    column: int
    rows: int
    hidden: int
    owner: str = ""
    ask: str = ""


def add(sheet: Any, name: str, at: Place, palette: Palette) -> int:
    """A list: heading, column heads, its rows, a kind word when there are none; the first row below and a free one.

    Where more wait than are shown, the heading says how many. A name leads to its row when it is clicked.
    """
    title, columns = ABOUT[name]
    table, first = positions.LISTINGS[name].table, at.row + 2
    grey = palette(font_color=colours.GREY, font_size=9)
    positions.write(sheet, first, at.hidden, at.rows, name, grey, at.owner, at.ask)
    total = places.fixed(at.row, at.hidden)
    layout.write(sheet, at.row, at.hidden, f"={positions.count(name, at.owner)}", grey, at.ask)
    layout.heading(sheet, at.row, at.column, title, palette,
                   f'IF(N({total})>{at.rows},": {at.rows} of "&{total},"")', at.ask)
    if table == "Plan":
        for row in range(first, first + at.rows):
            sheet.write_formula(row, at.hidden + 1, _lead_of(places.fixed(row, at.hidden)), grey, "")
    column = at.column
    for head, field, width, kind in (WHO, *columns):
        if head == "?":
            head, field = (field, field) if at.owner else ("Owner", "Owner")
        layout.write(sheet, at.row + 1, column, head, grey, at.ask)
        _column(sheet, at, (column, width), (table, field, kind), palette)
        column += width
    _paint(sheet, first, at, name, palette)
    return first + at.rows + 1


def _column(sheet: Any, at: Place, place: tuple[int, int], what: tuple[str, str, str], palette: Palette) -> None:
    (column, width), (table, field, kind) = place, what
    number = {"date": "d mmm yyyy", "moment": "d mmm yyyy, hh:mm"}.get(kind, "General")
    style = palette(font_size=10, align="left", num_format=number, shrink=True)
    for row in range(at.row + 2, at.row + 2 + at.rows):
        position = places.fixed(row, at.hidden)
        if width > 1:
            sheet.merge_range(row, column, row, column + width - 1, "", style)
        none = f'"{NOBODY_WAITS}"' if row == at.row + 2 and column == at.column else '""'
        none = f'IF({at.ask},{none},"")' if at.ask and none != '""' else none
        sheet.write_formula(row, column, f'=IF({position}="",{none},{_cell(table, field, kind, row, at)})', style, "")


def _cell(table: str, field: str, kind: str, row: int, at: Place) -> str:
    """The formula of one cell; a planned touch's phone and e-mail are those of its lead."""
    position = places.fixed(row, at.hidden)
    if table == "Plan" and field in ("Phone", "Email"):
        return f'IFERROR(INDEX(Leads[{field}],{places.fixed(row, at.hidden + 1)})&"","")'
    if field != "Name":
        return f"INDEX({table}[{field}],{position})" + ('&""' if kind == "text" else "")
    name = f'INDEX({table}[Name],{position})&""'
    if table == "Leads":
        name = f'IF(INDEX(Leads[Name],{position})="",INDEX(Leads[Company],{position}),INDEX(Leads[Name],{position}))&""'
    return f'HYPERLINK("#{table}!B"&{position}+1,{name})'


def _lead_of(position: str) -> str:
    """The position in Leads of a planned touch's lead; of two rows with one id the first."""
    return f'=IF({position}="","",IFERROR(MATCH(INDEX(Plan[Lead ID],{position}),Leads[Lead ID],0),""))'


def _paint(sheet: Any, first: int, at: Place, name: str, palette: Palette) -> None:
    """Lines under filled rows; a late one's name and day red and bold, those nearly late in italics.

    Stretches that do not overlap, each with all its rules: LibreOffice keeps to one rule a cell.
    """
    end = at.column + layout.HALF - 1
    day = end + 1 - (2 if name == "stale" else ABOUT[name][1][-1][2])

    def cell(column: int) -> str:
        return f"${places.letter(column)}{first + 1}"

    late = ((f"AND(ISNUMBER({cell(day)}),{cell(day)}<lb_Today)", painting.RED_INK),)
    wishes = {"stale": ((f'{cell(end)}="Red"', painting.RED_INK), (f'{cell(end)}="Amber"', painting.AMBER_INK)),
              "uncalled": ()}.get(name, late)
    line: tuple[tuple[str, dict[str, Any]], ...] = ((f'{cell(at.column)}<>""', {}),)
    for begin, finish, rules in ((at.column, at.column + 1, (*wishes, *line)), (at.column + 2, day - 1, line),
                                 (day, end, (*wishes, *line))):
        for formula, wish in rules:
            sheet.conditional_format(first, begin, first + at.rows - 1, finish, {
                "type": "formula", "criteria": f"={formula}", "format": palette.paint(**layout.LINE, **wish)})
