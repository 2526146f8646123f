"""The certificate as plain data: the key ``certificate`` of ``--json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.certificate.proof import KEPT, LATE_CALL, SHORT, UNREACHABLE, Proof

if TYPE_CHECKING:
    import pandas as pd

SUMMED = ("done", "planned", "personal", "broadcast")
ASKED = {"lead": "Lead ID", "name": "Name", "owner": "Owner", "month": "Month", "verdict": "Verdict", "has": "Counted",
         "needs": "Due", "reason": "Reason"}


def account(proof: Proof) -> dict[str, Any]:
    """Persons in all: ``people``, ``kept`` (their touches, in every month), ``short``, ``unreachable``, ``late_calls``,
    ``without_call`` (no call may be planned), ``excluded``; ``longest_call_gap_days`` (None = no two calls) against
    ``call_gap_limit_days``; ``months``: the same by month, with the touches; ``not_kept``: by name, month and reason.
    """
    cadence = proof.seen.config.cadence
    unreachable = proof.is_(UNREACHABLE).any(axis=1)
    short = proof.is_(SHORT).any(axis=1)
    gap = int(proof.calls.gap.max(initial=-1))
    return {
        "people": len(unreachable),
        "kept": int((~short & ~unreachable).sum()) if len(proof.months) else 0,
        "short": int(short.sum()),
        "unreachable": int(unreachable.sum()),
        "late_calls": int(proof.late.any(axis=1).sum()),
        "without_call": int((~proof.may_call & ~unreachable).sum()),
        "excluded": len(proof.excluded),
        "touches_per_month": cadence.touches_per_month,
        "longest_call_gap_days": gap if gap >= 0 else None,
        "call_gap_limit_days": cadence.longest_call_gap_days,
        "months": [_month(proof, at) for at in range(len(proof.months))],
        "not_kept": listed(proof.not_kept, ASKED),
    }


def _month(proof: Proof, at: int) -> dict[str, Any]:
    count = {word: int(proof.is_(word)[:, at].sum()) for word in (KEPT, LATE_CALL, SHORT, UNREACHABLE)}
    sums = {name: int(getattr(proof.counts, name)[:, at].sum()) for name in SUMMED}
    return {"month": str(proof.months[at]), "people": len(proof.verdict), "kept": count[KEPT] + count[LATE_CALL],
            "short": count[SHORT], "unreachable": count[UNREACHABLE], "late_calls": int(proof.late[:, at].sum()),
            "due": int(proof.due[:, at].sum()), **sums}


def listed(rows: pd.DataFrame, columns: dict[str, str]) -> list[dict[str, Any]]:
    """``proof.rows`` as records. ``columns``: key -> column; months as 2026-11, days as ISO text, no day = ""."""
    values = []
    for column in columns.values():
        held = rows[column]
        if held.dtype.kind == "M":
            texts = held.to_numpy().astype("datetime64[M]" if column == "Month" else "datetime64[D]").astype(str)
            values.append(["" if text == "NaT" else text for text in texts.tolist()])
        elif held.dtype.kind == "f":
            values.append([None if value != value else int(value) for value in held.tolist()])
        else:
            values.append(held.tolist())
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]
