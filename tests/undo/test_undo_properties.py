"""Whatever the runs and whatever people changed afterwards: undo gives back all the rest, and only the rest."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import frames, jobs
from leadbook.books.memory import MemoryBook
from leadbook.books.undo import recorded
from leadbook.books.undo.journal import Journal
from leadbook.books.undo.journaled import JournaledBook
from leadbook.factory.demo import content, demo_config
from leadbook.jobs.undo import undo
from leadbook.rules.imports.columns import Incoming
from leadbook.schema import TABLES, Column
from tests.undo.conftest import TODAY, book

PEOPLE = ("Leads", "Touches", "Plan")
NOW = dt.datetime(2026, 11, 23, 12)
CONTACTS = Incoming("c.csv", "B-1", ["Name", "Phone"], [["Cy Poe", "(212) 555-0177"], ["Di Ro", ""]], [2, 3])
RUNS: dict[str, tuple[str, dict[str, Any]]] = {
    "refresh": ("refresh", {}), "validate": ("validate", {}), "plan": ("plan", {}), "stale": ("stale", {}),
    "import": ("import", {"incoming": CONTACTS}),
    "log": ("log", {"lead": "demo", "channel": "Call", "outcome": "Spoke", "when": "2026-11-22"})}
Cells = dict[tuple[str, int, str], Any]


@pytest.fixture(scope="module")
def demo() -> dict[str, pd.DataFrame]:
    config = demo_config()
    made = content(12, 3, TODAY, config)
    leads = made["Leads"].copy()
    assert min(len(leads), len(made["Touches"])) >= 12
    leads.loc[[1, 5], "Lead ID"] = ""          # two rows that somebody typed
    return {"Leads": leads, "Touches": made["Touches"]}


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("LEADBOOK_HOME", folder)
        yield


def opened(demo: dict[str, pd.DataFrame]) -> MemoryBook:
    there = book()
    there._frames |= {name: frame.copy() for name, frame in demo.items()}
    return there


def cells(there: MemoryBook) -> Cells:
    """Every cell that holds something, by table, position and column."""
    found = {}
    for table in PEOPLE:
        frame = there.read(table)
        for column in TABLES[table].columns:
            full = frame[column.name][~frames.blank(column, frame[column.name])]
            found |= {(table, row, column.name): value for row, value in full.items()}
    return found


def other(column: Column, salt: int) -> Any:
    """A value that no run writes."""
    if column.is_text:
        return f"typed {salt}"
    return pd.Timestamp("1999-01-01") + pd.Timedelta(days=salt) if column.is_date else float(10_000 + salt)


@settings(max_examples=8, deadline=None)
@given(runs=st.lists(st.sampled_from(sorted(RUNS)), min_size=1, max_size=4), data=st.data())
def test_undo_leaves_only_what_changed_since(demo: dict[str, pd.DataFrame], runs: list[str], data: Any) -> None:
    there = opened(demo)
    journal = Journal(data.draw(st.uuids()).hex)
    states, wrote = [cells(there)], []
    for name in runs:
        job, options = RUNS[name]
        if "lead" in options:
            options = options | {"lead": there.read("Leads")["Lead ID"][0], "note": str(len(states))}
        kept = JournaledBook(there, journal, job, TODAY, NOW)
        if jobs.run(kept, job, TODAY, NOW, **options).receipt.changed:
            states.append(cells(there))
            wrote.append(job)
    # somebody types over cells, some of them ours, some in rows that we added
    after = states[-1]
    ours = [place for place in after if after[place] != states[-2].get(place)] if wrote else []
    places = st.sampled_from(ours or [*after]) | st.sampled_from([*after])
    keys = {(table, TABLES[table].key) for table in PEOPLE}
    typed = {place: other(TABLES[place[0]][place[2]], n) for n, place in enumerate(
        data.draw(st.lists(places, max_size=6, unique=True))) if (place[0], place[2]) not in keys}
    for (table, row, column), value in typed.items():
        frame = there.read(table).copy()
        frame.loc[row, column] = value
        there._frames[table] = frame
    if not wrote:
        return
    before = states[-2]
    added = {(table, row) for table, row, _ in after} - {(table, row) for table, row, _ in before}
    worked_on = {(table, row) for table, row, column in typed
                 if (table, row) in added and TABLES[table][column].owner == "people"}
    expected = dict(before) | {place: value for place, value in after.items() if place[:2] in worked_on}
    expected |= {place: v for place, v in typed.items() if place[:2] not in added or place[:2] in worked_on}
    said = undo(there, journal, TODAY)
    assert said.own["undone"]["job"] == wrote[-1]
    assert cells(there) == expected
    named = {(one["table"], one["row"]) for one in said.own["left"]}
    changed = {*ours} | {place for place in before if place not in after}
    assert named == {place[:2] for place in typed if place in changed and place[:2] not in added} | worked_on


@settings(max_examples=6, deadline=None)
@given(runs=st.lists(st.sampled_from(sorted(RUNS)), min_size=1, max_size=5), key=st.uuids())
def test_undoing_every_run_gives_the_book_that_was(demo: dict[str, pd.DataFrame], runs: list[str], key: Any) -> None:
    there, journal = opened(demo), Journal(key.hex)
    before = {table: there.read(table) for table in TABLES}
    for name in runs:
        job, options = RUNS[name]
        options = options | {"lead": there.read("Leads")["Lead ID"][0]} if "lead" in options else options
        jobs.run(JournaledBook(there, journal, job, TODAY, NOW), job, TODAY, NOW, **options)
    for _ in [entry for entry in journal.entries() if entry.state == "written"]:
        assert undo(there, journal, TODAY).own["left"] == []
    for table in TABLES:
        pd.testing.assert_frame_equal(there.read(table), before[table])


@given(st.sampled_from([c for t in TABLES.values() for c in t.columns]), st.data())
def test_values_come_back_from_the_journal_as_they_were(column: Column, data: Any) -> None:
    moments = st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(9999, 12, 31)).map(lambda m: m.replace(microsecond=0))
    text = st.text(st.characters(blacklist_categories=("Cs",)), max_size=20).map(str.strip)
    kind = text if column.is_text else moments | st.none() if column.is_date else (
        st.floats(allow_nan=False, allow_infinity=False) | st.none())
    values = recorded.series(column, [v.isoformat() if isinstance(v, dt.datetime) else v or None
                                      for v in data.draw(st.lists(kind, max_size=5))])
    again = recorded.series(column, json.loads(json.dumps(recorded._values(column, values))))
    pd.testing.assert_series_equal(again, values)
