"""Findings -> the Checks table and the Check column: where people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.incomplete import incomplete
from leadbook.rules.words import called
from leadbook.schema import CHECKS

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["Code", "Lead ID", "Table", "Column"]


def checks_table(findings: pd.DataFrame, sheets: Mapping[str, pd.DataFrame], previous: pd.DataFrame, today: dt.date
                 ) -> pd.DataFrame:
    """The frame of table Checks, in the order of ``findings``. ``previous`` is Checks as it stood.

    ``Row`` is the sheet row (position + 2); ``Since`` is today, or the earliest day on which ``previous`` had a
    finding of that code for that lead, table and column (and row, when there is no lead).
    """
    import numpy as np
    import pandas as pd

    table = pd.DataFrame({
        "Code": findings["code"], "Lead ID": findings["lead"], "Name": _names(findings, sheets),
        "Table": findings["table"], "Row": (findings["row"] + 2).astype("float64"), "Column": findings["column"],
        "Message": findings["message"], "Since": np.full(len(findings), frames.day(today))}).reset_index(drop=True)
    before = previous[previous["Since"] <= frames.day(today)].sort_values("Since", ascending=False, kind="stable")
    if len(before) and len(table):
        since = dict(zip(_keys(before), before["Since"].to_numpy(), strict=True))
        new = frames.day(today)
        table["Since"] = np.array([since.get(key, new) for key in _keys(table)], dtype="datetime64[s]")
    text = {column.name: object for column in CHECKS.columns if column.is_text}
    return table.astype(text)[CHECKS.names]


def _keys(table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """What makes two findings of different runs the same one."""
    rows = table["Row"].where(table["Lead ID"] == "", 0).fillna(0)
    return zip(*(table[c].tolist() for c in _KEY), rows.tolist(), strict=True)


def _names(findings: pd.DataFrame, sheets: Mapping[str, pd.DataFrame]) -> Any:
    """The lead's name or company: by the row for findings in Leads, else by the Lead ID (or the row's own Name)."""
    import numpy as np

    leads = sheets["Leads"]
    names = called(leads)
    out = np.full(len(findings), "", dtype=object)
    here = (findings["table"] == "Leads").to_numpy()
    out[here] = names.reindex(findings["row"][here]).fillna("").to_numpy()
    by_id = dict(zip(leads["Lead ID"][::-1], names[::-1], strict=True)) | {"": ""}
    out[~here] = [by_id.get(lead, "") for lead in findings["lead"][~here]]
    for table in ("Touches", "Plan"):
        blank = (findings["table"] == table).to_numpy() & (out == "")
        if blank.any():
            out[blank] = sheets[table]["Name"].reindex(findings["row"][blank]).fillna("").to_numpy()
    return out


def check_column(leads: pd.DataFrame, findings: pd.DataFrame, config: Config) -> pd.Series:
    """Leads[Check]: "Incomplete. " if it is, then the row's first finding and how many more; "" when all is well."""
    import pandas as pd

    found = findings[findings["table"] == "Leads"]
    by_row = found.groupby("row", sort=False)["message"]
    first, more = by_row.first(), by_row.size() - 1
    text = first + more.map({n: f" (+{n} more)" if n else "" for n in more.unique()})
    said = text.reindex(leads.index).fillna("").astype(object)
    tag = incomplete(leads, config).map({True: "Incomplete. ", False: ""})
    return pd.Series((tag + said).str.strip(), index=leads.index, dtype=object)
