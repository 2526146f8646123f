"""Run every check over the book: frames, settings and the day in; findings out. Nothing is raised, nothing changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.rules.checks import CHECKS
from leadbook.rules.checks.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["code", "table", "row", "lead", "column", "message"]
TABLE_ORDER = ("Leads", "Touches", "Plan")


def findings(sheets: Mapping[str, pd.DataFrame], problems: Mapping[str, pd.DataFrame], config: Config, today: dt.date
             ) -> pd.DataFrame:
    """Everything that is wrong: columns code, table, row (position), lead (Lead ID or ""), column, message.

    ``sheets`` holds the typed frames of Leads, Touches and Plan (a table that is not there has no rows), ``problems``
    what did not fit in reading them. Sorted by table, row, code and column.
    """
    import numpy as np
    import pandas as pd

    evidence = Evidence(sheets, problems, config, today)
    parts = [part.assign(code=check.code) for check in CHECKS for part in check.run(evidence) if len(part)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="int64" if name == "row" else object) for name in COLUMNS})
    found = pd.concat(parts, ignore_index=True)[COLUMNS]
    keys = [pd.factorize(found["column"], sort=True)[0], pd.factorize(found["code"], sort=True)[0],
            found["row"].to_numpy(), found["table"].map({t: i for i, t in enumerate(TABLE_ORDER)}).to_numpy()]
    found = found.iloc[np.lexsort(keys)].reset_index(drop=True)
    return found.astype({name: "int64" if name == "row" else object for name in COLUMNS})
