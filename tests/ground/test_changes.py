"""A change set is the difference of two sets of frames, and keeps the house's invariants."""

import pytest

from leadbook.books.changes import Append, Replace, SetCells, between
from leadbook.books.memory import MemoryBook

ROWS = [{"Lead ID": "L-1", "Name": "Ann"}, {"Name": "Bob"}]


def leads():
    return MemoryBook({"Leads": ROWS}).read("Leads")


def test_equal_frames_give_nothing():
    assert between({"Leads": leads()}, {"Leads": leads()}) == []


def test_a_filled_blank_is_one_cell():
    """Bob has no id; the job gives him L-2."""
    old = leads()
    (change,) = between({"Leads": old}, {"Leads": old.assign(**{"Lead ID": ["L-1", "L-2"]})})
    assert isinstance(change, SetCells)
    assert (change.column, change.rows, change.keys, list(change.new)) == ("Lead ID", [1], [""], ["L-2"])


def test_a_persons_cell_is_never_written_over():
    old = leads()
    with pytest.raises(AssertionError, match=r"wrote over Leads\[Name\]"):
        between({"Leads": old}, {"Leads": old.assign(Name=["Ann", "Robert"])})


@pytest.mark.parametrize("broken", [lambda f: f.iloc[:1], lambda f: f.iloc[::-1]])
def test_rows_are_never_lost_or_moved(broken):
    with pytest.raises(AssertionError, match="moved or lost rows of Leads"):
        between({"Leads": leads()}, {"Leads": broken(leads())})


def test_new_rows_are_appended_and_checks_replaced():
    import pandas as pd

    book = MemoryBook({"Touches": [{"Touch ID": "T-1"}], "Checks": [{"Code": "LB101"}]})
    touches, checks = book.read("Touches"), book.read("Checks")
    more = MemoryBook({"Touches": [{"Touch ID": "T-2"}]}).read("Touches").set_axis([1])
    append, replace = between({"Touches": touches, "Checks": checks},
                              {"Touches": pd.concat([touches, more]), "Checks": checks.iloc[:0]})
    assert isinstance(append, Append)
    assert append.frame["Touch ID"].tolist() == ["T-2"]
    assert isinstance(replace, Replace)
    assert len(replace.frame) == 0
