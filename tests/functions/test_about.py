"""A few rows and columns give the same answer as the whole tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import leadbook.functions as functions
from leadbook.books.memory import MemoryBook
from leadbook.errors import BadInput
from leadbook.functions import ErrorValue
from leadbook.functions.needs import NEEDS
from tests.functions.sheets import handed
from tests.functions.test_answers import LISTS, OF_A_LEAD, as_days, rule, shown

IDS = st.sampled_from(["", "L-A", "l-a", "L-B", "L-C", "L-D"])
NAMES = st.sampled_from(["", "Ann", "ann ", "Bo", "Cy Fox"])
DAYS = st.one_of(st.none(), st.dates(dt.date(2026, 10, 1), dt.date(2026, 12, 24)))
MOMENTS = st.one_of(st.none(), st.datetimes(dt.datetime(2026, 10, 1), dt.datetime(2026, 11, 25)))
LEAD = st.fixed_dictionaries({
    "Lead ID": IDS, "Name": NAMES, "Company": NAMES, "Person": st.one_of(st.none(), st.integers(1, 2)),
    "Owner": st.sampled_from(["", "Jane", "Joe"]), "Stage": st.sampled_from(["", "New", "Proposal", "Lost", "Odd"]),
    "Next Action": st.sampled_from(["", "Call"]), "Next Date": DAYS, "Promise": DAYS, "Received": MOMENTS,
    "First Contact": MOMENTS, "Appointment": DAYS, "Closed": DAYS, "Alert": st.sampled_from(["", "Red", "Amber"]),
    "Stale": st.sampled_from(["", "Late"]), "Deadline": MOMENTS, "Need": st.sampled_from(["", "House"]),
    "Check": st.sampled_from(["", "Incomplete. Phone is missing."]), "Phone": st.sampled_from(["", "555"]),
    "Notes": st.sampled_from(["", "Met at the fair"]), "Do Not Contact": st.sampled_from(["", "Yes", "Call"])})
TOUCH = st.fixed_dictionaries({
    "Touch ID": st.just("T"), "When": MOMENTS, "Lead ID": IDS, "Name": NAMES,
    "Channel": st.sampled_from(["Call", "Email", "Newsletter", "Odd"]),
    "Outcome": st.sampled_from(["Spoke", "Voicemail", "Sent", "Odd"])})
PLANNED = st.fixed_dictionaries({
    "Plan ID": st.just("P"), "Date": DAYS, "Lead ID": IDS, "Name": NAMES, "Owner": st.sampled_from(["", "Joe"]),
    "Channel": st.sampled_from(["Call", "Email"]), "Why": st.just("Touch 1"),
    "Status": st.sampled_from(["", "Planned", "Done"]), "Done On": DAYS})
BOOKS = st.fixed_dictionaries({"Leads": st.lists(LEAD, max_size=5), "Touches": st.lists(TOUCH, max_size=6),
                               "Plan": st.lists(PLANNED, max_size=5)}).map(MemoryBook)


def expected(name: str, book: MemoryBook, *asked: Any) -> Any:
    try:
        answer = rule(name, book, *asked)
    except BadInput:
        return "#N/A"
    return shown(answer) if name in LISTS else answer


@settings(max_examples=15, deadline=None)
@given(BOOKS, st.sampled_from(OF_A_LEAD))
def test_a_lead_on_any_book(book: MemoryBook, name: str) -> None:
    asked = ["L-A", "a", "l-b", "L-D", "ANN", "Cy", "Fox", ""]
    answers = getattr(functions, name)([[lead] for lead in asked], **handed(name, book))
    assert answers == [[expected(name, book, lead)] for lead in asked]


@settings(max_examples=10, deadline=None)
@given(BOOKS, st.sampled_from(sorted(LISTS)), st.sampled_from(["", "joe"]))
def test_a_list_on_any_book(book: MemoryBook, name: str, owner: str) -> None:
    answer = getattr(functions, name)(owner, **handed(name, book))
    assert answer == expected(name, book, owner) or as_days(answer) == expected(name, book, owner)


@settings(max_examples=10, deadline=None)
@given(BOOKS, st.sampled_from(["Received", "contacted", "Won", "Lost", "Odd"]), DAYS, DAYS)
def test_a_count_on_any_book(book: MemoryBook, step: str, first: Any, last: Any) -> None:
    answer = functions.FUNNEL_COUNT(step, first, last, **handed("FUNNEL_COUNT", book))
    assert answer == expected("FUNNEL_COUNT", book, step, first, last)


@pytest.mark.parametrize("name", OF_A_LEAD)
def test_two_rows_with_one_id(name: str) -> None:
    """Found by its name, the second row is meant, though its id leads to the first."""
    book = MemoryBook({"Leads": [{"Lead ID": "L-B", "Name": "Bo"},
                                 {"Lead ID": "L-B", "Name": "Ann", "Deadline": dt.datetime(2026, 10, 1)}]})
    answers = getattr(functions, name)([["Ann"], ["L-B"]], **handed(name, book))
    assert answers == [[expected(name, book, "Ann")], [expected(name, book, "L-B")]]


def test_the_examples_are_not_all_blank(team: MemoryBook) -> None:
    """Each function has leads with an answer and leads without one on the demo, so the tests above can fail."""
    leads = [[lead] for lead in team.read("Leads")["Lead ID"]]
    for name in OF_A_LEAD:
        answers = {str(row[0]) for row in getattr(functions, name)(leads, **handed(name, team))}
        assert len(answers) > 2, name
    assert not any(isinstance(row[0], ErrorValue) for row in functions.LAST_TOUCH(leads, **handed("LAST_TOUCH", team)))
    assert set(NEEDS) == {*LISTS, *OF_A_LEAD, "FUNNEL_COUNT"}
