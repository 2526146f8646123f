"""The planned touches as calendar events: those that are still to do, and those that a calendar should drop."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.ids import code
from leadbook.rules.outgoing.event_words import descriptions, summaries
from leadbook.rules.plan.channel_choice import promise_channel
from leadbook.rules.plan.promises import promised
from leadbook.rules.plan.roster import rostered
from leadbook.rules.plan.rows import pinned_by_hand
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.plan.withdrawn import withdrawn
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("Owner", "Date", "UID", "Open", "Handed On", "Channel", "Summary", "Description")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, eq=False)
class Events:
    """``table``: COLUMNS, one row an event, by owner, day and UID; Date datetime64[s], Open and Handed On bool.

    ``left_out``: why -> how many planned touches are not in it, in the order in which the reasons are asked.
    """

    table: pd.DataFrame
    left_out: dict[str, int]


def events(leads: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date, book_id: str) -> Events:
    """Leads (with Person) and Plan -> Events. A touch stands in it once, and once more where it was handed on.

    - Open: the touches still to do from ``today`` on, promises that the plan does not know yet among them.
    - Not open: touches from ``today`` on that were done, skipped or withdrawn (``plan.withdrawn``: consent wins, also
      when the plan was made before the wish), or whose lead is gone: a calendar that has them drops them.
    - Handed On: the same for the owner whom the plan names, when the lead has another owner by now.

    The owner is the lead's, or that one's backup where the plan says so; "" = nobody. UID: Plan ID and ``book_id``,
    so a touch keeps it when its day moves.
    """
    import numpy as np

    roster = rostered(leads, config)
    plan = withdrawn(pinned_by_hand(plan), roster.row_of(plan["Lead ID"]), roster, config)[0]
    plan = promised(plan, leads, roster, promise_channel(roster.permitted, config), config, today)
    at = roster.row_of(plan["Lead ID"])
    still = statuses(plan).to_numpy() == "Planned"
    open_, past, uid = still & (at >= 0), (plan["Date"] < frames.day(today)).to_numpy(), _uids(plan, book_id)
    undated = plan["Date"].isna().to_numpy()
    ahead = ~(past | undated)
    again = ahead & _text(uid).where(_text(ahead)).duplicated().to_numpy()
    keep = np.flatnonzero(ahead & ~again)
    table = _table(leads, plan.iloc[keep], at[keep], open_[keep], uid[keep], config)
    reasons = {"without a date": undated, "overdue (the list of today has them)": past & open_,
               "in the past": past & ~open_, "with the Plan ID of another row": again}
    return Events(table, {why: int(rows.sum()) for why, rows in reasons.items() if rows.any()})


def _table(leads: pd.DataFrame, plan: pd.DataFrame, at: Any, open_: Any, uid: Any, config: Config) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    doer, named = _doers(leads, plan, at, config)
    channel = canonical(plan["Channel"], config.channels).to_numpy()
    table = pd.DataFrame({
        "Owner": _text(doer), "Date": plan["Date"].to_numpy(), "UID": _text(uid), "Open": open_,
        "Handed On": np.zeros(len(plan), dtype=bool), "Channel": _text(channel),
        "Summary": _text(summaries(leads, plan, at, channel, config)),
        "Description": _text(descriptions(leads, plan, at, channel, open_, config))})
    passed = (named != doer) & (named != "") & (at >= 0)
    gone = table[passed].assign(Owner=named[passed], Open=False, Description="", **{"Handed On": True})
    out = pd.concat([table, gone], ignore_index=True) if passed.any() else table
    out = out.assign(Owner=_one_spelling(out["Owner"]))
    return out.sort_values(["Owner", "Date", "UID"], kind="stable", ignore_index=True)[list(COLUMNS)]


def _doers(leads: pd.DataFrame, plan: pd.DataFrame, at: Any, config: Config) -> tuple[Any, Any]:
    """(who does each planned touch, whom the plan names): the lead's owner, unless the plan names that one's backup."""
    import numpy as np

    named = canonical(plan["Owner"], config.owners).to_numpy()
    owner = np.append(canonical(leads["Owner"], config.owners).to_numpy(), "")[at]
    backups = {name: record.backup.casefold() for name, record in config.owners.items() if record.backup}
    stands_in = np.array([backups.get(o) == n.casefold() for o, n in zip(owner, named, strict=True)], dtype=bool)
    return np.where((at < 0) | stands_in, named, owner), np.where(stands_in, owner, named)


def _uids(plan: pd.DataFrame, book_id: str) -> Any:
    """The Plan ID, or for a row that people added without one whom and how it touches; and the workbook's id."""
    import numpy as np

    keys, seen = [], dict[str, int]()
    for key, lead, name, channel in zip(plan["Plan ID"], plan["Lead ID"], plan["Name"], plan["Channel"], strict=True):
        if not key:
            text = "\x1f".join([lead, name, channel])
            seen[text] = seen.get(text, 0) + 1
            key = f"P-{code(text + chr(31) + str(seen[text]))}"
        keys.append(f"{_BLANKS.sub('-', key)}@{book_id or 'book'}.leadbook")
    return np.array(keys, dtype=object)


def _one_spelling(owners: pd.Series) -> pd.Series:
    """Names that differ in case only are one owner: the first spelling in the alphabet."""
    names: dict[str, str] = {}
    for name in sorted(owners.unique()):
        names.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
    folded = {name: names[unicodedata.normalize("NFC", name).casefold()] for name in owners.unique()}
    return owners.map(folded).astype(object)


def _text(values: Any) -> pd.Series:
    import pandas as pd

    return pd.Series(values, dtype=object)
