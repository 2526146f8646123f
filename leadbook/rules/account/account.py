"""The account: received = open + won + lost + disqualified + merged + missing, by month received and by owner.

Counted as the funnel counts (connectors, and clients without a deal, are no leads); a second row with one id is not
counted again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.account.missing import Missing
from leadbook.rules.funnel.history import KINDS, history
from leadbook.rules.history.state import State, frame_of, watched
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

UNDATED = "no date"


def account(leads: pd.DataFrame, touches: pd.DataFrame, copies: list[int], lost: list[Missing], config: Config
            ) -> dict[str, Any]:
    """``totals`` {received, KINDS, residual}, ``by_month`` and ``by_owner`` {name: the same}, ``by_month_and_owner``
    [{month, owner, the same}], ``not_leads`` (rows that are no leads).

    ``copies``: rows (for ``iloc``) that repeat another's id; ``lost``: the rows of Leads that are gone.
    """
    import numpy as np
    import pandas as pd

    there = leads.drop(leads.index[copies]) if copies else leads
    away = as_frame("Leads", lost)
    away.index = pd.RangeIndex(len(away)) + (int(leads.index.max()) + 1 if len(leads) else 0)
    both = pd.concat([there, away]) if len(away) else there
    known = history(both, touches, config)
    is_lost = known["lead"].isin({one.key.partition("~")[0] for one in lost}).to_numpy()
    month = known["Received"].to_numpy().astype("datetime64[M]")
    counted = pd.DataFrame({
        "month": np.where(np.isnat(month), UNDATED, month.astype(str)).astype(object),
        "owner": known["owner"].astype(object).to_numpy(),
        "kind": np.where(is_lost, "residual", known["kind"].astype(object).to_numpy())})
    return {"totals": _counts(counted["kind"].to_numpy()), "by_month": _by(counted, "month"),
            "by_owner": _by(counted, "owner"),
            "by_month_and_owner": [{"month": at[0], "owner": at[1], **_counts(some["kind"].to_numpy())}
                                   for at, some in counted.groupby(["month", "owner"], sort=True)],
            "not_leads": len(both) - len(known)}


def as_frame(table: str, rows: list[Missing]) -> pd.DataFrame:
    """What rows of ``table`` last held, as a typed frame; columns that are not watched are blank."""
    import numpy as np

    def column(values: list[str]) -> Any:
        out = np.empty(len(values), dtype=object)
        out[:] = values
        return out

    names = [c.name for c in watched(TABLES[table])]
    return frame_of(State(column([one.key for one in rows]),
                          {name: column([one.cells.get(name, "") for one in rows]) for name in names}), TABLES[table])


def _counts(kind: Any) -> dict[str, int]:
    return {"received": len(kind), **{name: int((kind == name).sum()) for name in (*KINDS, "residual")}}


def _by(counted: pd.DataFrame, column: str) -> dict[str, dict[str, int]]:
    return {str(name): _counts(some["kind"].to_numpy()) for name, some in counted.groupby(column, sort=True)}
