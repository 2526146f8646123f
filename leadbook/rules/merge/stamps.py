"""What nobody typed: blanks that LeadBook itself filled with the moment, or the day, of a run (Received, milestones).

Two computers that look at the same typed row fill in two moments; merged, that is no conflict: the earlier one stands.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from leadbook.rules.history.replay import cells_of
from leadbook.rules.merge.sides import Cell, Side


class Stamps:
    """What the histories of ``sides`` say of it."""

    def __init__(self, sides: list[Side]) -> None:
        self.histories = [side.history for side in sides]
        self.first = {text for side in sides if side.base for text in _as_text(side.base.at)}

    def __call__(self, cell: Cell, text: str) -> bool:
        """Whether a side noticed ``text`` in ``cell`` in a run of that very moment or day, or its history begins then.
        """
        if text in self.first:
            return True
        table, row, field = cell
        for name, new, at in self._events.get((table, row), ()):
            holds = new if name == field else "" if name else cells_of(new).get(field, "")
            if holds == text and at == at and text in _as_text(at):
                return True
        return False

    @cached_property
    def _events(self) -> dict[tuple[str, str], list[tuple[str, str, dt.datetime]]]:
        """(table, row) -> field, new text and moment of all that a side noticed there."""
        out: dict[tuple[str, str], list[tuple[str, str, dt.datetime]]] = {}
        for history in self.histories:
            columns = (history[name] for name in ("Table", "Row ID", "Field", "New", "At"))
            for table, row, *event in zip(*columns, strict=True):
                out.setdefault((table, row), []).append(tuple(event))
        return out


def _as_text(at: dt.datetime) -> set[str]:
    """The moment and its day, as the cells of a state say them."""
    return {f"{at:%Y-%m-%d %H:%M:%S}", f"{at:%Y-%m-%d}"}
