"""The Today sheet: what needs us this morning, in native formulas only, so it works without Python and on the web."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.config_records import Config
from leadbook.factory import charts, layout, today_lists, today_owners, workings
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
    layout.page(sheet, 10)
    rows = workings.add(book, sheet, palette, serial)
    name = workings.SETTING.format("name")
    sheet.write_formula(0, LEFT, f"=IF(LEFT({name},1)=\"'\",MID({name},2,LEN({name})-2),{name})",
                        layout.title(palette), config.business.name)
    day = palette(font_size=12, font_color=colours.GREY, align="left", num_format="dddd, d mmmm yyyy")
    sheet.merge_range(1, LEFT, 1, LEFT + 7, "", day)
    sheet.write_formula(1, LEFT, "=lb_Today", day, serial)
    layout.tiles(sheet, 3, NOW, palette, loud=True)
    layout.tiles(sheet, 7, WEEK, palette)
    today_lists.add(sheet, 11, LEFT, "uncalled", rows, palette)
    today_lists.add(sheet, 11, RIGHT, "promises", rows, palette)
    today_lists.add(sheet, 22, LEFT, "due", rows, palette)
    today_lists.add(sheet, 22, RIGHT, "stale", rows, palette)
    below = 22 + 2 + len(rows["due"]) + 1
    today_owners.add(sheet, below, palette)
    charts.month_load(book, sheet, below, RIGHT, rows["month"])
    sheet.print_area(0, 0, below + 1 + workings.OWNERS, RIGHT + 8)
