"""Bulk reading of a rectangle of cells, column by column: the hot path of every job."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadbook.ooxml import scan
from leadbook.ooxml.oddcell import cell_value, moment, number, truth
from leadbook.ooxml.outline import Ints, Outline, rows_of
from leadbook.ooxml.scan import Cells, Words
from leadbook.ooxml.sheet import Holds, Sheet
from leadbook.ooxml.text import unescaped

_STRETCH = 2 << 20
_ZEROS, _ONES = np.uint64(0x3030303030303030), np.uint64(0xF0F0F0F0F0F0F0F0)
_SPACE_S = 0x7320
_STYLE = re.compile(rb"\ss=\"(\d{1,6})\"")
Convert = Callable[[float, int], Any]


@dataclass(slots=True)
class Wanted:
    """What to read: rows `top`..`bottom` of the sheet's `columns` (numbers), in the order of the answer."""

    top: int
    bottom: int
    columns: list[int]


def read_columns(
    sheet: Sheet, wanted: Wanted, strings: Sequence[str], dates: dict[int, bool], convert: Convert | None
) -> list[list[Any]]:
    """Return the values of `wanted`, a list a column. Raises `scan.Unusual` for XML the scanner does not know.

    With `convert`, numbers whose style is in `dates` become `convert(serial, style)`.
    """
    words = Words(sheet.data)
    texts = np.empty(len(strings), object)
    texts[:] = strings
    height = wanted.bottom - wanted.top + 1
    out = np.empty((len(wanted.columns), height), object)
    slots = np.full(16385, -1, np.int64)
    slots[wanted.columns] = np.arange(len(wanted.columns))
    at, seen = sheet.first, 0
    holds = Holds(False, False)
    outlines: list[Outline] = []
    while at < sheet.last:
        cut = sheet.data.find(b"<row ", at + _STRETCH, sheet.last)
        cut = sheet.last if cut < 0 else cut
        found = scan.cells(words, at, cut)
        seen = _in_order(found, seen)
        holds = Holds(holds.formula or found.formulas, holds.odd or bool((found.kind == scan.ODD).any()))
        outlines.append(found.outline)
        keep = (found.row >= wanted.top) & (found.row <= wanted.bottom)
        keep &= (slots[found.column] >= 0) & (found.kind != scan.BLANK)
        part = _picked(found, np.flatnonzero(keep))
        values = _values(sheet, words, part, texts, at, cut)
        if convert is not None and dates:
            _convert(sheet.data, words, part, values, dates, convert)
        out[slots[part.column], part.row - wanted.top] = values
        at = cut
        if rows_of(seen) > wanted.bottom:
            break
    if at >= sheet.last:
        sheet.learn(outlines, holds)
    return [column.tolist() for column in out]


def _in_order(found: Cells, seen: int) -> int:
    """Check that every cell comes after the one before; return the last one's place."""
    here = found.outline.place
    if len(here) and (here[0] <= seen or (here[1:] <= here[:-1]).any()):
        raise scan.Unusual
    return int(here[-1]) if len(here) else seen


def _picked(found: Cells, keep: Ints) -> Cells:
    return Cells(
        found.row[keep],
        found.column[keep],
        found.kind[keep],
        found.start[keep],
        found.end[keep],
        found.style[keep],
        found.formulas,
        found.outline,
    )


def _values(sheet: Sheet, w: Words, part: Cells, texts: Ints, start: int, stop: int) -> Ints:
    data = sheet.data
    values = np.empty(len(part.row), object)
    digits, whole = _digits(w, part.start, part.end)
    shared = part.kind == scan.SHARED
    if shared.any():
        if not whole[shared].all() or int(digits[shared].max()) >= len(texts):
            raise scan.Unusual
        values[shared] = texts[digits[shared]]
    numeric = part.kind == scan.NUMBER
    ints = numeric & whole
    values[ints] = digits[ints].astype(object)

    def fill(mask: Ints, read: Callable[[bytes], Any]) -> None:
        where = np.flatnonzero(mask)
        if len(where):
            spans = zip(part.start[where].tolist(), part.end[where].tolist(), strict=True)
            filled = np.empty(len(where), object)
            filled[:] = [read(data[a:b]) for a, b in spans]
            values[where] = filled

    rest = np.flatnonzero(numeric & ~whole)
    if len(rest):
        values[rest] = _numbers(data, part.start[rest].tolist(), part.end[rest].tolist())
    text = np.flatnonzero(part.kind == scan.STRING)
    if len(text):
        filled = np.empty(len(text), object)
        filled[:] = _texts(data, part.start[text], part.end[text], start, stop)
        values[text] = filled
    fill(part.kind == scan.BOOL, truth)
    fill(part.kind == scan.ERROR, lambda raw: cell_value("e", raw.decode(), ()))
    fill(part.kind == scan.MOMENT, moment)
    fill(part.kind == scan.ODD, lambda raw: sheet_cell(sheet, raw, texts))
    return values


