"""Rows that were there once and are not there now, each with what it last held; and ids that stand in two rows.

A row that somebody deleted on purpose is *let go*: an event of History (Field ``LET_GO``) whose Old is the id of the
event that noticed the row gone. So it holds for that one time, whatever copies are merged and whatever is archived.
So is a row that somebody chose to delete on the sheet Conflicts: there LeadBook itself took it away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook.rules.history.events import BY_JOB
from leadbook.rules.history.replay import cells_of, once
from leadbook.rules.history.state import COPY, State, texts
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

WHO = {"Leads": ("Name", "Company", "Phone", "Email"), "Touches": ("When", "Lead ID", "Channel", "Outcome", "By")}
LET_GO = "(let go)"
AS_MEANT = "deleted on purpose"     # New of such an event
CHOSEN = (BY_JOB.format("refresh"), BY_JOB.format("merge"))  # By, of a row that somebody chose to delete on Conflicts


@dataclass
class Missing:
    """A row that is gone. ``cells``: what it last held, as texts; ``batch``, ``noticed``: the run that noticed it and
    when; ``events``: the ids of the events that say so (copies of the workbook may each have noticed it);
    ``let_go``: somebody said that it was meant.

    ``why``: ``deleted``, ``renumbered`` (it stands at ``place``, for ``iloc``, under the id ``now``) or ``pasted over``
    (a second row with the id ``now``, at ``place``, came when it went).
    """

    table: str
    key: str
    cells: dict[str, str]
    batch: int = 0
    noticed: str = ""
    why: str = "deleted"
    place: int = -1
    now: str = ""
    events: tuple[str, ...] = ()
    let_go: bool = False


@dataclass
class Gone:
    """``rows``: row id -> Missing, of all that are gone; ``copies``: (run, id) of second rows with an id that came."""

    rows: dict[str, Missing] = field(default_factory=dict)
    copies: list[tuple[int, str]] = field(default_factory=list)


def gone(history: pd.DataFrame, table: str) -> Gone:
    """What History tells of rows of ``table`` that went and did not come back."""
    events = once(history[_of_rows_that_went(history, table)])
    out, apart, meant = Gone(), dict[tuple[int, str], dict[str, str]](), set[str]()
    columns = (events[name].tolist() for name in ("Batch", "At", "Row ID", "Field", "Old", "New", "By", "Event ID"))
    for batch, at, key, column, old, new, by, event in zip(*columns, strict=True):
        if column == LET_GO:
            meant.add(old)
        elif column:
            if not new:
                apart.setdefault((batch, key), {})[column] = old
        elif new:
            out.rows.pop(key, None)
            if COPY in key:
                out.copies.append((int(batch), key))
        elif not by or by in CHOSEN:    # what LeadBook itself took away (it gave an id back) is not missing
            meant.update([event] if by else [])
            cells = cells_of(old) | apart.get((batch, key), {})
            before = out.rows[key].events if key in out.rows else ()
            out.rows[key] = Missing(table, key, cells, int(batch), "" if at is None or at != at else str(at)[:16],
                                    events=(*before, event))
    for one in out.rows.values():
        one.let_go = not meant.isdisjoint(one.events)
    return out


def _of_rows_that_went(history: pd.DataFrame, table: str) -> Any:
    """Boolean array: the events of rows of ``table`` that ever went, and those of second rows that came."""
    mine = (history["Table"] == table).to_numpy()
    whole = mine & (history["Field"].to_numpy() == "")
    ids, went = history["Row ID"], whole & (history["New"].to_numpy() == "")
    if not went.any():
        return went
    return (mine & ids.isin(set(ids[went])).to_numpy()) | (whole & ids.str.contains(COPY, regex=False).to_numpy())


def missing(table: str, frame: pd.DataFrame, now: State, history: pd.DataFrame) -> list[Missing]:
    """Every row of ``table`` that History says is gone and that is not in ``frame``; ``now``: the frame's state. A copy
    that went, while what it held still stands somewhere, is not missing."""
    told, here = gone(history, table), dict(zip(now.keys, now.places, strict=True))
    found = [one for key, one in told.rows.items() if key not in here]
    if not found:
        return []
    same, out = _places(frame, table), []
    for one in sorted(found, key=lambda one: (one.batch, one.key)):
        who = tuple(one.cells.get(name, "") for name in WHO[table])
        places = same.get(who, []) if any(who) else []
        if places and COPY in one.key:
            continue
        _explain(one, frame, places, told.copies, here)
        out.append(one)
    return out


def _explain(one: Missing, frame: pd.DataFrame, places: list[int], copies: list[tuple[int, str]], here: dict[str, Any]
             ) -> None:
    """``here``: the ids in the table -> where they stand; a copy explains one missing row."""
    if places:
        one.why, one.place = "renumbered", places[0]
        one.now = str(frame[TABLES[one.table].key].iloc[places[0]])
        return
    copy = next((key for batch, key in copies if batch == one.batch and key in here), "")
    if copy:
        copies.remove((one.batch, copy))
        one.why, one.now, one.place = "pasted over", copy.partition(COPY)[0], int(here[copy])


def _places(frame: pd.DataFrame, table: str) -> dict[tuple[str, ...], list[int]]:
    """What says who a row is -> the rows (for ``iloc``) that say it."""
    columns = [texts(TABLES[table][name], frame[name]) for name in WHO[table]]
    out: dict[tuple[str, ...], list[int]] = {}
    for place, who in enumerate(zip(*columns, strict=True)):
        out.setdefault(who, []).append(place)
    return out


def named(gone: list[Missing], asked: str) -> list[Missing]:
    """Those of ``gone`` that ``asked`` names: by id, else by name or company."""
    word = " ".join(asked.split()).casefold()
    exact = [one for one in gone if word in (one.key.casefold(), one.key.casefold().removeprefix("l-"))]
    return exact or [one for one in gone if word in (one.cells.get("Name", "").casefold(),
                                                     one.cells.get("Company", "").casefold())]


def doubled(now: State) -> dict[str, list[int]]:
    """Id -> its rows (for ``iloc``), the original first, for ids that stand in more than one row."""
    here, out = dict(zip(now.keys, now.places, strict=True)), dict[str, list[int]]()
    for key in [key for key in now.keys if COPY in key]:
        first = key.partition(COPY)[0]
        out.setdefault(first, [int(here[first])] if first in here else []).append(int(here[key]))
    return out
