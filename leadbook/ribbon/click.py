"""One click: the open workbook as LeadBook's book, its settings, its day, its journal, and who clicked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadbook.books import places
from leadbook.books.live import LiveBook
from leadbook.books.lock import held
from leadbook.books.undo.journal import Journal
from leadbook.config_records import Config
from leadbook.errors import NotALeadbook
from leadbook.ribbon import clock
from leadbook.ribbon.voice import Voice
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import xlwings as xw

    from leadbook.jobs import Report

PATIENCE = 30.0                     # seconds that a second click waits for the first one to end


class Click:
    """A button that was pressed in the workbook ``caller``; ``voice`` speaks in its Excel."""

    def __init__(self, caller: xw.Book, voice: Voice) -> None:
        self.caller = caller
        self.voice = voice
        self.book = LiveBook(caller)
        self._alone = False

    @cached_property
    def settings(self) -> tuple[Config, str]:
        """(the settings that travel in the workbook, the workbook's own id)."""
        from leadbook.jobs.work import settings_of

        return settings_of(self.book)

    @cached_property
    def path(self) -> Path | None:
        """Where the workbook lies; None where Excel knows it by a web address only, or it was never saved."""
        try:
            path = Path(self.caller.fullname)
        except Exception:  # xlwings cannot tell where OneDrive keeps the file
            return None
        return path if path.is_file() else None

    @cached_property
    def now(self) -> dt.datetime:
        """The naive wall clock of the business time zone when the button was pressed."""
        return clock.now(self.settings[0].business.time_zone)

    @cached_property
    def journal(self) -> Journal:
        """What this user's runs wrote into this workbook."""
        return Journal(self.settings[1], self.book.name)

    @cached_property
    def owner(self) -> str:
        """Who clicked, in the words of the workbook; "" if that is nobody's name there."""
        from leadbook.ribbon.person import known_as

        return known_as(self.caller.app, self.settings[0], self.book.read("Leads")["Owner"])

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other click of this user works on this workbook meanwhile: on a Mac two clicks run side by side."""
        if self._alone:
            yield
            return
        place = places.home() / "locks" / f"{self.journal.folder.name}.lock"
        with held(place, self.book.name, PATIENCE):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    def run(self, job: str, asked: dict[str, Any] | None = None, **options: Any) -> Report:
        """Run ``job`` on the open workbook, keeping the journal; ``asked`` stands there, ``options`` are the job's."""
        from leadbook import jobs
        from leadbook.books.undo.journaled import JournaledBook

        with self.alone():
            book = JournaledBook(self.book, self.journal, job, self.now.date(), self.now, asked)
            return jobs.run(book, job, self.now.date(), self.now, progress=self.voice.progress, **options)

    def go_to(self, sheet: str) -> bool:
        """Show a sheet; False if there is none of that name."""
        names = [one.name for one in self.caller.sheets]
        if sheet not in names:
            return False
        self.caller.sheets[sheet].activate()
        return True

    def table(self, name: str) -> tuple[xw.Sheet, xw.Range]:
        """The sheet on which a table stands, and its whole range. Raises NotALeadbook if there is none."""
        self.book.read(name)
        usual = [sheet for sheet in self.caller.sheets if sheet.name == TABLES[name].sheet]
        for sheet in [*usual, *self.caller.sheets]:
            for table in sheet.tables:
                if table.name == name:
                    return sheet, table.range
        raise NotALeadbook(f"{self.book.name} has no table {name}.")
