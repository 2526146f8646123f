"""A copy from before two people with one id were told apart: what it says of the second is about the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from leadbook.rules.history.state import State
from leadbook.rules.merge.another_id import among, another_id, planned_id, with_id
from leadbook.rules.merge.sides import Side, States


def told_before(sides: list[Side], grounds: list[States]) -> tuple[list[Side], list[States]]:
    """The sides, and their common ground, with the ids that an earlier merge (which another side has) gave."""
    sides, grounds = list(sides), list(grounds)
    for nth, side in enumerate(sides):
        for other in sides[:nth] + sides[nth + 1:]:
            for old, new in _given(side.states["Leads"], grounds[nth]["Leads"], other.states["Leads"]):
                mine, ground = sides[nth], grounds[nth]
                sides[nth] = replace(mine, states=_renamed(mine.states, old, new, other, ground))
                grounds[nth] = _renamed(ground, old, new, other, ground)
    return sides, grounds


def _given(mine: State, ground: State, theirs: State) -> Iterator[tuple[str, str]]:
    """(old, new) of the leads of ``mine`` that stand among ``theirs`` under another id."""
    fresh = set(theirs.keys).difference(mine.keys)
    if not fresh:
        return
    known, who = set(ground.keys), dict(zip(theirs.keys, _names(theirs), strict=True))
    for key, names in zip(mine.keys, _names(mine), strict=True):
        if key in known and who.get(key, names) != names and (new := another_id(key, *names)) in fresh:
            yield key, new


def _names(leads: State) -> Iterator[tuple[str, str]]:
    return zip(leads.columns["Name"], leads.columns["Company"], strict=True)


def _renamed(states: States, old: str, new: str, other: Side, ground: States) -> States:
    """Of the touches go along: those that ``other`` has under the new id, and those that are new."""
    import numpy as np

    along: dict[str, Any] = {}
    for name in ("Touches", "Plan"):
        keys, theirs = states[name].keys, other.states[name]
        moved = theirs.keys[theirs.columns["Lead ID"] == new]
        asked = np.array([planned_id(key, old, new) if name == "Plan" else key for key in keys], dtype=object)
        along[name] = among(asked, moved) | ~among(keys, ground[name].keys)
    return with_id(states, old, new, along)
