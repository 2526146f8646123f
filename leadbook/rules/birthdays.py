"""Leads[Birthday]: text in many forms, with or without a year, read as a month and a day (mission row 27)."""

from __future__ import annotations

import datetime as dt
import re

from leadbook.rules.dates import MONTHS

MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR", "VI", "AS", "MP", "BZ"})
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_YEAR_FIRST = re.compile(r"\d{4}[-/.](\d{1,2})[-/.](\d{1,2})")
_YEARLESS = re.compile(r"(?:--)?(\d{1,2})-(\d{1,2})|--(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.?(?:\s*\d{2,4})?")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2\d{2,4})?")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[ -](?:of )?([a-z]{3,9})\.?(?:,?[ -]\d{2,4})?")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?:,?[ -]\d{4})?")
_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")
EPOCH = dt.date(1899, 12, 30)


def birthday(text: str, country: str) -> tuple[int, int] | None:
    """``03-07``, ``1980-03-07``, ``7 March``, ``7.3.``, ``3/7/1980`` ... -> (month, day); None = not understood.

    With slashes the month stands first where the ``country`` (ISO code) writes it so, unless only the other way makes a
    day. A bare number of five digits is a spreadsheet's serial day. 29 February is a birthday.
    """
    text = _CLOCK.sub("", " ".join(text.split())).casefold()
    if found := _YEAR_FIRST.fullmatch(text) or _YEARLESS.fullmatch(text):
        month, day = (int(part) for part in found.groups() if part)
        return _sure(month, day)
    if found := _DOTTED.fullmatch(text):
        return _sure(int(found[2]), int(found[1]))
    if found := _SLASHED.fullmatch(text):
        one, other = int(found[1]), int(found[3])
        first, second = ((one, other), (other, one)) if country in MONTH_FIRST else ((other, one), (one, other))
        return _sure(*first) or _sure(*second)
    if found := _DAY_NAMED.fullmatch(text):
        return _sure(_month(found[2]), int(found[1]))
    if found := _MONTH_NAMED.fullmatch(text):
        return _sure(_month(found[1]), int(found[2]))
    if text.isascii() and text.isdigit() and len(text) == 5:
        day_of = EPOCH + dt.timedelta(days=int(text))
        return day_of.month, day_of.day
    return None


def in_year(month: int, day: int, year: int) -> dt.date:
    """The birthday of a year; who was born on 29 February has it on 28 February in common years."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return dt.date(year, month, day - 1)


def _sure(month: int, day: int) -> tuple[int, int] | None:
    try:
        dt.date(2000, month, day)
    except ValueError:
        return None
    return month, day


def _month(word: str) -> int:
    """The number of an English month, whole or its first three letters (or Sept); 0 = none."""
    whole = [n for n, name in enumerate(_NAMES, 1) if word in (name, MONTHS[n - 1].casefold(), name[:4])]
    return whole[0] if whole else 0
