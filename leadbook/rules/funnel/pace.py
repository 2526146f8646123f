"""How long each lead waited for its first contact, on two clocks. Mission rows 15, 16 and 36, facts/funnel.md."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import elapsed as clock
from leadbook.config_records import Config
from leadbook.workdays import calendar_for

if TYPE_CHECKING:
    import pandas as pd


def pace(history: pd.DataFrame, config: Config, now: dt.datetime) -> pd.DataFrame:
    """One row for each lead of ``history`` received by ``now``, merged ones left out; same index.

    Columns: ``owner``; ``seconds`` that really passed (across clock changes) from Received to the first contact, or
    to ``now`` if there was none; ``working``: seconds on the office clock; ``contacted``;
    ``by_day`` (a time of day is unknown: midnight stands for it, and whole days of 24 hours are counted);
    ``since``: seconds from Received to ``now``; ``timed``: False for a lead whose stage says it was spoken to,
    but nobody knows when. A contact before Received counts as at once.
    """
    import numpy as np
    import pandas as pd

    moment, zero = np.datetime64(now, "s"), np.timedelta64(0, "s")
    live = history[(history["kind"] != "merged") & (history["Received"] <= moment)]
    received, contact = (live[c].to_numpy().astype("datetime64[s]") for c in ("Received", "Contacted"))
    contacted = ~np.isnat(contact)
    by_day = _midnight(received) | (contacted & _midnight(contact))
    start, end = np.where(by_day, _day(received), received), np.where(contacted, contact, moment)
    end = np.where(by_day, _day(end), end)

    def passed(start: Any, end: Any) -> Any:
        exact = clock.elapsed(start, end, config.business.zone)
        return np.maximum(np.where(by_day, end - start, exact), zero).astype("int64")

    seconds = passed(start, end)
    working = np.maximum(clock.working_seconds(start, end, calendar_for(config.business)), zero).astype("int64")
    return pd.DataFrame({
        "owner": live["owner"], "seconds": seconds, "working": working,
        "contacted": contacted, "by_day": by_day,
        "since": passed(start, np.where(by_day, _day(np.full(len(live), moment)), moment)),
        "timed": contacted | (live["reach"].to_numpy() < 1)}, index=live.index)


def _day(moments: Any) -> Any:
    return moments.astype("datetime64[D]").astype("datetime64[s]")


def _midnight(moments: Any) -> Any:
    return moments == _day(moments)
