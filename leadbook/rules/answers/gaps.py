"""CRACKS: open leads that nobody will come back to. Mission row 22: each has an owner, a next action and a date ahead.

Agrees with the checks LB109 to LB112: an open lead lacks an owner, a next action or a date, or its date has passed; a
nurture lead (the plan looks after it) needs an owner, and a date only if it has one that passed. The next action of an
incomplete lead (Check says so) is to complete it. A row without id, name and company is not a lead yet.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.answers.asked import kinds, need, owned, whose
from leadbook.rules.checks.work import NOTHING
from leadbook.rules.dates import in_words
from leadbook.rules.words import called

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("Lead ID", "Name", "Owner", "Phone", "Stage", "Next Action", "Next Date", "Missing")
NEEDED = ("Lead ID", "Name", "Company", "Owner", "Phone", "Stage", "Next Action", "Next Date", "Check")


def cracks(leads: pd.DataFrame, config: Config, today: dt.date, owner: str = "") -> pd.DataFrame:
    """A frame of COLUMNS in the order of Leads: Next Date datetime64[s], the others text.

    Missing says what, for example "no owner; next date was 20 Nov". ``owner``: only theirs; "" = everyone's, and those
    nobody has. Raises BadInput for an unknown owner, NotALeadbook.
    """
    import numpy as np
    import pandas as pd

    need("Leads", leads, *NEEDED)
    mine, kind, gap = owned(leads["Owner"], whose(owner, config, leads["Owner"])), kinds(leads, config), "; "
    missing = np.full(len(leads), "", dtype=object)
    for lacking, words in _gaps(leads, kind, today):
        missing = np.where(lacking, missing + np.where(missing == "", "", gap) + words, missing)
    somebody = (leads["Lead ID"] + leads["Name"] + leads["Company"] != "").to_numpy()
    mine = mine & somebody & (missing != "")
    rows = leads[mine]
    name = called(rows)
    table: dict[str, Any] = {"Name": name.where(name != "", rows["Lead ID"]), "Missing": missing[mine]}
    return pd.DataFrame({column: table.get(column, rows.get(column)) for column in COLUMNS}).reset_index(drop=True)


def _gaps(leads: pd.DataFrame, kind: pd.Series, today: dt.date) -> list[tuple[Any, Any]]:
    """(boolean array, words) for each thing that may be missing."""
    import numpy as np

    open_, mine = kind.to_numpy() == "open", kind.isin(["open", "nurture"]).to_numpy()
    date = leads["Next Date"]
    unfinished = leads["Check"].str.casefold().str.startswith("incomplete").to_numpy(dtype=bool)
    idle = leads["Next Action"].str.casefold().isin({"", *NOTHING}).to_numpy() & ~unfinished
    passed = np.array("next date was ", dtype=object) + in_words(date, today).to_numpy(dtype=object)
    return [(mine & (leads["Owner"].to_numpy() == ""), "no owner"), (open_ & idle, "no next action"),
            (open_ & date.isna().to_numpy(), "no next date"),
            (mine & (date < frames.day(today)).to_numpy(), passed)]
