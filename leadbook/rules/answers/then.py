"""FUNNEL_COUNT as of a past day: the funnel's events as the tables stood when that day ended, out of History and Seen.

From the day on which the history starts the answer is the same for ever, and that of ``funnel --as-of`` (rules/history/
asof.py). Before it only the dates that the oldest known rows hold are known. Of days whose history went to an archive
nothing is answered: it would not be the answer of before.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.answers.asked import need
from leadbook.rules.funnel import asof
from leadbook.rules.funnel.events import events
from leadbook.rules.history.asof import ARCHIVED, as_of, known_from
from leadbook.rules.history.base import Base, unpacked

if TYPE_CHECKING:
    import pandas as pd

HISTORY = ("At", "Table", "Row ID", "Field", "Old", "New", "Batch", "Event ID")
SEEN = ("Base", "At", "Batch", "Table", "Field", "Part", "Parts", "Content")
NOTHING_YET = ("Nothing is known of past days yet: LeadBook notes them from its first refresh on. Press Refresh, or "
               "run 'leadbook refresh FILE'.")


def remembered(seen: pd.DataFrame) -> Base:
    """What the table Seen remembers. Raises BadInput if that is nothing, or not as LeadBook left it; NotALeadbook."""
    need("Seen", seen, *SEEN)
    base = unpacked(seen)
    if base is None:
        raise BadInput(NOTHING_YET)
    return base


def events_then(leads: pd.DataFrame, touches: pd.DataFrame, base: Base, history: pd.DataFrame, config: Config,
                day: dt.date, today: dt.date) -> pd.DataFrame:
    """``funnel.events`` at the end of ``day``; of ``today`` from the tables ``leads`` and ``touches`` as they are.

    ``base``: of ``remembered``. Raises BadInput for a day to come or one whose history is archived, NotALeadbook if
    History lost a column.
    """
    if day > today:
        raise BadInput(f"{day.isoformat()} is still to come; as_of takes a past day.")
    if day == today:
        return events(leads, touches, config)
    need("History", history, *HISTORY)
    then = as_of(day, base, history)
    leads, touches = then["Leads"], then["Touches"]
    if day < (start := known_from(base, history)):
        _kept_here(history, start)
        leads, touches = asof.as_of(leads, touches, config, day)
    return events(leads, touches, config)


def _kept_here(history: pd.DataFrame, start: dt.date) -> None:
    """Raises BadInput if what was before ``start`` stands in an archive."""
    gone = history[((history["Table"] == "History") & (history["Field"] == ARCHIVED)).to_numpy()]
    if len(gone):
        raise BadInput(f"The history before {start.isoformat()} is in the file {gone['New'].iloc[-1]}: 'leadbook "
                       "funnel FILE --as-of DAY' reads it there.")
