"""Which of several values stands in a cell until somebody chooses: the same, whichever copy is merged into which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from leadbook.schema import Column

EARLIEST = ("Received", "First Contact", "Appointment", "Proposal", "Closed")    # reached when it first was


def kept_of(column: Column, values: Iterable[str]) -> str:
    """Any value before none; of days the later one (of milestones the earlier), of numbers the larger, of texts the
    longer, then the last in the alphabet."""
    return max(values, key=lambda text: (text != "", _size(column, text), text))


def _size(column: Column, text: str) -> Any:
    if column.is_date:
        try:
            days = (dt.datetime.fromisoformat(text) - dt.datetime.min).total_seconds() if text else 0.0
        except (ValueError, OverflowError):
            days = 0.0
        return -days if column.name in EARLIEST else days
    if column.is_text:
        return len(text)
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
