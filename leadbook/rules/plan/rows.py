"""New rows of table Plan, and which slots have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.dates import day_words
from leadbook.rules.words import called, canonical

if TYPE_CHECKING:
    import pandas as pd


def plan_frame(keys: Any, day: Any, leads: pd.DataFrame, rows: Any, channel: Any, why: Sequence[str] | Any,
               config: Config, pinned: bool = False) -> pd.DataFrame:
    """A typed Plan frame: one row per key; ``rows``: the position in ``leads`` (0-based) of each one's lead."""
    import numpy as np
    import pandas as pd

    size, dates = len(keys), day.astype("datetime64[s]")
    name = called(leads).to_numpy()
    owner = canonical(leads["Owner"], config.owners).to_numpy()
    return pd.DataFrame({
        "Plan ID": _text(keys), "Date": dates, "Lead ID": _text(leads["Lead ID"].to_numpy()[rows]),
        "Name": _text(name[rows]), "Owner": _text(owner[rows]), "Channel": _text(channel), "Why": _text(why),
        "Status": _text(["Planned"] * size), "Done On": np.full(size, "NaT", dtype="datetime64[s]"),
        "Pinned": _text(["Yes" if pinned else ""] * size), "Scheduled": dates})


def pinned_by_hand(plan: pd.DataFrame) -> pd.DataFrame:
    """Pinned = Yes, where blank, for rows that people moved: their Date is another than LeadBook's (Scheduled).
    Why says from when.
    """
    moved = plan["Date"].notna() & plan["Scheduled"].notna() & (plan["Date"] != plan["Scheduled"])
    moved &= plan["Pinned"] == ""
    if not moved.any():
        return plan
    why = plan["Why"].to_numpy(copy=True)
    rows = moved.to_numpy().nonzero()[0]
    days = zip(plan["Scheduled"].iloc[rows], plan["Date"].iloc[rows], strict=True)
    remarks = [f"moved by hand from {day_words(was.date(), now.date())}" for was, now in days]
    why[rows] = ["; ".join([text] * bool(text) + [more]) for text, more in zip(why[rows], remarks, strict=True)]
    return plan.assign(Pinned=plan["Pinned"].mask(moved, "Yes"), Why=_text(why).set_axis(plan.index))


def month_mark(month: Any) -> str:
    """What stands between lead and slot in a Plan ID: -202611- for the month 2026-11 (datetime64[M])."""
    return f"-{str(month).replace('-', '')}-"


def taken_slots(plan: pd.DataFrame, at: Any, rows: Any, month: Any, least: int, some: Any) -> Any:
    """Boolean matrix: which slots (slot 1 first, at least ``least``) of ``month`` have a row already.

    ``at``: the lead (row in Leads) of each plan row; ``rows`` [p]: the lead that stands for each person; ``some``: the
    persons asked for, one row of the matrix each. A slot is taken whatever became of its row.
    """
    import numpy as np

    place = np.full(max(at.max(initial=-1), rows.max(initial=-1)) + 2, -1)
    place[rows[some]] = np.arange(len(some))
    day = plan["Scheduled"].to_numpy()
    asked = np.flatnonzero((place[at] >= 0) & (np.isnat(day) | (day.astype("datetime64[M]") == month)))
    mark = month_mark(month)
    last = [key.rpartition(mark)[2] if mark in key else "" for key in plan["Plan ID"].to_numpy()[asked]]
    slot = np.array([int(s) if s.isascii() and s.isdigit() and len(s) < 4 else 0 for s in last], dtype="int64")
    taken = np.zeros((len(some), max(least, slot.max(initial=0))), dtype=bool)
    taken[place[at[asked[slot > 0]]], slot[slot > 0] - 1] = True
    return taken


def _text(values: Any) -> pd.Series:
    import pandas as pd

    return pd.Series(values, dtype=object)
