"""Copies of a small team's workbook, edited apart, and merged as the job does it (rules only)."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from typing import Any

from leadbook import frames
from leadbook.rules.history import base as seen_base
from leadbook.rules.history.noted import last_seen, noted, states_of
from leadbook.rules.history.state import COPY
from leadbook.rules.merge.adopted import adopted
from leadbook.rules.merge.merge import Merged, merge
from leadbook.rules.merge.onto import onto
from leadbook.rules.merge.open_rows import written
from leadbook.rules.merge.sides import Side
from leadbook.schema import CONFLICTS, HISTORY, SEEN
from tests.history.book import START, TABLES, Rows, edited

WHEN = dt.datetime(2026, 11, 23, 9)
RUN = itertools.count()             # each run of LeadBook has a moment of its own
Book = dict[str, Any]               # table -> frame; "name": the file's, if it matters
PEOPLES = ("Leads", "Touches", "Plan")


def book(rows: Rows | None = None) -> Book:
    """A workbook that has run once."""
    return _started() if rows is None else _made(rows)


@functools.cache
def _started() -> Book:
    return _made(START)


def _made(rows: Rows) -> Book:
    there = {name: frames.of(table, rows[name]) for name, table in TABLES.items()}
    return refreshed(there | {table.name: frames.of(table) for table in (HISTORY, SEEN, CONFLICTS)})


def refreshed(there: Book, at: dt.datetime | None = None, like: Any = None) -> Book:
    """The book after LeadBook noticed what changed in it; ``like`` as for ``noted``."""
    at = at or WHEN - dt.timedelta(days=1) + dt.timedelta(seconds=next(RUN))
    done = noted(there, there, there["History"], there["Seen"], at, "refresh", like)
    return there | {"History": done.history, "Seen": done.seen}


def after(there: Book, *edits: tuple[Any, ...]) -> Book:
    """The book after a person's edits (see ``tests.history.book.edited``)."""
    names = {edit[0] for edit in edits}
    rows = {name: [{c: None if v != v or v == "" else v for c, v in row.items()}
                   for row in there[name].to_dict("records")] for name in names}
    return there | {name: frames.of(TABLES[name], some) for name, some in edited(rows, *edits).items()}


def side(name: str, there: Book, at: dt.datetime) -> tuple[Side, Book]:
    there = refreshed(there, at)
    base = seen_base.unpacked(there["Seen"])
    assert base is not None
    states = states_of(there, last_seen(base, there["History"]))
    return Side(there.get("name", name), states, base, there["History"], there["Conflicts"]), there


def both(*books: Book) -> tuple[Book, Merged]:
    """The first of ``books`` after the others were merged into it."""
    at = WHEN + dt.timedelta(seconds=next(RUN))
    sides, noticed = zip(*(side(name, one, at) for name, one in zip("ABCD", books, strict=False)), strict=True)
    done = merge(list(sides), [one["Plan"] for one in noticed], WHEN)
    ours = noticed[0]
    out = ours | {name: onto(name, done.states[name], done.sides, [one[name] for one in noticed]) for name in PEOPLES}
    for name in PEOPLES:
        blank = (out[name][TABLES[name].key] == "").to_numpy()
        out[name] = out[name][~blank]                       # a row that holds nothing is read as a gap
    out["Conflicts"] = written(ours["Conflicts"], done.conflicts)
    if not done.apart:
        out["History"] = adopted(list(sides), at)
    return refreshed(out, at, None if done.apart else done.states), done


def joined(*books: Book) -> Book:
    return both(*books)[0]


def said(there: Book) -> dict[str, Any]:
    """The people's tables by id, and the conflicts: what two books are compared by. Which of two rows with one id is
    called the second one does not count."""
    base = seen_base.unpacked(there["Seen"])
    assert base is not None
    out: dict[str, Any] = {}
    for name, state in states_of(there, last_seen(base, there["History"])).items():
        names, rows = [c for c in state.columns if c not in ("Person",)], {}
        for at, key in enumerate(state.keys):
            row = {c: state.columns[c][at] for c in names if state.columns[c][at]}
            rows.setdefault(key.partition(COPY)[0], []).append(row)
        out[name] = {key: sorted(some, key=repr) for key, some in rows.items()}
    rows = zip(*(there["Conflicts"][c] for c in ("Row ID", "Field", "Ours", "Theirs", "Choice")), strict=True)
    out["Conflicts"] = sorted((row.partition(COPY)[0], *rest) for row, *rest in rows)
    return out


def conflicts(there: Book) -> list[tuple[str, str, str, str]]:
    """(row id, field, ours, theirs), sorted."""
    return sorted(zip(*(there["Conflicts"][c] for c in ("Row ID", "Field", "Ours", "Theirs")), strict=True))


__all__ = ["COPY", "after", "book", "both", "conflicts", "joined", "refreshed", "said"]
