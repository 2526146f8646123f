"""Writing into an open workbook, with the way back: each write is remembered, and taken back if a later one fails.

Taking back touches only cells that still hold what was written; what somebody typed over it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.live import values
from leadbook.books.live.patience import LONG_PATIENCE, PATIENCE, patiently
from leadbook.books.live.retyping import TEXT, retyped
from leadbook.books.live.runs import runs
from leadbook.books.live.seen import Seen, rows_of

if TYPE_CHECKING:
    import xlwings as xw

Columns = Sequence[Sequence[Any]]
CELLS = 400_000  # so many are handed over at once: more takes Excel's memory, not less time


class Writer:
    """Writes blocks of cells of tables; ``prepare`` is the engine's own way with times."""

    def __init__(self, prepare: values.Prepare) -> None:
        self.prepare = prepare
        self._back: list[Callable[[], None]] = []

    def do(self, call: Callable[[], Any], back: Callable[[], None]) -> None:
        """One step that changes the workbook, and the step back. Waits longer once something was written."""
        patience = LONG_PATIENCE if self._back else PATIENCE
        self._back.append(back)  # before the call: one that fails may have done half its work
        patiently(call, patience)

    def put(self, seen: Seen, row: int, column: int, columns: Columns, old: Columns | None = None) -> None:
        """Write a block of ``columns`` (what Excel takes); ``old``: what Excel handed out for it, None = blank."""
        for offset, cells in enumerate(columns):
            if any(type(cell) is str and retyped(cell) for cell in set(cells)):
                self.form(seen.block(row, column + offset, len(cells), 1), TEXT)
        at_once = max(1, CELLS // len(columns))
        for start in range(0, len(columns[0]), at_once):
            part = [cells[start:start + at_once] for cells in columns]
            before = old and [cells[start:start + at_once] for cells in old]
            self._put(seen, row + start, column, part, before)

    def _put(self, seen: Seen, row: int, column: int, columns: Columns, old: Columns | None) -> None:
        area = seen.block(row, column, len(columns[0]), len(columns))
        self.do(lambda: _set(area, list(zip(*columns, strict=True))),
                lambda: self._taken_back(seen, row, column, columns, old))

    def scatter(self, seen: Seen, column: int, parts: Sequence[tuple[int, Columns]], call: Callable[[], str]) -> str:
        """Let ``call`` fill blank cells of one column: ``parts``, each (row, its one column); what it answers."""
        said: list[str] = []

        def back() -> None:
            for row, cells in parts:
                self._taken_back(seen, row, column, cells, None)

        self.do(lambda: said.append(call()), back)
        return said[0]

    def clear(self, seen: Seen, row: int, column: int, old: Columns) -> None:
        """Blank a block, formats stay; ``old``: what Excel handed out for it."""
        area = seen.block(row, column, len(old[0]), len(old))
        blank = [[""] * len(old[0])] * len(old)
        self.do(area.clear_contents, lambda: self._taken_back(seen, row, column, blank, old))

    def form(self, area: xw.Range, wanted: str) -> None:
        """Give a range the number format ``wanted``; costs one look if it has it already."""
        before = patiently(lambda: area.number_format)
        if before == wanted:
            return

        def back() -> None:
            if before is not None:  # a mixture cannot be put back at once; it harms nobody
                area.number_format = before

        self.do(lambda: setattr(area, "number_format", wanted), back)

    def put_back(self) -> bool:
        """Take back everything, last first; False if Excel did not let us. Who waited long in vain waits long once."""
        done, patience = True, LONG_PATIENCE
        while self._back:
            step = self._back.pop()
            try:
                patiently(step, patience)
            except Exception:
                done, patience = False, PATIENCE
        return done

    def _taken_back(self, seen: Seen, row: int, column: int, columns: Columns, old: Columns | None) -> None:
        height = len(columns[0])
        now = list(zip(*rows_of(seen.block(row, column, height, len(columns)).raw_value), strict=True))
        ours = [all(_alike(cells[i], found[i]) for cells, found in zip(columns, now, strict=True))
                for i in range(height)]
        for start, stop in runs([i for i, mine in enumerate(ours) if mine]):
            cells = [[values.again(value, self.prepare) for value in held[start:stop]] for held in old] if old else (
                [[""] * (stop - start)] * len(columns))
            _set(seen.block(row + start, column, stop - start, len(columns)), list(zip(*cells, strict=True)))


def _set(area: xw.Range, rows: list[Any]) -> None:
    area.raw_value = rows


def _alike(written: Any, found: Any) -> bool:
    """Whether a cell still holds what was written, times to the second."""
    one, other = values.read([written])[0], values.read([found])[0]
    if type(one) is float and type(other) is float:
        return abs(one - other) < 1 / 86400
    return bool((one or "") == (other or ""))
