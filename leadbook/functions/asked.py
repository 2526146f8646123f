"""What a person put between the brackets: single values or ranges, in whichever form the host hands them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leadbook.cell_readings import parse_moment
from leadbook.errors import LeadbookError
from leadbook.functions.error_value import NOT_AVAILABLE, ErrorValue, given

FIRST, LAST = 1, 2958465                       # the days that Excel knows: 1900-01-01 to 9999-12-31
EPOCH, OFFSET_1904 = dt.date(1899, 12, 30), 1462


class WrongKind(LeadbookError):
    """An argument is no text or no day: #VALUE! in a cell."""


def each(answer: Callable[..., Any], *asked: Any) -> Any:
    """``answer(value, ...)`` for single values; for ranges a list of rows, one answer a cell.

    Ranges of different shapes are stretched as Excel does: one row or one column serves all, and where a range ends
    too soon stands #N/A. A cell that holds an error hands its error on. The same question is asked once: a whole column
    is mostly blanks.
    """
    grids = [_grid(value) for value in asked]
    known: dict[Any, Any] = {}

    def one(values: list[Any]) -> Any:
        key = typed(values)
        if key not in known:
            known[key] = next((error for error in map(given, values) if error), None) or answer(*values)
        return known[key]

    if not any(map(_is_range, asked)):
        return one([grid[0][0] for grid in grids])
    rows, columns = max(len(grid) for grid in grids), max(len(grid[0]) for grid in grids)
    return [[one(list(_at(grids, row, column))) for column in range(columns)] for row in range(rows)]


def typed(values: Sequence[Any]) -> tuple[Any, ...]:
    """The values with their types, to remember by: True is not 1."""
    return tuple((type(value), value) for value in values)


def text(value: Any) -> str:
    """Any single value as a person would read it; "" = blank. Raises WrongKind for a range."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return str(value).upper()
        case int() | float():
            return f"{value:.15g}"
        case dt.date():
            return value.isoformat()
    raise WrongKind("Give one value here, not a range.")


def nothing(value: Any) -> bool:
    """Whether a single value, or each of a range, is blank."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for row in _grid(value) for cell in row)


def single(value: Any) -> Any:
    """The one value of a range of one cell, else ``value`` itself."""
    grid = _grid(value)
    return grid[0][0] if len(grid) == len(grid[0]) == 1 else value


def day(value: Any, date1904: bool = False) -> dt.date | None:
    """A day: a serial number, a date or text that can only be one day; None = blank. Raises WrongKind."""
    match value:
        case None:
            return None
        case dt.datetime():
            return value.date()
        case dt.date():
            return value
        case bool():
            pass
        case int() | float():
            if FIRST <= (number := value + OFFSET_1904 * date1904) < LAST + 1:
                return EPOCH + dt.timedelta(days=int(number))
        case str():
            if not value.strip():
                return None
            if moment := parse_moment(value):
                return moment.date()
    raise WrongKind(f"{value!r} is not a day: give a date, for example DATE(2026,11,23).")


def _is_range(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _grid(value: Any) -> list[list[Any]]:
    """A range as rows of cells: a single value is one cell, a flat list one row."""
    if not _is_range(value) or not len(value):
        return [[None if _is_range(value) else value]]
    return [list(row) for row in value] if _is_range(value[0]) else [list(value)]


def _at(grids: list[list[list[Any]]], row: int, column: int) -> Iterator[Any]:
    for grid in grids:
        y, x = row if len(grid) > 1 else 0, column if len(grid[0]) > 1 else 0
        inside = y < len(grid) and x < len(grid[y])
        yield grid[y][x] if inside else ErrorValue(NOT_AVAILABLE, "The ranges given are not of one size.")
