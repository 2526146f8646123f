"""The Today sheet: what needs us this morning, in native formulas only, so it works without Python and on the web.

It is the whole team's; each owner's own list stands on the sheet Owners.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.config_records import Config
from leadbook.factory import charts, layout, painting, places, positions, today_lists, today_owners, workings
from leadbook.factory import palette as colours
from leadbook.factory.layout import LEFT, RIGHT
from leadbook.factory.palette import Palette
from leadbook.factory.today_lists import Place

OPEN = "Leads[Stage],lb_OpenStages"
PLANNED = 'Plan[Status],"Planned",Plan[Date]'

NOW: tuple[layout.Tile, ...] = (
    ("Promises to keep", positions.count("promises"), "count", "gone by, or due today"),
    ("New, not spoken to", 'COUNTIFS(Leads[Stage],lb_FirstStage,Leads[First Contact],"")',
     "count", "call these first"),
    ("Next actions", positions.count("actions"), "count", "overdue, or due today"),
    ("Overdue touches", f'COUNTIFS({PLANNED},"<"&lb_Today)', "count", "planned before today"),
    ("Touches today", f"COUNTIFS({PLANNED},lb_Today)", "count", "planned for today"),
    ("Stale (red)", 'COUNTIFS(Leads[Alert],"Red")', "count", '=COUNTIFS(Leads[Alert],"Amber")&" more are amber"'),
    ("Incomplete", 'COUNTIFS(Leads[Check],"Incomplete*")', "count", "see column Check"),
    ("In the cracks", f'SUMPRODUCT(COUNTIFS({OPEN},Leads[Owner],""))+SUMPRODUCT(COUNTIFS({OPEN},Leads[Next Date],""))'
     f'-SUMPRODUCT(COUNTIFS({OPEN},Leads[Owner],"",Leads[Next Date],""))', "count", "no owner or no next date"),
)
LOUD = {name: painting.RED_INK for name, *_ in NOW} | {"Touches today": painting.TODAY, "Incomplete": painting.TODAY}
NAMED = '(Leads[Name]<>"")+(Leads[Company]<>"")>0'
WAITING = f'SUMPRODUCT((Leads[Lead ID]="")*({NAMED}))'
FIRST_STEP = ('Welcome! Type a name into the sheet Leads (a name is enough), or bring in the contacts you have '
              '(the sheet Help says how). Then refresh, and this page fills.')
REFRESH = '" new in Leads since the last refresh: refresh the workbook (the sheet Help says how)."'
SINCE = '">="&lb_WeekStart'
BEFORE = '">="&lb_WeekStart-7,{0},"<"&lb_WeekStart'


def _this_week(column: str, upto: bool = False) -> str:
    ahead = f',Leads[{column}],"<="&lb_Today' if upto else ""
    return f"COUNTIFS(Leads[{column}],{SINCE}{ahead})"


def _last_week(column: str) -> str:
    return f'="last week: "&COUNTIFS({column},{BEFORE.format(column)})'


WON = "SUMPRODUCT({}Leads[Stage],lb_WonStages,Leads[Closed],{}))"
WEEK: tuple[layout.Tile, ...] = (
    ("Leads in this week", _this_week("Received"), "count", _last_week("Leads[Received]")),
    ("First contacts", _this_week("First Contact"), "count", _last_week("Leads[First Contact]")),
    ("Appointments", _this_week("Appointment", True), "count", _last_week("Leads[Appointment]")),
    ("Proposals", _this_week("Proposal", True), "count", _last_week("Leads[Proposal]")),
    ("Won", WON.format("COUNTIFS(", SINCE), "count",
     '="last week: "&' + WON.format("COUNTIFS(", BEFORE.format("Leads[Closed]"))),
    ("Value won", WON.format("SUMIFS(Leads[Value],", SINCE), "money", "this week"),
    ("Touches logged", f"COUNTIFS(Touches[When],{SINCE})", "count", _last_week("Touches[When]")),
    ("Open leads", f"SUMPRODUCT(COUNTIFS({OPEN}))", "count", "in the pipeline"),
)
LISTS = ("promises", 5), ("uncalled", 7), ("actions", 7), ("due", 24)     # the left half, in the order of the day
TOP, CHART_ROWS, STALE = 11, 10, 14     # the right half ends its first page where the left one does
HIDDEN = workings.FIRST_COLUMN + 12


def add(book: Any, sheet: Any, config: Config, palette: Palette, today: dt.date) -> None:
    """Fill the sheet; ``today`` stands in it until a spreadsheet program computes its formulas."""
    serial = (today - dt.date(1899, 12, 30)).days
    layout.page(sheet)
    month = workings.add(book, sheet, palette, serial)
    name = workings.SETTING.format("name")
    sheet.write_formula(0, LEFT, f"=IF(LEFT({name},1)=\"'\",MID({name},2,LEN({name})-2),{name})",
                        layout.title(palette), config.business.name)
    day = palette(font_size=12, font_color=colours.GREY, align="left", num_format="dddd, d mmmm yyyy")
    sheet.merge_range(1, LEFT, 1, LEFT + 7, "", day)
    sheet.write_formula(1, LEFT, "=lb_Today", day, serial)
    _next_step(sheet, palette)
    layout.tiles(sheet, 3, NOW, palette, LOUD)
    layout.tiles(sheet, 7, WEEK, palette)
    row = TOP
    for which, rows in LISTS:
        row = today_lists.add(sheet, which, Place(row, LEFT, rows, HIDDEN), palette)
    charts.month_load(book, sheet, TOP, RIGHT, month)
    below = TOP + CHART_ROWS + 1
    below = today_lists.add(sheet, "stale", Place(below, RIGHT, STALE, HIDDEN + 2), palette)
    today_owners.add(sheet, below, RIGHT, palette)
    sheet.set_column(workings.FIRST_COLUMN, HIDDEN + 2, 12, None, {"hidden": True})
    sheet.set_h_pagebreaks([below])
    sheet.print_area(0, 0, row - 2, RIGHT + layout.HALF)


def _next_step(sheet: Any, palette: Palette) -> None:
    """A box beside the title: what to do first in an empty book, and who is waiting for a refresh in another."""
    box = palette(text_wrap=True, font_size=11)
    sheet.merge_range(0, RIGHT, 1, RIGHT + 7, "", box)
    sheet.write_formula(0, RIGHT, f'=IF(SUMPRODUCT(--({NAMED}))=0,"{FIRST_STEP}",'
                        f'IF({WAITING}>0,{WAITING}&{REFRESH},""))', box, "")
    sheet.conditional_format(0, RIGHT, 1, RIGHT + 7, {
        "type": "formula", "criteria": f'={places.fixed(0, RIGHT)}<>""', "format": palette.paint(**painting.BLUE)})
