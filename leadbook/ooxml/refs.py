"""Cell addresses: A1 text to numbers and back. Rows and columns count from 1, as in Excel."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from leadbook.ooxml.guard import MAX_COLUMN, MAX_ROW

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Area(NamedTuple):
    """A rectangle of cells, its corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = f"{letters(self.left)}{self.top}"
        last = f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    def meets(self, other: Area) -> bool:
        """Say whether the two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def joined(self, other: Area) -> Area:
        """Return the smallest rectangle around both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """Return the letters of a column number: 1 -> A, 28 -> AB."""
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


@lru_cache(maxsize=20_000)
def number(name: str) -> int:
    """Return the number of a column's letters: A -> 1, AB -> 28."""
    out = 0
    for letter in name.upper():
        out = out * 26 + ord(letter) - 64
    return out


def cell(text: str) -> tuple[int, int]:
    """Return (row, column) of an address like B7 or $B$7; `ValueError` if it is none."""
    match = _CELL.fullmatch(text)
    row, column = (int(match[2]), number(match[1])) if match else (0, 0)
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise ValueError(f"{text!r} is not a cell address")
    return row, column


def area(text: str) -> Area:
    """Return the `Area` of a reference like B3:H87 or B3; `ValueError` if it is none."""
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = cell(first), cell(last or first)
    if bottom < top or right < left:
        raise ValueError(f"{text!r} is not a range from top left to bottom right")
    return Area(top, left, bottom, right)


def areas(text: str) -> list[Area | str]:
    """Return the areas of a space-separated list; what is no plain area (whole columns) stays text."""
    out: list[Area | str] = []
    for word in text.split():
        try:
            out.append(area(word))
        except ValueError:
            out.append(word)
    return out
