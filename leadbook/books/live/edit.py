"""All changes of one table: decided against what stands there now, written, and looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.books.changes import Append, Change, Receipt, Replace, SetCells
from leadbook.books.live import blocks, filling, sizes
from leadbook.books.live.blocks import Block
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import written
from leadbook.books.live.writer import Writer

if TYPE_CHECKING:
    import pandas as pd


class Edit:
    """The edit of one table. ``decide`` each change, then ``write``; nothing is written before all is decided."""

    def __init__(self, seen: Seen, receipt: Receipt) -> None:
        self.seen = seen
        self.receipt = receipt
        self.cells: list[Block] = []
        self.rows: list[Block] = []
        self.size = len(seen.body)      # data rows that the table shall have
        self.replaced = False
        self._next = -1                 # where the next row goes

    @property
    def blocks(self) -> list[Block]:
        """Everything that is written."""
        return self.cells + self.rows

    def decide(self, change: Change) -> None:
        """Add a change. Raises Refusal or KeyError, then nothing was written."""
        match change:
            case SetCells():
                found, left = blocks.cells(change, self.seen)
                self.cells += found
                self.receipt.skipped += left
                if found:
                    self.receipt.count(self.seen.table.name, cells=sum(len(block.asked) for block in found))
            case Append():
                self._append(change.frame)
            case Replace():
                self.rows = blocks.rows(self.seen, 0, change.frame)
                self.size, self.replaced, self._next = max(len(change.frame), 1), True, len(change.frame)
                self.receipt.count(self.seen.table.name, rows=len(change.frame))

    def ready(self) -> None:
        """The last look before writing: the rows under the table are free."""
        sizes.check_below(self.seen, self.size - len(self.seen.body))

    def write(self, writer: Writer) -> None:
        """Write it all: new rows first, so that nobody gets in between."""
        seen, before = self.seen, len(self.seen.body)
        if self.rows and not self.replaced:
            sizes.check_unchanged(seen)
        if self.size != before or self.replaced:
            sizes.remember(writer, seen)
        if self.size > before and (self.replaced or seen.totals):
            sizes.sized(writer, seen, self.size, free=True)
        for block in self.rows:
            self._put(writer, block)
        if self.replaced:
            self._cleared(writer)
        if self.size != before:
            sizes.sized(writer, seen, self.size)
        for block in self._not_filled(writer):
            self._put(writer, block)

    def _not_filled(self, writer: Writer) -> list[Block]:
        """The blocks of cells that are left after the workbook's macro filled those it can."""
        done: set[int] = set()
        for at, many in filling.apart(self.seen, self.cells).items():
            if not filling.filled(writer, self.seen, many):
                break
            done.add(at)
        return [block for block in self.cells if block.column not in done]

    def _append(self, frame: pd.DataFrame) -> None:
        """Rows go where the data ends: first into blank rows at the table's end, then under the table."""
        if not len(frame):
            return
        seen, start = self.seen, self._end()
        room = min(self.size - start, len(frame)) if self._blank_from(start) else 0
        parts = [(start, frame.iloc[:room]), (self.size, frame.iloc[room:])]
        for at, part in parts:
            self.rows += blocks.rows(seen, at, part)
        self._next = (start if room else self.size) + len(frame)
        self.size = max(self.size, self._next)
        self.receipt.count(seen.table.name, rows=len(frame))

    def _end(self) -> int:
        """The position behind the last row that holds anything."""
        if self._next < 0:
            frame = self.seen.typed[0]
            self._next = int(frame.index[-1]) + 1 if len(frame) else 0
        return self._next

    def _blank_from(self, start: int) -> bool:
        """Whether there are rows from ``start`` on, truly blank, people's own columns included."""
        seen, rest = self.seen, len(self.seen.body) - start
        lines = seen.texts(start, 0, rest, len(seen.header)) if rest > 0 else ()
        if start == 0 and rest == 1:  # an empty table's one row: a formula in a column of people's own may stay
            lines = [["" if text[:1] == "=" and name not in seen.table.names else text
                      for name, text in zip(seen.header, lines[0], strict=True)]]
        return self.size > start and not any(any(line) for line in lines)

    def _put(self, writer: Writer, block: Block) -> None:
        cells = [written(column, block.frame[column.name], writer.prepare) for column in block.columns]
        writer.put(self.seen, block.row, block.column, cells, self._old(block.row, block.column, len(cells[0]),
                                                                        len(cells)))

    def _old(self, row: int, column: int, rows: int, columns: int) -> list[list[Any]]:
        """What stood in a block before; blank where the table did not reach."""
        held = [list(cells[row:row + rows]) for cells in self.seen.columns[column:column + columns]]
        return [cells + [None] * (rows - len(cells)) for cells in held]

    def _cleared(self, writer: Writer) -> None:
        """After a replacement: blank the old rows behind the new ones, and notes that people put beside the old."""
        before, kept = len(self.seen.body), self._next
        if before > kept:
            for position, columns in blocks.groups(self.seen):
                writer.clear(self.seen, kept, position, self._old(kept, position, before - kept, len(columns)))
        known = set(self.seen.table.names)
        for position, name in enumerate(self.seen.header):
            if name not in known and any(self.seen.columns[position]) and not self.seen.computed(name):
                writer.clear(self.seen, 0, position, self._old(0, position, before, 1))
