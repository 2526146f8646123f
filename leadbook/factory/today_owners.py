"""The owners' block of the Today sheet: a row each with what waits for them."""

from __future__ import annotations

from typing import Any

from leadbook.factory import painting, places, workings
from leadbook.factory import palette as colours
from leadbook.factory.layout import LEFT, LINE, heading
from leadbook.factory.palette import Palette

OPEN = "Leads[Stage],lb_OpenStages"
BY_OWNER = (
    ("New", 'COUNTIFS(Leads[Owner],{0},Leads[Stage],lb_FirstStage,Leads[First Contact],"")'),
    ("Due", 'COUNTIFS(Plan[Owner],{0},Plan[Status],"Planned",Plan[Date],lb_Today)'),
    ("Overdue", 'COUNTIFS(Plan[Owner],{0},Plan[Status],"Planned",Plan[Date],"<"&lb_Today)'),
    ("Stale", 'COUNTIFS(Leads[Owner],{0},Leads[Alert],"Red")'),
    ("Open", "SUMPRODUCT(COUNTIFS(Leads[Owner],{0}," + OPEN + "))"),
)


def add(sheet: Any, row: int, palette: Palette) -> None:
    """A row an owner: those of Lists in their order, then others who have leads; blank when there are fewer."""
    last_one = f"${places.letter(LEFT)}${row + 2 + workings.OWNERS}"
    heading(sheet, row, LEFT, "By owner", palette, f'IF({last_one}<>"",": the first {workings.OWNERS}","")')
    head = palette(font_size=9, font_color=colours.GREY, align="right")
    sheet.write_string(row + 1, LEFT, "Owner", palette(font_size=9, font_color=colours.GREY))
    for offset, (title, _) in enumerate(BY_OWNER, 3):
        sheet.write_string(row + 1, LEFT + offset, title, head)
    name, number = palette(font_size=10), palette(font_size=10, align="right", num_format="#,##0")
    first, top = row + 2, f"${places.letter(LEFT)}${row + 2}"
    for nth in range(workings.OWNERS):
        owner = f"${places.letter(LEFT)}${first + nth + 1}"
        sheet.merge_range(first + nth, LEFT, first + nth, LEFT + 2, "", name)
        sheet.write_formula(first + nth, LEFT, _name(nth, f"{top}:{_above(owner)}"), name, "")
        for offset, (_, formula) in enumerate(BY_OWNER, 3):
            sheet.write_formula(first + nth, LEFT + offset, f'=IF({owner}="","",{formula.format(owner)})', number, "")
    last = first + workings.OWNERS - 1
    late, owner = (f"{column}{first + 1}" for column in (places.letter(LEFT + 5), f"${places.letter(LEFT)}"))
    sheet.conditional_format(first, LEFT + 5, last, LEFT + 6, {
        "type": "formula", "criteria": f"=N({late})>0", "format": palette.paint(**LINE, **painting.RED_INK)})
    for begin, end in ((LEFT, LEFT + 4), (LEFT + 5, LEFT + 6), (LEFT + 7, LEFT + 7)):
        sheet.conditional_format(first, begin, last, end, {
            "type": "formula", "criteria": f'={owner}<>""', "format": palette.paint(**LINE)})


def _above(cell: str) -> str:
    column, number = cell[1:].split("$")
    return f"${column}{int(number) - 1}"


def _name(nth: int, above: str) -> str:
    """The ``nth`` owner of Lists; when Lists has no more, the next one in Leads who is not among those ``above``."""
    new = f'((Leads[Owner]<>"")*(COUNTIF({above},Leads[Owner])=0))'
    position = f"_xlfn.AGGREGATE(15,6,(ROW(Leads[Owner])-1)/{new},1)"
    others = f'IFERROR(INDEX(Leads[Owner],{position})&"","")'
    return f'=IF(IFERROR(INDEX(Lists[Owner],{nth + 1}),"")="",{others},INDEX(Lists[Owner],{nth + 1}))'
