"""STALE_LEADS: the leads that LeadBook marked red or amber at the last refresh, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.rules.answers.asked import need, ours, owned, whose
from leadbook.rules.contact.consent import never_contact
from leadbook.rules.words import called

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("Alert", "Contact By", "Lead ID", "Name", "Phone", "Stage", "Owner", "Why")
NEEDED = ("Lead ID", "Name", "Company", "Phone", "Stage", "Owner", "Stale", "Alert", "Deadline", "Do Not Contact")


def stale_leads(leads: pd.DataFrame, config: Config, owner: str = "") -> pd.DataFrame:
    """A frame of COLUMNS: Contact By (= Leads[Deadline]) datetime64[s], the others text.

    The red ones first, then by deadline (none = last), then as in Leads. Leads closed or barred from contact since the
    last refresh are left out. ``owner``: only theirs; "" = everyone's. Raises BadInput for an unknown owner,
    NotALeadbook.
    """
    import numpy as np
    import pandas as pd

    need("Leads", leads, *NEEDED)
    alert = leads["Alert"].str.casefold()
    keep = owned(leads["Owner"], whose(owner, config, leads["Owner"])) & ours(leads, config)
    keep = keep & alert.isin(["red", "amber"]).to_numpy() & ~never_contact(leads, config).to_numpy()
    rows = leads[keep]
    until = rows["Deadline"].to_numpy().astype("datetime64[s]")
    order = np.lexsort((until, np.isnat(until), alert[keep].to_numpy() != "red"))
    rows = rows.iloc[order]
    name = called(rows)
    return pd.DataFrame({
        "Alert": rows["Alert"], "Contact By": rows["Deadline"], "Lead ID": rows["Lead ID"],
        "Name": name.where(name != "", rows["Lead ID"]), "Phone": rows["Phone"], "Stage": rows["Stage"],
        "Owner": rows["Owner"], "Why": rows["Stale"]}).reset_index(drop=True)
