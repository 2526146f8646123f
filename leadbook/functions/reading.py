"""The tables read once for many cells: a table whose content is the same is not read again."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from leadbook.functions import content

if TYPE_CHECKING:
    import pandas as pd

    from leadbook.config_records import Config
    from leadbook.rules.history.base import Base

T = TypeVar("T")
KEPT = 16           # readings: eight functions, two open workbooks
ANSWERS = 1000      # of each reading
DAYS = 6            # past days of each reading


class Shelf(Generic[T]):
    """The last few things that were made, by what they were made of."""

    def __init__(self, size: int) -> None:
        self._size, self._things = size, OrderedDict[Hashable, T]()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing made of ``key``; None as the key = make it anew. What raises is not kept."""
        if key is None:
            return make()
        if key not in self._things:
            self._things[key] = make()
            if len(self._things) > self._size:
                self._things.popitem(last=False)
        self._things.move_to_end(key)
        return self._things[key]


class Reading:
    """Typed frames of the tables that a function was given, and the settings. Raises NotALeadbook, ConfigError.

    ``prints``: the fingerprint of each table, None = it has none. A table that is as it was is not read again.
    ``answers`` keeps what was answered out of these tables, by function, day and question.
    """

    def __init__(self, tables: dict[str, Any], prints: dict[str, bytes | None]) -> None:
        def frame(name: str) -> pd.DataFrame:
            return content.frame(name, tables[name])

        self._frames = {name: _frames.get(prints[name] and (name, prints[name]), partial(frame, name))
                        for name in tables if name != "Settings"}
        self.config = _configs.get(prints.get("Settings"), lambda: _config(tables.get("Settings")))
        self.answers: Shelf[Any] = Shelf(ANSWERS)
        self._past: Shelf[pd.DataFrame] = Shelf(DAYS)
        self.date1904 = next((given[0] for given in tables.values() if _packed(given)), False)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The frame of ``table``."""
        return self._frames[table]

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there are, Settings left out."""
        return tuple(self._frames)

    @property
    def today(self) -> dt.date:
        """The day by the clock of the business's time zone."""
        return now(self.config).date()

    @cached_property
    def log(self) -> pd.DataFrame:
        """Touches, where each one typed with only a name has found its lead (rules/log.py)."""
        from leadbook.rules import log

        leads, touches = self["Leads"], self["Touches"]
        if {"Lead ID", "Name"} - set(touches.columns) or {"Lead ID", "Name", "Company"} - set(leads.columns):
            return touches
        return log.named(touches, leads)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The first date of each step of each lead (rules/funnel/events.py)."""
        from leadbook.rules.answers.asked import need
        from leadbook.rules.answers.touched import NEEDED
        from leadbook.rules.funnel import events, history

        need("Leads", self["Leads"], *history.COLUMNS)
        need("Touches", self["Touches"], *NEEDED)
        return events.events(self["Leads"], self["Touches"], self.config)

    def events_then(self, day: dt.date, today: dt.date) -> pd.DataFrame:
        """``events`` as they stood at the end of ``day``, from the tables History and Seen (rules/answers/then.py)."""
        from leadbook.rules.answers import then

        return self._past.get((day, today), lambda: then.events_then(
            self["Leads"], self["Touches"], self._base, self["History"], self.config, day, today))

    @cached_property
    def _base(self) -> Base:
        from leadbook.rules.answers.then import remembered

        return remembered(self["Seen"])

    @cached_property
    def places(self) -> dict[str, dict[str, Any]]:
        """Table -> Lead ID (case-folded) -> the places of its rows, in order: arrays of int."""
        tables = {"Leads": self["Leads"], **{name: self.log if name == "Touches" else frame
                                             for name, frame in self._frames.items() if name != "Leads"}}
        return {name: _places(frame) for name, frame in tables.items() if "Lead ID" in frame.columns}


def read(**tables: Any) -> Reading:
    """The reading of these contents (see ``content``), made once as long as they stay the same.

    Raises NotALeadbook: a table is not there; ConfigError: a setting is wrong.
    """
    prints = {name: content.fingerprint(given) for name, given in tables.items()}
    key = None if None in prints.values() else tuple(prints.items())
    return _readings.get(key, lambda: Reading(tables, prints))


def now(config: Config) -> dt.datetime:
    """The naive wall clock of the business's time zone: the only clock of the worksheet functions."""
    return dt.datetime.now(config.business.zone).replace(tzinfo=None)


def _config(settings: Any) -> Config:
    """The settings that travel in the workbook; without the table, those that LeadBook ships."""
    from leadbook import config
    from leadbook.errors import NotALeadbook

    if settings is None:
        return config.default_config()
    rows = content.frame("Settings", settings)
    if {"Section", "Name", "Value"} - set(rows.columns):
        raise NotALeadbook("The table Settings lacks one of its columns Section, Name and Value: put it back.")
    return config.from_rows(list(zip(rows["Section"], rows["Name"], rows["Value"], strict=True)), "this workbook")


def _packed(given: Any) -> bool:
    return isinstance(given, list | tuple) and bool(given) and isinstance(given[0], bool)


def _places(frame: pd.DataFrame) -> dict[str, Any]:
    ids: Any = frame["Lead ID"].str.casefold().to_numpy()
    return {str(key): rows for key, rows in frame.reset_index(drop=True).groupby(ids).indices.items()}


_readings: Shelf[Reading] = Shelf(KEPT)
_frames: Shelf[pd.DataFrame] = Shelf(2 * KEPT)
_configs: Shelf[Config] = Shelf(KEPT)
