"""All edits of one sheet, gathered as splices: cells that exist, cells that do not, new rows, rows taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from operator import itemgetter
from typing import NamedTuple

from leadbook.ooxml import refs
from leadbook.ooxml.refs import Area, letters
from leadbook.ooxml.rowblock import Block
from leadbook.ooxml.sheet import Cell, Sheet
from leadbook.ooxml.xml import Splice, attribute_splice


class Change(NamedTuple):
    """Replace `start`..`end` of the part; `order` sorts changes that start at the same place."""

    start: int
    order: tuple[int, int]
    end: int
    new: bytes | Block


class SheetEdit:
    """Edits of `sheet` that `pieces` turns into the new part, everything else byte for byte as it was."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.prefix = sheet.prefix.decode()
        self.blocks: list[Block] = []
        self.removed: tuple[int, int] | None = None  # offsets of rows that go
        self.outer: list[Splice] = []  # in the shell: dimension, ranges of formats and validations
        self.moved: set[int] = set()  # rows whose cells went elsewhere
        self._found: dict[tuple[int, int], tuple[int, int, bytes]] = {}
        self._missing: dict[int, dict[int, bytes]] = {}
        self._bulk: dict[int, dict[int, str]] = {}  # column -> row -> tail
        self._used: Area | None = None

    @property
    def touched(self) -> bool:
        """Say whether there is anything to change."""
        return bool(
            self._found or self.blocks or self.removed or any(self._missing.values()) or any(self._bulk.values())
        )

    @property
    def bulky(self) -> bool:
        """Say whether the sheet may take whole columns at once: the usual form of XML, and numpy at hand."""
        return not self.prefix and find_spec("numpy") is not None

    def put(self, row: int, column: int, tail: str, style: int | None = None) -> None:
        """Write the cell: `tail` as `values.tail` makes it. `style` None keeps the style it has or inherits."""
        self.put_known(self.sheet.cell(row, column), row, column, tail, style)

    def put_known(self, cell: Cell | None, row: int, column: int, tail: str, style: int | None = None) -> None:
        """Do the same with the `cell` already looked up (None: it does not exist)."""
        self._bulk.get(column, {}).pop(row, None)
        if cell is not None:
            self._found[row, column] = (cell.start, cell.end, self._rewritten(cell, row, tail, style))
            return
        if style is None:
            style = self.inherited(row, column)
        if tail == "/>" and not style:
            self._missing.get(row, {}).pop(column, None)
            return
        shown = f' s="{style}"' if style else ""
        text = f'<{self.prefix}c r="{letters(column)}{row}"{shown}{tail}'
        self._missing.setdefault(row, {})[column] = text.encode()
        self.cover(Area(row, column, row, column))

    def put_column(self, column: int, cells: dict[int, str]) -> None:
        """Write many cells of one column (row -> tail; kept, not copied), each keeping the style it has or inherits."""
        if not cells.keys() <= self.sheet.row_set:
            for row in cells.keys() - self.sheet.row_set:
                self.put(row, column, cells.pop(row))
        for key in [(row, column) for row in cells if (row, column) in self._found] if self._found else ():
            del self._found[key]
        for row in self._missing.keys() & cells.keys() if self._missing else ():
            self._missing[row].pop(column, None)
        there = self._bulk.setdefault(column, cells)
        if there is not cells:
            there.update(cells)
        shown = [row for row, tail in cells.items() if tail != "/>"]
        if shown:
            self.cover(Area(min(shown), column, max(shown), column))

    def copy(self) -> SheetEdit:
        """Return edits of the same sheet that can go on without changing these."""
        other = SheetEdit(self.sheet)
        other._found = dict(self._found)
        other._missing = {row: dict(cells) for row, cells in self._missing.items()}
        other._bulk = {column: dict(cells) for column, cells in self._bulk.items()}
        other._used = self._used
        return other

    def forget(self, area: Area) -> None:
        """Drop the cells put into `area` so far."""
        self._found = {key: value for key, value in self._found.items() if not _within(key, area)}
        for row, cells in self._missing.items():
            for column in [column for column in cells if _within((row, column), area)]:
                del cells[column]
        for column, tails in self._bulk.items():
            if area.left <= column <= area.right:
                self._bulk[column] = {row: t for row, t in tails.items() if not area.top <= row <= area.bottom}

    def rows_between(self, top: int, bottom: int) -> list[int]:
        """Return the rows from `top` to `bottom` that exist or that cells were put into."""
        new = {row for row, cells in self._missing.items() if cells and top <= row <= bottom}
        return sorted(new.union(self.sheet.rows_between(top, bottom)))

    def move(self, row: int, column: int, to: int) -> None:
        """Copy a cell to row `to` of its column, changed in its address only; what it leaves is put over later."""
        cell = self.sheet.cell(row, column)
        if cell is None:
            return
        raw = self.sheet.data[cell.start : cell.end]
        old, new = f"{letters(column)}{row}".encode(), f"{letters(column)}{to}".encode()
        raw = re.sub(rb"(\sr\s*=\s*[\"'])" + old + rb"([\"'])", rb"\g<1>" + new + rb"\2", raw, count=1)
        self.moved.add(row)
        there = self.sheet.cell(to, column)
        if there is not None:
            self._found[to, column] = (there.start, there.end, raw)
        else:
            self._missing.setdefault(to, {})[column] = raw
        self.cover(Area(to, column, to, column))

    def cover(self, area: Area) -> None:
        """Remember that `area` is in use now, for the sheet's dimension."""
        self._used = area if self._used is None else self._used.joined(area)

    def inherited(self, row: int, column: int) -> int:
        """Return the style a cell that does not exist shows: its row's if it has one, else its column's."""
        _, _, attrs = self.sheet.row_tag(row)
        if attrs.get(b"customFormat", b"0") in (b"1", b"true"):
            return int(attrs.get(b"s", b"0"))
        return self.sheet.column_style(column)

    def _rewritten(self, cell: Cell, row: int, tail: str, style: int | None) -> bytes:
        shown = cell.style if style is None else style
        kept = f' s="{shown}"' if shown else ""
        if b"ph" in cell.attrs:
            kept += f' ph="{cell.attrs[b"ph"].decode()}"'
        return f'<{self.prefix}c r="{letters(cell.column)}{row}"{kept}{tail}'.encode()

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Yield the new part."""
        view = memoryview(self.sheet.data)
        at = 0
        small: list[bytes | memoryview] = []
        self._set_apart()
        others = self._changes()
        bulk = self._in_bulk([change.start for change in others])
        if bulk is None:
            bulk, others = [], self._changes()
        for start, _, end, new in sorted([*bulk, *others], key=_PLACE):
            if start < at:
                raise ValueError("two edits touch the same bytes of a sheet")
            small.append(view[at:start])
            at = end
            if not isinstance(new, Block):
                small.append(new)
            if isinstance(new, Block) or len(small) > _TOGETHER:
                yield b"".join(small)
                small.clear()
            if isinstance(new, Block):
                yield from new.rendered()
        yield b"".join([*small, view[at:]])

    def _set_apart(self) -> None:
        """The cells of whole columns that are few, or in rows which other edits touch, too, are put one by one."""
        few = sum(map(len, self._bulk.values())) < _MANY
        apart = {row for row, _ in self._found} | self._missing.keys() | self.moved
        apart |= {row for cells in self._bulk.values() for row in cells} if few else set()
        for column, cells in self._bulk.items() if apart else ():
            for row in sorted(apart & cells.keys()):
                self.put(row, column, cells[row])

    def _in_bulk(self, others: list[int]) -> list[tuple[int, tuple[int, int], int, bytes]] | None:
        """The cells of whole columns, where `others` are the offsets of all other edits; None: now put one by one."""
        filled = {column: cells for column, cells in self._bulk.items() if cells}
        if not filled:
            return []
        from leadbook.ooxml import bulk, scan

        styles = {column: self.sheet.column_style(column) for column in filled}
        try:
            return bulk.splices(self.sheet, filled, styles, others)
        except scan.Unusual:
            for column, cells in filled.items():
                for row, tail in list(cells.items()):
                    self.put(row, column, tail)
            return None

    def _changes(self) -> list[Change]:
        out = [Change(a, key, b, new) for key, (a, b, new) in self._found.items()]
        shift = self.sheet.tail_start - self.sheet.head_end - len(self.sheet.hole)
        for part in [*self.outer, *self._dimension()]:
            by = 0 if part.start < self.sheet.head_end else shift
            out.append(Change(part.start + by, (0, 0), part.end + by, part.new))
        if self.removed:
            out.append(Change(self.removed[0], (0, 0), self.removed[1], b""))
        opened = self._opened()
        out += opened
        for block in self.blocks:
            where = self.removed[1] if self.removed else self.sheet.place(block.first)
            at = where if not opened else opened[0].end
            out.append(Change(at, (block.first, 0), at, block))
        for row, cells in self._missing.items():
            if cells:
                out += self._inserted(row, cells, opened)
        return out

    def _opened(self) -> list[Change]:
        """A self-closed `<sheetData/>` is opened when rows go into it."""
        sheet = self.sheet
        if sheet.first != sheet.tail_start or not (self.blocks or self._missing):
            return []
        p = sheet.prefix
        return [
            Change(sheet.head_end, (0, 0), sheet.first, b"<" + p + b"sheetData>"),
            Change(sheet.first, (1 << 21, 0), sheet.first, b"</" + p + b"sheetData>"),
        ]

    def _inserted(self, row: int, cells: dict[int, bytes], opened: list[Change]) -> list[Change]:
        p = self.prefix.encode()
        span = self.sheet.span(row)
        joined = b"".join(cells[column] for column in sorted(cells))
        if span is None:
            at = opened[0].end if opened else self.sheet.place(row)
            if not joined:
                return []
            return [Change(at, (row, 0), at, b'<%brow r="%d">%b</%brow>' % (p, row, joined, p))]
        start, end, attrs = self.sheet.row_tag(row)
        tag = self.sheet.data[start:end]
        out: list[Change] = []
        if b"spans" in attrs:
            spans = _spans(attrs[b"spans"], min(cells), max(cells))
            tag = re.sub(rb"(\sspans\s*=\s*)(\"[^\"]*\"|'[^']*')", rb'\g<1>"' + spans + b'"', tag, count=1)
        if tag.endswith(b"/>"):
            return [Change(start, (row, 0), end, tag[:-2].rstrip() + b">" + joined + b"</" + p + b"row>")]
        if tag != self.sheet.data[start:end]:
            out.append(Change(start, (row, 0), end, tag))
        there = self.sheet.cells(row)
        close = self.sheet.data.rfind(b"</" + p + b"row", end, span[1])
        for column in sorted(cells):
            at = next((cell.start for number, cell in there.items() if number > column), close)
            out.append(Change(at, (row, column - 20000), at, cells[column]))
        return out

    def _dimension(self) -> list[Splice]:
        node = self.sheet.root.first("dimension")
        if node is None or self._used is None:
            return []
        try:
            new = refs.area(node.attrs.get("ref", "")).joined(self._used)
        except ValueError:
            return []
        if str(new) == node.attrs.get("ref"):
            return []
        return [attribute_splice(self.sheet.shell, node, "ref", str(new))]


_MANY = 200  # cells from which whole columns are written in bulk
_TOGETHER = 8192  # pieces that go to the compressor as one
_PLACE = itemgetter(0, 1, 2)


def _within(key: tuple[int, int], area: Area) -> bool:
    return area.top <= key[0] <= area.bottom and area.left <= key[1] <= area.right


def _spans(old: bytes, first: int, last: int) -> bytes:
    low, _, high = old.split()[0].partition(b":") if old.split() else (b"", b"", b"")
    if not (low.isdigit() and high.isdigit()):
        return old
    return b"%d:%d" % (min(int(low), first), max(int(high), last))
