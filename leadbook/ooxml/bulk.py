"""Many cells of whole columns as splices of a sheet, found with numpy: what a job writes into thousands of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from leadbook.ooxml import scan
from leadbook.ooxml.refs import letters
from leadbook.ooxml.scan import Ints, Words
from leadbook.ooxml.sheet import Sheet

_STRETCH = 2 << 20
Spliced = tuple[int, tuple[int, int], int, bytes]  # start, order among those of one start, end, what stands there now
_STYLE = re.compile(rb'\ss="(\d+)"')
_PLAIN = re.compile(rb'(?:\s(?:s="\d+"|t="\w+"))*\s*/?')
_SPANS = re.compile(rb'\sspans="(\d+):(\d+)"')
_ROW_STYLE = re.compile(rb'\scustomFormat="(?:1|true)"')


@dataclass(slots=True)
class Outline:
    """Where the rows and cells of a stretch lie. Cells know their row by its index in the arrays of rows."""

    row: Ints
    row_start: Ints
    row_tag: Ints  # where the row's start tag ends
    close: Ints  # where its end tag starts
    owner: Ints
    column: Ints
    start: Ints
    head: Ints  # behind the address
    tag: Ints  # where the cell's start tag ends, its '>' left out
    end: Ints


def splices(sheet: Sheet, columns: Mapping[int, Mapping[int, str]], column_style: Mapping[int, int]) -> list[Spliced]:
    """Return what to put where so that `columns` (column -> row -> tail as of `values.tail`) stand in the sheet.

    Rows must exist. A cell keeps its style; a new one takes its row's, else `column_style`. Raises `scan.Unusual`
    for XML or cells that have to be taken one by one: then nothing was done.
    """
    words = Words(sheet.data)
    wanted = {
        c: (np.array(sorted(cells), np.int64), [cells[row] for row in sorted(cells)]) for c, cells in columns.items()
    }
    out: list[Spliced] = []
    found = 0
    styled_rows = sheet.among_rows(b"customFormat")
    for outline in _outlines(sheet, words):
        if len(outline.row):
            found += _stretch(sheet.data, outline, wanted, column_style, styled_rows, out)
    if found != sum(len(rows) for rows, _ in wanted.values()):
        raise scan.Unusual
    return out


def _outlines(sheet: Sheet, words: Words) -> Iterator[Outline]:
    at = sheet.first
    while at < sheet.last:
        cut = sheet.data.find(b"<row ", at + _STRETCH, sheet.last)
        cut = sheet.last if cut < 0 else cut
        if not sheet.neat:
            scan.cells(words, at, cut)  # raises Unusual unless rows and cells follow each other neatly
        yield _outline(words, at, cut)
        at = cut


def _outline(w: Words, start: int, end: int) -> Outline:
    marks = np.flatnonzero((w.bytes[start:end] | 2) == 62) + start
    lt, gt = marks[::2], marks[1::2]
    kind = scan.tag_kinds(w, lt, gt)
    rows, cells = np.flatnonzero(kind == scan.ROW), np.flatnonzero(kind == scan.CELL)
    row_ends, cell_ends = np.flatnonzero(kind == scan.ROW_END), np.flatnonzero(kind == scan.CELL_END)
    hollow = w.bytes[gt[rows] - 1] == 47
    if hollow.any() or len(rows) != len(row_ends):
        raise scan.Unusual
    number, digits = scan.row_numbers(w, lt[rows])
    owner = np.searchsorted(rows, cells) - 1
    column, quote = scan.cell_columns(w, lt[cells], digits[owner])
    empty = w.bytes[gt[cells] - 1] == 47
    last = np.append(cell_ends, len(kind) - 1)[np.searchsorted(cell_ends, cells)]
    return Outline(
        number,
        lt[rows],
        gt[rows],
        lt[row_ends],
        owner,
        column,
        lt[cells],
        quote + 1,
        gt[cells] - empty,
        np.where(empty, gt[cells], gt[last]) + 1,
    )


def _stretch(
    data: bytes,
    o: Outline,
    wanted: Mapping[int, tuple[Ints, list[str]]],
    column_style: Mapping[int, int],
    styled_rows: bool,
    out: list[Spliced],
) -> int:
    """Add the splices of one stretch to `out`; return for how many cells."""
    keys = o.row[o.owner] << 15 | o.column
    starts = np.append(o.start, 0)
    widest: dict[int, tuple[int, int]] = {}
    count = 0
    for column, (rows, tails) in wanted.items():
        low, high = np.searchsorted(rows, (o.row[0], o.row[-1] + 1))
        mine = rows[low:high]
        count += len(mine)
        index = np.searchsorted(o.row, mine)
        if len(mine) and (o.row[index] != mine).any():
            raise scan.Unusual
        place = np.searchsorted(keys, mine << 15 | column)
        inside = place < len(keys)
        there = inside & (np.append(keys, -1)[place] == (mine << 15 | column))
        behind = inside & (np.append(o.owner, -1)[place] == index)
        at = np.where(behind, starts[place], o.close[index])
        mine_tails, name = tails[low:high], letters(column)
        for n in np.flatnonzero(there).tolist():
            row, cell = int(mine[n]), int(place[n])
            style = _kept_style(data[o.head[cell] : o.tag[cell]])
            text = f'<c r="{name}{row}"{style}{mine_tails[n]}'
            out.append((int(at[n]), (row, column), int(o.end[cell]), text.encode()))
        new = np.flatnonzero(~there)
        lines = index[new].tolist()
        given = _shown(data, o, lines, column_style.get(column, 0), styled_rows)
        out += [
            (where, (row, column - 20000), where, f'<c r="{name}{row}"{style}{mine_tails[n]}'.encode())
            for n, row, where, style in zip(new.tolist(), mine[new].tolist(), at[new].tolist(), given, strict=True)
            if style or mine_tails[n] != "/>"
        ]
        for line, style, n in zip(lines, given, new.tolist(), strict=True):
            if not style and mine_tails[n] == "/>":
                continue
            first, last = widest.get(line, (column, column))
            widest[line] = (min(first, column), max(last, column))
    out += _spans(data, o, widest)
    return count


def _shown(data: bytes, o: Outline, lines: list[int], column_style: int, styled_rows: bool) -> Sequence[str]:
    """The style of new cells in the rows `lines`, as it is written: the row's own if it has one, else the column's."""
    of_column = f' s="{column_style}"' if column_style else ""
    if not styled_rows:
        return [of_column] * len(lines)
    own = [_row_style(data[o.row_start[line] + 4 : o.row_tag[line]]) for line in lines]
    return [of_column if style is None else f' s="{style}"' if style else "" for style in own]


def _spans(data: bytes, o: Outline, widest: Mapping[int, tuple[int, int]]) -> list[Spliced]:
    """The `spans` of rows whose new cells lie outside of them."""
    out: list[Spliced] = []
    for line, (first, last) in widest.items():
        start, end = int(o.row_start[line]), int(o.row_tag[line])
        spans = _SPANS.search(data, start, end)
        if spans and not int(spans[1]) <= first <= last <= int(spans[2]):
            new = b' spans="%d:%d"' % (min(first, int(spans[1])), max(last, int(spans[2])))
            out.append((spans.start(), (int(o.row[line]), 0), spans.end(), new))
    return out


@lru_cache(maxsize=4096)
def _kept_style(attributes: bytes) -> str:
    """The style of a cell as it is written in its tag; `Unusual` for a cell that carries more than style and type."""
    if not _PLAIN.fullmatch(attributes):
        raise scan.Unusual
    style = _STYLE.search(attributes)
    return f' s="{style[1].decode()}"' if style and style[1] != b"0" else ""


def _row_style(tag: bytes) -> int | None:
    if b"customFormat" not in tag or not _ROW_STYLE.search(tag):
        return None
    style = _STYLE.search(tag)
    return int(style[1]) if style else 0