def _numbers(data: bytes, start: list[int], end: list[int]) -> Ints:
    """Return the numbers of the spans; those that `float` alone would get wrong are read one by one."""
    raw = [data[a:b] for a, b in zip(start, end, strict=True)]
    try:
        floats = np.array(list(map(float, raw)))
    except ValueError:
        floats = np.zeros(len(raw))
    out = floats.astype(object)
    for index in np.flatnonzero(~np.isfinite(floats) | (floats == np.trunc(floats))).tolist():
        if b"." not in raw[index] or not math.isfinite(floats[index]):
            out[index] = number(raw[index])
    return out


def sheet_cell(sheet: Sheet, raw: bytes, strings: Any) -> Any:
    """Return the value of one cell of an odd shape, parsed on its own."""
    from leadbook.ooxml.oddcell import odd_value

    return odd_value(raw, sheet.where, strings)


def _digits(w: Words, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return the number each span of one to eight digits stands for, and whether it is such a span."""
    size = np.clip(end - start, 1, 8).astype(np.uint64)
    fits = (end > start) & (end - start <= 8)
    shift = np.uint64(8) * (np.uint64(8) - size)
    word = w.words[start] << shift
    word |= np.where(size == 8, np.uint64(0), _ZEROS >> (np.uint64(8) * (size & np.uint64(7))))
    sixes = np.uint64(0x0606060606060606)
    fits &= ((word & _ONES) == _ZEROS) & (((word + sixes) & _ONES) == _ZEROS)
    word -= _ZEROS
    word = word * np.uint64(10) + (word >> np.uint64(8))
    mask = np.uint64(0x000000FF000000FF)
    high = (word & mask) * np.uint64(0x000F424000000064)
    low = ((word >> np.uint64(16)) & mask) * np.uint64(0x0000271000000001)
    return ((high + low) >> np.uint64(32)).astype(np.int64), fits


def _texts(data: bytes, start: Ints, end: Ints, first: int, last: int) -> list[str]:
    """Return the texts of the spans: sliced from one decoded stretch if it is ASCII."""
    stretch = data[first:last]
    if stretch.isascii():
        text = stretch.decode("ascii")
        spans = zip((start - first).tolist(), (end - first).tolist(), strict=True)
        out = [text[a:b] for a, b in spans]
    else:
        out = [data[a:b].decode() for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    return unescaped(out)


def _convert(data: bytes, w: Words, part: Cells, values: Ints, dates: dict[int, bool], convert: Convert) -> None:
    """Turn the numbers of date-styled cells into moments, in place."""
    style = np.zeros(len(part.row), np.int64)
    quote = part.style
    numbers = (part.kind == scan.NUMBER) | (part.kind == scan.ODD)
    going = numbers & (w.pairs[quote + 1] == _SPACE_S)
    for index in np.flatnonzero(numbers & ~going & (w.bytes[quote + 1] == 32)).tolist():
        found = _STYLE.search(data, int(quote[index]) + 1, data.index(b">", int(quote[index])))
        style[index] = int(found[1]) if found else 0
    for step in range(6):
        char = w.bytes[quote + 5 + step].astype(np.int64)
        going &= (char >= 48) & (char <= 57)
        style = np.where(going, style * 10 + char - 48, style)
    known = np.zeros(1_000_000, bool)
    known[list(dates)] = True
    where = np.flatnonzero(numbers & known[np.minimum(style, 999_999)])
    if len(where):
        pairs = zip(values[where].tolist(), style[where].tolist(), strict=True)
        filled = np.empty(len(where), object)
        filled[:] = [convert(value, index) if type(value) in (int, float) else value for value, index in pairs]
        values[where] = filled
