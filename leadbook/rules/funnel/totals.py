"""Every lead accounted for: received = open + won + lost + disqualified + merged, by owner and by month.

Mission row 21. What is left over (a lead without a readable Received date) is named, never dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.funnel.history import KINDS, STEPS, places

if TYPE_CHECKING:
    import pandas as pd


def totals(history: pd.DataFrame) -> dict[str, Any]:
    """Counts: ``received`` (every lead), KINDS (of those with a Received date), ``residual`` = the difference, 0 when
    all is well; ``qualified`` (a need, not surprised by the call) and ``reopened`` (open, yet closed once)."""
    dated = history["Received"].notna()
    counts = {kind: int(((history["kind"] == kind) & dated).sum()) for kind in KINDS}
    return {"received": len(history), **counts, "residual": len(history) - sum(counts.values()),
            "qualified": int((history["qualified"] & dated).sum()), "reopened": int(history["reopened"].sum())}


def unaccounted(history: pd.DataFrame) -> dict[str, list[str]]:
    """The leads (Lead ID, or "row 7") that a date is missing for, by what is missing."""
    lacks = {"received_unknown": history["Received"].isna(),
             "won_without_closed_date": (history["kind"] == "won") & history["Closed"].isna(),
             "lost_without_closed_date": (history["kind"] == "lost") & history["Lost"].isna()}
    return {name: sorted(history.loc[mask, "lead"]) for name, mask in lacks.items()}


def shares(history: pd.DataFrame) -> dict[str, float | None]:
    """Of the leads received (merged left out) the share that ever reached each step; None without leads."""
    live = history[(history["kind"] != "merged") & history["Received"].notna()]
    return {step.lower(): round(float((live["reach"] >= i).mean()), 4) if len(live) else None
            for i, step in enumerate(STEPS) if i}


def by_owner(history: pd.DataFrame, owners: list[str]) -> dict[str, dict[str, int]]:
    """The account of each owner in the order given: ``received``, KINDS, ``residual``."""
    return _accounts(history, places(history["owner"], owners), owners)


def by_month(history: pd.DataFrame, months: list[str]) -> dict[str, dict[str, int]]:
    """The account of each of ``months`` ("2026-09"), and of "other" months (the undated are the residual there); months
    without leads are left out."""
    import numpy as np

    month = (history["Received"].to_numpy().astype("datetime64[M]") - np.datetime64(months[0], "M")).astype("int64")
    code = np.where((month >= 0) & (month < len(months)), month, len(months))
    accounts = _accounts(history, code, [*months, "other"])
    return {month: account for month, account in accounts.items() if account["received"]}


def _accounts(history: pd.DataFrame, code: Any, names: list[str]) -> dict[str, dict[str, int]]:
    import numpy as np

    dated = history["Received"].notna().to_numpy()
    columns = {"received": np.bincount(code, minlength=len(names))}
    for kind in KINDS:
        columns[kind] = np.bincount(code[dated & (history["kind"] == kind).to_numpy()], minlength=len(names))
    columns["residual"] = np.bincount(code[~dated], minlength=len(names))
    return {name: {word: int(counts[i]) for word, counts in columns.items()} for i, name in enumerate(names)}
