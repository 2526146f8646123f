"""What the account says of each thing it found: one sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.rules.account.missing import Missing
from leadbook.rules.account.muddled import CLEARED, PASTED, Muddle
from leadbook.rules.dates import moment_words


def of_missing(one: Missing, today: dt.date, rows: Any) -> dict[str, Any]:
    """``lead``, ``name``, ``owner``, ``stage``, ``phone``, ``received``, ``why``, ``row`` (of the sheet, 0 = nowhere),
    ``now`` (the id there), ``noticed``, ``message``. ``rows``: the index of the table's frame."""
    cells = one.cells
    return {"lead": one.key, "name": called(one), "owner": cells.get("Owner", ""), "stage": cells.get("Stage", ""),
            "phone": cells.get("Phone", ""), "received": cells.get("Received", ""), "why": one.why,
            "row": _row(one, rows), "now": one.now, "noticed": one.noticed,
            "message": f"{called(one)} ({one.key}): {what_happened(one, today, rows)}"}


def called(one: Missing) -> str:
    """The lead's name, company or id."""
    return one.cells.get("Name") or one.cells.get("Company") or one.key


def what_happened(one: Missing, today: dt.date, rows: Any) -> str:
    """``the row was deleted, noticed 24 Nov 09:00 (last known: owner Jane Doe, Contacted, (212) 555-0102).``"""
    cells, owner = one.cells, one.cells.get("Owner", "")
    last = [owner and f"owner {owner}", cells.get("Stage", ""), cells.get("Phone") or cells.get("Email", "")]
    known = f" (last known: {', '.join(filter(None, last))})" if any(last) else ""
    since = f", noticed {_when(one.noticed, today)}" if one.noticed else ""
    row = _row(one, rows)
    what = {"deleted": "the row was deleted",
            "renumbered": f"it stands in row {row} now, under another Lead ID ({one.now or 'none yet'})",
            "pasted over": f"the row was pasted over: {one.now} stands in row {row} a second time"}[one.why]
    return f"{what}{since}{known}."


def _row(one: Missing, rows: Any) -> int:
    return int(rows[one.place]) + 2 if one.place >= 0 else 0


def of_muddle(one: Muddle, today: dt.date) -> dict[str, Any]:
    """``column``, ``what``, ``cells``, ``batch``, ``noticed``, ``leads`` (ids), ``message``."""
    count = f"{len(one.cells):,} cells of the column {one.column}"
    what = {PASTED: f"{count}, below each other, were overwritten", CLEARED: f"{count}, below each other, were cleared"}
    said = what.get(one.what, f"{count} stand in other rows than before, as if sorted without the rest of their rows")
    since = f" (noticed {_when(one.noticed, today)}, run {one.batch})" if one.noticed else ""
    return {"column": one.column, "what": one.what, "cells": len(one.cells), "batch": one.batch,
            "noticed": one.noticed, "leads": [cell.key for cell in one.cells], "message": f"{said}{since}."}


def _when(text: str, today: dt.date) -> str:
    return moment_words(dt.datetime.fromisoformat(text), today)
