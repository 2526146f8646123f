"""What a job works on: the frames it read, the settings, the day; and what it found."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook import config as settings
from leadbook.books.port import Book
from leadbook.config_records import Config
from leadbook.errors import NotALeadbook
from leadbook.frames import DAMAGED
from leadbook.rules.touches import classified

if TYPE_CHECKING:
    import pandas as pd

    from leadbook.rules.history.noted import Noted
    from leadbook.rules.history.state import State
    from leadbook.workdays import Calendar


@dataclass
class Work:
    """Steps replace entries of ``sheets`` with new frames; the run compares them with what was read.

    ``now`` is the naive wall clock of the business time zone. ``findings`` and ``report`` collect what the job says.
    ``taken_out``: table -> rows (as read, as they shall be) that the steps do not see, since somebody deletes them.
    ``noted``: what the history knows (``jobs.remembering``); ``merged``: the tables' states as copies were merged;
    ``counted``: the Leads that the funnel counted, and its frame of them (``rules.funnel.history``).
    """

    book: Book
    config: Config
    book_id: str
    calendar: Calendar
    today: dt.date
    now: dt.datetime
    options: Mapping[str, Any]
    progress: Callable[[str], None]
    before: dict[str, pd.DataFrame] = field(default_factory=dict)
    sheets: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: dict[str, pd.DataFrame] = field(default_factory=dict)
    findings: list[pd.DataFrame] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
    taken_out: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = field(default_factory=dict)
    noted: Noted | None = None
    merged: dict[str, State] | None = None
    counted: tuple[pd.DataFrame, pd.DataFrame] | None = None
    _log: tuple[pd.DataFrame, pd.DataFrame] | None = None

    def read(self, *tables: str) -> None:
        """Read tables that were not read before."""
        for table in tables:
            if table not in self.before:
                self.before[table] = self.sheets[table] = self.book.read(table)
                self.problems[table] = self.book.problems(table)

    def reads(self, *tables: str) -> bool:
        """``read``, for tables that an older workbook may lack: False if it lacks one, then it counts as without all
        of them."""
        try:
            self.read(*tables)
        except NotALeadbook:
            for table in tables:
                for frames in (self.before, self.sheets, self.problems):
                    frames.pop(table, None)
            return False
        return True

    @property
    def leads(self) -> pd.DataFrame:
        """The Leads frame as the steps so far left it."""
        return self.sheets["Leads"]

    @property
    def touches(self) -> pd.DataFrame:
        """The Touches frame as the steps so far left it."""
        return self.sheets["Touches"]

    @property
    def log(self) -> pd.DataFrame:
        """The Touches frame with what each touch was (``rules.touches.classified``), judged once."""
        if self._log is None or self._log[0] is not self.touches:
            self._log = (self.touches, classified(self.touches, self.config))
        return self._log[1]

    @property
    def plan(self) -> pd.DataFrame:
        """The Plan frame as the steps so far left it."""
        return self.sheets["Plan"]

    def damaged(self, table: str, column: str) -> list[int]:
        """Positions of cells that read as blank but hold something unreadable."""
        problems = self.problems[table]
        here = (problems["column"] == column) & problems["problem"].isin(DAMAGED)
        return problems.loc[here, "row"].tolist()


def settings_of(book: Book) -> tuple[Config, str]:
    """(the settings that travel in the workbook, the workbook's own id). Raises ConfigError."""
    frame = book.read("Settings")
    return _settings(tuple(zip(frame["Section"], frame["Name"], frame["Value"], strict=True)), book.name)


@functools.lru_cache(maxsize=8)
def _settings(rows: tuple[tuple[str, str, str], ...], name: str) -> tuple[Config, str]:
    """Checked once for all who ask: the door for the time zone, the job for the rules."""
    ids = [value for section, setting, value in rows if (section, setting) == ("workbook", "id")]
    return settings.from_rows(rows, name), ids[0] if ids else ""
