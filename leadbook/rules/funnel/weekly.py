"""The six weekly questions, for each owner and the team: leads in, got hold of, appointments, proposals, closed,
where from. Mission row 34. Period counts: a lead counts in the week in which its FIRST date of that kind lies."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import WEEKDAYS, Config
from leadbook.rules.funnel import table as words
from leadbook.rules.funnel.history import places
from leadbook.schema import FUNNEL_WEEKLY

if TYPE_CHECKING:
    import pandas as pd

QUESTIONS = {"Leads In": "Received", "Got Hold Of": "Contacted", "Appointments": "Appointment",
             "Proposals": "Proposal", "Closed": "Closed", "Lost": "Lost"}
MOST_SOURCES = 30  # named in one cell


def weekly(history: pd.DataFrame, owners: list[str], config: Config, today: dt.date) -> pd.DataFrame:
    """Table FunnelWeekly: the last ``config.funnel.weeks`` weeks, this one included, oldest first; in each week
    the team, then ``owners`` in the order given, also those with nothing. Merged leads are left out.

    ``history``: see ``funnel_history.history``. Days are wall clock of the business time zone, so a week that a
    clock change or a New Year lies in is a week like any other.
    """
    import numpy as np

    weeks, names = config.funnel.weeks, [words.TEAM, *owners]
    starts = week_starts(config, today)
    live = history[history["kind"] != "merged"]
    code = places(live["owner"], owners)
    columns: dict[str, Any] = {"Week": np.repeat(starts, len(names)), "Owner": names * weeks}
    for question, step in QUESTIONS.items():
        week = week_of(live[step], starts)
        columns[question] = _counts(week, code, weeks, len(owners))
        if question == "Closed":
            columns["Closed Value"] = np.round(_counts(week, code, weeks, len(owners), live["value"].to_numpy()), 2)
    columns["Where From"] = _where_from(live, starts, names)
    return words.filled(FUNNEL_WEEKLY, columns)


def week_starts(config: Config, today: dt.date) -> Any:
    """The first days of the weeks shown, oldest first: array of ``datetime64[s]``."""
    import numpy as np

    into = (today.weekday() - WEEKDAYS.index(config.business.week_start)) % 7
    this = frames.day(today) - np.timedelta64(into, "D")
    weeks = config.funnel.weeks
    return (this - np.arange(weeks - 1, -1, -1) * np.timedelta64(7, "D")).astype("datetime64[s]")


def week_of(moments: pd.Series, starts: Any) -> Any:
    """Which of the weeks each moment lies in (0 = the first), -1 for none."""
    import numpy as np

    values = moments.to_numpy().astype("datetime64[s]")
    days = (values.astype("datetime64[D]") - starts[0].astype("datetime64[D]")).astype("int64")
    inside = ~np.isnat(values) & (days >= 0) & (days < 7 * len(starts))
    return np.where(inside, days // 7, -1)


def _counts(week: Any, code: Any, weeks: int, owners: int, weights: Any = None) -> Any:
    """How many (or how much) in each week for [the team, *owners], week by week in one array."""
    import numpy as np

    here = week >= 0
    weigh = None if weights is None else weights[here]
    own = np.bincount(week[here] * owners + code[here], weigh, weeks * owners).reshape(weeks, owners)
    team = np.bincount(week[here], weigh, weeks)
    return np.column_stack([team, own]).ravel()


def _where_from(live: pd.DataFrame, starts: Any, names: list[str]) -> list[str]:
    """"Referral 4, Website 2" for each week and name: most first, then by name."""
    import pandas as pd

    came = live[["owner", "source"]].assign(week=week_of(live["Received"], starts))
    came = came[came["week"] >= 0].astype({"owner": object, "source": object})
    both = pd.concat([came, came.assign(owner=words.TEAM)])
    sizes = both.groupby(["week", "owner", "source"], sort=False).size().reset_index(name="n")
    found: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for week, owner, source, n in sizes.itertuples(index=False):
        found.setdefault((week, owner), []).append((-n, source))
    return [_named(sorted(found.get((week, name), ()))) for week in range(len(starts)) for name in names]


def _named(counts: list[tuple[int, str]]) -> str:
    shown = [f"{source} {-n}" for n, source in counts[:MOST_SOURCES]]
    rest = -sum(n for n, _ in counts[MOST_SOURCES:])
    return ", ".join([*shown, f"others {rest}"] if rest else shown)
