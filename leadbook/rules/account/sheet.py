"""The table Account: all leads in one line, who is missing by name, a line for each owner and for each month.

In every line received = open + won + lost + disqualified + merged + let go + missing. Only somebody who is no lead, or
who never had an id of his own, is named without being counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.account.account import UNDATED, Counted
from leadbook.rules.account.missing import Missing
from leadbook.rules.account.told import called, what_happened
from leadbook.rules.funnel.table import NO_OWNER, TEAM
from leadbook.schema import ACCOUNT

if TYPE_CHECKING:
    import pandas as pd

ALL = "All"
MOST = 50                           # are named; ``leadbook account`` names them all
HEADS = {"received": "Received", "open": "Open", "won": "Won", "lost": "Lost", "disqualified": "Disqualified",
         "merged": "Merged", "let_go": "Let Go", "residual": "Missing"}


def table(counts: Counted, lost: Sequence[Missing], today: dt.date, rows: Any) -> pd.DataFrame:
    """The frame of table Account. ``lost``: the rows of Leads that are gone; ``rows``: the index of the Leads frame."""
    owners = sorted(counts.by_owner.items(), key=lambda one: (one[0].startswith("("), one[0].casefold(), one[0]))
    months = sorted(counts.by_month.items(), key=lambda one: (one[0] != UNDATED, one[0]), reverse=True)
    away = [(one, one.key in counts.lost) for one in lost if not one.let_go]
    return frames.of(ACCOUNT, [
        _line(ALL, TEAM, counts.totals),
        *(_missing(one, is_counted, today, rows) for one, is_counted in away[:MOST]),
        *([{"Month": ALL, "Name": f"... and {len(away) - MOST:,} more",
            "What Happened": "'leadbook account' names them all."}] if len(away) > MOST else []),
        *(_line(ALL, owner, figures) for owner, figures in owners),
        *(_line(month, TEAM, figures) for month, figures in months)])


def _line(month: str, owner: str, figures: Mapping[str, int]) -> dict[str, Any]:
    return {"Month": month, "Owner": owner, **{head: figures[name] for name, head in HEADS.items()}}


def _missing(one: Missing, is_counted: bool, today: dt.date, rows: Any) -> dict[str, Any]:
    happened = what_happened(one, today, rows)
    return {"Month": one.cells.get("Received", "")[:7] or UNDATED, "Owner": one.cells.get("Owner", "") or NO_OWNER,
            "Name": called(one), "What Happened": happened[0].upper() + happened[1:], "Lead ID": one.key,
            **({"Received": 1, "Missing": 1} if is_counted else {})}
