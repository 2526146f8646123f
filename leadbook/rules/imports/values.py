"""One cell of a contacts file -> the value for a column of Leads, or None where it has no sure reading.

Dates follow the order that the column itself proves (13/8/2026 somewhere in it), else that of the business country
(2/1/2026 is 2 January, but 1 February where the month is written first). A moment with a zone offset becomes the
wall clock of the business time zone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from leadbook.cell_readings import as_number, parse_moment
from leadbook.config_records import Config

MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR", "VI", "AS", "MP", "BZ"})
TRUE = frozenset({"yes", "y", "true", "1", "x", "on", "opted out", "unsubscribed", "subscribed",
                  "opted in", "checked"})
FALSE = frozenset({"no", "n", "false", "0", "off", "-", "none", "not opted out", "not subscribed",
                   "unchecked", "never"})
NO_DATE = re.compile(r"0+[/.-]0+[/.-]0+(?: 0+:0+(?::0+)?)?")
_TIMED = re.compile(r"(.*\S)[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?")
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")


def month_first(texts: Iterable[str], country: str) -> bool:
    """Whether the slashed dates of one column have the month first."""
    found = [(int(m[1]), int(m[2])) for text in texts if (m := _SLASHED.match(text))]
    day_in_front, day_behind = any(a > 12 for a, _ in found), any(b > 12 for _, b in found)
    return day_behind if day_in_front != day_behind else country in MONTH_FIRST


def moment(text: str, config: Config, month_first: bool = True) -> dt.datetime | None:
    """Text -> naive datetime in the business time zone, to the second; None if it is no date for sure."""
    text = " ".join(text.split())
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        return _written(text, month_first)
    if read.tzinfo is not None:
        read = read.astimezone(config.business.zone).replace(tzinfo=None)
    return read.replace(microsecond=0) if 1900 <= read.year < 9999 and not text.isdigit() else None


def _written(text: str, month_first: bool) -> dt.datetime | None:
    timed = _TIMED.fullmatch(text)
    text, hour, minute, second, half = timed.groups() if timed else (text, "0", "0", "0", None)
    text = text.rstrip(",")
    if short := _SHORT_YEAR.fullmatch(text):
        year = int(short[4]) + (2000 if int(short[4]) < 70 else 1900)
        text = f"{short[1]}/{short[3]}/{year}"
    elif re.fullmatch(r"\d{1,2}-\d{1,2}-\d{4}", text):
        text = text.replace("-", "/")
    elif first := _YEAR_FIRST.fullmatch(text):
        text = f"{first[1]}-{int(first[2]):02}-{int(first[3]):02}"
    day = parse_moment(text, month_first)
    if day is None or not 1900 <= day.year < 9999:
        return None
    hours = int(hour) % 12 + (12 if half in ("p", "P") else 0) if half else int(hour)
    try:
        return day.replace(hour=hours, minute=int(minute), second=int(second or 0)) if timed else day
    except ValueError:
        return None


def number(text: str) -> float | None:
    """``$350,000`` -> 350000.0."""
    return as_number(text)[0]


def yes_no(text: str) -> bool | None:
    """Whether a word says yes or no; None if it says neither."""
    word = " ".join(text.split()).casefold()
    return True if word in TRUE else False if word in FALSE else None


def birthday(text: str) -> str:
    """A birthday as text: ``--03-07`` -> ``03-07``; other forms stay as they are."""
    return text.removeprefix("--")
