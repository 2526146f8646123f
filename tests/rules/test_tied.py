"""Whose row it is, by Lead ID."""

import numpy as np

from leadbook import frames
from leadbook.rules.tied import extreme, lead_numbers, moments_at
from leadbook.schema import LEADS, TOUCHES


def numbers(leads, touches):
    lead, touch = lead_numbers(frames.of(LEADS, [{"Lead ID": i, "Name": "x"} for i in leads]),
                               frames.of(TOUCHES, [{"Lead ID": i, "Note": "x"} for i in touches]))
    return lead.tolist(), touch.tolist()


def test_blank_unknown_repeated_and_otherwise_written_ids():
    assert numbers(["L-A", "", "L-B", "L-A"], ["L-B", "l-a", "", "L-C", "L-A"]) == ([0, -1, 1, 0], [1, 0, -1, -1, 0])
    assert numbers(["L-a", "L-A"], ["L-A", "L-a", "l-a"]) == ([0, 1], [1, 0, 0])


def test_no_leads_and_no_touches():
    assert numbers([], ["L-A", ""]) == ([], [-1, -1])
    assert numbers(["L-A"], []) == ([0], [])
    assert numbers([""], ["L-A"]) == ([-1], [-1])


def test_the_earliest_and_the_latest_of_each():
    when = np.array(["2026-01-03", "2026-01-01", "2026-01-03", "2026-01-01", "NaT", "2026-01-09"], "datetime64[s]")
    whose = np.array([0, 0, 0, 0, 0, -1])
    rows = np.array([0, 1, -1])
    assert extreme(rows, whose, when, latest=True).tolist() == [2, -1, -1]
    assert extreme(rows, whose, when, latest=False).tolist() == [1, -1, -1]
    assert np.isnat(moments_at(when, np.array([2, -1]))).tolist() == [False, True]
