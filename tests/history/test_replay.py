"""Whatever people do between the runs: base + events = the tables as they are, and nothing that was there is lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leadbook.rules.history import base as seen_base
from leadbook.rules.history.noted import Noted, last_seen, states_of
from leadbook.rules.history.replay import once, replayed
from leadbook.rules.history.state import State, tables
from tests.history.book import DAY, START, Rows, edited, run, scripts, sheets

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
Content = dict[str, dict[str, dict[str, str]]]


def content(states: dict[str, State]) -> Content:
    """Table -> row -> its cells that hold something."""
    return {name: {key: {c: text for c, values in there.columns.items() if (text := values[row].strip())}
                   for row, key in enumerate(there.keys)} for name, there in states.items()}


def remembered(done: Noted) -> Content:
    base = seen_base.unpacked(done.seen)
    assert base is not None
    return content(last_seen(base, done.history))


def history_of(scripts: list[list[tuple[Any, ...]]]) -> tuple[list[Rows], list[Noted]]:
    rows, books, runs = START, [START], [run(START)]
    for nth, script in enumerate(scripts, 1):
        rows = edited(rows, *script)
        books.append(rows)
        runs.append(run(rows, runs[-1], DAY + dt.timedelta(days=nth)))
    return books, runs


@settings(max_examples=6, deadline=None, phases=QUICK)
@given(st.lists(scripts(), min_size=1, max_size=4))
def test_what_is_remembered_is_what_is_there_and_every_earlier_book_comes_back(scripts: list[list[Any]]) -> None:
    books, runs = history_of(scripts)
    last = runs[-1]
    seen = remembered(last)
    base = seen_base.unpacked(last.seen)
    assert base is not None
    assert seen == content(states_of(sheets(books[-1]), last_seen(base, last.history)))
    assert not run(books[-1], last).events, "a second run notices nothing"
    for nth, done in enumerate(runs):
        later = once(last.history[(last.history["At"] > DAY + dt.timedelta(days=nth)).to_numpy()])
        now = last_seen(base, last.history)
        back = {t.name: replayed(now[t.name], later, t, back=True) for t in tables()}
        assert content(back) == remembered(done), "back by the old values = forward by the new ones"


@settings(max_examples=6, deadline=None, phases=QUICK)
@given(st.lists(scripts(), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_two_who_notice_the_same_write_the_same_and_a_sorted_sheet_tells_the_same(scripts: list[list[Any]], random: Any
                                                                                  ) -> None:
    _, runs = history_of(scripts)
    books, _ = history_of(scripts)
    other = run(books[-1], runs[-2], DAY + dt.timedelta(days=40, hours=3))
    mine = runs[-1].history
    assert sorted(other.history["Event ID"]) == sorted(mine["Event ID"])
    both = pd.concat([mine, other.history], ignore_index=True).sample(frac=1, random_state=random.randint(0, 9))
    assert remembered(Noted(both, runs[-1].seen, [])) == remembered(runs[-1])


def test_the_first_run_remembers_and_writes_no_events() -> None:
    first = run(START)
    assert (len(first.history), first.fresh, first.damaged) == (0, True, False)
    assert remembered(first)["Plan"].keys() == {"P-2"}, "planned touches as LeadBook planned them are not remembered"


@pytest.mark.parametrize(("edits", "expected"), [
    ([("Leads", 0, "Phone", "(212) 555-0199")],
     [("L-1", "Leads", "L-1", "Phone", "(212) 555-0142", "(212) 555-0199")]),
    ([("Leads", 0, "Received", "2026-10-20 09:31")],
     [("L-1", "Leads", "L-1", "Received", "2026-10-20 09:30:00", "2026-10-20 09:31:00")]),
    ([("Leads", 3)], [("L-4", "Leads", "L-4", "", '{"Name": "Dana"}', "")]),
    ([("Leads", {"Lead ID": "L-5", "Name": "Cy", "Value": 1000})],
     [("L-5", "Leads", "L-5", "", "", '{"Name": "Cy", "Value": "1000"}')]),
    ([("Touches", 0, "Outcome", "Met")], [("L-1", "Touches", "T-1", "Outcome", "Spoke", "Met")]),
    ([("Plan", 0, "Status", "Done")],
     [("L-1", "Plan", "P-1", "", "", '{"Date": "2026-11-05", "Lead ID": "L-1", "Status": "Done", '
       '"Scheduled": "2026-11-05"}')]),
], ids=["cell", "moment", "deleted", "typed", "touch", "plan"])
def test_an_event(edits: list[Any], expected: list[tuple[str, ...]]) -> None:
    """Lead, table, row, field, old, new."""
    done = run(edited(START, *edits), run(START))
    columns = ["Lead ID", "Table", "Row ID", "Field", "Old", "New"]
    assert [tuple(row) for row in done.history[columns].itertuples(index=False)] == expected


def test_a_row_copied_over_another_is_one_gone_and_one_there_twice() -> None:
    done = run(edited(START, ("Leads", 3, 0)), run(START))       # Dana's row over Ann's
    assert list(zip(done.history["Row ID"], done.history["Field"], done.history["New"] == "", strict=True)) == [
        ("L-1", "", True), ("L-4~2", "", False)]


def test_what_the_run_itself_wrote_is_by_leadbook() -> None:
    before = edited(START, ("Leads", 0, "Phone", "(212) 555-0199"))
    after = edited(before, ("Leads", 3, "Stage", "New"), ("Leads", {"Lead ID": "L-9", "Name": "Imported"}))
    done = run(after, run(START), before=before)
    assert dict(zip(done.history["Row ID"], done.history["By"], strict=True)) == {
        "L-1": "", "L-4": "LeadBook (refresh)", "L-9": "LeadBook (refresh)"}


def test_a_memory_that_somebody_changed_is_not_taken_for_true() -> None:
    first = run(START)
    seen = first.seen.copy()
    seen.loc[1, "Content"] = seen.loc[1, "Content"].replace("Ann", "Anna")
    again = run(edited(START, ("Leads", 0)), Noted(first.history, seen, []))
    assert (again.fresh, again.damaged, len(again.history)) == (True, True, 0)


def test_the_same_change_back_and_forth_is_told_each_time() -> None:
    runs, rows = [run(START)], START
    for phone in ("1", "(212) 555-0142", "1"):
        rows = edited(rows, ("Leads", 0, "Phone", phone))
        runs.append(run(rows, runs[-1]))
    assert len(set(runs[-1].history["Event ID"])) == 3
    assert runs[-1].history["Batch"].tolist() == [2, 3, 4]


def test_long_notes_are_kept_whole() -> None:
    rows = edited(START, ("Leads", {"Lead ID": "L-5", "Name": "Cy", "Notes": "\U0001f600" * 16_000,
                                   "Need": "n" * 5_000}))
    done = run(rows, run(START))
    assert max(done.history["New"].str.len()) <= 32_767
    assert remembered(done)["Leads"]["L-5"]["Notes"] == "\U0001f600" * 16_000
    gone = run(START, done)

    assert "L-5" not in remembered(gone)["Leads"]
