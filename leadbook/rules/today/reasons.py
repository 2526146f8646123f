"""The reasons to contact a lead today, each as arrays over the leads: which, due when, by what channel, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.dates import midnight_after
from leadbook.rules.stale.protection import waiting
from leadbook.rules.stale.reasons import sentences
from leadbook.rules.stale.staleness import judged
from leadbook.rules.tied import extreme, lead_numbers, moments_at
from leadbook.rules.today import words as today_words
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Reason:
    """One kind of reason. Arrays as long as the leads: ``which`` (bool), ``rank`` (the order of the groups in the
    list), ``due`` (datetime64[s]), and ``channel`` and ``plan_id`` of the planned touch behind it, if there is one.

    ``what(rows)`` gives the sentences for those rows (positions, 0-based). ``of_plan``: it is a planned touch, which
    belongs to who does it (Plan[Owner]); all else belongs to the lead's owner.
    """

    kind: str
    rank: Any
    which: Any
    due: Any
    what: Callable[[Any], Any]
    channel: Any
    plan_id: Any
    of_plan: bool = False


def reasons(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
            now: dt.datetime, some: Any = None) -> list[Reason]:
    """All reasons, the one that counts first standing first. A reason of a lead twice is one of two, not both.

    ``some``: boolean array, the planned touches to look at (None = all).
    """
    import numpy as np

    n, day = len(leads), frames.day(today)
    stage = canonical(leads["Stage"].replace("", config.first_stage), config.stages)
    ours = ~stage.map({s: r.is_open for s, r in config.stages.items()}).eq(False).to_numpy()
    kept_up = ours | ~stage.map({s: r.planned for s, r in config.stages.items()}).eq(False).to_numpy()
    c = judged(leads, touches, plan, config, today, now)
    received, deadline = _seconds(c["received"]), _seconds(c["deadline"])
    promise, following = _seconds(leads["Promise"]), _seconds(leads["Next Date"])
    date, channel, why, plan_id = due_touch(leads, plan if some is None else plan[some], day)
    none, action = np.full(n, "", dtype=object), leads["Next Action"].to_numpy()

    spoken = np.where(c["by"] == "Received", np.datetime64("NaT", "s"), c["since"])
    broken = ours & (promise <= day) & ~(spoken.astype("datetime64[D]") >= promise)
    fresh = c["uncalled"].to_numpy() & ~tried(leads, touches, config, today) & ~(promise > day)
    planned, next_due = kept_up & (date <= day), kept_up & (following <= day)
    same, sooner = broken & (date == promise), next_due & ~(planned & (date <= following))
    alert = c["alert"].to_numpy()

    def new(rows: Any) -> Any:
        return today_words.new(received[rows], deadline[rows], today)

    def dated(what: str, dates: Any, more: Any) -> Callable[[Any], Any]:
        return lambda rows: today_words.dated(what, dates[rows], more[rows], today)

    def reason(kind: str, rank: Any, which: Any, due: Any, what: Callable[[Any], Any], touch: Any = False) -> Reason:
        return Reason(kind, np.broadcast_to(rank, n), which, due, what,
                      np.where(touch, channel, none), np.where(touch, plan_id, none), touch is True)

    return [
        reason("Promise", 1, broken, promise, dated("Promised", promise, action), same),
        reason("New", 2, fresh, np.where(np.isnat(deadline), received, deadline), new),
        reason("Touch", 3, sooner, following, dated("Next action", following, action)),
        reason("Touch", 3, planned & ~same, date, dated("Planned", date, why), True),
        reason("Touch", 3, next_due & ~sooner, following, dated("Next action", following, action)),
        reason("Stale", np.where(alert == "Red", 4, 5), (alert != "") & ~fresh, deadline,
               lambda rows: sentences(c.iloc[rows], config, today)),
    ]


def tried(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, today: dt.date) -> Any:
    """Boolean array: leads that somebody tried to reach today, one way or another (broadcasts are no try)."""
    import numpy as np

    when = touches["When"]
    log = classified(touches[((when >= frames.day(today)) & (when < midnight_after(today))).to_numpy()], config)
    lead, touch = lead_numbers(leads, log[log["kind"].isin(["contact", "delivered", "attempt"])])
    return np.isin(lead, touch[touch >= 0])


def due_touch(leads: pd.DataFrame, plan: pd.DataFrame, day: Any) -> tuple[Any, Any, Any, Any]:
    """For each lead its oldest planned touch that is due: arrays Date (NaT = none), Channel, Why, Plan ID."""
    import numpy as np

    due = plan.loc[(plan["Date"] <= day).to_numpy(), ["Lead ID", "Date", "Status", "Channel", "Why", "Plan ID"]]
    due = due[waiting(due)]
    lead, row = lead_numbers(leads, due)
    dates = due["Date"].to_numpy().astype("datetime64[s]")
    place = extreme(lead, row, dates, latest=False)
    channel, why, plan_id = (np.append(due[c].to_numpy(), "")[place] for c in ("Channel", "Why", "Plan ID"))
    return moments_at(dates, place), channel, why, plan_id


def _seconds(moments: pd.Series) -> Any:
    return moments.to_numpy().astype("datetime64[s]")
