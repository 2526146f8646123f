"""One worksheet part: where its rows lie, what stands around them, and the cells of a single row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import ge
from typing import TYPE_CHECKING, NamedTuple

from leadbook.errors import Refusal
from leadbook.ooxml import refs
from leadbook.ooxml.refs import Area
from leadbook.ooxml.text import unescape
from leadbook.ooxml.xml import Node, check_utf8, parse, prefix_of

if TYPE_CHECKING:
    from leadbook.ooxml.outline import Outline

_ATTRIBUTE = re.compile(rb"\s([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(\s[^>]*?)?(?:/>|>(.*?)</(?:[\w.-]+:)?f\s*>)", re.DOTALL)
_EMPTY = re.compile(rb"\s*(?:<(?:[\w.-]+:)?v\s*(?:/>|></(?:[\w.-]+:)?v\s*>))?\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the part: `start`..`end` is all of it, `inner` what is between its tags."""

    column: int
    start: int
    end: int
    attrs: dict[bytes, bytes]
    inner: bytes

    @property
    def blank(self) -> bool:
        """Say whether it has neither value nor formula."""
        return _EMPTY.fullmatch(self.inner) is not None

    @property
    def style(self) -> int:
        """Return the index of its style, 0 if it has none."""
        return int(self.attrs.get(b"s", b"0"))

    @property
    def formula(self) -> Formula | None:
        """Return its formula, None if it has none."""
        match = _FORMULA.search(self.inner)
        if match is None:
            return None
        return Formula(unescape((match[2] or b"").decode()), b"t" in _attributes(match[1] or b""))


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell's own formula text; `shared` when it is part of a shared or array formula."""

    text: str
    shared: bool


class Holds(NamedTuple):
    """What the cells of a sheet hold: a formula; anything of an odd shape."""

    formula: bool
    odd: bool


