"""A change set as edits of an opened workbook's tables; nothing reaches the disk here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.changes import Append, Change, Receipt, Replace, SetCells, Skipped
from leadbook.books.compare import still_writable
from leadbook.errors import Refusal
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from leadbook.books.port import Book
    from leadbook.ooxml import Table, Workbook


class Edits:
    """Puts changes into ``workbook`` and counts them in ``receipt``; ``book`` knows the frames as they were read."""

    def __init__(self, workbook: Workbook, book: Book, receipt: Receipt) -> None:
        self.workbook = workbook
        self.book = book
        self.receipt = receipt
        self._next: dict[str, int] = {}

    def put(self, changes: Sequence[Change]) -> None:
        """Put all ``changes``. Raises Refusal (or KeyError for what the vocabulary does not know)."""
        for change in changes:
            match change:
                case SetCells():
                    self._set(change)
                case Append():
                    self._append(change)
                case Replace():
                    self.workbook.tables[change.table].replace(self._columns(change.table, change.frame))
                    self._next[change.table] = len(change.frame)
                    self.receipt.count(change.table, rows=len(change.frame))

    def _set(self, change: SetCells) -> None:
        book, table = self.book, self.workbook.tables[change.table]
        _, left = still_writable(change, book.read(change.table), book.problems(change.table))
        self.receipt.skipped += left
        column = TABLES[change.table][change.column]
        values = frames.cells(column, change.new, self.workbook.date1904)
        cells = dict(zip(change.rows, values, strict=True))
        for one in left:
            del cells[one.row]
        if not cells:
            return
        try:
            table.set(change.column, cells)
            written = len(cells)
        except Refusal:
            written = self._each(change, table, cells)
        if written:
            self.receipt.count(change.table, cells=written)

    def _each(self, change: SetCells, table: Table, cells: dict[int, Any]) -> int:
        """Cell by cell: one that cannot be written (it holds a formula) is left and reported, the others are not."""
        keys = dict(zip(change.rows, change.keys, strict=True))
        left = []
        for row, value in cells.items():
            try:
                table.set(change.column, {row: value})
            except Refusal as error:
                left.append(Skipped(change.table, row, keys[row], change.column, str(error)))
        self.receipt.skipped += left
        return len(cells) - len(left)

    def _append(self, change: Append) -> None:
        """Rows go where the data ends: first into wholly blank rows at the table's end, then under the table."""
        count = len(change.frame)
        if not count:
            return
        table = self.workbook.tables[change.table]
        start = self._end(change.table)
        columns = self._columns(change.table, change.frame)
        room = min(table.nrows - start, count) if self._blank_from(table, change.table, start) else 0
        if start == 0 and table.nrows == 1:  # an empty table's one blank row is the editor's affair
            room = 0
        for name, values in columns.items() if room else ():
            table.set(name, dict(zip(range(start, start + room), values[:room], strict=True)))
        if count > room:
            table.append_columns({name: values[room:] for name, values in columns.items()})
        self._next[change.table] = (start if room else table.nrows - count) + count
        self.receipt.count(change.table, rows=count)

    def _end(self, table: str) -> int:
        """The position behind the last row that holds anything."""
        if table not in self._next:
            frame = self.book.read(table)
            self._next[table] = int(frame.index[-1]) + 1 if len(frame) else 0
        return self._next[table]

    def _blank_from(self, table: Table, name: str, start: int) -> bool:
        """Whether the rows from ``start`` on are blank in the columns that people added, too."""
        if table.nrows <= start:
            return False
        extra = [column for column in table.columns if column not in TABLES[name].names]
        return not any(value not in (None, "") for values in table.raw(extra).values() for value in values[start:])

    def _columns(self, name: str, frame: pd.DataFrame) -> dict[str, list[Any]]:
        return {column.name: frames.cells(column, frame[column.name], self.workbook.date1904)
                for column in TABLES[name].columns}
