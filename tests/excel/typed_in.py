"""What Excel makes of a value that is put into a cell: it retypes text as if a person had typed it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from decimal import Decimal
from typing import Any

from tests.excel.com import ERRORS, ComTime, Currency, serial_of

GENERAL = "General"
_DATE = re.compile(r"[dyh]", re.I)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MONEY = re.compile(r"[$€£]")
_NUMBER = re.compile(r"\s*([-+]?)\s*[$€£]?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[-+]?\d+)?\s*(%?)\s*", re.I)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_US = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(r"(?:(\d{1,2})[- ])?([a-z]{3,9})[- .]+(\d{1,4})", re.I)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
THIS_YEAR = 2026


@functools.cache
def is_date_format(form: str) -> bool:
    """Whether numbers under this format are dates to Excel."""
    bare = _QUOTED.sub("", form)
    return form != "@" and bare != GENERAL and bool(_DATE.search(bare))


@functools.cache
def is_money_format(form: str) -> bool:
    """Whether numbers under this format come out as Currency."""
    return bool(_MONEY.search(form))


def shown(number: float, form: str) -> Any:
    """A number as COM hands it out under ``form``."""
    if is_date_format(form) and -657434 < number < 2958466:
        return ComTime.of(number)
    return Currency.of(number) if is_money_format(form) else number


def number_in(stored: Any) -> float | None:
    """The number that a stored cell holds, None if it is no number."""
    match stored:
        case ComTime():
            return stored.serial
        case Currency():
            return stored.exact
        case float():
            return stored
    return None


def entered(value: Any, form: str) -> tuple[Any, str, str]:
    """(what the cell holds, its formula or "", its number format afterwards) after ``value`` was put in."""
    match value:
        case None | "":
            return None, "", form
        case bool():
            return value, "", form
        case int() | float() | Decimal():
            number = float(value)
            return (f"{number:g}" if form == "@" else shown(number, form)), "", form
        case dt.datetime():
            if form == "@":
                return f"{value.month}/{value.day}/{value.year}", "", form
            if form == GENERAL:
                form = "m/d/yyyy" if value.time() == dt.time() else "m/d/yyyy h:mm"
            return shown(serial_of(value), form), "", form
        case str():
            return (value, "", form) if form == "@" else _typed(value, form)
    raise TypeError(f"COM cannot carry {type(value).__name__}")


def _typed(text: str, form: str) -> tuple[Any, str, str]:
    if text.startswith("'"):
        return text[1:] or None, "", form
    if len(text) > 1 and (text[0] == "=" or (text[0] in "+-@" and re.match(r"[+\-@][A-Za-z(]", text))):
        return ERRORS["#NAME?"], text if text[0] == "=" else f"={text}", form
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE", "", form
    if text.upper() in ERRORS:
        return ERRORS[text.upper()], "", form
    if match := _NUMBER.fullmatch(text):
        number = float(match[1] + match[2].replace(",", "") + (match[3] or "")) / (100 if match[4] else 1)
        form = "$#,##0" if form == GENERAL and is_money_format(text) else form
        return shown(number, form), "", form
    serial, as_format = _moment(text)
    if serial is not None:
        form = as_format if form == GENERAL else form
        return shown(serial, form), "", form
    return text, "", form


def _moment(text: str) -> tuple[float | None, str]:
    try:
        if match := _ISO.fullmatch(text):
            return serial_of(dt.datetime(*(int(part or 0) for part in match.groups()))), "m/d/yyyy"
        if match := _US.fullmatch(text):
            return serial_of(dt.datetime(int(match[3] or THIS_YEAR), int(match[1]), int(match[2]))), "m/d/yyyy"
        if match := _CLOCK.fullmatch(text):
            return (int(match[1]) * 60 + int(match[2])) / 1440, "h:mm"
        if (match := _NAMED.fullmatch(text)) and match[2][:3].lower() in _MONTHS:
            month, last = _MONTHS.index(match[2][:3].lower()) + 1, int(match[3])
            if match[1] or last <= 31:
                day, year = (int(match[1]), last) if match[1] else (last, THIS_YEAR)
                return serial_of(dt.datetime(year if year > 99 else 2000 + year, month, day)), "d-mmm"
            return serial_of(dt.datetime(last, month, 1)), "mmm-yy"
    except ValueError:
        pass
    return None, ""
