"""What people write into Plan: Status -> Planned, Done or Skipped; what they pinned, moved or added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.words import each

if TYPE_CHECKING:
    import pandas as pd

DONE = frozenset({"done", "x", "yes", "y", "ok", "true", "1", "complete", "completed", "finished", "ticked", "✓", "✔"})
SKIPPED = frozenset({"skipped", "skip", "no", "n", "cancel", "cancelled", "canceled", "dropped"})
_YES = ("yes", "y", "true", "x", "1")


def statuses(plan: pd.DataFrame) -> pd.Series:
    """Plan -> Series of Planned, Done or Skipped, whatever the case; blank or not understood = Planned (still open)."""
    return each(plan["Status"], _status)


def _status(text: str) -> str:
    word = text.strip(" .!").casefold()
    return "Done" if word in DONE else "Skipped" if word in SKIPPED else "Planned"


def by_people(plan: pd.DataFrame) -> Any:
    """Boolean array: planned touches that a person pinned, moved (Date is not Scheduled) or added."""
    pinned = each(plan["Pinned"], lambda word: word.casefold() in _YES).to_numpy(dtype=bool)
    return pinned | (plan["Date"] != plan["Scheduled"]).to_numpy()  # a blank Scheduled differs too
