"""The laws of merging, on random edits of small books: whoever merges what into what, however often, nothing is lost.

LEADBOOK_LONG=1 tries 10,000 scripts of edits, LEADBOOK_LONG=2500 so many; with --hypothesis-seed=1, 2 ... in several
processes at once.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leadbook.rules.history.noted import states_of
from leadbook.rules.history.replay import cells_of
from leadbook.rules.history.state import COPY, watched
from leadbook.rules.history.state import texts as state_texts
from tests.history.book import TABLES, scripts
from tests.merge.copies import Book, after, book, joined, refreshed, said

LONG = int(os.environ.get("LEADBOOK_LONG") or 0)
START = book()
Script = list[tuple[Any, ...]]
Edits = list[tuple[Script, bool]]                                   # edits, and whether LeadBook ran after them
FIRST = scripts() | st.none()                                       # edits before the copies part, if any
RUNS = st.lists(st.tuples(scripts(), st.booleans()), max_size=2)


def often(few: int) -> Any:
    phases = tuple(Phase) if LONG == 1 else (Phase.explicit, Phase.reuse, Phase.generate)   # shrinking takes minutes
    scripts = {0: few, 1: 10_000}.get(LONG, LONG)
    return settings(max_examples=scripts, deadline=None, phases=phases,
                    suppress_health_check=list(HealthCheck))


def made(first: Script | None, *runs: Edits) -> list[Book]:
    """Copies of one workbook, each edited and refreshed a few times on its own."""
    start = START if first is None else refreshed(after(START, *first))
    out = []
    for name, some in zip("ABCD", runs, strict=False):
        one = start | {"name": name}
        for script, ran in some:
            one = after(one, *script)
            one = refreshed(one) if ran else one
        out.append(one)
    return out


@often(3)
@given(FIRST, RUNS, RUNS)
def test_whoever_merges_gets_the_same_and_twice_is_once(first, one, other):
    one, other = made(first, one, other)
    once = joined(one, other)
    wanted = said(once)
    assert said(joined(other, one)) == wanted
    assert said(joined(once, other)) == wanted
    assert said(joined(once, one)) == wanted


@often(2)
@given(FIRST, RUNS, RUNS, RUNS)
def test_the_order_of_three_copies_does_not_matter(first, a, b, c):
    a, b, c = made(first, a, b, c)
    wanted = said(joined(a, b, c))
    assert said(joined(c, b, a)) == wanted
    if not any(twice(copy) for copy in (a, b, c)):
        assert said(joined(joined(a, b), c)) == wanted
        assert said(joined(joined(c, b), a)) == wanted


@often(6)
@given(FIRST, RUNS, RUNS)
def test_nothing_is_lost(first, one, other):
    """What stands in a row that the other copy never had so stands in the merged row, or on Conflicts; all that stands
    anywhere stands in a cell, in History or on Conflicts."""
    copies = made(first, one, other)
    out = joined(*copies)
    there, told, was = standing(out), remembered(out), standing(made(first, [])[0])
    both = zip(*(out["Conflicts"][c] for c in ("Row ID", "Ours", "Theirs")), strict=True)
    seen = {(row.partition(COPY)[0], text) for row, *some in both for text in some}
    moved = {text for (table, _), some in there.items() if table == "Leads" for text in some}   # to an id of their own
    for copy in copies:
        for (table, row), values in texts(copy).items():
            rest = values - there.get((table, row), set())
            assert rest <= told, (table, row)
            new = rest - was.get((table, row), set()) - (moved if table == "Leads" else set())
            assert {(row, text) for text in new} <= seen, (table, row)


def twice(there: Book) -> bool:
    """Whether an id stands in two rows of one copy: which of them a conflict is about depends on what comes first; all
    their values stand in the rows whatever the order."""
    return any(there[name][TABLES[name].key].duplicated().any() for name in TABLES)


def texts(there: Book) -> dict[tuple[str, str], set[str]]:
    """(table, row id) -> what stands in the rows with that id."""
    out: dict[tuple[str, str], set[str]] = {}
    for name, state in states_of(there).items():
        for at, key in enumerate(state.keys):
            some = {values[at] for column, values in state.columns.items() if values[at] and column != "Person"}
            out.setdefault((name, key.partition(COPY)[0]), set()).update(some)
    return out


def standing(there: Book) -> dict[tuple[str, str], set[str]]:
    """The same, and what stands in the rows of Plan that are as LeadBook planned them."""
    out, plan = texts(there), there["Plan"]
    for column in watched(TABLES["Plan"]):
        for key, text in zip(plan["Plan ID"], state_texts(column, plan[column.name]), strict=True):
            out.setdefault(("Plan", key), set()).update({text} - {""})
    return out


def remembered(there: Book) -> set[str]:
    """All texts of History, Conflicts and the last-seen copy."""
    from leadbook.rules.history.base import unpacked

    history, rows = there["History"], there["Conflicts"]
    out = set(history["New"]) | set(history["Old"]) | set(rows["Ours"]) | set(rows["Theirs"])
    for packed in history.loc[history["Field"] == "", ["Old", "New"]].to_numpy().ravel():
        out |= set(cells_of(packed).values())
    for state in unpacked(there["Seen"]).states.values():
        out |= {text for values in state.columns.values() for text in values}
    return out
