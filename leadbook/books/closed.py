"""The engine for a closed file: read its tables, and write a change set all or nothing.

The order of a write (facts/lossless.md, Saving): lock, nobody has it open, temp file in the same folder (verified),
the file unchanged since it was read, one backup, replace, then a look for conflict copies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from leadbook import frames
from leadbook.books import collecting, conflicts, guards, leftovers, naming
from leadbook.books.backups import backed_up
from leadbook.books.changes import Change, Receipt
from leadbook.books.edits import Edits
from leadbook.books.lock import locked
from leadbook.errors import Busy
from leadbook.ooxml import Workbook, part_crcs
from leadbook.ooxml.guard import refusing
from leadbook.ooxml.replace import replace_file
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd


class ClosedBook:
    """A workbook on the disk that nobody has open. Use it in a ``with`` block; ``clock`` dates the backups.

    What is read is one state of the file; a write is refused (Busy) if the file is no longer in that state.
    """

    def __init__(self, path: str | Path, clock: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        given = Path(path)
        guards.readable(given)
        self.path = given.resolve()  # a link stays a link: what it leads to is replaced
        self.name = given.name
        self.crcs: dict[str, int] = {}
        self._clock = clock
        self._cloud = guards.in_the_cloud(self.path)
        self._workbook: Workbook | None = None
        self._read: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
        leftovers.cleared(self.path.parent)
        self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was read; the next read opens the file anew."""
        self._workbook = None
        self._read = {}

    def read(self, table: str) -> pd.DataFrame:
        """The frame of ``table``. Raises NotALeadbook if the table or a column is missing, Refusal if it is damaged."""
        return self._typed(table)[0]

    def problems(self, table: str) -> pd.DataFrame:
        """The problems met in reading ``table``."""
        return self._typed(table)[1]

    @property
    def book_id(self) -> str:
        """The id the workbook carries in its settings, "" if it has none."""
        return naming.id_in(self.read("Settings"))

    def apply(self, changes: Sequence[Change]) -> Receipt:
        """Write it all or nothing. Raises Busy (open elsewhere, changed meanwhile) or Refusal; then nothing changed."""
        receipt = Receipt()
        if self._cloud:
            receipt.notes.append(f"{self.name} was only in the cloud; OneDrive downloaded it for this.")
        if not changes:
            return receipt
        with locked(self.path), collecting.paused():
            guards.writable(self.path)
            book_id = self.book_id
            try:
                Edits(self._opened(), self, receipt).put(changes)
                if receipt.changed:
                    receipt.backup = str(self._saved(self._opened()))
            finally:
                self.close()
        copies = conflicts.conflict_copies(self.path, book_id, naming.id_of)
        if copies:
            receipt.notes.append(conflicts.sentence(self.name, copies))
        return receipt

    def _opened(self) -> Workbook:
        if self._workbook is None:
            guards.readable(self.path)
            self._workbook = Workbook.open(self.path)
            self.crcs = dict(self._workbook.parts())
        return self._workbook

    def _typed(self, table: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        if table not in self._read:
            workbook = self._opened()
            naming.check(self.name, TABLES[table], {name: t.columns for name, t in workbook.tables.items()})
            with collecting.paused():
                raw = workbook.tables[table].raw(TABLES[table].names)
                self._read[table] = frames.typed(TABLES[table], raw, workbook.date1904)
        return self._read[table]

    def _saved(self, workbook: Workbook) -> Path:
        """Put the edited workbook in the file's place; returns the backup. Leaves no temp file."""
        temp = workbook.write_temp()
        try:
            with refusing(self.name, "putting the new copy in place"):
                crcs = part_crcs(temp)
                guards.writable(self.path)
                if not workbook.unchanged_since_open():
                    raise Busy(f"{self.name} changed while LeadBook worked (somebody saved it); nothing was written. "
                               "Run it again: it starts from the new state.")
                backup = backed_up(self.path, self._clock())
                replace_file(temp, self.path)
        except BaseException:
            temp.unlink(missing_ok=True)
            raise
        self.crcs = crcs
        return backup
