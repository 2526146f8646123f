"""Persons: one person may have several leads, and is planned once.

A person's number (Leads[Person]) is given once and kept: it is the phase of the person's plan (facts/planning.md),
so nobody's touches move when others join or leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.contact import same_person
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def numbered(leads: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Fill Leads[Person]: leads of one person (same valid phone or e-mail) share the smallest number among them.

    A new person gets the next number, in row order. A number changes only when two numbered leads turn out to be
    one person (both take the smaller, or they would be planned twice), or when one number turns out to be two
    persons (the row that stands first keeps it). Rows that have no Lead ID yet wait.
    """
    import numpy as np
    import pandas as pd

    have_id = leads["Lead ID"].to_numpy() != ""
    group = same_person(leads, config).to_numpy()
    number = leads["Person"].to_numpy(dtype="float64", copy=True)
    number[~(number >= 1)] = np.nan
    first_group = pd.Series(group).groupby(pd.Series(number)).transform("first").to_numpy()
    kept = np.where(first_group == group, number, np.nan)
    smallest = pd.Series(kept).groupby(group).transform("min").to_numpy(copy=True)
    new = np.isnan(smallest) & have_id
    highest = np.nanmax(number, initial=0)
    smallest[new] = highest + 1 + pd.factorize(group[new])[0]
    smallest[~have_id] = leads["Person"].to_numpy()[~have_id]
    if np.array_equal(smallest, leads["Person"].to_numpy(), equal_nan=True):
        return leads
    return leads.assign(Person=smallest)


def representative(leads: pd.DataFrame, active: Any, plan: pd.DataFrame, config: Config, month: np.datetime64
                   ) -> pd.Series:
    """Which lead stands for a person in a month's plan: Series Person number -> position in ``leads`` (0-based).

    ``active``: boolean array, which leads may be planned. ``month``: datetime64[M]. Once a lead has rows in that
    month's plan it stays (the ids derive from it); else an open lead comes before the others (clients), then the
    one received first, then the smaller Lead ID.
    """
    import numpy as np
    import pandas as pd

    rows = np.flatnonzero(np.asarray(active) & (leads["Lead ID"].to_numpy() != "") & leads["Person"].notna().to_numpy())
    person = leads["Person"].to_numpy()[rows].astype("int64")
    several = pd.Series(person).duplicated(keep=False).to_numpy()
    if several.any():
        order = np.concatenate([np.flatnonzero(~several), np.flatnonzero(several)[
            _ranked(leads.iloc[rows[several]], person[several], plan, config, month)]])
        rows, person = rows[order], person[order]
        first = ~pd.Series(person).duplicated().to_numpy()
        rows, person = rows[first], person[first]
    return pd.Series(rows, index=person, dtype="int64").sort_index()


def _ranked(leads: pd.DataFrame, person: Any, plan: pd.DataFrame, config: Config, month: np.datetime64) -> Any:
    """The order of the leads of persons that have several, the one to choose first."""
    import numpy as np

    scheduled = plan["Scheduled"].to_numpy().astype("datetime64[M]") == month
    slots = scheduled & ~plan["Plan ID"].str.contains("-PROMISE-", regex=False)
    planned = leads["Lead ID"].isin(plan["Lead ID"][slots])
    stage = canonical(leads["Stage"].replace("", config.first_stage), config.stages)
    is_open = stage.map({name: s.is_open for name, s in config.stages.items()}).fillna(True).astype(bool)
    received = leads["Received"].fillna(np.datetime64("9999-01-01", "s")).to_numpy()
    return np.lexsort((leads["Lead ID"].to_numpy().astype(str), received, ~is_open, ~planned, person))
