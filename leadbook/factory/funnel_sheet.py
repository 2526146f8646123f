"""The Funnel sheet: eight figures, four charts over the Funnel tables, and the owners' weeks in small charts."""

from __future__ import annotations

from typing import Any

from leadbook.factory import charts, funnel_numbers, funnel_owners, layout
from leadbook.factory import palette as colours
from leadbook.factory.funnel_numbers import COHORT, SOURCE, SOURCES, SPEED, STEPS, WEEKLY, WEEKS, WINDOWS, column_of
from leadbook.factory.palette import Palette

CHART = (624, 360)
OWNERS = 39                       # first row of the owners' block, below the charts
MEANING = ("What came in and what became of it. LeadBook refreshes the numbers; the sheets Weekly, Cohort, Sources and "
           "Speed hold them in full.")
ALL_OLDER = "No lead came in during the weeks and months shown here. The sheets Sources and Speed count all your leads."
TILES = (
    ("Leads in", 'SUMIFS(FunnelWeekly[Leads In],FunnelWeekly[Owner],"Team")', "count", "in the weeks shown"),
    ("Got hold of", 'SUMIFS(FunnelWeekly[Got Hold Of],FunnelWeekly[Owner],"Team")', "count", "first time"),
    ("Appointments", 'SUMIFS(FunnelWeekly[Appointments],FunnelWeekly[Owner],"Team")', "count", "first reached"),
    ("Proposals", 'SUMIFS(FunnelWeekly[Proposals],FunnelWeekly[Owner],"Team")', "count", "sent"),
    ("Won", 'SUMIFS(FunnelWeekly[Closed],FunnelWeekly[Owner],"Team")', "count", "closed"),
    ("Value won", 'SUMIFS(FunnelWeekly[Closed Value],FunnelWeekly[Owner],"Team")', "money", "of those"),
    ("Median hours", 'IFERROR(INDEX(FunnelSpeed[Median Hours],MATCH("Team",FunnelSpeed[Owner],0))+0,0)', "number",
     "to first contact"),
    ("Within 24 h", 'SUMIFS(FunnelSpeed[Share],FunnelSpeed[Owner],"Team",FunnelSpeed[Within],"24 h")', "share",
     "of new leads contacted"),
)

TRENDS = {"Leads in": "Leads In", "Got hold of": "Got Hold Of", "Appointments": "Appointments",
          "Proposals": "Proposals", "Won": "Closed"}


def add(book: Any, sheet: Any, palette: Palette) -> None:
    """Fill the sheet: eight figures, four charts, the owners, the numbers behind them."""
    layout.page(sheet)
    sheet.write_string(0, 1, "Funnel", layout.title(palette))
    sheet.write_formula(1, 1, f'=IF(AND({TILES[0][1]}=0,ROWS(FunnelWeekly[Week])>1),"{ALL_OLDER}","{MEANING}")',
                        palette(font_color=colours.GREY), MEANING)
    layout.tiles(sheet, 3, TILES, palette, trends={label: funnel_numbers.weeks_of(column)
                                                   for label, column in TRENDS.items()})
    funnel_numbers.add(sheet, palette)
    funnel_owners.add(sheet, OWNERS, palette)
    _charts(book, sheet)
    sheet.set_h_pagebreaks([OWNERS])
    sheet.print_area(0, 0, funnel_numbers.TOP - 2, layout.RIGHT + layout.HALF)


def _charts(book: Any, sheet: Any) -> None:
    def one(name: str, place: tuple[int, int], offset: int, rows: int, color: str, label: bool = False) -> Any:
        number = "0%" if place == SPEED else "#,##0;;"
        shown = {"data_labels": {"value": True, "font": charts.FONT, "num_format": number}} if label else {}
        return {"name": name, "categories": column_of(place, 0, rows), "values": column_of(place, offset, rows),
                "color": color, **shown}

    steps, few = len(STEPS), [colours.TEAL, colours.SAND]
    weeks = {"type": "column", "dates": "d mmm", "every": "2"}
    charts.drawn(book, sheet, weeks, (7, 1), CHART, "Leads in and won, week by week",
                 "Column chart: leads received and leads won by the whole team in each of the last 26 weeks.",
                 [one("Leads in", WEEKLY, 1, WEEKS, few[0]), one("Won", WEEKLY, 5, WEEKS, few[1])])
    charts.drawn(book, sheet, {"type": "bar"}, (7, 10), CHART, "How far they got (all months shown)",
                 "Bar chart: of the leads received, how many were contacted, met, got a proposal, closed.",
                 [one("Leads", COHORT, 1, steps, colours.SLATE, label=True)])
    charts.drawn(book, sheet, {"type": "bar"}, (23, 1), CHART, "Where they come from, and who was won",
                 "Bar chart: leads received and leads won for each of the ten sources with the most leads.",
                 [one("Leads", SOURCE, 1, SOURCES, few[0], True), one("Won", SOURCE, 3, SOURCES, few[1], True)])
    charts.drawn(book, sheet, {"type": "column"}, (23, 10), CHART, "How fast new leads are contacted",
                 "Column chart: the share of new leads that the team contacted within five minutes, an hour, a day.",
                 [one("Share", SPEED, 3, WINDOWS, colours.SLATE, label=True)], number="0%")
