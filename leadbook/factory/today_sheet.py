"""The Today sheet: what needs us this morning, in native formulas only, so it works without Python and on the web."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.config_records import Config
from leadbook.factory import charts, layout, painting, places, today_lists, today_owners, workings
from leadbook.factory import palette as colours
from leadbook.factory.layout import LEFT, RIGHT
from leadbook.factory.palette import Palette

OPEN = "Leads[Stage],lb_OpenStages"

NOW: tuple[layout.Tile, ...] = (
    ("Overdue promises", f"SUMPRODUCT({workings.LISTS['promises'][3]})", "count", "dates we gave, gone by"),
    ("New, not spoken to", 'COUNTIFS(Leads[Stage],lb_FirstStage,Leads[First Contact],"")',
     "count", "call these first"),
    ("Overdue touches", 'COUNTIFS(Plan[Status],"Planned",Plan[Date],"<"&lb_Today)', "count", "planned before today"),
    ("Due today", 'COUNTIFS(Plan[Status],"Planned",Plan[Date],lb_Today)', "count", "planned for today"),
    ("Stale (red)", 'COUNTIFS(Leads[Alert],"Red")', "count", "waited too long"),
    ("Going stale (amber)", 'COUNTIFS(Leads[Alert],"Amber")', "count", "today or tomorrow"),
    ("Incomplete", 'COUNTIFS(Leads[Check],"Incomplete*")', "count", "see column Check"),
    ("In the cracks", f'SUMPRODUCT(COUNTIFS({OPEN},Leads[Owner],""))+SUMPRODUCT(COUNTIFS({OPEN},Leads[Next Date],""))'
     f'-SUMPRODUCT(COUNTIFS({OPEN},Leads[Owner],"",Leads[Next Date],""))', "count", "no owner or no next date"),
)
LOUD = {name: painting.RED_INK for name, *_ in NOW} | {
    "Due today": painting.TODAY, "Incomplete": painting.TODAY, "Going stale (amber)": painting.AMBER_INK}
NAMED = '(Leads[Name]<>"")+(Leads[Company]<>"")>0'
WAITING = f'SUMPRODUCT((Leads[Lead ID]="")*({NAMED}))'
FIRST_STEP = ('Welcome! Type a name into the sheet Leads (a name is enough), or bring in the contacts you have '
              '(the sheet Help says how). Then refresh, and this page fills.')
REFRESH = '" new in Leads since the last refresh: close the workbook and refresh it."'
SINCE = '">="&lb_WeekStart'
WEEK: tuple[layout.Tile, ...] = (
    ("Leads in", f"COUNTIFS(Leads[Received],{SINCE})", "count", "this week"),
    ("First contacts", f"COUNTIFS(Leads[First Contact],{SINCE})", "count", "this week"),
    ("Appointments", f'COUNTIFS(Leads[Appointment],{SINCE},Leads[Appointment],"<="&lb_Today)', "count", "this week"),
    ("Proposals", f'COUNTIFS(Leads[Proposal],{SINCE},Leads[Proposal],"<="&lb_Today)', "count", "this week"),
    ("Won", f"SUMPRODUCT(COUNTIFS(Leads[Stage],lb_WonStages,Leads[Closed],{SINCE}))", "count", "this week"),
    ("Value won", f"SUMPRODUCT(SUMIFS(Leads[Value],Leads[Stage],lb_WonStages,Leads[Closed],{SINCE}))", "money",
     "this week"),
    ("Touches logged", f"COUNTIFS(Touches[When],{SINCE})", "count", "this week"),
    ("Open leads", f"SUMPRODUCT(COUNTIFS({OPEN}))", "count", "in the pipeline"),
)


def add(book: Any, sheet: Any, config: Config, palette: Palette, today: dt.date) -> None:
    """Fill the sheet; ``today`` stands in it until a spreadsheet program computes its formulas."""
    serial = (today - dt.date(1899, 12, 30)).days
    layout.page(sheet, 11)
    rows = workings.add(book, sheet, palette, serial)
    name = workings.SETTING.format("name")
    sheet.write_formula(0, LEFT, f"=IF(LEFT({name},1)=\"'\",MID({name},2,LEN({name})-2),{name})",
                        layout.title(palette), config.business.name)
    day = palette(font_size=12, font_color=colours.GREY, align="left", num_format="dddd, d mmmm yyyy")
    sheet.merge_range(1, LEFT, 1, LEFT + 7, "", day)
    sheet.write_formula(1, LEFT, "=lb_Today", day, serial)
    _next_step(sheet, palette)
    layout.tiles(sheet, 3, NOW, palette, LOUD)
    layout.tiles(sheet, 7, WEEK, palette)
    today_lists.add(sheet, 11, LEFT, "uncalled", rows, palette)
    today_lists.add(sheet, 11, RIGHT, "promises", rows, palette)
    middle = 11 + 2 + len(rows["uncalled"]) + 1
    today_lists.add(sheet, middle, LEFT, "due", rows, palette)
    today_lists.add(sheet, middle, RIGHT, "stale", rows, palette)
    below = middle + 2 + len(rows["due"]) + 1
    today_owners.add(sheet, below, palette)
    charts.month_load(book, sheet, below, RIGHT, rows["month"])
    sheet.print_area(0, 0, below + 1 + workings.OWNERS, RIGHT + 8)


def _next_step(sheet: Any, palette: Palette) -> None:
    """A box beside the title: what to do first in an empty book, and who is waiting for a refresh in another."""
    box = palette(text_wrap=True, font_size=11)
    sheet.merge_range(0, RIGHT, 1, RIGHT + 7, "", box)
    sheet.write_formula(0, RIGHT, f'=IF(SUMPRODUCT(--({NAMED}))=0,"{FIRST_STEP}",'
                        f'IF({WAITING}>0,{WAITING}&{REFRESH},""))', box, "")
    sheet.conditional_format(0, RIGHT, 1, RIGHT + 7, {
        "type": "formula", "criteria": f'={places.fixed(0, RIGHT)}<>""', "format": palette.paint(**painting.BLUE)})
