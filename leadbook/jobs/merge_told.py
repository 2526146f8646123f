"""What a merge did, in figures and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.changes import equal
from leadbook.rules.history.state import watched
from leadbook.schema import TABLES
from leadbook.sentences import Facts, plural

if TYPE_CHECKING:
    import pandas as pd

    from leadbook.rules.merge.decide import Decided
    from leadbook.rules.merge.merge import Merged

NAMED = 5
NOT_SEEN = ("The folder of this workbook cannot be seen (Excel knows the workbook by a web address only, or it was "
            "never saved), so no copy was looked for: open it from the OneDrive folder on this computer and merge "
            "again, or close it and run 'leadbook merge FILE' there.")
Sheets = Mapping[str, "pd.DataFrame"]


def figures(before: Sheets, after: Sheets, done: Merged | None, chosen: Decided) -> dict[str, Any]:
    """{leads, touches, planned: rows that came; cells: of rows that were there; deleted, conflicts: new ones, open: all
    that wait for a choice, decided, renamed, apart}."""
    out: dict[str, Any] = {}
    for name, key in (("Leads", "leads"), ("Touches", "touches"), ("Plan", "planned")):
        out[key] = len(after[name]) - len(before[name])
    was, now = before["Leads"], after["Leads"].iloc[:len(before["Leads"])]
    gone = ((was["Lead ID"] != "") & (now["Lead ID"] == "")).to_numpy()
    cells = 0
    for name in ("Leads", "Touches", "Plan"):
        old, new = before[name], after[name].iloc[:len(before[name])]
        for column in watched(TABLES[name]):
            if column.owner == "people" and new[column.name] is not old[column.name]:
                differs = ~equal(column, old[column.name], new[column.name])
                cells += int((differs & ~gone).sum() if name == "Leads" else differs.sum())
    rows = after["Conflicts"]
    return out | {"cells": cells, "deleted": int(gone.sum()), "conflicts": len(rows) - len(before["Conflicts"]),
                  "open": int(rows["Decided"].isna().sum()), "decided": chosen.rows,
                  "renamed": len(done.renamed) if done else 0, "apart": bool(done and done.apart)}


def sentence(facts: Facts, file: str, looked: bool = True) -> str:
    """What came in, what waits for a choice, which copies are contained now, and which files were left.

    ``looked``: whether the folder of ``file`` could be looked into for copies.
    """
    told, copies = facts["merged"], facts["copies"]
    said = [f"Merged {listed(copies)} into {file}: {coming(told)}."] if copies else [
        f"No other copy of {file} in its folder." if looked else NOT_SEEN]
    if told["apart"]:
        said.append("They have no history in common, so every difference is a conflict.")
    if told["decided"]:
        said.append(f"{plural(told['decided'], 'conflict')} decided as chosen.")
    if told["conflicts"]:
        more = f" ({told['open']:,} wait in all)" if told["open"] > told["conflicts"] else ""
        said.append(f"{plural(told['conflicts'], 'new conflict')}{more}: both values stand on the sheet Conflicts; "
                    "choose there, then refresh or merge again.")
    elif told["open"]:
        said.append(f"{plural(told['open'], 'conflict')} on the sheet Conflicts still {_waits(told['open'])} for you.")
    if copies:
        holds, them = ("holds", "it") if len(copies) == 1 else ("hold", "them")
        said.append(f"What {listed(copies)} {holds} is in {file} now: you may delete {them}.")
    said += [f"Left {one['name']}: {one['reason']}" for one in facts["passed"] if one["told"]][:NAMED]
    return " ".join([*said, *facts["left"][:NAMED]])


def coming(told: Facts) -> str:
    """What a merge brings, counted: ``2 new leads, 1 changed cell``; "nothing new"."""
    parts = [plural(told[key], *words) for key, words in (
        ("leads", ("new lead",)), ("touches", ("new touch", "new touches")),
        ("planned", ("planned touch", "planned touches")), ("cells", ("changed cell",))) if told[key]]
    parts += [f"{plural(told['deleted'], 'lead')} deleted there"] * bool(told["deleted"])
    return ", ".join(parts) or "nothing new"


def listed(names: Sequence[str]) -> str:
    """``a.xlsm, b.xlsm and c.xlsm``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _waits(number: int) -> str:
    return "waits" if number == 1 else "wait"
