"""What a worksheet function is asked about: the lead, the owner, and the columns it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.errors import BadInput, NotALeadbook
from leadbook.rules.find_lead import found
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


def need(table: str, frame: pd.DataFrame, *columns: str) -> None:
    """Raises NotALeadbook if ``frame`` lacks one of ``columns``: somebody deleted or renamed it."""
    for column in columns:
        if column not in frame.columns:
            raise NotALeadbook(f"The table {table} has no column {column}: put it back, with this heading, and this "
                               "function answers again.")


def row_of(leads: pd.DataFrame, lead: str) -> int | None:
    """The place (0-based, for ``iloc``) of the lead meant: its Lead ID, whatever the case and with or without "L-",
    else its name or company, else a part of one (rules/find_lead.py). None = nothing asked.

    Raises BadInput: nobody fits (the nearest names are listed), or several do (they are listed).
    """
    import numpy as np

    need("Leads", leads, "Lead ID", "Name", "Company")
    asked = " ".join(lead.split()).casefold()
    if not asked:
        return None
    ids = leads["Lead ID"].str.casefold()
    for key in (asked, f"l-{asked}"):
        if len(places := np.flatnonzero((ids == key).to_numpy())):
            return int(places[0])
    return int(np.flatnonzero(leads.index.to_numpy() == found(leads, lead))[0])


def whose(owner: str, config: Config, owners: pd.Series) -> str:
    """The owner asked for, case-folded; "" = everyone.

    Raises BadInput for a name that is neither in the settings nor in ``owners``: an empty list would say that nothing
    waits for them, and it may be a misprint.
    """
    asked = " ".join(owner.split()).casefold()
    known = {name.casefold(): name for name in (*owners.unique(), *config.owners) if name}
    if asked and asked not in known:
        names = ", ".join(sorted(known.values())) or "nobody yet"
        raise BadInput(f"No owner is called {owner.strip()!r}; there are: {names}.")
    return asked


def owned(owners: pd.Series, asked: str) -> Any:
    """Boolean array: the rows of the owner ``asked`` (case-folded, see ``whose``); "" = all rows."""
    import numpy as np

    return (owners.str.casefold() == asked).to_numpy() if asked else np.ones(len(owners), dtype=bool)


def kinds(leads: pd.DataFrame, config: Config) -> pd.Series:
    """The kind of each lead's stage; a blank one is the first stage, an unknown one counts as open."""
    stage = canonical(leads["Stage"].replace("", config.first_stage), config.stages)
    return stage.map({name: s.kind for name, s in config.stages.items()}).fillna("open").astype(object)


def ours(leads: pd.DataFrame, config: Config) -> Any:
    """Boolean array: open or nurture."""
    return kinds(leads, config).isin(["open", "nurture"]).to_numpy()
