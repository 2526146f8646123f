"""The numbers behind the charts of the Funnel sheet, in native formulas over the Funnel tables.

The tables grow and shrink; these blocks pick what the charts show, so the charts' ranges stay put.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory import places
from leadbook.factory.palette import Palette

WEEKS, STEPS, SOURCES, WINDOWS = 26, ("Received", "Contacted", "Appointment", "Proposal", "Closed"), 10, 3
TOP = 60                          # first row of the numbers
WEEKLY, COHORT, SPEED, SOURCE = (TOP, 1), (TOP, 10), (TOP, 14), (TOP + 9, 10)   # where each block stands
TEAM = 'FunnelWeekly[Week],{0},FunnelWeekly[Owner],"Team"'
WEEK_COLUMNS = ("Leads In", "Got Hold Of", "Appointments", "Proposals", "Closed", "Lost")


def add(sheet: Any, palette: Palette) -> None:
    """Write the four blocks."""
    sheet.write_string(TOP - 1, 1, "The numbers behind the charts",
                       palette(bold=True, font_size=12, font_color=colours.SLATE))
    rows = []
    for nth in range(WEEKS):
        week = places.fixed(TOP + 2 + nth, WEEKLY[1])
        rows.append((f"=lb_WeekStart-{7 * (WEEKS - 1 - nth)}",
                     *(f"=SUMIFS(FunnelWeekly[{column}],{TEAM.format(week)})" for column in WEEK_COLUMNS)))
    _block(sheet, WEEKLY, ("Week of", *WEEK_COLUMNS), palette, rows, ("date", *["count"] * len(WEEK_COLUMNS)))
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


def column_of(place: tuple[int, int], offset: int, rows: int) -> str:
    """The range of a block's column, as a chart asks for it."""
    row, column = place
    return f"=Funnel!{places.fixed(row + 2, column + offset)}:{places.fixed(row + 1 + rows, column + offset)}"


def weeks_of(column: str) -> tuple[int, int, int, int]:
    """The stretch of the team's weekly numbers of that column, the oldest week first."""
    row, first = WEEKLY[0] + 2, WEEKLY[1] + 1 + WEEK_COLUMNS.index(column)
    return row, first, row + WEEKS - 1, first


def _source(column: str, nth: int) -> str:
    """A cell of the ``nth`` source; the table's first row is the sum of all, which the chart leaves out."""
    cell = f'INDEX(FunnelSources[{column}],{nth}+(INDEX(FunnelSources[Source],1)="All sources"))'
    return f'=IFERROR({cell}&"","")' if column == "Source" else f'=IFERROR({cell}+0,"")'


def _block(sheet: Any, place: tuple[int, int], heads: Sequence[str], palette: Palette, rows: Sequence[Sequence[str]],
           kinds: Sequence[str]) -> None:
    row, column = place
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
