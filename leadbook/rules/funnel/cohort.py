"""The cohort funnel: of the leads received in a month, how many ever got how far. Facts/funnel.md.

Reached = this step or a later one (a skipped step counts: it was passed on the way); Strict = a date for every step
up to this one, in order. The product of the step rates of Strict is no forecast; never multiply rates.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.funnel import table as words
from leadbook.rules.funnel.history import STEPS
from leadbook.rules.funnel.intervals import ratio, wilson
from leadbook.schema import FUNNEL_COHORT

if TYPE_CHECKING:
    import pandas as pd


def cohort(history: pd.DataFrame, config: Config, today: dt.date) -> pd.DataFrame:
    """Table FunnelCohort: "All", then the last ``config.funnel.cohort_months`` months, oldest first; 5 steps each.

    ``history``: see ``funnel_history.history``. Merged leads are left out, lost and disqualified ones count for the
    steps they reached. Rates of nothing are blank; the first step has no interval, it is 100% by definition.
    """
    import numpy as np

    months = _months(config, today)
    live = history[(history["kind"] != "merged") & history["Received"].notna()]
    month = (live["Received"].to_numpy().astype("datetime64[M]") - months[0]).astype("int64")
    inside = (month >= 0) & (month < len(months))
    live, month = live[inside], month[inside]
    reach, strict = live["reach"].to_numpy(), _strict(live)
    reached = _by_cohort([month[reach >= step] for step in range(len(STEPS))], len(months))
    in_order = _by_cohort([month[passed] for passed in strict], len(months))
    leads = np.repeat(reached[:, :1], len(STEPS), axis=1)
    before = np.column_stack([np.zeros(len(reached)), reached[:, :-1]])
    low, high = wilson(reached, leads)
    low[:, 0] = high[:, 0] = np.nan
    age = np.repeat(_age(live, month, len(months), today), len(STEPS))
    n = leads.ravel()
    names = ["All", *(str(m) for m in months)]
    return words.filled(FUNNEL_COHORT, {
        "Cohort": np.repeat(np.array(names, dtype=object), len(STEPS)), "Step": list(STEPS) * len(names), "Leads": n,
        "Reached": reached.ravel(), "Strict": in_order.ravel(), "Step Rate": ratio(reached, before).ravel(),
        "Of Received": ratio(reached, leads).ravel(), "Low": low.ravel(), "High": high.ravel(), "Age Days": age,
        "Note": _notes(n, age, config)})


def _months(config: Config, today: dt.date) -> Any:
    import numpy as np

    return np.datetime64(today, "M") - np.arange(config.funnel.cohort_months - 1, -1, -1)


def _strict(live: pd.DataFrame) -> list[Any]:
    """For each step a boolean array: a date for every step so far, none before the one ahead of it."""
    import numpy as np

    passed, out, last = np.ones(len(live), dtype=bool), [], None
    for step in STEPS:
        day = live[step].to_numpy().astype("datetime64[D]")
        passed = passed & ~np.isnat(day) if last is None else passed & (day >= last)
        out.append(passed)
        last = day
    return out


def _by_cohort(months_of: list[Any], months: int) -> Any:
    """Counts as floats: a row for all months together, then one a month; a column a step."""
    import numpy as np

    each = np.column_stack([np.bincount(m, minlength=months) for m in months_of]).astype("float64")
    return np.vstack([each.sum(axis=0), each])


def _age(live: pd.DataFrame, month: Any, months: int, today: dt.date) -> Any:
    """Days since the last lead of each cohort came in (NaN for none)."""
    import numpy as np

    days = (frames.day(today).astype("datetime64[D]") - live["Received"].to_numpy().astype("datetime64[D]"))
    age = np.full(months + 1, np.inf)
    np.minimum.at(age, month + 1, days.astype("float64"))
    age[0] = age.min()
    return np.where(np.isinf(age), np.nan, age)


def _notes(n: Any, age: Any, config: Config) -> list[str]:
    young = ["young" if days < config.funnel.mature_days else "" for days in age]
    return ["; ".join(filter(None, pair)) for pair in zip(words.few(n, config.funnel.small_n), young, strict=True)]
