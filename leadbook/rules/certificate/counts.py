"""Touches a person and month, done and planned, personal and broadcast apart (mission rows 25 and 27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.config_records import Config
from leadbook.rules.plan.channel_kinds import and_none, personal
from leadbook.rules.plan.ledger import DONE, OPEN, Ledger


@dataclass(frozen=True, eq=False)
class Counts:
    """Matrices of whole numbers, persons x months: ``done``, ``planned`` (an overdue one is still owed, so it counts),
    and of both together ``personal`` and ``broadcast``.
    """

    done: Any
    planned: Any
    personal: Any
    broadcast: Any


def counted(ledger: Ledger, persons: int, months: Any, config: Config) -> Counts:
    """Count the ledger's entries. ``months``: datetime64[M], ascending. What was skipped counts as nothing."""
    import numpy as np

    at = np.searchsorted(months, ledger.day.astype("datetime64[M]"))
    here = (ledger.standing <= OPEN) & (at < len(months))
    here[here] = months[at[here]] == ledger.day[here].astype("datetime64[M]")
    impersonal = and_none(~personal(config))[ledger.channel]

    def matrix(which: Any) -> Any:
        flat = (ledger.person * len(months) + at)[here & which]
        return np.bincount(flat, minlength=persons * len(months)).reshape(persons, len(months))

    return Counts(matrix(ledger.standing == DONE), matrix(ledger.standing == OPEN), matrix(~impersonal),
                  matrix(impersonal))
