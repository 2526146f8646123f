"""Find all cells of a stretch of sheet XML with numpy: where each lies, its type, and where its value stands.

It reads the form that Excel, XlsxWriter, openpyxl and LibreOffice write; `Unusual` sends the caller to the
slow reader for everything else. Cells of an odd shape are listed apart, for a parser to read one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadbook.ooxml.outline import Ints, Outline, places

OTHER, ROW, ROW_END, CELL, CELL_END, V, V_END, F, F_END, IS, IS_END, T, T_END = range(13)
NUMBER, SHARED, STRING, BOOL, ERROR, MOMENT, ODD, BLANK = range(8)
_STARTS = {b"ro": ROW, b"c ": CELL, b"c>": CELL, b"v>": V, b"v/": V, b"v ": V, b"f>": F, b"f ": F, b"f/": F,
           b"is": IS, b"t>": T, b"t ": T, b"t/": T, b"/r": ROW_END, b"/c": CELL_END, b"/v": V_END,
           b"/f": F_END, b"/i": IS_END, b"/t": T_END}  # fmt: skip
_KINDS = np.zeros(65536, np.uint8)
for _two, _kind in _STARTS.items():
    _KINDS[_two[0] | _two[1] << 8] = _kind
_LENGTH = np.full(13, -1, np.int64)  # of the tags that have just one form: '>' minus '<'
_LENGTH[[ROW_END, CELL_END, V_END, F_END, IS, IS_END, T_END]] = (5, 3, 3, 3, 3, 4, 3)
_TYPES = np.full(256, ODD, np.uint8)
_TYPES[list(b"nsbed")] = (NUMBER, SHARED, BOOL, ERROR, MOMENT)


def _word(text: bytes) -> np.uint64:
    return np.uint64(int.from_bytes(text.ljust(8, b"\0"), "little"))


_CELL_R, _ROW_R = _word(b'<c r="'), _word(b'<row r="')
_SIX, _STYLE, _FOUR = _word(b"\xff" * 6), _word(b' s="'), _word(b"\xff" * 4)
_T_MASK, _T_ONE = _word(b"\0\xff\xff\xff\xff\0\xff\xff"), _word(b'\0 t="\0">')
_T_STR, _T_INLINE = _word(b't="str">'), _word(b'ineStr">')


class Unusual(Exception):
    """The stretch is written in a form this reader does not know."""


@dataclass(slots=True)
class Cells:
    """The cells of a stretch, as arrays of one length: `kind` says how to read data[start:end].

    `formulas` says whether any cell holds one; `outline` where all rows and cells of the stretch lie.
    """

    row: Ints
    column: Ints
    kind: Ints
    start: Ints
    end: Ints
    style: Ints
    formulas: bool
    outline: Outline


class Words:
    """The bytes of a part, and every eight bytes from each offset as one number."""

    def __init__(self, data: bytes) -> None:
        self.bytes = np.frombuffer(data, np.uint8)
        self.words: Ints = np.ndarray((max(len(data) - 7, 0),), "<u8", data, strides=(1,))
        self.pairs: Ints = np.ndarray((max(len(data) - 1, 0),), "<u2", data, strides=(1,))


def cells(w: Words, start: int, end: int) -> Cells:
    """Return the cells of the rows that stand between the offsets `start` and `end`."""
    marks = np.flatnonzero((w.bytes[start:end] | 2) == 62) + start
    lt, gt = marks[::2], marks[1::2]
    if len(lt) != len(gt) or (w.bytes[lt] != 60).any() or (w.bytes[gt] != 62).any():
        raise Unusual
    kind = tag_kinds(w, lt, gt)
    rows = np.flatnonzero(kind == ROW)
    at = np.flatnonzero(kind == CELL)
    padded = np.append(kind, np.zeros(8, np.uint8))
    number, digits = row_numbers(w, lt[rows])
    first = np.searchsorted(at, rows)
    per_row = np.diff(np.append(first, len(at)))
    if len(at) and (not len(rows) or at[0] < rows[0]):
        raise Unusual
    column, quote = cell_columns(w, lt[at], np.repeat(digits, per_row))
    close = gt[at]
    empty = w.bytes[close - 1] == 47
    types = _types(w, quote, close)
    v, count, types = _values(w, padded, at, gt, empty, types)
    _complete(w, padded, at, count, rows, gt, len(kind))
    odd = types == ODD
    begin = np.where(odd, lt[at], gt[np.minimum(v, len(gt) - 1)] + 1)
    past = gt[at + count - 1] + 1
    stop = np.where(odd, past, lt[np.minimum(v + 1, len(lt) - 1)])
    row = np.repeat(number, per_row)
    of_rows = (number, lt[rows], gt[rows], lt[kind == ROW_END], first)
    narrow = np.int32 if end < 1 << 31 else np.int64  # it is kept: half the memory
    of_cells = (offsets.astype(narrow) for offsets in (lt[at], quote + 1, close - empty, past))
    outline = Outline(*of_rows, places(row, column), *of_cells)
    return Cells(row, column, types, begin, stop, quote, bool((kind == F).any()), outline)


def tag_kinds(w: Words, lt: Ints, gt: Ints) -> Ints:
    """Return what each tag from `lt` to `gt` is."""
    kind: Ints = _KINDS[w.pairs[lt + 1]]
    length = _LENGTH[kind]
    kind[(length >= 0) & (length != gt - lt)] = OTHER
    return kind


def row_numbers(w: Words, lt: Ints) -> tuple[Ints, Ints]:
    """Return the number of each row, and how many digits it is written with."""
    if (w.words[lt] != _ROW_R).any():
        raise Unusual
    number = np.zeros(len(lt), np.int64)
    digits = np.zeros(len(lt), np.int64)
    going = np.ones(len(lt), bool)
    for step in range(8):
        char = w.bytes[lt + 8 + step].astype(np.int64)
        going &= (char >= 48) & (char <= 57)
        number = np.where(going, number * 10 + char - 48, number)
        digits += going
    if (w.bytes[lt + 8 + digits] != 34).any() or (digits == 0).any():
        raise Unusual
    return number, digits


def cell_columns(w: Words, lt: Ints, digits: Ints) -> tuple[Ints, Ints]:
    """Return the column of each cell and where the quote behind its address stands."""
    word = w.words[lt]
    if ((word & _SIX) != _CELL_R).any():
        raise Unusual
    column = ((word >> np.uint64(48)) & np.uint64(255)).astype(np.int64) - 64
    second = (word >> np.uint64(56)).astype(np.int64) - 64
    long = second > 0
    names = np.ones(len(lt), np.int64)
    if long.any():
        third = w.bytes[lt + 8].astype(np.int64) - 64
        longer = long & (third > 0)
        column = np.where(long, column * 26 + second, column)
        column = np.where(longer, column * 26 + third, column)
        names += long
        names += longer
    quote = lt + 6 + names + digits
    if (w.bytes[quote] != 34).any() or (column < 1).any() or (column > 16384).any():
        raise Unusual
    return column, quote


def _types(w: Words, quote: Ints, close: Ints) -> Ints:
    """Return the type of each cell from the attributes behind its address."""
    rest = close - quote - 1
    last = w.words[close - 7]
    one = (last & _T_MASK) == _T_ONE
    kind = np.where(one, _TYPES[((last >> np.uint64(40)) & np.uint64(255)).astype(np.int64)], ODD)
    styled = (rest >= 6) & (rest <= 11) & ((w.words[quote + 1] & _FOUR) == _STYLE)
    kind[~one & ((rest == 0) | styled)] = NUMBER
    kind[(last == _T_STR) | (last == _T_INLINE)] = STRING
    return kind


def _values(w: Words, kind: Ints, at: Ints, gt: Ints, empty: Ints, types: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the tag whose text is each cell's value, how many tags the cell has, and its type made final."""
    nxt = kind[at + 1]
    v = at + 1
    usual = (nxt == V) & (kind[at + 2] == V_END) & (kind[at + 3] == CELL_END) & ~empty
    count = np.where(usual, 4, 1)
    types = np.where(empty, BLANK, types)
    rest = np.flatnonzero(~usual & ~empty)
    if len(rest):
        shape = _shapes(w, kind, at[rest], gt, types[rest])
        v[rest], count[rest], types[rest] = shape
    inline = usual & (w.words[gt[at] - 7] == _T_INLINE)
    if inline.any():
        types[inline] = ODD
    return v, count, types


