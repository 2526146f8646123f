"""What people write into Plan[Status] -> Planned, Done or Skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

DONE = frozenset({"done", "x", "yes", "y", "ok", "true", "1", "complete", "completed", "finished", "ticked", "✓", "✔"})
SKIPPED = frozenset({"skipped", "skip", "no", "n", "cancel", "cancelled", "canceled", "dropped"})


def statuses(plan: pd.DataFrame) -> pd.Series:
    """Plan -> Series of Planned, Done or Skipped, whatever the case; blank or not understood = Planned (still open)."""
    meant = {}
    for text in plan["Status"].unique():
        word = text.strip(" .!").casefold()
        meant[text] = "Done" if word in DONE else "Skipped" if word in SKIPPED else "Planned"
    return plan["Status"].map(meant).astype(object)
