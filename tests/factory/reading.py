"""Reads the sheets for reading (Today, Owners, Funnel) as LibreOffice computed them, and what they should say."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from leadbook.factory import layout

ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!", "Err:")


def tiles(sheet, labels, top: int = 1, bottom: int = 10) -> dict[str, object]:
    """Label -> number of the tiles between two rows (a label, the number below it)."""
    return {cell.value: sheet.cell(cell.row + 1, cell.column).value
            for row in sheet.iter_rows(min_row=top, max_row=bottom) for cell in row if cell.value in labels}


def rows_below(sheet, title: str, top: int = 1) -> list[tuple[object, ...]]:
    """The filled rows of the first list from row ``top`` on whose heading begins with ``title``."""
    start = next(c for row in sheet.iter_rows(min_row=top) for c in row
                 if isinstance(c.value, str) and c.value.startswith(title))
    found = []
    for row in range(start.row + 2, start.row + 30):
        cells = [sheet.cell(row, start.column + offset).value for offset in range(layout.HALF)]
        if cells[0] in (None, ""):
            break
        found.append(tuple(v for v in cells if v not in (None, "")))
    return found


def heading(sheet, title: str, top: int = 1) -> str:
    """The whole heading that begins with ``title``."""
    return next(c.value for row in sheet.iter_rows(min_row=top) for c in row if str(c.value or "").startswith(title))


def waiting(content, config, today: dt.date) -> dict[str, pd.DataFrame]:
    """List -> the rows that wait in it, in order, with a column Who: the rule in pandas, by another way."""
    leads, plan, day = content["Leads"], content["Plan"], pd.Timestamp(today)
    leads = leads.assign(Who=leads["Name"].where(leads["Name"] != "", leads["Company"]))
    live = leads["Stage"].isin([name for name, stage in config.stages.items() if stage.is_open])
    touched = leads["Last Touch"].fillna(pd.Timestamp("1900-01-01"))
    made = {
        "promises": leads[live & (leads["Promise"] <= day) & (touched < leads["Promise"])].sort_values(
            "Promise", kind="stable"),
        "uncalled": leads[(leads["Stage"] == config.first_stage) & leads["First Contact"].isna()].sort_values(
            "Received", ascending=False, kind="stable"),
        "actions": leads[live & (leads["Next Date"] <= day)].sort_values("Next Date", kind="stable"),
        "stale": leads[leads["Alert"] != ""].sort_values("Deadline", kind="stable"),
        "due": plan[(plan["Status"] == "Planned") & (plan["Date"] <= day)].assign(Who=plan["Name"]).sort_values(
            "Date", kind="stable")}
    return made
