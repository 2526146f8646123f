"""One cell at a time: the sure reading of a value that is not what its column expects, and the problem's name.

Used only for columns that hold something unexpected. Never guesses: 2/1/2026 as text may be January or February,
so it is "not a date"; 11/20/2026 can only be one day.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

EPOCHS = {False: "1899-12-30", True: "1904-01-01"}
_FORMATS = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S",
            "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+(\d{1,2}):(\d{2}))?")
_NUMBER = re.compile(r"[^\d,.\s-]{0,3}\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*[^\d,.\s-]{0,3}")


def as_text(value: Any) -> tuple[str, str]:
    """Any cell value -> (text, problem). Whole numbers lose their ``.0``; an error cell is blank and unreadable."""
    if value is None or isinstance(value, str):
        return value or "", ""
    if isinstance(value, bool):
        return ("Yes" if value else "No"), ""
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            return "", ""
        return (str(int(value)) if float(value).is_integer() else repr(float(value))), "number in text"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat(*((" ",) if isinstance(value, dt.datetime) else ())), ""
    return "", "unreadable"


def as_number(value: Any) -> tuple[float | None, str]:
    """Any cell value -> (number, problem)."""
    if value is None or value == "":
        return None, ""
    if isinstance(value, bool):
        return float(value), ""
    if isinstance(value, int | float):
        return float(value), ""
    if isinstance(value, str):
        match = _NUMBER.fullmatch(value.replace("\xa0", " ").strip())
        if match:
            return float(match[1].replace(",", "")), "text number"
        return None, "not a number" if value.strip() else ""
    return None, "not a number" if isinstance(value, dt.date | dt.time) else "unreadable"


def as_moment(value: Any, date1904: bool = False) -> tuple[float | None, str]:
    """Any cell value -> (serial day, problem)."""
    if value is None or value == "":
        return None, ""
    if isinstance(value, bool):
        return None, "not a date"
    if isinstance(value, int | float):
        return float(value), ""
    if isinstance(value, str):
        moment = parse_moment(value)
        if moment is None:
            return None, "not a date" if value.strip() else ""
        return _serial(moment, date1904), "text date"
    if isinstance(value, dt.datetime):
        return (None if value != value else _serial(value, date1904)), ""
    if isinstance(value, dt.date):
        return _serial(dt.datetime.combine(value, dt.time()), date1904), ""
    return None, "not a date" if isinstance(value, dt.time) else "unreadable"


def parse_moment(text: str, month_first: bool | None = None) -> dt.datetime | None:
    """Text that can only be one day (and time) -> datetime, else None.

    ``month_first`` settles 2/1/2026 where the caller knows the country; None = never guess.
    """
    text = text.replace("\xa0", " ").strip()
    for form in _FORMATS:
        try:
            return dt.datetime.strptime(text, form)
        except ValueError:
            continue
    match = _SLASHED.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first <= 12 and second <= 12 and first != second and month_first is None:
        return None
    month, day = (first, second) if second > 12 or (first <= 12 and month_first is not False) else (second, first)
    try:
        return dt.datetime(year, month, day, int(match[4] or 0), int(match[5] or 0))
    except ValueError:
        return None


def _serial(moment: dt.datetime, date1904: bool) -> float:
    delta = moment.replace(tzinfo=None) - dt.datetime.fromisoformat(EPOCHS[date1904])
    return delta.days + delta.seconds / 86400
