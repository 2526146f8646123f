"""A small team's tables as rows, edited as people edit them; frames and History of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from leadbook import frames
from leadbook.rules.history.noted import Noted, noted
from leadbook.schema import HISTORY, LEADS, PLAN, SEEN, TOUCHES

DAY = dt.datetime(2026, 11, 2, 9)
Rows = dict[str, list[dict[str, Any]]]
START: Rows = {
    "Leads": [
        {"Lead ID": "L-1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Stage": "New", "Owner": "Jane",
         "Received": "2026-10-20 09:30", "Value": 350000},
        {"Lead ID": "L-2", "Name": "Bob Ray", "Stage": "Won", "Owner": "Tom", "Received": "2026-10-01",
         "Notes": "first line\nsecond line = 2", "Person": 2},
        {"Lead ID": "L-3", "Company": "Whitfield & S\u00f6hne \u00fc.", "Notes": "  ", "Received": "2026-09-30"},
        {"Lead ID": "L-4", "Name": "Dana"}],
    "Touches": [{"Touch ID": "T-1", "Lead ID": "L-1", "When": "2026-10-21 10:00", "Channel": "Call",
                 "Outcome": "Spoke"}],
    "Plan": [{"Plan ID": "P-1", "Lead ID": "L-1", "Date": "2026-11-05", "Scheduled": "2026-11-05",
              "Status": "Planned"},
             {"Plan ID": "P-2", "Lead ID": "L-2", "Date": "2026-11-06", "Scheduled": "2026-11-05",
              "Status": "Planned"}]}
TABLES = {"Leads": LEADS, "Touches": TOUCHES, "Plan": PLAN}
VALUES: dict[str, list[Any]] = {
    "Name": ["Ann Lee", "Zo\u00eb \U0001f600", '"quoted" | \\n', ""], "Phone": ["(212) 555-0199", ""],
    "Notes": ["x" * 50, "=1+1", "_x0041_", ""], "Next Date": ["2026-12-01", None], "Value": [0, 0.1, 1e9, None],
    "Received": ["2026-10-20 09:30:59", None], "Date": ["2026-11-09"], "Status": ["Done", "Planned"],
    "Outcome": ["Met", ""]}
FIELDS = {"Leads": ("Name", "Phone", "Notes", "Next Date", "Value", "Received"), "Touches": ("Outcome",),
          "Plan": ("Date", "Status")}


def sheets(rows: Rows) -> dict[str, pd.DataFrame]:
    return {name: frames.of(table, rows[name]) for name, table in TABLES.items()}


def run(rows: Rows, last: Noted | None = None, at: dt.datetime = DAY, before: Rows | None = None) -> Noted:
    """What a run notices in ``rows`` after the run ``last``."""
    history, seen = (frames.of(HISTORY), frames.of(SEEN)) if last is None else (last.history, last.seen)
    return noted(sheets(rows), sheets(before or rows), history, seen, at, "refresh")


def edited(rows: Rows, *edits: tuple[Any, ...]) -> Rows:
    """``rows`` after edits: (table, row, column, value), (table, row) = deleted, (table, {...}) = typed below,
    (table, row, row) = the first copied over the second."""
    out = {name: [dict(row) for row in some] for name, some in rows.items()}
    for table, what, *rest in edits:
        some = out[table]
        if isinstance(what, dict):
            some.append(dict(what))
        elif not some:
            continue
        elif not rest:
            del some[what % len(some)]
        elif len(rest) == 1:
            some[rest[0] % len(some)] = dict(some[what % len(some)])
        else:
            some[what % len(some)][rest[0]] = rest[1]
    return out


def scripts() -> st.SearchStrategy[list[tuple[Any, ...]]]:
    """Random edits."""
    row = st.integers(0, 5)

    def cell(table: str) -> st.SearchStrategy[tuple[Any, ...]]:
        return st.sampled_from(FIELDS[table]).flatmap(
            lambda column: st.tuples(st.just(table), row, st.just(column), st.sampled_from(VALUES[column])))

    typed = st.tuples(st.just("Leads"), st.fixed_dictionaries({
        "Lead ID": st.sampled_from(["L-5", "L-6", "L-1"]), "Name": st.sampled_from(VALUES["Name"]),
        "Notes": st.sampled_from(VALUES["Notes"])}))
    name = st.sampled_from(["Leads", "Touches", "Plan"])
    return st.lists(st.one_of(name.flatmap(cell), st.tuples(name, row), st.tuples(name, row, row), typed), max_size=6)
