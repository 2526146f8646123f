"""How many findings, on how many leads, and of which codes: the short account for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def tally(findings: pd.DataFrame) -> dict[str, Any]:
    """Findings -> ``findings`` and ``leads`` (counts) and ``codes``: code, found, example (its first sentence).

    The codes stand in the order of how often they were found, then by code.
    """
    by_code = findings.groupby("code", sort=True)["message"]
    codes = [{"code": str(code), "found": len(said), "example": str(said.iloc[0])} for code, said in by_code]
    leads = findings.loc[findings["lead"] != "", "lead"].nunique()
    return {"findings": len(findings), "leads": int(leads), "codes": sorted(codes, key=lambda one: -one["found"])}
