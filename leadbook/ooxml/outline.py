"""Where the rows and cells of a stretch of a sheet lie: found once when it is read, used again when it is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

Ints = NDArray[Any]
_BITS = 15  # of a column's number: there are 16,384


def places(row: Any, column: Any) -> Any:
    """Return one number for each cell at `row` and `column`; in the order of the cells in a sheet."""
    return row << _BITS | column


def rows_of(place: Any) -> Any:
    """Return the rows of what `places` returned."""
    return place >> _BITS


def columns_of(place: Any) -> Any:
    """Return the columns of what `places` returned."""
    return place & ((1 << _BITS) - 1)


@dataclass(slots=True)
class Outline:
    """Offsets of a stretch's rows (the first five, of one length) and cells (the others, of one length)."""

    row: Ints  # its number
    row_start: Ints
    row_tag: Ints  # where the row's start tag ends
    row_close: Ints  # where its end tag starts; fewer than rows if some row is but one tag
    first: Ints  # the index of its first cell; in a row without cells that of the next one
    place: Ints  # as `places` numbers them
    start: Ints
    head: Ints  # behind the address
    tag: Ints  # where the cell's start tag ends, its '>' or '/>' left out
    end: Ints
