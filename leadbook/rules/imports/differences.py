"""Where the file says something else than the lead that stands there: named, never written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leadbook.rules.imports.row import Row
from leadbook.schema import LEADS

if TYPE_CHECKING:
    import pandas as pd

QUIET = ("Lead ID",)


class Differences:
    """Compares rows of the file with leads, and collects what differs in ``found``."""

    def __init__(self, leads: pd.DataFrame, found: list[dict[str, Any]]):
        self.found = found
        self.places = {place: at for at, place in enumerate(leads.index)}
        self.columns = {c.name: (c, leads[c.name].to_numpy()) for c in LEADS.columns
                        if c.owner == "people" or c.name == "Lead ID"}

    def standing(self, place: int) -> dict[str, Any]:
        """The cells of the lead at ``place`` that are not blank."""
        at = self.places[place]
        cells = {name: values[at].item() if column.is_date else values[at]
                 for name, (column, values) in self.columns.items()}
        return {name: v for name, v in cells.items() if v is not None and v == v and v != ""}

    def named(self, row: Row, lead: str, stands: dict[str, Any]) -> list[tuple[str, Any]]:
        """(column, value) of every cell of ``row`` that says something else than ``stands`` does."""
        differing = [(name, value) for name, value in row.cells.items()
                     if name not in QUIET and name in stands and not alike(name, stands[name], value)]
        for name, value in differing:
            ours, theirs = _short(stands[name]), _short(value)
            self.found.append({"row": row.number, "name": row.called, "lead": lead, "column": name,
                               "kept": str(stands[name]), "in_file": str(value), "message": (
                f"Row {row.number} ({row.called}, {lead}), column {name}: {ours} is kept, the file says {theirs}.")})
        return differing


def alike(column: str, one: Any, other: Any) -> bool:
    """Whether two values of a column say the same, whatever the case, the spaces and the signs in a phone."""
    if not (isinstance(one, str) and isinstance(other, str)):
        return bool(one == other)
    if column == "Notes":
        lines = {" ".join(line.split()) for line in one.split("\n")}
        return other == one or all(" ".join(line.split()) in lines for line in other.split("\n"))
    if column == "Phone":
        return re.sub(r"\D", "", one).lstrip("1") == re.sub(r"\D", "", other).lstrip("1")
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return repr(text if len(text) <= 60 else text[:57] + "...")
