"""Findings -> the Checks table and the Check column: where people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.words import called
from leadbook.schema import CHECKS

if TYPE_CHECKING:
    import pandas as pd

_KEY = ["Code", "Lead ID", "Table", "Column"]
PLAN = "LB8"        # the job plan finds these; all other codes of the table are found by validate
VALIDATE = ""


def replaced(table: pd.DataFrame, found: pd.DataFrame, kind: str, sheets: Mapping[str, pd.DataFrame],
             previous: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """The frame ``table`` of Checks with the findings of one job in the place of that job's earlier ones.

    ``kind``: PLAN or VALIDATE. What the other job found stays, at the row where its lead stands now; it goes when its
    lead is gone. What validate found stands above what plan found. The rest is as in ``checks_table``.
    """
    import pandas as pd

    new = checks_table(found, sheets, previous, today)
    of_plan = table["Code"].str.startswith(PLAN).to_numpy(dtype=bool)
    other = _where_they_stand(table[of_plan if kind == VALIDATE else ~of_plan], sheets)
    parts = [part for part in ((new, other) if kind == VALIDATE else (other, new)) if len(part)]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0] if parts else new


def _where_they_stand(table: pd.DataFrame, sheets: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows of Checks about Leads by Lead ID: Row and Name as they are now; without those whose lead is gone."""
    leads = sheets["Leads"]
    about = (table["Table"].to_numpy() == "Leads") & (table["Lead ID"].to_numpy() != "")
    if not about.any():
        return table.reset_index(drop=True)
    first = leads[~leads["Lead ID"].duplicated()]
    row = table["Lead ID"].map(dict(zip(first["Lead ID"], first.index + 2, strict=True))).to_numpy(dtype="float64")
    name = table["Lead ID"].map(dict(zip(first["Lead ID"], called(first), strict=True)))
    there = ~about | (row == row)
    moved = table.assign(Row=table["Row"].where(~about, row), Name=table["Name"].where(~about, name))
    here: pd.DataFrame = moved.loc[there]
    return here.reset_index(drop=True)


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
    here = findings["table"].to_numpy() == "Leads"
    out[here] = names.reindex(findings["row"][here]).fillna("").to_numpy()
    by_id = dict(zip(leads["Lead ID"][::-1], names[::-1], strict=True)) | {"": ""}
    out[~here] = [by_id.get(lead, "") for lead in findings["lead"][~here]]
    for table in ("Touches", "Plan"):
        blank = (findings["table"] == table).to_numpy() & (out == "")
        if blank.any():
            out[blank] = sheets[table]["Name"].reindex(findings["row"][blank]).fillna("").to_numpy()
    return out


def check_column(leads: pd.DataFrame, findings: pd.DataFrame, lacking: pd.Series) -> pd.Series:
    """Leads[Check]: "Incomplete. " where ``lacking`` says so (``rules.incomplete``), then the row's first finding and
    how many more; "" when all is well.
    """
    import pandas as pd

    found = findings[findings["table"] == "Leads"]
    by_row = found.groupby("row", sort=False)["message"]
    first, more = by_row.first(), by_row.size() - 1
    text = first + more.map({n: f" (+{n} more)" if n else "" for n in more.unique()})
    said = text.reindex(leads.index).fillna("").astype(object)
    tag = lacking.map({True: "Incomplete. ", False: ""})
    return pd.Series((tag + said).str.strip(), index=leads.index, dtype=object)
