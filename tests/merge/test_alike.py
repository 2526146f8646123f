"""The same edit or row, typed by two people on their own, is two: when one goes on, the other's value surfaces."""

from __future__ import annotations

import pytest

from tests.merge.copies import Book, after, book, conflicts, joined, refreshed, said
from tests.merge.test_merge import cell

SAME = ("Leads", 0, "Notes", "Monday")


def named(name: str, there: Book, *edits: tuple) -> Book:
    """A copy that a person edited; LeadBook ran after each edit."""
    there = there | {"name": name}
    for edit in edits:
        there = refreshed(after(there, edit))
    return there


@pytest.mark.parametrize("then", ["", "Tue"])
def test_who_goes_on_from_what_both_wrote_does_not_silence_the_other(then):
    start = book()
    one = named("A", start, SAME, ("Leads", 0, "Notes", then))
    other = named("B", start, SAME)
    for out in (joined(one, other), joined(other, one)):
        assert cell(out, "L-1", "Notes") == then
        assert conflicts(out) == [("L-1", "Notes", then, "Monday")]
    assert said(joined(joined(one, other), other)) == said(joined(one, other))


def test_who_deletes_what_the_other_wrote_too_does_not_silence_them():
    start = book()
    one = named("A", start, SAME, ("Leads", 0))
    for out in (joined(one, named("B", start, SAME)), joined(named("B", start, SAME), one)):
        assert conflicts(out) == [("L-1", "", "(the row is here)", "(deleted)")]


ROW = ("Leads", {"Lead ID": "L-5", "Name": "Zoe", "Phone": "(212) 555-0199"})
LAST = ("Leads", 4)


@pytest.mark.parametrize(("then", "conflict"), [
    (LAST, ("L-5", "", "(the row is here)", "(deleted)")),
    ((*LAST, "Phone", ""), ("L-5", "Phone", "", "(212) 555-0199")),
    ((*LAST, "Phone", "555"), ("L-5", "Phone", "555", "(212) 555-0199"))])
@pytest.mark.parametrize("ran", [True, False])
def test_who_goes_on_with_a_row_that_both_typed_does_not_silence_the_other(then, conflict, ran):
    start = book()
    one = named("A", start, ROW, then)
    other = named("B", start, ROW) if ran else after(start, ROW) | {"name": "B"}
    for out in (joined(one, other), joined(other, one)):
        assert conflicts(out) == [conflict]
    assert said(joined(joined(one, other), other)) == said(joined(one, other))
    grown = named("A", joined(one, other), (*LAST, "Notes", "met"))
    assert said(joined(grown, other)) == said(joined(other, grown)) == said(grown)


def test_what_is_added_to_a_row_that_both_typed_is_no_conflict():
    start = book()
    one, other = named("A", start, ROW, (*LAST, "Notes", "met")), named("B", start, ROW)
    for out in (joined(one, other), joined(other, one)):
        assert cell(out, "L-5", "Notes") == "met"
        assert not conflicts(out)


def test_a_row_that_was_typed_before_the_copies_parted_is_one():
    start = named("A", book(), ROW)
    one, other = named("A", start, LAST), named("B", start)
    for out in (joined(one, other), joined(other, one)):
        assert "L-5" not in set(out["Leads"]["Lead ID"])
        assert not conflicts(out)


def test_what_was_written_before_the_copies_parted_is_one_edit():
    start = named("A", book(), SAME)
    for then in ("", "Tue"):
        one = named("A", start, ("Leads", 0, "Notes", then))
        for out in (joined(one, named("B", start)), joined(named("B", start), one)):
            assert cell(out, "L-1", "Notes") == then
            assert not conflicts(out)


def test_what_came_from_the_other_copy_by_a_merge_is_known():
    start = book()
    other = named("B", start, SAME)
    for one in (named("A", start), named("A", start, SAME)):
        merged = named("A", joined(one, other), ("Leads", 0, "Notes", "Tue"))
        for out in (joined(merged, other), joined(other, merged)):
            assert cell(out, "L-1", "Notes") == "Tue"
            assert not conflicts(out)


def test_a_third_person_who_wrote_it_too_is_heard():
    start = book()
    one, other, third = (named(name, start, SAME) for name in "ABC")
    one = named("A", joined(one, other), ("Leads", 0, "Notes", "Tue"))
    for out in (joined(one, third), joined(third, one), joined(one, other, third), joined(third, other, one)):
        assert cell(out, "L-1", "Notes") == "Tue"
        assert conflicts(out) == [("L-1", "Notes", "Tue", "Monday")]


def test_a_copy_that_lags_behind_makes_no_conflict_of_two_steps_of_one_person():
    start = book()
    first = named("B", start, ("Leads", 1, "Stage", "Contacted"))
    second = named("A", first, ("Leads", 1, "Stage", "Proposal"))
    wanted = joined(joined(second, first), named("C", start))
    for out in (joined(second, first, named("C", start)), joined(named("C", start), first, second)):
        assert said(out) == said(wanted)
        assert cell(out, "L-2", "Stage") == "Proposal"
        assert not conflicts(out)


def test_which_of_two_rows_with_one_id_is_which_is_remembered():
    start = book()
    same = ("Leads", {"Lead ID": "L-6", "Name": "", "Notes": "one"})
    one = after(start, ("Leads", {"Lead ID": "L-6", "Name": "Zoe", "Notes": "two"}), same)
    once = joined(one, after(start, same))
    assert conflicts(once) == [("L-6", "Notes", "two", "one")]
    for again in (joined(once, one), joined(once, after(start, same))):
        assert said(again) == said(once)
