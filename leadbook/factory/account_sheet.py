"""What stands above the table Account: received = open + won + ... + missing, as native formulas over the table."""

from __future__ import annotations

from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette

NOTHING = "Nothing is counted yet: press Refresh, or write leadbook refresh FILE in a terminal."
NOBODY, BELOW = "Nobody is missing.", "Who is missing stands below, by name, with who had them last."
APART = "The parts do not add up: press Refresh."
MEANING = ("Counted at the last refresh. 'leadbook restore FILE --lead NAME' brings somebody back; deleted on purpose: "
           "'leadbook account FILE --let-go NAME'.")
PARTS = ("Open", "Won", "Lost", "Disqualified", "Merged", "Let Go", "Missing")


def add(sheet: Any, palette: Palette) -> None:
    """Write the sentences above the table: the account of all leads, whether somebody is missing, what to do."""
    sheet.set_row(0, 26)
    received, parts = _of_all("Received"), [_of_all(part) for part in PARTS]
    said = '&" + "&'.join(f'FIXED({part},0)&" {name.lower()}"' for part, name in zip(parts, PARTS, strict=True))
    sheet.write_formula(
        0, 0, f'=IF({received}=0,"{NOTHING}",FIXED({received},0)&" received = "&{said}&".")',
        palette(font_size=14, bold=True, font_color=colours.SLATE), "")
    added = "+".join(parts)
    sheet.write_formula(1, 0, f'=IF({received}=0,"",IF({received}<>{added},"{APART}",'
                              f'IF({parts[-1]}=0,"{NOBODY}","{BELOW}")))', palette(), "")
    sheet.write_string(2, 0, MEANING, palette(font_color=colours.GREY))


def _of_all(column: str) -> str:
    """The formula of that figure in the line of all leads."""
    return f'SUMIFS(Account[{column}],Account[Month],"All",Account[Owner],"Team")'
