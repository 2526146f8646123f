import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames, schema
from leadbook.rules.contact.people import numbered, representative

CONFIG = config.default_config()
A, B = "212-555-0142", "(212) 555-0143"


def leads(*rows):
    names = ("Lead ID", "Phone", "Email", "Person")
    return frames.of(schema.LEADS, [dict(zip(names, row, strict=True)) for row in rows])


def numbers(*rows):
    return numbered(leads(*rows), CONFIG)["Person"].fillna(0).astype(int).tolist()


def test_new_persons_are_numbered_in_row_order_and_leads_of_one_person_share():
    assert numbers(("L-1", A, "", None), ("L-2", B, "", None), ("L-3", "+1 212 555 0142", "", None)) == [1, 2, 1]


def test_numbers_stay_and_who_joins_a_person_takes_its_number():
    assert numbers(("L-9", B, "", None), ("L-1", A, "", 7), ("L-3", A, "", None)) == [8, 7, 7]


def test_two_numbered_leads_that_turn_out_to_be_one_person_take_the_smaller_number():
    assert numbers(("L-1", A, "", 7), ("L-2", A, "", 4)) == [4, 4]


def test_one_number_that_turns_out_to_be_two_persons_stays_with_the_first_row():
    assert numbers(("L-1", A, "", 7), ("L-2", B, "", 7)) == [7, 8]


def test_a_row_without_id_waits():
    assert numbers(("", A, "", None), ("L-2", B, "", None)) == [0, 1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([A, B, "", "212-555-0144"]),
                          st.sampled_from(["", "a@gmail.com", "b@gmail.com"]),
                          st.sampled_from([None, 1, 2, 5])), max_size=12))
def test_numbering_twice_changes_nothing_and_a_number_is_one_person(rows):
    book = leads(*[(f"L-{i}", *row) for i, row in enumerate(rows)])
    once = numbered(book, CONFIG)
    assert numbered(once, CONFIG) is once
    for i, one in enumerate(rows):
        for j, other in enumerate(rows):
            if (one[0] and one[0] == other[0]) or (one[1] and one[1] == other[1]):
                assert once["Person"][i] == once["Person"][j]
    assert once["Person"].notna().all()


def test_who_stands_for_a_person():
    """An open lead before a client, then the one received first; one that has plan rows in the month stays."""
    book = frames.of(schema.LEADS, [
        {"Lead ID": "L-C", "Person": 1, "Stage": "Won", "Received": "2024-01-01"},
        {"Lead ID": "L-B", "Person": 1, "Stage": "New", "Received": "2026-03-01"},
        {"Lead ID": "L-A", "Person": 1, "Stage": "Proposal", "Received": "2026-02-01"},
        {"Lead ID": "L-D", "Person": 2, "Stage": "Won"},
        {"Lead ID": "L-E", "Person": 3, "Stage": "Lost"}])
    active, month = [True, True, True, True, False], np.datetime64("2026-11")
    none, some = frames.of(schema.PLAN), frames.of(schema.PLAN, [
        {"Plan ID": "P-B-202611-1", "Lead ID": "L-B", "Scheduled": "2026-11-03"}])
    assert representative(book, active, none, CONFIG, month).to_dict() == {1: 2, 2: 3}
    assert representative(book, active, some, CONFIG, month).to_dict() == {1: 1, 2: 3}
    assert representative(book, active, some, CONFIG, month + 1).to_dict() == {1: 2, 2: 3}
