"""Page setup: every sheet prints on landscape pages, fitted to their width, with the header on each page."""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Config
from leadbook.factory import places
from leadbook.schema import LEADS, Table

LETTER, A4 = 1, 9
SCALE = 66            # percent: two halves side by side on a landscape page
LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO")


def set_up(sheet: Any, config: Config, table: Table | None = None, broken: bool = False) -> None:
    """Landscape and one page wide, header row repeated.

    ``broken``: the sheet has page breaks of its own, which Excel keeps only where the scale is given.
    Business and sheet stand on top; the file's name and the page at the bottom.
    """
    sheet.set_landscape()
    sheet.set_paper(LETTER if config.business.country in LETTER_COUNTRIES else A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    if broken:
        sheet.set_print_scale(SCALE)
        sheet.center_horizontally()
    else:
        sheet.fit_to_pages(1, 0)
    name = config.business.name.replace("&", "&&")
    sheet.set_header(f"&L&9{_after_size(name)}&R&9&A")
    sheet.set_footer("&L&9&F&C&9LeadBook&R&9&P / &N")
    if table is not None:
        sheet.repeat_rows(table.top)
    if table is LEADS:  # the columns one takes along on paper; 46 columns fit no page
        sheet.print_area(f"{places.of(LEADS, 'Name')}1:{places.of(LEADS, 'Phone')}{places.LAST_ROW - 1}")


def _after_size(name: str) -> str:
    """A name that begins with a digit would be read as part of the font size."""
    return f" {name}" if name[:1].isdigit() else name
