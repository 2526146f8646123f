"""The same id given to two people, one in each copy: the first keeps it, the second gets a new one, whoever merges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from leadbook.rules.history.state import COPY, State
from leadbook.rules.merge.another_id import among, another_id, with_id
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
                keep = tuple(sorted(other for them, other in people if _same(groups[0], them)))
                first = groups[0][0] or groups[0][1]
                renamed.append(Renamed(key, another_id(key, *mine[:2]), nth, mine[0] or mine[1], first, keep))
    out = list(sides)
    for one in renamed:
        side, ground = out[one.side], grounds[one.side]
        fresh = one.new if one.new not in set(side.states["Leads"].keys) else f"{one.new}{COPY}2"
        along = {name: ~among(side.states[name].keys, ground[name].keys) for name in ("Touches", "Plan")}
        out[one.side] = replace(side, states=with_id(side.states, one.old, fresh, along))
    return out, renamed


def _who(leads: State, key: str) -> tuple[str, ...]:
    at = (leads.keys == key).nonzero()[0][0]
    return tuple(leads.columns[name][at].strip() for name in WHO)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both may be one person: some word in common, or nothing to tell them apart by."""
    pairs = [(a.casefold(), b.casefold()) for a, b in zip(one, other, strict=True) if a and b]
    return any(a == b for a, b in pairs) or not pairs
