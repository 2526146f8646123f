"""The owners' block of the Funnel sheet: what each brought in the weeks shown, with small charts beside it."""

from __future__ import annotations

from typing import Any

from leadbook.factory import layout, places, workings
from leadbook.factory import palette as colours
from leadbook.factory.funnel_numbers import WEEKS
from leadbook.factory.layout import HALF, LEFT, RIGHT
from leadbook.factory.palette import Palette

HIDDEN = 20                           # column U: a week a column, trend after trend
COLUMNS = (("Leads in", "Leads In"), ("Got hold of", "Got Hold Of"), ("Appointments", "Appointments"),
           ("Proposals", "Proposals"), ("Won", "Closed"), ("Lost", "Lost"))
TRENDS = COLUMNS[:3] + COLUMNS[4:5]
WEEK = 'SUMIFS(FunnelWeekly[{0}],FunnelWeekly[Week],lb_WeekStart-{1},FunnelWeekly[Owner],{2})'


def add(sheet: Any, row: int, palette: Palette) -> None:
    """A row an owner of ``lb_Team``: six sums, then the course of four; blank when there are fewer owners."""
    layout.heading(sheet, row, LEFT, "By owner, in the weeks shown", palette)
    layout.heading(sheet, row, RIGHT, "Their weeks, one by one", palette)
    left, right = (palette(font_size=9, font_color=colours.GREY, align=side) for side in ("left", "right"))
    sheet.write_string(row + 1, LEFT, "Owner", left)
    for offset, (title, _) in enumerate(COLUMNS, 2):
        sheet.write_string(row + 1, LEFT + offset, title, right)
    for nth, (title, _) in enumerate(TRENDS):
        sheet.write_string(row + 1, RIGHT + 2 * nth, title, left)
    for nth in range(workings.OWNERS):
        sheet.set_row(row + 2 + nth, 24)
        _owner(sheet, row + 2 + nth, nth, palette)
    first, last = row + 2, row + 1 + workings.OWNERS
    for trend in range(len(TRENDS)):
        start = HIDDEN + trend * WEEKS
        layout.sparklines(sheet, {(nth, RIGHT + 2 * trend): (nth, start, nth, start + WEEKS - 1)
                                  for nth in range(first, last + 1)})
    for start in (LEFT, RIGHT):
        sheet.conditional_format(first, start, last, start + HALF - 1, {
            "type": "formula", "criteria": f'=${places.letter(LEFT)}{first + 1}<>""',
            "format": palette.paint(**layout.LINE)})
    sheet.set_column(HIDDEN, HIDDEN + len(TRENDS) * WEEKS - 1, 8, None, {"hidden": True})


def _owner(sheet: Any, row: int, nth: int, palette: Palette) -> None:
    name, number = palette(font_size=10), palette(font_size=10, align="right", num_format="#,##0")
    grey, owner = palette(font_size=9, font_color=colours.GREY), places.fixed(row, LEFT)
    sheet.merge_range(row, LEFT, row, LEFT + 1, "", name)
    sheet.write_formula(row, LEFT, f"=INDEX(lb_Team,{nth + 1})", name, "")
    for offset, (_, column) in enumerate(COLUMNS, 2):
        total = f"SUMIFS(FunnelWeekly[{column}],FunnelWeekly[Owner],{owner})"
        sheet.write_formula(row, LEFT + offset, f'=IF({owner}="","",{total})', number, "")
    for trend, (_, column) in enumerate(TRENDS):
        start = HIDDEN + trend * WEEKS
        for week in range(WEEKS):
            counted = WEEK.format(column, 7 * (WEEKS - 1 - week), owner)
            sheet.write_formula(row, start + week, f'=IF({owner}="","",{counted})', grey, "")