def _shapes(w: Words, kind: Ints, at: Ints, gt: Ints, types: Ints) -> tuple[Ints, Ints, Ints]:
    """The same for cells that are not just a value: formulas, inline text, `<v/>`, and odd ones."""
    slash = w.bytes[gt[np.minimum(at + 1, len(gt) - 1)] - 1] == 47
    is_f = kind[at + 1] == F
    f_ok = is_f & (slash | (kind[at + 2] == F_END))
    v = at + 1 + np.where(f_ok, np.where(slash, 1, 2), 0)
    value = kind[v]
    v_slash = w.bytes[gt[np.minimum(v, len(gt) - 1)] - 1] == 47
    full = (value == V) & ~v_slash & (kind[v + 1] == V_END) & (kind[v + 2] == CELL_END)
    hollow = (value == V) & v_slash & (kind[v + 1] == CELL_END)
    none = value == CELL_END
    text = w.bytes[gt[np.minimum(v + 1, len(gt) - 1)] - 1] != 47
    inline = (value == IS) & ~is_f & text & (kind[v + 1] == T) & (kind[v + 2] == T_END)
    inline &= (kind[v + 3] == IS_END) & (kind[v + 4] == CELL_END)
    inline &= w.words[gt[at] - 7] == _T_INLINE
    hollow &= types != STRING  # an empty text, not a blank
    known = full | hollow | none | inline
    ends = np.append(np.flatnonzero(kind == CELL_END), len(kind))
    odd_count = ends[np.searchsorted(ends, at)] - at + 1
    count = np.where(full, v + 3 - at, np.where(hollow, v + 2 - at, np.where(none, v + 1 - at, 6)))
    count = np.where(known, count, odd_count)
    types = np.where(hollow | none, BLANK, np.where(known, types, ODD))
    return np.where(inline, v + 1, v), count, types


def _complete(w: Words, kind: Ints, at: Ints, count: Ints, rows: Ints, gt: Ints, total: int) -> None:
    """Raise `Unusual` unless rows and cells follow each other without anything between."""
    if int(count.sum()) + len(rows) + int((kind == ROW_END).sum()) != total:
        raise Unusual
    behind = kind[at + count]
    if ((behind != CELL) & (behind != ROW_END)).any():
        raise Unusual
    hollow = w.bytes[gt[rows] - 1] == 47
    behind = kind[rows + 1]
    inside = (behind == CELL) | (behind == ROW_END)
    if not np.where(hollow, (behind == ROW) | (rows + 1 == total), inside).all():
        raise Unusual
    if int((kind == ROW_END).sum()) != int((~hollow).sum()):
        raise Unusual
