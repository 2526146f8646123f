"""The port: the little that a job needs of a workbook, whichever engine holds it.

Terms. A *table* is an Excel table named in ``schema``. Its *frame* is typed by ``frames``; the index is the row's
*position* (0 = first data row). A *problem* is a cell that did not fit its column. *Applying* a change set is all
or nothing; a cell whose row changed meanwhile is *skipped* and reported, never written over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from leadbook.books.changes import Change, Receipt

if TYPE_CHECKING:
    import pandas as pd


class Book(Protocol):
    """A workbook that jobs read and write. Every engine passes ``tests/books/contract.py``."""

    @property
    def name(self) -> str:
        """The file's name, for sentences."""

    def read(self, table: str) -> pd.DataFrame:
        """The frame of ``table``. Raises NotALeadbook if the table or a column is missing."""

    def problems(self, table: str) -> pd.DataFrame:
        """The problems met in reading ``table`` (see ``frames.typed``)."""

    def apply(self, changes: Sequence[Change]) -> Receipt:
        """Write it all or nothing. An empty change set writes nothing at all. Raises Busy or Refusal."""
