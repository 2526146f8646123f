"""FUNNEL_COUNT: how many leads reached a step of the funnel for the first time in a period (docs/funnel.md, Weekly)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.answers.asked import need
from leadbook.rules.funnel.events import counted, events
from leadbook.rules.funnel.history import COLUMNS

if TYPE_CHECKING:
    import pandas as pd

EVER = (dt.date(1900, 1, 1), dt.date(9999, 12, 30))


def funnel_count(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, stage: str,
                 start: dt.date | None = None, end: dt.date | None = None) -> int:
    """Leads whose FIRST date of that step lies in the days ``start`` to ``end``, both counted; None = no bound.

    So seven days from a week's first day give that week's Team figure in the sheet Weekly. ``stage``: Received,
    Contacted, Appointment, Proposal, Closed (= won) or Lost, a heading of Weekly, or one of the settings' stages. Not
    counted: merged leads, connectors, clients who want nothing. Raises BadInput for another word, NotALeadbook.
    """
    need("Leads", leads, *COLUMNS)
    need("Touches", touches, "When", "Lead ID", "Channel", "Outcome")
    if not stage.strip():
        raise BadInput("Which step is to be counted? Give Received, Contacted, Appointment, Proposal, Closed or Lost.")
    first, last = start or EVER[0], end or EVER[1]
    return counted(events(leads, touches, config), stage, _day(first), _day(last) + dt.timedelta(days=1), config)


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
