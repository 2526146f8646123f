"""Plan[Why]: why this day and this channel, and from when it was moved, in a sentence a realtor can read out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.config_records import Cadence
from leadbook.rules.dates import day_words
from leadbook.rules.plan import slots
from leadbook.rules.plan.calls import turn
from leadbook.rules.plan.month import EVEN, FULL, HOLIDAY, LEAVE, NOTHING, Month
from leadbook.rules.plan.month_plan import MonthPlan
from leadbook.rules.plan.roster import Roster

MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December")
MOVED, USUAL = "; moved from ", "; their usual day"


def month_name(month: Any) -> str:
    """A datetime64[M] -> its English name."""
    return MONTH_NAMES[int(month.astype("int64")) % 12]


def whys(made: MonthPlan, roster: Roster, month: Month, owner: Any, cadence: Cadence, today: dt.date) -> Any:
    """Array of sentences, one per new touch; ``owner``: the name of each one's owner. Equal sentences are made once."""
    import numpy as np
    import pandas as pd

    extra = made.ordinal > made.target[made.person]
    joined = np.where(made.joined[made.person], roster.joined[made.person].astype("int64"), 0)
    regular = turn(roster.number[made.person], month.month, cadence.call_every_months)
    last = np.where(made.call & ~regular & ~np.isnat(made.last[made.person]), made.last[made.person].astype("int64"), 0)
    kind = np.where(made.call, np.where(made.due[made.person], np.where(regular, 1, 2), 3), 0)
    columns = (np.where(extra, 0, made.ordinal), made.target[made.person], kind, last, joined, made.late,
               _usual(made, roster, month, cadence))
    texts = _once(columns, lambda *values: _sentence(month_name(month.month), cadence, today, *values))
    if not made.because.any() and not made.instead.any():
        return texts
    moved = np.flatnonzero(made.because > 0)
    texts[moved] += moved_words(made.was[moved], made.because[moved], owner[moved], today)
    texts[made.instead] += _once((pd.factorize(owner[made.instead])[0],), lambda code: (
        f"; not the channel first meant: {pd.factorize(owner[made.instead])[1][code]} has no room for more of those"))
    return texts


def _usual(made: MonthPlan, roster: Roster, month: Month, cadence: Cadence) -> Any:
    """Boolean array: new touches on a day that the template has for their person (their phase, planning.md)."""
    import numpy as np

    ideal = slots.template(slots.phases(roster.number[made.person]), cadence.touches_per_month, len(month.days))
    return (made.because == NOTHING) & ~made.late & np.any(month.days[ideal] == made.day[:, None], axis=1)


def moved_words(was: Any, because: Any, owner: Any, today: dt.date) -> Any:
    """Array of "; not on 12 Nov: Jane Doe is away" for touches that do not stand on the day ``was``."""
    import pandas as pd

    code, names = pd.factorize(owner)
    return _once((was.astype("int64"), because, code), lambda day, why, who: (
        f"; not on {_day(day, today)}: {reason(why, names[who])}"))


def moved_why(text: Any, was: Any, because: Any, owner: Any, today: dt.date) -> Any:
    """The Why of published touches that LeadBook moves today: from when and why; an earlier such remark is replaced."""
    import pandas as pd

    code, names = pd.factorize(owner)
    said = _once((was.astype("int64"), because, code), lambda day, why, who: (
        f"{MOVED}{_day(day, today)} on {day_words(today, today)}: {reason(why, names[who])}"))
    again = f" on {day_words(today, today)}: "  # moved twice on one day: from where it stood that morning
    return [one if again in one.partition(MOVED)[2] else one.partition(MOVED)[0].replace(USUAL, "") + more
            for one, more in zip(text, said, strict=True)]


def reason(because: int, owner: str) -> str:
    """Why a touch does not stand where it was: because of HOLIDAY, LEAVE, FULL or EVEN."""
    who = owner or "nobody"
    return {HOLIDAY: "the office is closed then", LEAVE: f"{who} is away", FULL: f"{who} has no room then",
            EVEN: "that day was fuller"}[because]


def _once(columns: Any, sentence: Any) -> Any:
    """Array of texts: ``sentence`` of each row of whole numbers, made once for equal rows."""
    import numpy as np
    import pandas as pd

    places = pd.factorize(_keyed(columns))[0]
    first = np.unique(places, return_index=True)[1]
    return np.array([sentence(*(int(c[i]) for c in columns)) for i in first], dtype=object)[places]


def _keyed(columns: Any) -> Any:
    """Equal rows of whole numbers -> equal numbers."""
    import pandas as pd

    key = 0
    for column in columns:
        codes, unique = pd.factorize(column)
        key = key * max(len(unique), 1) + codes
    return key


def _sentence(month: str, cadence: Cadence, today: dt.date, ordinal: int, target: int, kind: int, last: int,
              joined: int, late: int, usual: int) -> str:
    text = f"Touch {ordinal} of {target} in {month}" if ordinal else f"One touch more in {month}"
    if joined:
        text += f" (joined on {_day(joined, today)})"
    if kind == 1:
        text += f"; call {_every(cadence.call_every_months)}"
    if kind == 2:
        text += f"; call due: the last was on {_day(last, today)}" if last else "; call due: there was none so far"
    if late and ordinal and not joined:
        text += "; the month was under way"
    return text + USUAL * usual


def _every(months: int) -> str:
    return {1: "of every month", 2: "of every other month"}.get(months, f"of every {months} months")


def _day(days: int, today: dt.date) -> str:
    return day_words(dt.date(1970, 1, 1) + dt.timedelta(days=days), today)
