"""Cells -> typed pandas frames, once, and back.

A frame of a table has one column per column of ``schema`` and one row per row that holds anything at all; its
index is the row's position in the table (0 = first data row), so a wholly blank row is a gap in the index.
Text columns hold ``str`` ("" = blank, blanks and no-break spaces at the ends trimmed), date columns
``datetime64[s]`` (NaT = blank; wall clock of the business time zone; kind ``date`` = midnight), all other columns
``float64`` (NaN = blank). What a cell held that does not fit becomes blank or the nearest sure reading, and a row
in the *problems* frame: nothing is dropped silently.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.cell_readings import EPOCHS, as_moment, as_number, as_text
from leadbook.schema import Column, Table

if TYPE_CHECKING:
    import pandas as pd

PROBLEM_COLUMNS = ("row", "column", "problem", "raw")
PROBLEMS = ("unreadable", "text date", "not a date", "text number", "not a number", "number in text")
DAMAGED = ("unreadable", "not a date", "not a number")  # blank in the frame, but not to the person who typed it


def typed(table: Table, raw: Mapping[str, Sequence[Any]], date1904: bool = False
          ) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Column-wise cell values -> (frame, problems).

    ``raw`` maps every column of ``table`` to equally long lists of None, str, float, int, bool, date, datetime or
    any other object (an error cell), whose ``str()`` says what it is. Problems: columns ``row`` (position),
    ``column``, ``problem`` (one of PROBLEMS) and ``raw`` (text).
    """
    import numpy as np
    import pandas as pd

    found: list[tuple[int, str, str, str]] = []
    columns = {c.name: _column(c, list(raw[c.name]), date1904, found) for c in table.columns}
    frame = pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()})
    filled = np.zeros(len(frame), dtype=bool)
    for column in table.columns:
        if filled.all():
            break
        filled |= ~blank(column, frame[column.name])
    for row, *_ in found:
        filled[row] = True
    problems = empty_problems() if not found else pd.DataFrame(found, columns=list(PROBLEM_COLUMNS)).astype(
        {"row": "int64", "column": object, "problem": object, "raw": object})
    return (frame if filled.all() else frame[filled]), problems


def _column(column: Column, values: list[Any], date1904: bool, found: list[tuple[int, str, str, str]]) -> Any:
    """The array of a column: texts as objects, dates as datetime64[s], else float64."""
    import numpy as np

    kinds = set(map(type, values))
    if column.is_text:
        texts = np.empty(len(values), dtype=object)
        if kinds == {str}:
            texts[:] = list(map(str.strip, values))
            return texts
        kinds.discard(type(None))
        if kinds - {str}:
            values = _each(column, values, as_text, found)
        texts[:] = [v.strip() if v else "" for v in values] if kinds else ""
        return texts
    kinds.discard(type(None))
    if kinds - {float, int}:
        reading = (lambda v: as_moment(v, date1904)) if column.is_date else as_number
        values = _each(column, values, reading, found)
    numbers = np.array(values, dtype="float64")  # None becomes NaN
    if not column.is_date:
        return numbers
    wild = (numbers < 1) | (numbers >= 2958466)
    for row in np.flatnonzero(wild):
        found.append((int(row), column.name, "not a date", f"{numbers[row]:g}"))
    numbers[wild] = np.nan
    return from_serials(np.floor(numbers) if column.kind == "date" else numbers, date1904)


def _each(column: Column, values: list[Any], reading: Any, found: list[tuple[int, str, str, str]]) -> list[Any]:
    """Read cell by cell: only columns that hold something unexpected pay for it."""
    out = []
    for row, value in enumerate(values):
        read, problem = reading(value)
        if problem:
            found.append((row, column.name, problem, str(value)))
        out.append(read)
    return out


def from_serials(numbers: Any, date1904: bool = False) -> Any:
    """Excel serial days (float array, NaN = blank) -> datetime64[s] array, rounded to the second."""
    import numpy as np

    seconds = np.round(numbers * 86400.0)
    out = np.full(len(seconds), "NaT", dtype="datetime64[s]")
    ok = ~np.isnan(seconds)
    out[ok] = np.datetime64(EPOCHS[date1904], "s") + seconds[ok].astype("int64").astype("timedelta64[s]")
    return out


def to_serials(moments: pd.Series, date1904: bool = False) -> Any:
    """datetime64 series -> Excel serial days as a float array (NaT -> NaN)."""
    import numpy as np

    values = moments.to_numpy().astype("datetime64[s]")
    days: Any = (values - np.datetime64(EPOCHS[date1904], "s")).astype("float64") / 86400.0
    days[np.isnat(values)] = np.nan
    return days


def blank(column: Column, values: pd.Series) -> Any:
    """Boolean array: which of the typed ``values`` are blank."""
    return values.to_numpy(dtype=object) == "" if column.is_text else values.isna().to_numpy()


def cells(column: Column, values: pd.Series, date1904: bool | None = None) -> list[Any]:
    """Typed values -> what a cell takes: None, str, int, float; dates as serials, or datetimes if no epoch is given."""
    if column.is_text:
        return [v or None for v in values.to_numpy(dtype=object).tolist()]
    if column.is_date and date1904 is None:
        return [None if v is None or v != v else v for v in values.astype(object)]
    numbers = to_serials(values, bool(date1904)) if column.is_date else values.to_numpy(dtype="float64")
    return _numbers(numbers)


def _numbers(numbers: Any) -> list[Any]:
    """Floats -> None for NaN, int for whole ones, else float."""
    import numpy as np

    blank_, whole = np.isnan(numbers), (numbers == np.floor(numbers)) & (np.abs(numbers) < 2.0**53)
    if (blank_ | whole).all():
        out = np.where(blank_, 0.0, numbers).astype("int64").astype(object)
    else:
        out = numbers.astype(object)
        out[whole] = numbers[whole].astype("int64").astype(object)
    out[blank_] = None
    made: list[Any] = out.tolist()
    return made


def of(table: Table, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """A typed frame from rows as dicts; columns that a row lacks are blank. Raises KeyError for an unknown column.

    Dates may be given as ISO text, date or datetime.
    """
    rows = list(rows)
    unknown = {name for row in rows for name in row} - set(table.names)
    if unknown:
        raise KeyError(f"{table.name} has no column {sorted(unknown)}")
    return typed(table, {name: [row.get(name) for row in rows] for name in table.names})[0]


def below(frame: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """``new`` rows under ``frame``, whose rows keep their index; ``frame`` itself when there are none.

    Raises KeyError if ``new`` lacks a column of ``frame``; columns that only ``new`` has are left out.
    """
    import pandas as pd

    if not len(new):
        return frame
    start = int(frame.index.max()) + 1 if len(frame) else 0
    new = new[list(frame.columns)].set_axis(range(start, start + len(new)))
    return pd.concat([frame, new]) if len(frame) else new


def empty_problems() -> pd.DataFrame:
    """A problems frame without rows."""
    return _no_problems().copy()


@functools.cache
def _no_problems() -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"row": pd.Series(dtype="int64"), **{c: pd.Series(dtype=object) for c in PROBLEM_COLUMNS[1:]}})


def day(moment: dt.date) -> Any:
    """A date -> numpy datetime64[s] at its midnight, to compare date columns with."""
    import numpy as np

    return np.datetime64(moment.isoformat(), "s")
