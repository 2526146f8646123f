"""The whole workbook, built with XlsxWriter from the schema, the settings and the content it is given."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.factory import (
    account_sheet,
    certificate_sheet,
    dropdowns,
    funnel_sheet,
    help_sheet,
    macros,
    owners_sheet,
    painting,
    parcel,
    places,
    printing,
    ribbon,
    settings_rows,
    tables,
    today_sheet,
)
from leadbook.factory import palette as colours
from leadbook.factory.native import names
from leadbook.factory.palette import Palette
from leadbook.rules.lists import lists
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

ORDER = ("Today", "Owners", "Leads", "Inbox", "Touches", "Plan", "Checks", "Certificate", "Account", "Funnel", "Weekly",
         "Cohort", "Sources", "Speed", "Lists", "Settings", "History", "Conflicts", "Help", "Seen")
TABS = {"Today": colours.TEAL, "Owners": colours.TEAL, "Inbox": colours.TEAL, "Leads": colours.SLATE,
        "Touches": colours.SLATE, "Plan": colours.SLATE, "Checks": colours.SLATE, "Certificate": colours.SLATE,
        "Account": colours.SLATE, "Funnel": colours.SAND, "Help": colours.TEAL}
BIG = 20_000  # above so many rows the parts are assembled on disk, to spare memory


def build(config: Config, book_id: str, content: Mapping[str, pd.DataFrame] | None, today: dt.date,
          macro: bool = False) -> bytes:
    """The bytes of a LeadBook workbook; the same inputs give the same bytes.

    ``content``: typed frames by table name; missing tables are empty, Lists and Settings always come from
    ``config``. ``book_id`` is stored in Settings. ``today`` is the day that stands on the Today sheet until a
    spreadsheet program computes it (it does on opening). ``macro``: with VBA project and ribbon, for an .xlsm.
    """
    import xlsxwriter

    filled = {name: frames.of(table) for name, table in TABLES.items()} | dict(content or {})
    filled["Lists"], filled["Settings"] = lists(config), settings_rows.rows(config, book_id)
    with tempfile.TemporaryFile() as raw:
        small = sum(map(len, filled.values())) <= BIG
        book = xlsxwriter.Workbook(raw, {"in_memory": small, "strings_to_urls": False, "use_zip64": not small})
        book.set_properties({
            "title": f"LeadBook - {config.business.name}", "subject": "No lead left behind", "company": "",
            "comments": "Built by LeadBook from its schema and settings.",
            "created": dt.datetime(2026, 1, 1)})
        _sheets(book, config, filled, today)
        if macro:
            macros.add(book)
        book.close()
        raw.seek(0)
        return parcel.repacked(raw, ribbon.parts() if macro else {})


def _sheets(book: Any, config: Config, filled: Mapping[str, pd.DataFrame], today: dt.date) -> None:
    """Every sheet in its order; names that formulas use are defined first."""
    from leadbook.factory.sheet import Sheet

    palette = Palette(book, config.business.currency)
    sheets = {name: book.add_worksheet(name, Sheet) for name in ORDER}
    for name, formula in places.list_names().items():
        book.define_name(name, formula)
    names.add(book)
    today_sheet.add(book, sheets["Today"], config, palette, today)
    for name, table in TABLES.items():
        sheet = sheets[table.sheet]
        tables.add(sheet, table, filled[name], palette)
        dropdowns.add(sheet, table)
        painting.add(sheet, table, palette)
        printing.set_up(sheet, config, table)
    printing.set_up(sheets["Today"], config, broken=True)
    owners_sheet.add(book, sheets["Owners"], palette)
    printing.set_up(sheets["Owners"], config, broken=True)
    certificate_sheet.add(sheets["Certificate"], palette)
    account_sheet.add(sheets["Account"], palette)
    funnel_sheet.add(book, sheets["Funnel"], palette)
    printing.set_up(sheets["Funnel"], config, broken=True)
    help_sheet.add(sheets["Help"], palette, ORDER)
    printing.set_up(sheets["Help"], config)
    for name, colour in TABS.items():
        sheets[name].set_tab_color(colour)
    sheets["Today"].activate()
