"""The same id given to two people, one in each copy: the first keeps it, the second gets a new one, whoever merges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.history.state import COPY, State
from leadbook.rules.ids import lead_id
from leadbook.rules.merge.sides import Side, States

WHO = ("Name", "Company", "Phone", "Email")


@dataclass(frozen=True)
class Renamed:
    """The row ``old`` of the side ``side`` is now ``new``; ``who`` is its person, ``first`` who keeps the id, in the
    sides ``keep``."""

    old: str
    new: str
    side: int
    who: str
    first: str
    keep: tuple[int, ...]


def told_apart(sides: list[Side], grounds: list[States]) -> tuple[list[Side], list[Renamed]]:
    """The sides with an id of its own for each person, and who got a new one.

    Only rows that are new since the common ground: a row that was there is the same row, whatever stands in it now.
    """
    import numpy as np
    import pandas as pd

    known = set(np.concatenate([ground["Leads"].keys for ground in grounds]))
    new = [dict.fromkeys(key for key in side.states["Leads"].keys if key not in known) for side in sides]
    counts = pd.Series(np.concatenate([np.array(list(keys), dtype=object) for keys in new])).value_counts()
    shared = set(counts.index[counts > 1])
    renamed: list[Renamed] = []
    for key in sorted(shared):
        people = sorted((_who(side.states["Leads"], key), nth) for nth, side in enumerate(sides) if key in new[nth])
        groups: list[tuple[str, ...]] = []
        for who, nth in people:
            mine = next((group for group in groups if _same(group, who)), None)
            if mine is None:
                groups.append(mine := who)
            if mine != groups[0]:
                text = "\x1f".join([key, *(word.casefold() for word in mine[:2])])
                keep = tuple(sorted(other for them, other in people if _same(groups[0], them)))
                first = groups[0][0] or groups[0][1]
                renamed.append(Renamed(key, lead_id(text), nth, mine[0] or mine[1], first, keep))
    out = list(sides)
    for one in renamed:
        out[one.side] = _with_id(out[one.side], grounds[one.side], one)
    return out, renamed


def _who(leads: State, key: str) -> tuple[str, ...]:
    at = (leads.keys == key).nonzero()[0][0]
    return tuple(leads.columns[name][at].strip() for name in WHO)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both may be one person: some word in common, or nothing to tell them apart by."""
    pairs = [(a.casefold(), b.casefold()) for a, b in zip(one, other, strict=True) if a and b]
    return any(a == b for a, b in pairs) or not pairs


def _with_id(side: Side, ground: States, one: Renamed) -> Side:
    """The side with the new id in the row itself, in its new touches and its planned touches."""
    states = dict(side.states)
    leads = states["Leads"]
    fresh = one.new if one.new not in set(leads.keys) else f"{one.new}{COPY}2"
    states["Leads"] = replace(leads, keys=_put(leads.keys, one.old, fresh))
    for name in ("Touches", "Plan"):
        there = states[name]
        mine = (there.columns["Lead ID"] == one.old) & ~_among(there.keys, ground[name].keys)
        ids = there.columns["Lead ID"].copy()
        ids[mine] = one.new
        keys = there.keys.copy()
        if name == "Plan":
            keys[mine] = [f"P-{one.new[2:]}{key[len(one.old):]}" if key.startswith(f"P-{one.old[2:]}") else key
                          for key in keys[mine]]
        states[name] = replace(there, keys=keys, columns=there.columns | {"Lead ID": ids})
    return replace(side, states=states)


def _put(values: Any, old: str, new: str) -> Any:
    out = values.copy()
    out[values == old] = new
    return out


def _among(keys: Any, others: Any) -> Any:
    import pandas as pd

    return pd.Index(keys, dtype=object).isin(others)