class Sheet:
    """The bytes of a worksheet part and what can be found in them without a tree of its cells.

    `where` names file and sheet for sentences. Raises `Refusal` for XML in a form it cannot edit safely.
    """

    def __init__(self, data: bytes, part: str, where: str) -> None:
        self.data, self.part, self.where = data, part, where
        self.outlines: list[Outline] | None = None  # what the quick scanner found when it read all rows
        self._may_hold = Holds(True, True)
        check_utf8(data, f"{where}: the sheet")
        opening = re.search(rb"<(?:[\w.-]+:)?sheetData\s*(/?)>", data)
        if opening is None:
            raise self.unusual("it has no plain sheetData element")
        self.first = self.last = opening.end()
        self.head_end = opening.start()
        self.tail_start = opening.end()
        if not opening[1]:
            closing = data.rfind(b"sheetData")
            self.last = data.rfind(b"</", 0, closing)
            self.tail_start = data.find(b">", closing) + 1
        self.hole = b"<" + opening[0][1:].partition(b"sheetData")[0] + b"sheetData/>"
        self._shell = data[: self.head_end] + self.hole + data[self.tail_start :]

    def unusual(self, why: str) -> Refusal:
        """Return the refusal for XML that is legal but not edited here."""
        return Refusal(f"{self.where}: the sheet is written in an unusual form ({why}); save it anew in Excel.")

    @cached_property
    def prefix(self) -> bytes:
        """The namespace prefix of the sheet's elements, colon included (nearly always none)."""
        return prefix_of(self.data, self.root)

    @cached_property
    def _open(self) -> bytes:
        return b"<" + self.prefix

    @cached_property
    def _pattern(self) -> re.Pattern[bytes]:
        return _cell_pattern(re.escape(self.prefix))

    @cached_property
    def root(self) -> Node:
        """The sheet without its rows, as a tree; offsets are those of `shell`."""
        root = parse(self._shell, f"{self.where}: the sheet")
        body = [node for node in root.each("sheetData") if node.start == self.head_end]
        if root.tag != "worksheet" or len(body) != 1:
            raise self.unusual("its sheetData does not stand where it should")
        return root

    @property
    def shell(self) -> bytes:
        """The part with an empty sheetData: what `root` describes."""
        return self._shell if self.root else b""

    @cached_property
    def _index(self) -> tuple[list[int], list[int]]:
        if any(self._holds(mark, b"<" + mark) for mark in (b"!", b"?")):
            raise self.unusual("comments or CDATA between its cells")
        tag = b"<" + self.prefix + b"row"
        pattern = re.compile(re.escape(tag) + rb"(?: r=\"(\d{1,7})\"|(?=[\s/>]))")
        starts: list[int] = []
        rows: list[int] = []
        for match in pattern.finditer(self.data, self.first, self.last):
            starts.append(match.start())
            rows.append(int(match[1] or 0))
        if 0 in rows:
            rows, starts = self._slow_index(tag)
        if any(map(ge, rows, rows[1:])):
            raise Refusal(f"{self.where}: the rows of the sheet are not in order; save it anew in Excel.")
        return rows, [*starts, self.last]

    def learn(self, outlines: list[Outline], holds: Holds) -> None:
        """Take over what the quick scanner found when it read all rows: the outlines of its stretches, and what some
        cell may hold.
        """
        self._may_hold, self.outlines = holds, outlines
        rows = [row for outline in outlines for row in outline.row.tolist()]
        starts = [start for outline in outlines for start in outline.row_start.tolist()]
        if "_index" not in self.__dict__ and not any(map(ge, rows, rows[1:])):
            self.__dict__["_index"] = (rows, [*starts, self.last])

    def _holds(self, rare: bytes, mark: bytes) -> bool:
        """Say whether `mark` stands among the rows; `rare` is the byte of it that is quickly ruled out."""
        return self.data.find(rare, self.first, self.last) >= 0 and self.data.find(mark, self.first, self.last) >= 0

    def among_rows(self, mark: bytes) -> bool:
        """Say whether `mark` stands anywhere in the rows (in a text, too)."""
        return self.data.find(mark, self.first, self.last) >= 0

    @cached_property
    def guarded(self) -> bool:
        """Say whether any cell may hold what is never written over (a text that only looks so counts, too)."""
        marks = [(b"m", b'm="')]  # vm= and cm=
        marks += [(b"f", b"<f"), (b"f", b":f")] if self._may_hold.formula else []
        marks += [(b"L", b"extLst")] if self._may_hold.odd else []
        return any(self._holds(rare, mark) for rare, mark in marks)

    def _slow_index(self, tag: bytes) -> tuple[list[int], list[int]]:
        rows: list[int] = []
        starts: list[int] = []
        for match in re.finditer(re.escape(tag) + rb"(?:[\s/][^>]*)?>", self.data[self.first : self.last]):
            given = _attributes(match[0]).get(b"r")
            rows.append(int(given) if given else (rows[-1] + 1 if rows else 1))
            starts.append(match.start() + self.first)
        return rows, starts

    @property
    def rows(self) -> list[int]:
        """The numbers of the rows the part holds, in order."""
        return self._index[0]

    @cached_property
    def row_set(self) -> frozenset[int]:
        """The numbers of the rows the part holds."""
        return frozenset(self.rows)

    def span(self, row: int) -> tuple[int, int] | None:
        """Return where the bytes of `row` start and end, None if the part does not hold it."""
        rows, starts = self._index
        at = bisect_left(rows, row)
        return (starts[at], starts[at + 1]) if at < len(rows) and rows[at] == row else None

    def place(self, row: int) -> int:
        """Return the offset at which a `row` that does not exist yet would stand."""
        rows, starts = self._index
        return starts[bisect_left(rows, row)]

    def rows_between(self, top: int, bottom: int) -> list[int]:
        """Return the rows from `top` to `bottom` that the part holds."""
        return self.rows[bisect_left(self.rows, top) : bisect_right(self.rows, bottom)]

    def stray(self, inside: Area) -> str:
        """Return the address of a cell with content at or below the top of `inside` but not in it, or nothing."""
        rows = self.rows_between(inside.top, self.rows[-1] if self.rows else 0)
        if len(rows) > 2_000 and (quick := self._quick_stray(inside)) is not None:
            return quick
        for row in rows:
            for column, cell in self.cells(row).items():
                within = row <= inside.bottom and inside.left <= column <= inside.right
                if not within and not cell.blank:
                    return f"{refs.letters(column)}{row}"
        return ""

    def _quick_stray(self, inside: Area) -> str | None:
        try:
            from leadbook.ooxml import scan
        except ImportError:
            return None
        words = scan.Words(self.data)
        at = self.place(inside.top)
        while at < self.last:
            cut = self.data.find(b"<row ", at + (2 << 20), self.last)
            cut = self.last if cut < 0 else cut
            try:
                found = scan.cells(words, at, cut)
            except scan.Unusual:
                return None
            within = (found.row <= inside.bottom) & (found.column >= inside.left) & (found.column <= inside.right)
            hits = ((found.kind != scan.BLANK) & ~within).nonzero()[0]
            if len(hits):
                return f"{refs.letters(int(found.column[hits[0]]))}{int(found.row[hits[0]])}"
            at = cut
        return ""

    def row_look(self, row: int) -> str:
        """Return the attributes of a row's tag that say how it looks (style, height), as they are written."""
        _, _, attrs = self.row_tag(row)
        names = (b"s", b"customFormat", b"ht", b"customHeight")
        return "".join(f' {name.decode()}="{attrs[name].decode()}"' for name in names if name in attrs)

    def row_tag(self, row: int) -> tuple[int, int, dict[bytes, bytes]]:
        """Return where the row's start tag begins and ends, and its attributes."""
        span = self.span(row)
        if span is None:
            return 0, 0, {}
        end = self.data.index(b">", span[0]) + 1
        return span[0], end, _attributes(self.data[span[0] : end])

    def cell(self, row: int, column: int) -> Cell | None:
        """Return one cell, found without taking its row apart where possible; None if it does not exist."""
        span = self.span(row)
        if span is None:
            return None
        at = self.data.find(b'%bc r="%b%d"' % (self._open, refs.letters(column).encode(), row), *span)
        match = self._pattern.match(self.data, at, span[1]) if at >= 0 else None
        if match is None:
            tag = b"<" + self.prefix + b"c"
            simple = self.data.count(tag + b' r="', *span) == self.data.count(tag + b" ", *span)
            simple = simple and self.data.find(tag + b">", *span) < 0
            return None if simple else self.cells(row).get(column)
        return Cell(column, match.start(1), match.end(), _attributes(match[2]), match[3] or b"")

    @cached_property
    def _column_styles(self) -> list[tuple[int, int, int]]:
        return [
            (int(col.attrs["min"]), int(col.attrs["max"]), int(col.attrs["style"]))
            for cols in self.root.each("cols")
            for col in cols.each("col")
            if "style" in col.attrs
        ]

    def column_style(self, column: int) -> int:
        """Return the style of a whole column, 0 if it has none."""
        return next((s for first, last, s in self._column_styles if first <= column <= last), 0)

    @cached_property
    def merged(self) -> list[Area]:
        """The merged ranges of the sheet."""
        return [
            refs.area(cell.attrs.get("ref", ""))
            for cells in self.root.each("mergeCells")
            for cell in cells.each("mergeCell")
        ]

    @cached_property
    def arrays(self) -> list[Area]:
        """The ranges filled by one formula: arrays, spills and data tables."""
        if not self._may_hold.formula or (self.data.find(b"array") < 0 and self.data.find(b"dataTable") < 0):
            return []
        found = re.finditer(rb"<(?:[\w.-]+:)?f\s[^>]*\bt\s*=\s*[\"'](?:array|dataTable)[\"'][^>]*>", self.data)
        given = (_attributes(match[0]).get(b"ref") for match in found)
        return [refs.area(ref.decode()) for ref in given if ref]

    def cells(self, row: int) -> dict[int, Cell]:
        """Return column -> cell of `row`, in order; empty if the part does not hold the row."""
        span = self.span(row)
        if span is None:
            return {}
        _, at, _ = self.row_tag(row)
        if self.data[at - 2 : at] == b"/>":
            return {}
        found: dict[int, Cell] = {}
        pattern = self._pattern
        end = self.data.rfind(b"</" + self.prefix + b"row", at, span[1])
        previous = 0
        while at < end:
            match = pattern.match(self.data, at, end)
            if match is None:
                if not self.data[at:end].strip():
                    break
                raise self.unusual(f"row {row}")
            attrs = _attributes(match[2])
            column = refs.cell(attrs[b"r"].decode())[1] if b"r" in attrs else previous + 1
            if column <= previous:
                raise Refusal(f"{self.where}: the cells of row {row} are not in order; save it anew in Excel.")
            found[column] = Cell(column, match.start(1), match.end(), attrs, match[3] or b"")
            previous, at = column, match.end()
        return found


_patterns: dict[bytes, re.Pattern[bytes]] = {}


def _cell_pattern(p: bytes) -> re.Pattern[bytes]:
    if p not in _patterns:
        attrs = rb"((?:\s+[\w:]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)"
        _patterns[p] = re.compile(rb"\s*(<" + p + rb"c" + attrs + rb"\s*(?:/>|>(.*?)</" + p + rb"c\s*>))", re.DOTALL)
    return _patterns[p]


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(tag)}
