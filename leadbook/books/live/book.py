"""The engine for an open workbook: read its tables, and write a change set all or nothing, as far as Excel allows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from leadbook.books import collecting, naming
from leadbook.books.changes import Append, Change, Receipt, SetCells
from leadbook.books.live.confirming import confirmed
from leadbook.books.live.edit import Edit
from leadbook.books.live.found import Found
from leadbook.books.live.patience import in_words, patiently
from leadbook.books.live.seen import Seen
from leadbook.books.live.surroundings import quiet
from leadbook.books.live.writer import Writer
from leadbook.errors import Refusal

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw


class LiveBook:
    """A workbook that is open in Excel. Make one for each click: what it read is one state, until it writes.

    Tables are found by their names, on whatever sheet they are. Nothing here asks where the file lies (with OneDrive
    that is a web address).
    """

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._seen: dict[str, Seen] = {}

    @cached_property
    def name(self) -> str:
        """The workbook's name, for sentences."""
        with in_words("the workbook", "reading"):
            return patiently(lambda: str(self._book.name))

    def read(self, table: str) -> pd.DataFrame:
        """The frame of ``table``. Raises NotALeadbook if the table or a column is missing, Busy if Excel is."""
        return self._typed(table)[0]

    def problems(self, table: str) -> pd.DataFrame:
        """The problems met in reading ``table``."""
        return self._typed(table)[1]

    @property
    def book_id(self) -> str:
        """The id the workbook carries in its settings, "" if it has none."""
        return naming.id_in(self.read("Settings"))

    def forget(self) -> None:
        """Let go of what was read; the next read asks Excel anew."""
        self._seen = {}

    def apply(self, changes: Sequence[Change]) -> Receipt:
        """Write it all or nothing. Raises Busy or Refusal; then what was written was taken back, or the sentence says
        that it could not be. Excel keeps the versions, so ``backup`` is "".
        """
        receipt = Receipt()
        asked = [change for change in changes if not _nothing(change)]
        if not asked:
            return receipt
        with in_words(self.name, "a change"), collecting.paused(), quiet(self._book.app):
            writer = Writer(self._book.app.engine.impl.prepare_xl_data_element)
            edits = self._decided(asked, receipt)
            try:
                for edit in edits.values():
                    edit.write(writer)
                for table, edit in edits.items():
                    if edit.blocks:
                        confirmed(writer, edit, partial(self._found.see, table), receipt)
            except BaseException as error:
                if not writer.put_back():
                    raise Refusal(
                        f"Excel stopped taking changes while LeadBook wrote into {self.name}, and not all of what was "
                        "written could be taken back: close the workbook without saving, or go back to the version "
                        "before (File > Info > Version History), and run it again.") from error
                raise
            finally:
                self.forget()
        receipt.changed = {table: figures for table, figures in receipt.changed.items()
                           if edits[table].replaced or any(figures.values())}
        return receipt

    def _decided(self, changes: Sequence[Change], receipt: Receipt) -> dict[str, Edit]:
        """What is to be written, against the tables as they are now."""
        edits = {table: Edit(self._now(table), receipt) for table in dict.fromkeys(c.table for c in changes)}
        for table, edit in edits.items():
            edit.seen.look_into(c.column for c in changes if isinstance(c, SetCells) and c.table == table)
        for change in changes:
            edits[change.table].decide(change)
        for edit in edits.values():
            edit.ready()
        return edits

    def _typed(self, table: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        with in_words(self.name, "reading"), collecting.paused():
            if table not in self._seen:
                self._seen[table] = self._found.see(table)
            return self._seen[table].typed

    def _now(self, table: str) -> Seen:
        """The table as it is at this moment; typed anew only if it is not as it was read."""
        now, before = self._found.see(table), self._seen.get(table)
        if before is not None and now.same_as(before):
            now.typed = before.typed
        return now

    @cached_property
    def _found(self) -> Found:
        return Found(self._book, self.name)


def _nothing(change: Change) -> bool:
    """Whether a change asks for nothing; a replacement never does."""
    return not change.rows if isinstance(change, SetCells) else isinstance(change, Append) and not len(change.frame)
