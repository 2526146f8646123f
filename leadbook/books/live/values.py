"""What Excel hands out for cells, and what it takes: one place for both.

Excel hands out float, str, bool, None, times (with a millisecond more or less), money with four decimals where the
cell has a currency format, and numbers of its own for errors. On a Mac an error is a blank; what the cell shows tells
it apart. Times are turned into serial days here, so that a live table is typed exactly as a closed one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.ooxml import CellError
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

PLAIN = {str, float, bool, type(None)}
EPOCH = dt.date(1899, 12, 30).toordinal()
ERRORS = {-2146826288: "#NULL!", -2146826281: "#DIV/0!", -2146826273: "#VALUE!", -2146826265: "#REF!",
          -2146826259: "#NAME?", -2146826252: "#NUM!", -2146826246: "#N/A", -2146826245: "#GETTING_DATA",
          -2146826243: "#SPILL!", -2146826242: "#CONNECT!", -2146826241: "#BLOCKED!", -2146826240: "#UNKNOWN!",
          -2146826239: "#FIELD!", -2146826238: "#CALC!"}
NO_ERROR = -2146826000  # the numbers of errors lie below; a whole number that a Mac hands out does not
Prepare = Callable[[Any, Any], Any]


def read(values: Sequence[Any]) -> list[Any]:
    """What Excel handed out for cells of a column -> what ``frames.typed`` takes.

    Times become serial days from 1899, to the second.
    """
    if set(map(type, values)) <= PLAIN:
        return list(values)
    return [value if type(value) in PLAIN else _read(value) for value in values]


def _read(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + round(value.microsecond / 1e6)
        return value.toordinal() - EPOCH + seconds / 86400
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int):
        return CellError(ERRORS.get(value, "#ERROR!")) if value < NO_ERROR else float(value)
    return value if isinstance(value, CellError) else None  # a Mac's "missing value"


def written(column: Column, values: pd.Series, prepare: Prepare) -> list[Any]:
    """Typed values -> what Excel takes; "" clears a cell. ``prepare`` is the engine's own way with times."""
    if column.is_text:
        return [str(value) for value in values.to_numpy(dtype=object).tolist()]
    if column.is_date:
        moments = values.to_numpy().astype("datetime64[s]").tolist()
        return ["" if moment is None else prepare(moment, {}) for moment in moments]
    return ["" if number != number else number for number in values.to_numpy(dtype="float64").tolist()]


def again(value: Any, prepare: Prepare) -> Any:
    """What Excel handed out for a cell -> what puts it back there."""
    match value:
        case None:
            return ""
        case bool() | str() | float():
            return value
        case dt.datetime():
            plain = value.replace(tzinfo=None)
            return prepare(plain.replace(microsecond=0) + dt.timedelta(seconds=round(plain.microsecond / 1e6)), {})
    plain = _read(value)
    return plain.code if isinstance(plain, CellError) else "" if plain is None else plain


def differing(column: Column, found: Sequence[Any], wanted: pd.Series) -> list[int]:
    """Positions at which what Excel handed out is not what was ``wanted`` (typed); money is equal to four decimals."""
    import numpy as np

    cells = read(found)
    if column.is_text:
        return [i for i, (a, b) in enumerate(zip(cells, wanted.tolist(), strict=True)) if ("" if a is None else a) != b]
    strange = np.array([not (value is None or value == "" or type(value) is float) for value in cells], dtype=bool)
    numbers = np.array([value if type(value) is float else np.nan for value in cells], dtype="float64")
    if column.is_date:
        same = frames.from_serials(numbers), wanted.to_numpy().astype("datetime64[s]")
        equal = (same[0] == same[1]) | (np.isnat(same[0]) & np.isnat(same[1]))
    else:
        numbers_wanted = wanted.to_numpy(dtype="float64")
        slack = 5.1e-5 if Decimal in set(map(type, found)) else 0.0
        equal = (np.abs(numbers - numbers_wanted) <= slack) | (np.isnan(numbers) & np.isnan(numbers_wanted))
    return [int(i) for i in np.flatnonzero(strange | ~equal)]
