"""The engine for a closed file: read its tables, and write a change set all or nothing.

The order of a write (facts/lossless.md, Saving): lock, nobody has it open, temp file in the same folder (verified),
the file unchanged since it was read, one backup, replace, then a look for conflict copies.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from leadbook import frames
from leadbook.books import as_left, collecting, conflicts, guards, leftovers, naming
from leadbook.books.backups import backed_up
from leadbook.books.changes import Append, Change, Receipt
from leadbook.books.edits import Edits
from leadbook.books.lock import locked
from leadbook.errors import Busy, NotALeadbook
from leadbook.ooxml import Workbook, part_crcs
from leadbook.ooxml.guard import refusing
from leadbook.ooxml.replace import replace_file
from leadbook.schema import HISTORY, SEEN, TABLES

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
        book_id = self.book_id
        left = self._left(changes, receipt)
        if changes:
            with locked(self.path), collecting.paused():
                guards.writable(self.path)
                try:
                    Edits(self._opened(), self, receipt).put(changes)
                    if receipt.changed:
                        receipt.backup = str(self._saved(self._opened(), left))
                finally:
                    self.close()
        copies = conflicts.conflict_copies(self.path, book_id, naming.id_of)
        if copies:
            receipt.notes.append(conflicts.sentence(self.name, copies))
        return receipt

    def _left(self, changes: Sequence[Change], receipt: Receipt) -> as_left.Mark | None:
        """How this version is known once ``changes`` are written; None if the job did not look at the history, or the
        file went back behind what the last run left: then that is said, and what was left is kept."""
        if not changes and not {HISTORY.name, SEEN.name} <= self._read.keys():
            return None
        try:
            history, seen, at = self.read(HISTORY.name), self.read(SEEN.name), self._clock()
        except NotALeadbook:            # made before there was a history
            return None
        if other := as_left.replaced(self.path, self.book_id, seen, at):
            receipt.notes.append(other)
        new = as_left.mark(self.book_id, history, seen, changes, at)
        behind = as_left.gone_back(self.path, self.book_id, history, seen)
        if behind is None:
            return new
        if not any(behind.event in set(one.frame["Event ID"]) for one in changes
                   if isinstance(one, Append) and one.table == HISTORY.name):
            receipt.notes.append(as_left.sentence(self.path, behind))
        return None

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

    def _saved(self, workbook: Workbook, left: as_left.Mark | None) -> Path:
        """Put the edited workbook in the file's place, known as ``left``; returns the backup. Leaves no temp file."""
        temp = workbook.write_temp()
        try:
            with refusing(self.name, "putting the new copy in place"):
                crcs = part_crcs(temp)
                guards.writable(self.path)
                if not workbook.unchanged_since_open():
                    raise Busy(f"{self.name} changed while LeadBook worked (somebody saved it); nothing was written. "
                               "Run it again: it starts from the new state.")
                backup = backed_up(self.path, self._clock())
                with as_left.keeping(self.path, temp, left) if left else contextlib.nullcontext():
                    replace_file(temp, self.path)
        except BaseException:
            temp.unlink(missing_ok=True)
            raise
        self.crcs = crcs
        return backup
