"""The certificate in full: every person and month, and who is left out because they asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.certificate.account import listed
from leadbook.rules.certificate.proof import COLUMNS, EXCLUDED, Proof

if TYPE_CHECKING:
    import pandas as pd

LEFT_OUT = "Asked not to be contacted (Do Not Contact)."
KEYS = {"lead": "Lead ID", "name": "Name", "owner": "Owner", "month": "Month", "verdict": "Verdict", "reason": "Reason",
        "needs": "Due", "has": "Counted", "done": "Done", "planned": "Planned", "personal": "Personal",
        "broadcast": "Broadcast", "last_call": "Last Call", "next_call": "Next Call", "call_gap_days": "Call Gap"}


def everybody(proof: Proof) -> pd.DataFrame:
    """Frame of ``proof.COLUMNS``: all persons by month; then, without a month, those left out."""
    import numpy as np
    import pandas as pd

    rows = proof.rows(np.ones(proof.verdict.shape, dtype=bool))
    if not len(out := proof.excluded):
        return rows
    ids, names = (np.array(values, dtype=object)[out] for values in (proof.seen.ids, proof.seen.names))
    more = pd.DataFrame({"Lead ID": ids, "Name": names, "Owner": proof.owners[out], "Verdict": EXCLUDED,
                         "Reason": LEFT_OUT}).reindex(columns=list(COLUMNS)).astype(rows.dtypes)
    return pd.concat([rows, more], ignore_index=True) if len(rows) else more


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """As ``--json`` gives them: months as 2026-11, days as ISO text, "" and null where there is none."""
    return listed(rows, KEYS)


def texts(rows: pd.DataFrame) -> pd.DataFrame:
    """As a CSV file holds them: text only."""
    import pandas as pd

    titles = list(KEYS.values())
    lines = [["" if value is None else str(value) for value in one.values()] for one in records(rows)]
    return pd.DataFrame(lines, columns=titles, dtype=object)
