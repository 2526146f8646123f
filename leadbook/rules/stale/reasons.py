"""The sentence in Leads[Stale]: what the lead waits for, since when, and the limit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.dates import clock_words, day_words, days_words, moment_words

if TYPE_CHECKING:
    import pandas as pd


def sentences(c: pd.DataFrame, config: Config, today: dt.date) -> Any:
    """The judged clocks (rules/staleness.py) -> array of reasons, "" where there is no alert.

    For example "Proposal: 5 days since the call of 12 Nov, limit 3".
    """
    import numpy as np

    out = np.full(len(c), "", dtype=object)
    alert = c["alert"].to_numpy() != ""
    hours, days = np.flatnonzero(alert & c["hours"].to_numpy()), np.flatnonzero(alert & ~c["hours"].to_numpy())
    if len(days):
        said = c.iloc[days][["stage", "by", "since", "days", "limit", "red_in", "planned_today"]]
        said = said.assign(since=said["since"].dt.normalize())
        out[days] = _each(said, lambda *row: _by_days(*row, today=today))
    if len(hours):
        said = c.iloc[hours][["stage", "late", "received", "due", "planned_today"]]
        within = f"{config.speed.contact_within_hours:g} hours".replace("1 hours", "1 hour")
        out[hours] = _each(said, lambda *row: _by_hours(*row, within=within, today=today))
    return out


def _each(rows: pd.DataFrame, sentence: Any) -> Any:
    """One sentence per distinct row, given to all rows like it: leads that wait alike are many."""
    import numpy as np

    group = rows.groupby(list(rows.columns), sort=False, dropna=False).ngroup().to_numpy()
    first = np.unique(group, return_index=True)[1]
    columns = [rows[name].iloc[first].tolist() for name in rows.columns]
    said = [sentence(*row) for row in zip(*columns, strict=True)]
    return np.array(said, dtype=object)[group]


def _by_days(stage: str, by: str, since: dt.datetime, days: float, limit: float, red_in: float, planned: bool,
             *, today: dt.date) -> str:
    day = day_words(since, today)
    what = f"it was received on {day}" if by == "Received" else f"the {by.lower()} of {day}"
    text = f"{stage}: {days_words(int(days))} since {what}, limit {int(limit)}"
    if planned:
        return f"{text}, planned for today"
    if red_in > 0:
        return f"{text}, turns red {'tomorrow' if red_in == 1 else f'in {int(red_in)} days'}"
    return text


def _by_hours(stage: str, late: bool, received: dt.datetime, due: dt.datetime, planned: bool, *, within: str,
              today: dt.date) -> str:
    since, until = moment_words(received, today), moment_words(due, today)
    text = f"{stage}: not contacted {f'within {within}' if late else 'yet'}, received {since}"
    if planned:
        return f"{text}, due {until}, planned for today"
    if late:
        return f"{text}, due {until}"
    return f"{text}, turns red {f'today at {clock_words(due)}' if due.date() == today else f'after {until}'}"
