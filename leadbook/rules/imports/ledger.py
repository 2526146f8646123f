"""The account of an import while it is made: new leads, filled blanks, and what is told about each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leadbook.rules.imports.differences import Differences
from leadbook.rules.imports.row import LONGEST, Row

TOLD = ("new", "matched", "refused", "differences", "notices")


@dataclass
class Ledger:
    """``new``: the cells of new leads. ``fills``: column -> position -> value. ``told``: what is said, by kind."""

    differences: Differences
    told: dict[str, list[dict[str, Any]]]
    new: list[dict[str, Any]] = field(default_factory=list)
    fills: dict[str, dict[int, Any]] = field(default_factory=dict)

    def tell(self, what: str, row: Row, **more: Any) -> None:
        """Say one thing about a row; ``what`` is one of TOLD."""
        self.told[what].append({"row": row.number, "name": row.called, **more})

    def add(self, row: Row, lead: str, shared: str) -> None:
        """A new lead with the id ``lead``; ``shared``: an e-mail that somebody with another name has."""
        self.new.append({**row.cells, "Lead ID": lead})
        self.tell("new", row, lead=lead)
        if shared:
            self.tell("notices", row, column="Email", value=shared, message=(
                f"Row {row.number} ({row.called}) has the e-mail {shared} of somebody with another name: "
                "both are kept."))

    def merge(self, row: Row, lead: dict[str, Any], by: str) -> None:
        """The person came up earlier in this file: fill that new lead, and keep in its Notes what differs."""
        filled = [c for c, v in row.cells.items() if c != "Notes" and not lead.get(c)]
        lead.update({c: row.cells[c] for c in filled})
        differing = self.differences.named(row, str(lead["Lead ID"]), lead)
        _narrow(lead, row)
        notes = str(lead.get("Notes", "")).split("\n") + [f"{c}: {v}" for c, v in differing if c != "Notes"]
        notes += str(row.cells.get("Notes", "")).split("\n")
        whole = "\n".join(dict.fromkeys(line for line in notes if line))
        if len(whole) <= LONGEST:
            lead["Notes"] = whole
        else:
            self.tell("notices", row, column="Notes", value="", message=(
                f"Row {row.number} ({row.called}): its notes do not fit into the cell any more; they are left out."))
        self.tell("matched", row, lead=lead["Lead ID"], by=f"{by} (earlier in this file)", filled=filled)

    def fill(self, row: Row, place: int, by: str, also: dict[str, str]) -> None:
        """The person stands in the workbook: fill blanks (``also``: what the person typed), name what differs."""
        filled = []
        now = self.differences.standing(place)
        for name, value in (also | row.cells).items():
            if value and name not in now and place not in self.fills.get(name, {}):
                self.fills.setdefault(name, {})[place] = value
                filled.append(name)
        stands = now | {c: f[place] for c, f in self.fills.items() if place in f}
        self.differences.named(row, str(now.get("Lead ID", "")), stands)
        self.tell("matched", row, lead=now.get("Lead ID", ""), by=by, filled=filled)


def _narrow(lead: dict[str, Any], row: Row) -> None:
    """Where two rows of one person differ about consent, the narrower wish counts."""
    wishes = dict.fromkeys(str(w) for w in (lead.get("Do Not Contact"), row.cells.get("Do Not Contact")) if w)
    if len(wishes) > 1:
        lead["Do Not Contact"] = "Yes" if "Yes" in wishes else ", ".join(wishes)
    if row.cells.get("Newsletter") == "No":
        lead["Newsletter"] = "No"
