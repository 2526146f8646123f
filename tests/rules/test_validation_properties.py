"""Whatever stands in the cells: validation never raises, changes nothing, and says the same again."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook import frames
from leadbook.books.memory import MemoryBook
from leadbook.rules import findings as findings_
from leadbook.rules import incomplete, validation
from leadbook.schema import CHECKS, LEADS, PLAN, TOUCHES
from tests.rules.book import CONFIG, TODAY, ErrorCell

WORDS = ["", "New", "won", "Lost", "Nurture", "Referral", "Spoke", "Call", "L-1", "L-2", "Dana",
         "they will call", "Yes", "=1+1", "212-555-0142", "dana@example.com", "6020", "2026-11-20", "soon",
         "\x00", "{0}", "%s", "x" * 300]
CELLS = st.one_of(
    st.none(), st.sampled_from(WORDS), st.text(max_size=12), st.floats(), st.integers(-10**12, 10**12), st.booleans(),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)), st.just(ErrorCell()))


def rows_of(table):
    return st.lists(st.dictionaries(st.sampled_from(table.names), CELLS, max_size=12), max_size=6)


def read(book):
    tables = ("Leads", "Touches", "Plan")
    return {t: book.read(t) for t in tables}, {t: book.problems(t) for t in tables}


BOOKS = st.builds(lambda leads, touches, plan: MemoryBook({"Leads": leads, "Touches": touches, "Plan": plan}),
                  rows_of(LEADS), rows_of(TOUCHES), rows_of(PLAN))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BOOKS)
def test_any_book_is_judged_without_a_fault(book):
    sheets, problems = read(book)
    before = {name: frame.copy() for name, frame in sheets.items()}
    found = validation.findings(sheets, problems, CONFIG, TODAY)
    again = validation.findings(sheets, problems, CONFIG, TODAY)
    assert found.equals(again)
    for name, frame in sheets.items():
        assert frame.equals(before[name])
    for table, row in zip(found["table"], found["row"], strict=True):
        assert row in sheets[table].index
    said = found["message"].tolist()
    assert all(text and text == text.strip() and text[0].isalnum() for text in said)
    assert all(c.isprintable() for text in said for c in text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(BOOKS)
def test_the_second_run_says_and_writes_the_same(book):
    sheets, problems = read(book)
    sheets["Leads"] = incomplete.with_follow_up(sheets["Leads"], CONFIG, TODAY, next_day, problems["Leads"])
    first = validation.findings(sheets, problems, CONFIG, TODAY)
    table = findings_.checks_table(first, sheets, frames.of(CHECKS), TODAY)
    column = findings_.check_column(sheets["Leads"], first, incomplete.incomplete(sheets["Leads"], CONFIG))
    assert len(table) == len(first)
    assert len(column) == len(sheets["Leads"])
    leads = incomplete.with_follow_up(sheets["Leads"], CONFIG, TODAY, next_day, problems["Leads"])
    assert leads is sheets["Leads"]
    sheets["Leads"] = leads.assign(Check=column)
    second = validation.findings(sheets, problems, CONFIG, TODAY)
    assert second.equals(first)
    later = TODAY + dt.timedelta(days=3)
    assert findings_.checks_table(first, sheets, table, later).equals(table)


def next_day(day, count):
    return day + dt.timedelta(days=count)


@pytest.mark.parametrize("column", LEADS.names)
def test_rows_are_never_lost(column):
    cells = ["=1", "x", 3.5, ErrorCell(), dt.datetime(2030, 1, 1), None]
    book = MemoryBook({"Leads": [{"Name": "Dana"} | {column: cell} for cell in cells]})
    sheets, problems = read(book)
    rows = len(sheets["Leads"])
    found = validation.findings(sheets, problems, CONFIG, TODAY)
    lacking = incomplete.incomplete(sheets["Leads"], CONFIG)
    assert len(findings_.check_column(sheets["Leads"], found, lacking)) == rows
