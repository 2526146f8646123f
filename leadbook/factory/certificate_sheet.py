"""What stands above the table Certificate: how many people get their touches, month by month, as native formulas."""

from __future__ import annotations

from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory import workings
from leadbook.factory.palette import Palette
from leadbook.rules.plan.why import MONTH_NAMES

NOTHING = "Nothing is planned yet: press Plan or Refresh, or write leadbook refresh FILE in a terminal."
MEANING = ("Done and still planned touches against what is due, and the days between two calls. "
           "'leadbook certificate FILE --csv OUT' lists every person.")
NOBODY, BELOW = "Nobody falls short.", "Who does not get what is due stands below, by name, with the reason."
NAMES = "{" + ",".join(f'"{name}"' for name in MONTH_NAMES) + "}"
FIRST, LAST, PEOPLE = "MIN(Certificate[Month])", "MAX(Certificate[Month])", "SUM(Certificate[People])"
GAP, BY_NAME = "MAX(Certificate[Call Gap])", 'COUNTIFS(Certificate[Name],"?*")'
LIMIT = workings.SETTING.format("longest_call_gap_days")


def add(sheet: Any, palette: Palette) -> None:
    """Write the sentences above the table: this month and the last one planned, the calls, what it all means."""
    sheet.set_row(0, 26)
    later = f'IF({LAST}>{FIRST},"; "&{_kept(LAST)},"")'
    said = f'{_kept(FIRST, " people get their touches")}&{later}&"."'
    sheet.write_formula(0, 0, f'=IF({PEOPLE}=0,"{NOTHING}",{said})',
                        palette(font_size=14, bold=True, font_color=colours.SLATE), "")
    calls = f'IF({GAP}>0,"Longest call gap: "&{GAP}&" days; "&{LIMIT}&" is the most. ","")'
    rest = f'IF({BY_NAME}=0,"{NOBODY}","{BELOW}")'
    sheet.write_formula(1, 0, f'=IF({PEOPLE}=0,"",{calls}&{rest})', palette(), "")
    sheet.write_string(2, 0, MEANING, palette(font_color=colours.GREY))


def _kept(month: str, what: str = "") -> str:
    """The formula of ``410 of 412 in November``; ``what`` they get stands before the month."""
    kept, people = (f"SUMIFS(Certificate[{column}],Certificate[Month],{month})" for column in ("Kept", "People"))
    return f'{kept}&" of "&{people}&"{what} in "&INDEX({NAMES},MONTH({month}))'
