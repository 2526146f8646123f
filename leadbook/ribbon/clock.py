"""What time it is in the business's time zone."""

from __future__ import annotations

import datetime as dt
import os
from zoneinfo import ZoneInfo

GIVEN = "LEADBOOK_NOW"


def now(zone: str) -> dt.datetime:
    """The naive wall clock of ``zone``, to the second. The environment variable LEADBOOK_NOW stands in for it, for
    tests and for showing a demo on the day for which it was made.
    """
    if given := os.environ.get(GIVEN):
        return dt.datetime.fromisoformat(given).replace(tzinfo=None, microsecond=0)
    return dt.datetime.now(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
