"""Which rows of the plan are notes: their Plan ID says it, P-<lead>-BIRTHDAY-2027 or P-<lead>-HOLIDAY-20271225."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.plan.statuses import statuses

if TYPE_CHECKING:
    import pandas as pd

BIRTHDAY, HOLIDAY = "-BIRTHDAY-", "-HOLIDAY-"


def is_note(plan: pd.DataFrame) -> Any:
    """Boolean array: rows of the plan that are a note for a birthday or a holiday."""
    import numpy as np

    return np.array([BIRTHDAY in key or HOLIDAY in key for key in plan["Plan ID"]], dtype=bool)


def open_notes(plan: pd.DataFrame, mark: str) -> Any:
    """Positions of the open notes with that ``mark`` (BIRTHDAY or HOLIDAY) that nobody moved to another day."""
    import numpy as np

    rows = np.flatnonzero(np.array([mark in key for key in plan["Plan ID"]], dtype=bool))
    some = plan.iloc[rows]
    return rows[((statuses(some) == "Planned") & (some["Date"] == some["Scheduled"])).to_numpy(dtype=bool)]


def skipped(plan: pd.DataFrame, rows: Any) -> pd.DataFrame:
    """The plan with these rows (positions) Skipped; the same frame if there are none."""
    import pandas as pd

    if not len(rows):
        return plan
    status = plan["Status"].to_numpy(copy=True)
    status[rows] = "Skipped"
    return plan.assign(Status=pd.Series(status, index=plan.index, dtype=object))
