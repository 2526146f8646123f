"""Holiday cards: for everybody who permits post, spread over the working days before the day they must leave.

Mission row 27. The setting ``notes.holidays`` names the days; each is a personal touch of its month, pinned. Plan ID:
lead + the holiday's day, one a person, whatever becomes of it. None are planned unless the settings name some: a card
for everyone is a decision.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.frames import below
from leadbook.rules.dates import day_words
from leadbook.rules.plan import slots
from leadbook.rules.plan.notes.marks import HOLIDAY, open_notes, skipped
from leadbook.rules.plan.notes.sending import leaves, note_channels
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.rows import plan_frame
from leadbook.workdays import Calendar

if TYPE_CHECKING:
    import pandas as pd


def holiday_notes(plan: pd.DataFrame, leads: pd.DataFrame, roster: Roster, config: Config, today: dt.date,
                  last: dt.date, calendar: Calendar) -> pd.DataFrame:
    """The plan with the cards to send from ``today`` to ``last`` (the end of the months that are planned).

    A person's card leaves on one of the ``notes.holiday_days`` working days up to the last one that is in time, by the
    person's phase. Open ones that nobody moved are Skipped when the day is over or not named any more, and when the
    lead is not planned any more.
    """
    days = named_days(config, today.year, calendar) if config.notes.holidays else {}
    plan = _given_up(plan, roster, days, today)
    posts = [n for n in note_channels(config) if config.channels[n].uses == "address"]
    for day, name in days.items():
        send = calendar_days(day, posts[0], config, calendar) if posts else []
        if send and send[-1] >= today and send[0] <= last:
            plan = _planned(plan, leads, roster, config, (day, name), send, posts[0], today, last)
    return plan


def named_days(config: Config, year: int, calendar: Calendar) -> dict[dt.date, str]:
    """Day -> name of the holidays of ``notes.holidays`` in ``year`` and the next: a public holiday by its name (once a
    year, its first day), or a day of its own such as ``12-24 Christmas Eve``.
    """
    found: dict[dt.date, str] = {}
    for of in (year, year + 1):
        public = {name: day for day, name in sorted(calendar.holidays([of]).items(), reverse=True)}
        for text in config.notes.holidays:
            mark, _, name = text.partition(" ")
            if mark[:1].isdigit():
                found[dt.date(of, int(mark[:2]), int(mark[3:]))] = name or mark
            elif text in public:
                found[public[text]] = text
    return dict(sorted(found.items()))


def calendar_days(day: dt.date, channel: str, config: Config, calendar: Calendar) -> list[dt.date]:
    """The working days on which the cards for ``day`` leave, the last one in time."""
    import numpy as np

    by = leaves(np.array([day], dtype="datetime64[D]"), config.channels[channel].uses == "address", config, calendar)
    last: dt.date = by[0].item()
    return [calendar.add(last, -n) if n else last for n in range(config.notes.holiday_days - 1, -1, -1)]


def _planned(plan: pd.DataFrame, leads: pd.DataFrame, roster: Roster, config: Config, holiday: tuple[dt.date, str],
             send: list[dt.date], channel: str, today: dt.date, last: dt.date) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    day, name = holiday
    mark = f"{HOLIDAY}{day:%Y%m%d}"
    there = plan[np.array([key.endswith(mark) for key in plan["Plan ID"]], dtype=bool)]
    have = roster.person_at(roster.row_of(there["Lead ID"]))
    rows = np.flatnonzero(roster.active)
    rows = rows[~pd.Series(roster.person[rows]).duplicated().to_numpy()]
    person = roster.person[rows]
    due = np.array(send, dtype="datetime64[D]")[(slots.phases(roster.number[person]) * len(send)).astype("int64")]
    due = np.maximum(due, np.datetime64(today, "D"))
    keep = roster.permitted[person, list(config.channels).index(channel)] & ~np.isin(person, have)
    keep &= due <= np.datetime64(last, "D")
    rows, due = rows[keep], due[keep]
    keys = [f"P-{key.removeprefix('L-')}{mark}" for key in leads["Lead ID"].to_numpy()[rows]]
    why = [f"{name} on {day_words(day, today)}: send the card by {day_words(send[-1], today)}"] * len(rows)
    return below(plan, plan_frame(keys, due, leads, rows, [channel] * len(rows), why, config, pinned=True))


def _given_up(plan: pd.DataFrame, roster: Roster, days: dict[dt.date, str], today: dt.date) -> pd.DataFrame:
    import numpy as np

    rows = open_notes(plan, HOLIDAY)
    at = roster.row_of(plan["Lead ID"].iloc[rows])
    wanted = {f"{day:%Y%m%d}" for day in days if day >= today}
    over = np.array([key[-8:] not in wanted for key in plan["Plan ID"].iloc[rows]], dtype=bool)
    return skipped(plan, rows[(at >= 0) & (over | (roster.person_at(at) < 0))])
