"""What became of each campaign's batch (a trade show), and the delays on the way. Mission rows 12 and 36."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook import elapsed as clock
from leadbook.config_records import Config
from leadbook.rules.funnel.intervals import waits

if TYPE_CHECKING:
    import pandas as pd

MOST_CAMPAIGNS = 50


def campaigns(history: pd.DataFrame) -> list[dict[str, Any]]:
    """A record for each Campaign, the largest first (at most 50): got, worked (any touch or step), contacted,
    appointed, won, and the share never worked. Merged leads are left out."""
    live = history[(history["kind"] != "merged") & (history["campaign"] != "")]
    steps = {"got": live["reach"] >= 0, "worked": live["worked"], "contacted": live["reach"] >= 1,
             "appointed": live["reach"] >= 2, "won": live["kind"] == "won"}
    counts = live[["campaign"]].assign(**steps).groupby("campaign", observed=True).sum().reset_index()
    rows = sorted(counts.to_dict("records"), key=lambda row: (-row["got"], row["campaign"]))
    return [{"campaign": row["campaign"], **{step: int(row[step]) for step in steps},
             "never_worked": round(1 - row["worked"] / row["got"], 4)} for row in rows[:MOST_CAMPAIGNS]]


def delays(history: pd.DataFrame, config: Config, now: Any) -> dict[str, float | None]:
    """Median elapsed hours from Received to the first attempt, from there to the first contact, and all the way; who
    still waits at ``now`` is counted as waiting; None if less than half ever got there."""
    import numpy as np

    moment, live = np.datetime64(now, "s"), history[history["kind"] != "merged"]
    out: dict[str, float | None] = {}
    for start, end in (("Received", "Attempted"), ("Attempted", "Contacted"), ("Received", "Contacted")):
        begun = live[(live[start] <= moment) & (live[end].notna() | (live["reach"] < 1))]
        done = begun[end].notna().to_numpy()
        stop = np.where(done, begun[end].to_numpy(), moment)
        passed = np.maximum(clock.elapsed(begun[start], stop, config.business.zone), np.timedelta64(0, "s"))
        median = waits(passed.astype("int64"), done, np.zeros(len(begun), dtype="int64"), 1)[0, 0] / 3600
        out[f"{start.lower()}_to_{end.lower()}"] = None if np.isnan(median) else round(float(median), 2)
    return out
