"""Dates as Excel keeps them: serial numbers, with the phantom 29 February 1900 or the 1904 epoch."""

from __future__ import annotations

import datetime as dt

_DAY = 86_400_000  # milliseconds
_EPOCH_1900 = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)
_LAST = 2_958_466  # 10000-01-01


def from_serial(serial: float, date1904: bool, clock_only: bool = False) -> dt.datetime | dt.time | float:
    """Return the moment a date-styled number stands for, to the millisecond; the number itself if it is none.

    `clock_only` says that the style shows no date: then a part of a day is a `time`.
    """
    if not 0 <= serial < _LAST - (1462 if date1904 else 0):
        return serial
    if clock_only and serial < 1:
        ms = round(serial * _DAY)
        return serial if ms >= _DAY else (dt.datetime.min + dt.timedelta(milliseconds=ms)).time()
    epoch = _EPOCH_1904 if date1904 else _EPOCH_1900
    days, part = divmod(serial, 1)
    if not date1904 and days < 60:
        days += 1
    try:
        return epoch + dt.timedelta(days=days, milliseconds=round(part * _DAY))
    except OverflowError:
        return serial


def to_serial(value: dt.datetime | dt.date | dt.time | dt.timedelta, date1904: bool) -> float:
    """Return the serial number of a moment; `ValueError` says why it has none."""
    if isinstance(value, dt.timedelta):
        return _short(value / dt.timedelta(days=1))
    if isinstance(value, (dt.datetime, dt.time)) and value.tzinfo is not None:
        raise ValueError("it carries a time zone, which Excel has no place for; convert it to local time first")
    if isinstance(value, dt.time):
        value = dt.datetime.combine(dt.date.min, value)
        return _short((value - dt.datetime.min) / dt.timedelta(days=1))
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    serial = (value - (_EPOCH_1904 if date1904 else _EPOCH_1900)) / dt.timedelta(days=1)
    if not date1904 and serial < 61:
        serial -= 1
    if serial < 0:
        raise ValueError(f"it is before {'1904' if date1904 else '1900'}, where Excel's calendar starts")
    return _short(serial)


def _short(serial: float) -> float:
    return int(serial) if serial == int(serial) else serial
