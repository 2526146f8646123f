"""A lead of one copy under another id, with the touches and planned touches that are theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from leadbook.rules.history.state import COPY
from leadbook.rules.ids import lead_id
from leadbook.rules.merge.sides import States


def another_id(key: str, name: str, company: str) -> str:
    """The id of who was given the id ``key`` of somebody else: the same, whoever merges and however often."""
    return lead_id("\x1f".join([key, name.casefold(), company.casefold()]))


def with_id(states: States, old: str, new: str, along: Mapping[str, Any]) -> States:
    """``states`` with the lead ``old`` as ``new``. ``along``: for Touches and Plan, which rows (boolean array) go with
    it if they are of ``old``."""
    leads, first = states["Leads"], new.partition(COPY)[0]
    keys = leads.keys.copy()
    keys[keys == old] = new
    out = states | {"Leads": replace(leads, keys=keys)}
    for name, rows in along.items():
        there = states[name]
        mine = rows & (there.columns["Lead ID"] == old)
        ids, keys = there.columns["Lead ID"].copy(), there.keys.copy()
        ids[mine] = first
        if name == "Plan":
            keys[mine] = [planned_id(key, old, first) for key in keys[mine]]
        out[name] = replace(there, keys=keys, columns=there.columns | {"Lead ID": ids})
    return out


def planned_id(key: str, old: str, new: str) -> str:
    """The id of a planned touch of ``old``, of ``new``."""
    return f"P-{new[2:]}{key[len(old):]}" if key.startswith(f"P-{old[2:]}") else key


def among(keys: Any, others: Any) -> Any:
    """Boolean array: which of ``keys`` are among ``others``."""
    import pandas as pd

    return pd.Index(keys, dtype=object).isin(others)
