"""The Owners sheet: a block an owner, with what is due, overdue, new, promised and going stale, row by row.

A filter cell would be one cell for everybody who has the workbook open, so each owner has a place of their own.
The blocks are those of ``lb_Team``: the owners of Lists, others that Leads names, last the leads that nobody owns.
"""

from __future__ import annotations

from typing import Any

from leadbook.factory import layout, painting, places, positions, today_lists, workings
from leadbook.factory import palette as colours
from leadbook.factory.layout import LEFT, RIGHT
from leadbook.factory.palette import Palette
from leadbook.factory.today_lists import Place

TOP, BLOCK = 6, 34                    # the first block's row, and how many rows from one to the next
HIDDEN = 20                           # column U: whose rows are looked for; the positions stand right of it
LISTS = {LEFT: (("promises", 4), ("uncalled", 6), ("actions", 8)), RIGHT: (("due", 14), ("stale", 7))}
PLANNED = 'Plan[Owner],{0},Plan[Status],"Planned",Plan[Date]'
LOGGED = 'COUNTIFS(Touches[By],{0},Touches[When],">="&lb_WeekStart)'
TILES = (  # label, heading on Today, formula, what it means; {0} = the cell that holds the owner
    ("Promises to keep", "Promises", positions.count("promises", "{0}"), "gone by, or due today"),
    ("New, not spoken to", "New", 'COUNTIFS(Leads[Owner],{0},Leads[Stage],lb_FirstStage,Leads[First Contact],"")',
     "call these first"),
    ("Next actions", "Actions", positions.count("actions", "{0}"), "overdue, or due today"),
    ("Touches", "Touches", positions.count("due", "{0}"),
     f'=COUNTIFS({PLANNED},"<"&lb_Today)&" overdue, the rest today"'),
    ("Stale (red)", "Stale", 'COUNTIFS(Leads[Owner],{0},Leads[Alert],"Red")',
     '=COUNTIFS(Leads[Owner],{0},Leads[Alert],"Amber")&" more are amber"'),
    ("Incomplete", "", 'COUNTIFS(Leads[Owner],{0},Leads[Check],"Incomplete*")', "see column Check"),
    ("Still planned", "", f'COUNTIFS({PLANNED},">="&lb_Today,Plan[Date],"<"&lb_NextMonth)',
     f'="this month; "&{LOGGED}&" logged this week"'),
    ("Open leads", "Open", "SUMPRODUCT(COUNTIFS(Leads[Owner],{0},Leads[Stage],lb_OpenStages))", "in the pipeline"),
)
LOUD = {"Promises to keep": painting.RED_INK, "Stale (red)": painting.RED_INK, "New, not spoken to": painting.RED_INK,
        "Touches": painting.TODAY, "Next actions": painting.TODAY, "Incomplete": painting.TODAY}
MEANING = ("Each owner's own list, in the order of the day. The whole team's is on the sheet Today. "
           "A click on a name leads to its row.")
NONE_YET = "No lead has an owner yet: choose one in the column Owner of Leads, and their list stands here."
MORE = (f'"Here are the first {workings.OWNERS} owners. The others: leadbook today FILE --owner NAME, or the function '
        '=DUE_TODAY(NAME)."')


def linked(nth: int) -> str:
    """The formula of a cell with the name of the ``nth`` owner (0 = first), which leads to their block; "" = nobody."""
    owner = f"INDEX(lb_Team,{nth + 1})"
    return f'=IF({owner}="","",HYPERLINK("#Owners!{places.letter(LEFT)}{TOP + nth * BLOCK + 1}",{owner}))'


def figure(nth: int, title: str) -> str:
    """The cell on Owners with the ``nth`` owner's figure that Today shows under ``title``."""
    place = [tile[1] for tile in TILES].index(title)
    column = (LEFT if place < 4 else RIGHT) + place % 4 * 2
    return f"{places.letter(column)}{TOP + nth * BLOCK + 3}"


def add(book: Any, sheet: Any, palette: Palette) -> None:
    """Fill the sheet: a title, a link to each owner, the blocks."""
    layout.page(sheet)
    sheet.write_string(0, LEFT, "Owners", layout.title(palette))
    first, spare = "INDEX(lb_Team,1)", f"INDEX(lb_Team,{workings.OWNERS + 1})"
    sheet.write_formula(1, LEFT, f'=IF({first}="","{NONE_YET}",IF({spare}<>"",{MORE},"{MEANING}"))',
                        palette(font_color=colours.GREY), "")
    blue = palette(font_color=colours.BLUE, underline=1, font_size=10)
    for nth in range(workings.OWNERS):
        column = (LEFT if nth % 8 < 4 else RIGHT) + nth % 4 * 2
        sheet.merge_range(3 + nth // 8, column, 3 + nth // 8, column + 1, "", blue)
        sheet.write_formula(3 + nth // 8, column, linked(nth), blue, "")
    sheet.freeze_panes(TOP - 1, 0)
    for nth in range(workings.OWNERS):
        _block(sheet, TOP + nth * BLOCK, nth, palette)
    sheet.set_column(HIDDEN, HIDDEN + 4, 12, None, {"hidden": True})
    _printed(book, sheet)


def _block(sheet: Any, row: int, nth: int, palette: Palette) -> None:
    grey = palette(font_size=9, font_color=colours.GREY)
    owner, ask = places.fixed(row, HIDDEN), f'INDEX(lb_Team,{nth + 1})<>""'
    name = f"INDEX(lb_Team,{nth + 1})"
    sheet.write_formula(row, HIDDEN, f'=IF({name}="{workings.UNOWNED}","",{name})', grey, "")
    sheet.set_row(row, 28)
    layout.write(sheet, row, LEFT, f"={name}", palette(font_size=18, bold=True, font_color=colours.SLATE), ask)
    sheet.merge_range(row, RIGHT + 6, row, RIGHT + 7, "", palette())
    layout.write(sheet, row, RIGHT + 6, '=HYPERLINK("#Today!B1","The whole team")',
                 palette(font_color=colours.BLUE, underline=1, font_size=10, align="right"), ask)
    layout.tiles(sheet, row + 1, tuple((label, formula.replace("{0}", owner), "count", meaning.replace("{0}", owner))
                                       for label, _, formula, meaning in TILES), palette, LOUD, ask)
    for column, lists in LISTS.items():
        below = row + 5
        for which, rows in lists:
            hidden = HIDDEN + (1 if column == LEFT else 2)
            below = today_lists.add(sheet, which, Place(below, column, rows, hidden, owner, ask), palette)


def _printed(book: Any, sheet: Any) -> None:
    """A page an owner; the pages of owners that there are not are left out."""
    sheet.set_h_pagebreaks([TOP + nth * BLOCK for nth in range(1, workings.OWNERS)])
    used = f'{TOP}+{BLOCK}*MAX(1,SUMPRODUCT(--(lb_Team<>"")))'
    end = places.letter(RIGHT + layout.HALF)
    book.define_name("Owners!_xlnm.Print_Area",
                     f"=Owners!$A$1:INDEX(Owners!${end}$1:${end}${TOP + BLOCK * workings.OWNERS},"
                     f"MIN({TOP + BLOCK * workings.OWNERS},{used}))")
