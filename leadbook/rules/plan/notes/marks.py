"""Which rows of the plan are notes: their Plan ID says it, P-<lead>-BIRTHDAY-2027 or P-<lead>-HOLIDAY-20271225."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

BIRTHDAY, HOLIDAY = "-BIRTHDAY-", "-HOLIDAY-"


def is_note(plan: pd.DataFrame) -> Any:
    """Boolean array: rows of the plan that are a note for a birthday or a holiday."""
    import numpy as np

    return np.array([BIRTHDAY in key or HOLIDAY in key for key in plan["Plan ID"]], dtype=bool)
