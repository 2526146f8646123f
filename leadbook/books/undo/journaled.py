"""A book that keeps a journal: the port as before, and what is written can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.changes import Change, Receipt, SetCells
from leadbook.books.port import Book
from leadbook.books.undo.journal import Entry, Journal
from leadbook.books.undo.recorded import records

if TYPE_CHECKING:
    import pandas as pd


MOST = 400_000                      # cells of one run that the journal keeps: about 40 MB


class JournaledBook:
    """Wraps an engine's ``book``. ``job``, ``today``, ``now``, ``asked`` say in the journal what ran and when."""

    def __init__(self, book: Book, journal: Journal, job: str, today: dt.date, now: dt.datetime,
                 asked: dict[str, Any] | None = None) -> None:
        self.book = book
        self.journal = journal
        self.entry: Entry | None = None
        self._what = (job, today, now)
        self._asked = asked

    @property
    def name(self) -> str:
        """The file's name, for sentences."""
        return self.book.name

    def read(self, table: str) -> pd.DataFrame:
        """The frame of ``table``."""
        return self.book.read(table)

    def problems(self, table: str) -> pd.DataFrame:
        """The problems met in reading ``table``."""
        return self.book.problems(table)

    def apply(self, changes: Sequence[Change]) -> Receipt:
        """Write down what is to be written, write it, confirm. A run that wrote nothing leaves no trace.

        A run of more than ``MOST`` cells is only named there. A run that fails stays begun in the journal: should Excel
        have kept a part of it, undo takes that back.
        """
        if not changes:
            return self.book.apply(changes)
        known = records(changes, self.book.read) if _size(changes) <= MOST else None
        entry = self.journal.begin(*self._what, known, self._asked)
        receipt = self.book.apply(changes)
        if receipt.changed:
            self.entry = self.journal.confirm(entry, receipt)
        else:
            self.journal.drop(entry)
        return receipt


def _size(changes: Sequence[Change]) -> int:
    """How many cells are written."""
    return sum(len(c.rows) if isinstance(c, SetCells) else len(c.frame) * len(c.frame.columns) for c in changes)
