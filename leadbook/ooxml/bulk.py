"""Many cells of whole columns as splices of a sheet, found with numpy: what a job writes into thousands of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from leadbook.ooxml import scan
from leadbook.ooxml.outline import Ints, Outline, columns_of, places, rows_of
from leadbook.ooxml.refs import letters
from leadbook.ooxml.scan import Words
from leadbook.ooxml.sheet import Sheet

_STRETCH = 2 << 20
_ROW_R = len('<row r="')
Spliced = tuple[int, tuple[int, int], int, bytes]  # start, order among those of one start, end, what stands there now
_STYLE = re.compile(rb'\ss="(\d+)"')
_PLAIN = re.compile(rb'(?:\s(?:s="\d+"|t="\w+"))*\s*/?')
_SPANS = re.compile(rb'\sspans="(\d+):(\d+)"')
_ROW_STYLE = re.compile(rb'\scustomFormat="(?:1|true)"')


class Stretch:
    """The splices of a stretch, gathered column by column; `count` says for how many cells."""

    def __init__(self) -> None:
        self.count = 0
        self._numbers: list[tuple[Ints, ...]] = []  # start, end, row, order within the row
        self._texts: list[str] = []

    def add(self, start: Ints, end: Ints, row: Ints, order: Ints, texts: list[str]) -> None:
        """Put `texts` in the place of `start`..`end`."""
        self._numbers.append((start, end, row, order))
        self._texts += texts

    def spliced(self, data: bytes, others: Ints) -> list[Spliced]:
        """All as one splice, or each for itself when another edit starts among them; in order."""
        if not self._texts:
            return []
        start, end, row, order = (np.concatenate(numbers) for numbers in zip(*self._numbers, strict=True))
        turn = np.lexsort((order, row, start))
        start, end, row, order = start[turn], end[turn], row[turn], order[turn]
        texts = list(map(self._texts.__getitem__, turn.tolist()))
        low, high = int(start[0]), int(end.max())
        if np.searchsorted(others, low) != np.searchsorted(others, high):
            orders = zip(row.tolist(), order.tolist(), strict=True)
            return list(zip(start.tolist(), orders, end.tolist(), map(str.encode, texts), strict=True))
        return [(low, (int(row[0]), int(order[0])), high, _joined(data[low:high], start - low, end - low, texts))]


def _joined(old: bytes, start: Ints, end: Ints, texts: list[str]) -> bytes:
    """`old` with each `start`..`end` replaced by its text."""
    if (start[1:] < end[:-1]).any():
        raise ValueError("two edits touch the same bytes of a sheet")
    shown = old.decode("latin-1")  # one character a byte
    if not all(map(str.isascii, texts)):
        texts = [text.encode().decode("latin-1") for text in texts]
    pieces = [""] * (2 * len(texts))
    pieces[::2] = [shown[a:b] for a, b in zip([0, *end[:-1].tolist()], start.tolist(), strict=True)]
    pieces[1::2] = texts
    return "".join(pieces).encode("latin-1")


def splices(
    sheet: Sheet, columns: Mapping[int, Mapping[int, str]], column_style: Mapping[int, int], others: Sequence[int]
) -> list[Spliced]:
    """Return what to put where so that `columns` (column -> row -> tail as of `values.tail`) stand in the sheet.

    Rows must exist. A cell keeps its style; a new one takes its row's, else `column_style`. A stretch of the sheet in
    which no other edit starts (`others`: their offsets) is one splice. Raises `scan.Unusual` for XML or cells that
    have to be taken one by one: then nothing was done.
    """
    words, apart = Words(sheet.data), np.array(sorted(others), np.int64)
    wanted = {}
    for column, cells in columns.items():
        rows = sorted(cells)
        wanted[column] = (np.array(rows, np.int64), list(map(cells.__getitem__, rows)))
    out: list[Spliced] = []
    found = 0
    styled_rows = sheet.among_rows(b"customFormat")
    for outline in _outlines(sheet, words):
        if len(outline.row_close) != len(outline.row):
            raise scan.Unusual
        if len(outline.row):
            stretch = _stretch(sheet.data, outline, wanted, column_style, styled_rows)
            found += stretch.count
            out += stretch.spliced(sheet.data, apart)
    if found != sum(len(rows) for rows, _ in wanted.values()):
        raise scan.Unusual
    return out


def _outlines(sheet: Sheet, words: Words) -> Iterator[Outline]:
    at = sheet.first
    while sheet.outlines is None and at < sheet.last:
        cut = sheet.data.find(b"<row ", at + _STRETCH, sheet.last)
        cut = sheet.last if cut < 0 else cut
        yield scan.cells(words, at, cut).outline
        at = cut
    yield from sheet.outlines or ()


def _stretch(
    data: bytes,
    o: Outline,
    wanted: Mapping[int, tuple[Ints, list[str]]],
    column_style: Mapping[int, int],
    styled_rows: bool,
) -> Stretch:
    """What to put where in one stretch."""
    there_is, starts = np.append(o.place, -1), np.append(o.start, 0)  # one more: behind the last cell
    low, high = np.full(len(o.row), 1 << 15), np.zeros(len(o.row), np.int64)  # of the new cells of each row
    out = Stretch()
    for column, (rows, tails) in wanted.items():
        a, b = np.searchsorted(rows, (o.row[0], o.row[-1] + 1))
        mine = rows[a:b]
        if not len(mine):
            continue
        out.count += len(mine)
        index = np.searchsorted(o.row, mine)
        if (o.row[index] != mine).any():
            raise scan.Unusual
        wished = places(mine, column)
        place = np.searchsorted(o.place, wished)
        there = there_is[place] == wished
        same_row = rows_of(there_is[place]) == mine
        at = np.where(same_row, starts[place], o.row_close[index])
        numbers, mine_tails, name = mine.tolist(), tails[a:b], letters(column)
        styles = _shown(data, o, index.tolist(), column_style.get(column, 0), styled_rows)
        new = ~there
        if there.any():
            cells = place[there]
            tags = [data[p:q] for p, q in zip(o.head[cells].tolist(), o.tag[cells].tolist(), strict=True)]
            kept = {tag: _kept_style(tag) for tag in set(tags)}
            for n, tag in zip(np.flatnonzero(there).tolist(), tags, strict=True):
                styles[n] = kept[tag]
        texts = [f'<c r="{name}{r}"{s}{t}' for r, s, t in zip(numbers, styles, mine_tails, strict=True)]
        void = [not s and t == "/>" for s, t in zip(styles, mine_tails, strict=True)]
        use = there | ~np.array(void) if any(void) else np.ones(len(mine), bool)
        new &= use
        end = at.copy()
        end[there] = o.end[place[there]]
        low[index[new]] = np.minimum(low[index[new]], column)
        high[index[new]] = np.maximum(high[index[new]], column)
        texts = texts if use.all() else [text for text, used in zip(texts, use.tolist(), strict=True) if used]
        out.add(at[use], end[use], mine[use], np.where(there, column, column - 20000)[use], texts)
    _spans(data, o, low, high, out)
    return out


def _shown(data: bytes, o: Outline, lines: list[int], column_style: int, styled_rows: bool) -> list[str]:
    """The style of new cells in the rows `lines`, as it is written: the row's own if it has one, else the column's."""
    of_column = f' s="{column_style}"' if column_style else ""
    if not styled_rows:
        return [of_column] * len(lines)
    own = [_row_style(data[o.row_start[line] + 4 : o.row_tag[line]]) for line in lines]
    return [of_column if style is None else f' s="{style}"' if style else "" for style in own]


def _spans(data: bytes, o: Outline, low: Ints, high: Ints, out: Stretch) -> None:
    """The `spans` of rows whose new cells lie outside of them; never where old cells lie on both sides."""
    first, last = np.full(len(o.row), 1 << 15), np.zeros(len(o.row), np.int64)
    behind = np.append(o.first[1:], len(o.place))
    filled = behind > o.first
    first[filled], last[filled] = columns_of(o.place[o.first[filled]]), columns_of(o.place[behind[filled] - 1])
    lines = np.flatnonzero((high > 0) & ((low < first) | (high > last)))
    numbers, texts = [], []
    bounds = zip(*(at[lines].tolist() for at in (o.row_start, o.row_tag, o.row, low, high)), strict=True)
    known: dict[bytes, tuple[int, int, int, int] | None] = {}  # the same in most rows
    for start, end, row, least, most in bounds:
        begin = start + _ROW_R + len(str(row))
        if (tag := data[begin:end]) not in known:
            spans = _SPANS.search(tag)
            known[tag] = (*spans.span(), int(spans[1]), int(spans[2])) if spans else None
        if (there := known[tag]) and not there[2] <= least <= most <= there[3]:
            numbers.append((begin + there[0], begin + there[1], row, 0))
            texts.append(f' spans="{min(least, there[2])}:{max(most, there[3])}"')
    if texts:
        starts, ends, rows, order = np.array(numbers).T
        out.add(starts, ends, rows, order, texts)


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
