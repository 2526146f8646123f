"""The Funnel sheet: four charts over the Funnel tables, and the native formulas that feed them.

The tables grow and shrink; the blocks below the charts pick what the charts show, so the charts' ranges stay put.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leadbook.factory import charts, layout, places
from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette

WEEKS, STEPS, SOURCES, WINDOWS = 26, ("Received", "Contacted", "Appointment", "Proposal", "Closed"), 10, 3
BLOCKS = 42                       # first row of the numbers behind the charts
WEEKLY, COHORT, SPEED, SOURCE = (BLOCKS, 1), (BLOCKS, 10), (BLOCKS, 14), (BLOCKS + 9, 10)   # where each stands
CHART = (656, 384)
TEAM = 'FunnelWeekly[Week],{0},FunnelWeekly[Owner],"Team"'
WEEK_COLUMNS = ("Leads In", "Got Hold Of", "Appointments", "Proposals", "Closed", "Lost")
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


def add(book: Any, sheet: Any, palette: Palette) -> None:
    """Fill the sheet: eight figures, four charts, the numbers behind them."""
    layout.page(sheet, 11)
    sheet.write_string(0, 1, "Funnel", layout.title(palette))
    sheet.write_formula(1, 1, f'=IF(AND({TILES[0][1]}=0,ROWS(FunnelWeekly[Week])>1),"{ALL_OLDER}","{MEANING}")',
                        palette(font_color=colours.GREY), MEANING)
    layout.tiles(sheet, 3, TILES, palette)
    _weekly(sheet, palette)
    _block(sheet, COHORT, ("Step", "Leads", "Of received"), palette, [
        (step, f'=SUMIFS(FunnelCohort[Reached],FunnelCohort[Cohort],"All",FunnelCohort[Step],"{step}")',
         f'=SUMIFS(FunnelCohort[Of Received],FunnelCohort[Cohort],"All",FunnelCohort[Step],"{step}")')
        for step in STEPS], ("text", "count", "share"))
    _block(sheet, SOURCE, ("Source", "Leads", "Contacted", "Won"), palette, [
        tuple(_source(column, nth) for column in ("Source", "Leads", "Contacted", "Won"))
        for nth in range(1, SOURCES + 1)], ("text", "count", "count", "count"))
    _block(sheet, SPEED, ("Within", "Leads", "Contacted", "Share"), palette, [
        tuple(f'=IFERROR(IF(INDEX(FunnelSpeed[Owner],{nth})="Team",INDEX(FunnelSpeed[{column}],{nth})'
              + ('&"",""),"")' if column == "Within" else "+0,0),0)")
              for column in ("Within", "Leads", "Contacted", "Share"))
        for nth in range(1, WINDOWS + 1)], ("text", "count", "count", "share"))
    _charts(book, sheet)
    sheet.print_area(0, 0, BLOCKS + WEEKS + 1, 18)


def _source(column: str, nth: int) -> str:
    """A cell of the ``nth`` source; the table's first row is the sum of all, which the chart leaves out."""
    cell = f'INDEX(FunnelSources[{column}],{nth}+(INDEX(FunnelSources[Source],1)="All sources"))'
    return f'=IFERROR({cell}&"","")' if column == "Source" else f'=IFERROR({cell}+0,"")'


def _weekly(sheet: Any, palette: Palette) -> None:
    """The last 26 weeks of the team, oldest first, ending with this week."""
    rows = []
    for nth in range(WEEKS):
        week = places.fixed(BLOCKS + 2 + nth, WEEKLY[1])
        rows.append((f"=lb_WeekStart-{7 * (WEEKS - 1 - nth)}",
                     *(f"=SUMIFS(FunnelWeekly[{column}],{TEAM.format(week)})" for column in WEEK_COLUMNS)))
    _block(sheet, WEEKLY, ("Week of", *WEEK_COLUMNS), palette, rows, ("date", *["count"] * len(WEEK_COLUMNS)))


def _block(sheet: Any, place: tuple[int, int], heads: Sequence[str], palette: Palette, rows: Sequence[Sequence[str]],
           kinds: Sequence[str]) -> None:
    row, column = place
    if place == WEEKLY:
        sheet.write_string(row - 1, column, "The numbers behind the charts",
                           palette(bold=True, font_size=12, font_color=colours.SLATE))
    for offset, head in enumerate(heads):
        sheet.write_string(row + 1, column + offset, head, palette(
            font_size=9, bold=True, font_color=colours.SLATE, bottom=1, bottom_color=colours.SLATE,
            align="left" if kinds[offset] in ("text", "date") else "right"))
    for nth, cells in enumerate(rows, row + 2):
        for offset, (value, kind) in enumerate(zip(cells, kinds, strict=True)):
            style = palette.cell(kind, font_size=10) if kind != "text" else palette(font_size=10)
            if value.startswith("="):
                sheet.write_formula(nth, column + offset, value, style, "" if kind == "text" else 0)
            else:
                sheet.write_string(nth, column + offset, value, style)


def _range(place: tuple[int, int], offset: int, rows: int) -> str:
    row, column = place
    return f"=Funnel!{places.fixed(row + 2, column + offset)}:{places.fixed(row + 1 + rows, column + offset)}"


def _charts(book: Any, sheet: Any) -> None:
    def one(name: str, place: tuple[int, int], offset: int, rows: int, color: str, label: bool = False) -> Any:
        number = "0%" if place == SPEED else "#,##0;;"
        shown = {"data_labels": {"value": True, "font": charts.FONT, "num_format": number}} if label else {}
        return {"name": name, "categories": _range(place, 0, rows), "values": _range(place, offset, rows),
                "color": color, **shown}

    steps, few = len(STEPS), [colours.TEAL, colours.SAND]
    charts.drawn(book, sheet, {"type": "column", "dates": "d mmm"}, (7, 1), CHART, "Leads in and won, week by week",
                 "Column chart: leads received and leads won by the whole team in each of the last 26 weeks.",
                 [one("Leads in", WEEKLY, 1, WEEKS, few[0]), one("Won", WEEKLY, 5, WEEKS, few[1])])
    charts.drawn(book, sheet, {"type": "bar"}, (7, 10), CHART, "How far they got (all months shown)",
                 "Bar chart: of the leads received, how many were contacted, met, got a proposal, closed.",
                 [one("Leads", COHORT, 1, steps, colours.SLATE, label=True)])
    charts.drawn(book, sheet, {"type": "bar"}, (24, 1), CHART, "Where they come from, and who was won",
                 "Bar chart: leads received and leads won for each of the ten sources with the most leads.",
                 [one("Leads", SOURCE, 1, SOURCES, few[0], True), one("Won", SOURCE, 3, SOURCES, few[1], True)])
    charts.drawn(book, sheet, {"type": "column"}, (24, 10), CHART, "How fast new leads are contacted",
                 "Column chart: the share of new leads that the team contacted within five minutes, an hour, a day.",
                 [one("Share", SPEED, 3, WINDOWS, colours.SLATE, label=True)], number="0%")
