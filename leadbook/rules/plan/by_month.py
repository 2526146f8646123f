"""How many touches a month has, the personal ones and the broadcasts apart (mission row 27)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.dates import midnight_after
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


def by_month(plan: pd.DataFrame, touches: pd.DataFrame, months: list[Any], config: Config, today: dt.date
             ) -> list[dict[str, Any]]:
    """For each of ``months`` (datetime64[M]) ``month``, ``personal`` and ``broadcast``: ``done`` (touches of the log up
    to ``today`` that reached somebody) and ``planned`` (open rows of the plan, overdue ones of that month too).
    """
    import numpy as np

    log = classified(touches, config)
    log = log[(log["reached"] & (log["When"] < midnight_after(today))).to_numpy(dtype=bool)]
    made, sent = _months(log["When"]), log["kind"].to_numpy() == "broadcast"
    waits = plan[statuses(plan).to_numpy() == "Planned"]
    impersonal = [name for name, channel in config.channels.items() if not channel.personal]
    due, send = _months(waits["Date"]), canonical(waits["Channel"], config.channels).isin(impersonal).to_numpy()
    return [{"month": str(month)} | {
        kind: {"done": int(np.sum((made == month) & (sent == apart))),
               "planned": int(np.sum((due == month) & (send == apart)))}
        for kind, apart in (("personal", False), ("broadcast", True))} for month in months]


def _months(moments: pd.Series) -> Any:
    return moments.to_numpy().astype("datetime64[M]")
