"""Page setup: every sheet prints on landscape pages, fitted to their width, with the header on each page."""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Config
from leadbook.factory import places
from leadbook.schema import LEADS, Table

LETTER, A4 = 1, 9
LETTER_COUNTRIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO")


def set_up(sheet: Any, config: Config, table: Table | None = None, one_page: bool = False) -> None:
    """Landscape and one page wide (``one_page``: portrait, on one page), header row repeated.

    Business and sheet stand on top; the file's name and the page at the bottom.
    """
    if one_page:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(LETTER if config.business.country in LETTER_COUNTRIES else A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 1 if one_page else 0)
    name = config.business.name.replace("&", "&&")
    sheet.set_header(f"&L&9{_after_size(name)}&R&9&A")
    sheet.set_footer("&L&9&F&C&9LeadBook&R&9&P / &N")
    if table is not None:
        sheet.repeat_rows(0)
    if table is LEADS:  # the columns one takes along on paper; 46 columns fit no page
        sheet.print_area(f"{places.of(LEADS, 'Name')}1:{places.of(LEADS, 'Phone')}{places.LAST_ROW - 1}")


def _after_size(name: str) -> str:
    """A name that begins with a digit would be read as part of the font size."""
    return f" {name}" if name[:1].isdigit() else name
