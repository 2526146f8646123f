"""Cells become typed frames once; what does not fit is blank or surely read, and named."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook import frames
from leadbook.cell_readings import parse_moment
from leadbook.schema import LEADS, TABLES


class Broken:
    """What an engine gives for an error cell."""

    def __str__(self):
        return "#REF!"


def one(column, value, date1904=False):
    """Type one cell of Leads (beside a name) -> (value, problem or '')."""
    raw = {name: [None] for name in LEADS.names} | {"Company": ["x"]} | {column: [value]}
    frame, problems = frames.typed(LEADS, raw, date1904)
    return frame[column].iloc[0], (problems["problem"].iloc[0] if len(problems) else "")


@pytest.mark.parametrize(("column", "cell", "value", "problem"), [
    ("Name", None, "", ""),
    ("Name", " Dana\xa0", "Dana", ""),
    ("Name", Broken(), "", "unreadable"),
    ("ZIP", 6020.0, "6020", "number in text"),
    ("Phone", 1.5e10, "15000000000", "number in text"),
    ("Newsletter", True, "Yes", ""),
    ("Value", "$350,000", 350000.0, "text number"),
    ("Value", "1,5", None, "not a number"),
    ("Value", "about 3", None, "not a number"),
    ("Value", Broken(), None, "unreadable"),
    ("Need By", 46000.0, pd.Timestamp("2025-12-09"), ""),
    ("Need By", 46000.75, pd.Timestamp("2025-12-09"), ""),
    ("Received", 46000.75, pd.Timestamp("2025-12-09 18:00"), ""),
    ("Received", "2026-11-20 09:30", pd.Timestamp("2026-11-20 09:30"), "text date"),
    ("Received", "11/20/2026", pd.Timestamp("2026-11-20"), "text date"),
    ("Received", "2/1/2026", None, "not a date"),
    ("Received", "next week", None, "not a date"),
    ("Received", -3.0, None, "not a date"),
    ("Received", 1e9, None, "not a date"),
    ("Received", Broken(), None, "unreadable"),
    ("Received", dt.date(2026, 3, 1), pd.Timestamp("2026-03-01"), ""),
])
def test_one_cell(column, cell, value, problem):
    got, named = one(column, cell)
    assert named == problem
    assert pd.isna(got) if value is None else got == value


def test_the_1904_epoch():
    assert one("Need By", 44538.0, date1904=True)[0] == pd.Timestamp("2025-12-09")


def test_a_blank_row_is_a_gap_and_a_damaged_row_stays():
    """Row 0 Ann, row 1 blank, row 2 only #REF! in Name."""
    raw = {name: [None] * 3 for name in LEADS.names} | {"Name": ["Ann", None, Broken()]}
    frame, problems = frames.typed(LEADS, raw)
    assert frame.index.tolist() == [0, 2]
    assert problems[["row", "column", "raw"]].to_numpy().tolist() == [[2, "Name", "#REF!"]]


def test_every_dtype_is_what_the_docstring_says():
    for table in TABLES.values():
        frame = frames.of(table)
        for column in table.columns:
            want = "object" if column.is_text else "datetime64[s]" if column.is_date else "float64"
            assert str(frame[column.name].dtype) == want, column


cells = st.none() | st.text(max_size=12) | st.floats() | st.booleans() | st.integers(-10**12, 10**12) | st.dates() \
    | st.datetimes() | st.times() | st.builds(Broken)


@given(st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_nothing_raises_and_nothing_is_lost_silently(rows):
    """Name, Received, Value of random content: a value that is gone has a problem on its cell."""
    names = ("Name", "Received", "Value")
    raw = {name: [None] * len(rows) for name in LEADS.names}
    raw |= {name: [row[i] for row in rows] for i, name in enumerate(names)}
    frame, problems = frames.typed(LEADS, raw)
    named = set(zip(problems["row"], problems["column"], strict=True))
    for position, row in enumerate(rows):
        for name, value in zip(names, row, strict=True):
            there = value is not None and not (isinstance(value, str) and not value.replace("\xa0", " ").strip()) \
                and value == value and value not in (float("inf"), float("-inf"))
            if there and (position, name) not in named:
                assert not frames.blank(LEADS[name], frame.loc[[position], name])[0]


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2199, 1, 1)), st.booleans())
def test_moments_round_trip_to_the_second(moment, epoch):
    series = pd.Series(np.array([moment], dtype="datetime64[s]"))
    assert frames.from_serials(frames.to_serials(series, epoch), epoch)[0] == series[0]


def test_parse_moment_uses_the_order_it_is_told():
    assert parse_moment("2/1/2026", month_first=True) == dt.datetime(2026, 2, 1)
    assert parse_moment("2/1/2026", month_first=False) == dt.datetime(2026, 1, 2)
    assert parse_moment("2/1/2026") is None
    assert parse_moment("30/2/2026") is None
