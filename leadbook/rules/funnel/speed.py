"""How fast new leads were contacted: shares within 5 minutes, 1 hour, 24 hours, and medians. Mission rows 15, 16.

Never a mean, and never only over those who were contacted: who still waits is counted as waiting (Kaplan-Meier).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.funnel import table as words
from leadbook.rules.funnel.history import places
from leadbook.rules.funnel.intervals import ratio, waits
from leadbook.schema import FUNNEL_SPEED

if TYPE_CHECKING:
    import pandas as pd

DAY = 1440  # minutes


def speed(pace: pd.DataFrame, owners: list[str], config: Config) -> pd.DataFrame:
    """Table FunnelSpeed: the team, then ``owners``; a row for each window of ``config.speed.fast_minutes``.

    ``pace``: see ``funnel_pace.pace``. Leads: all whose window has passed; a window passes to the second (24:00:00 is
    within 24 h, 24:00:01 is not). A lead whose time of day is unknown is left out of windows under a day; in
    longer ones the next day is within 24 h.
    """
    import numpy as np

    names, windows = [words.TEAM, *owners], config.speed.fast_minutes
    code = places(pace["owner"], owners)
    passed, hits = [], []
    for minutes in windows:
        elapsed, within = _window(pace, minutes)
        passed.append(_by_owner(code[elapsed], len(owners)))
        hits.append(_by_owner(code[elapsed & within], len(owners)))
    leads, contacted = np.column_stack(passed).ravel(), np.column_stack(hits).ravel()
    hours, working = _quantiles(pace, "seconds", code, len(owners)), _quantiles(pace, "working", code, len(owners))
    medians = {name: np.repeat(hours[:, i], len(windows))
               for i, name in enumerate(("Median Hours", "P75 Hours", "P90 Hours"))}
    return words.filled(FUNNEL_SPEED, {
        "Owner": np.repeat(np.array(names, dtype=object), len(windows)),
        "Within": [window_name(minutes) for minutes in windows] * len(names), "Leads": leads, "Contacted": contacted,
        "Share": ratio(contacted, leads), **medians, "Median Working Hours": np.repeat(working[:, 0], len(windows)),
        "Note": words.few(leads, config.funnel.small_n)})


def window_name(minutes: int) -> str:
    """5 -> "5 min", 60 -> "1 h", 90 -> "90 min"."""
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"


def _window(pace: pd.DataFrame, minutes: int) -> tuple[Any, Any]:
    """(the window has passed, contacted within it) for each lead."""
    by_day, seconds, since = (pace[c].to_numpy() for c in ("by_day", "seconds", "since"))
    whole_days = minutes // DAY * 86400
    elapsed = (~by_day & (since >= minutes * 60)) | (by_day & (minutes >= DAY) & (since > whole_days))
    within = pace["contacted"].to_numpy() & (seconds <= minutes * 60)
    return elapsed, within


def _by_owner(code: Any, owners: int) -> Any:
    import numpy as np

    return np.concatenate([[len(code)], np.bincount(code, minlength=owners)]).astype("float64")


def _quantiles(pace: pd.DataFrame, clock: str, code: Any, owners: int) -> Any:
    """(owners + 1, 3): by when a half, three quarters, nine tenths were contacted; the team first."""
    import numpy as np

    timed = pace["timed"].to_numpy()
    seconds, contacted, shares = pace[clock][timed], pace["contacted"][timed], (0.5, 0.75, 0.9)
    team = waits(seconds, contacted, np.zeros(timed.sum(), dtype="int64"), 1, shares)
    return np.vstack([team, waits(seconds, contacted, code[timed], owners, shares)]) / 3600
