"""Wilson intervals against published figures, Kaplan-Meier against a table worked by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadbook.rules.funnel.intervals import ratio, waits, wilson


@pytest.mark.parametrize(("hits", "n", "low", "high"), [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),  # Newcombe
    (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)])
def test_wilson_against_published_figures(hits, n, low, high):
    found = wilson([hits], [n])
    assert (round(float(found[0][0]), 4), round(float(found[1][0]), 4)) == (low, high)


def test_of_nothing_there_is_no_rate():
    assert np.isnan(wilson([0], [0])).all()
    assert np.isnan(ratio([3], [0])).all()


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_an_interval_holds_its_share(hits, n):
    hits = min(hits, n)
    low, high = wilson([hits], [n])
    assert 0 <= low[0] <= hits / n <= high[0] <= 1


def test_kaplan_meier_worked_by_hand():
    """Of five: contact at 10, one looked at until 20, contacts at 30 and 40, one looked at until 50.

    Still waiting after 10: 4/5 = .8; after 30: .8 * 2/3 = .533; after 40: .533 * 1/2 = .267.
    """
    times, happened = [40, 20, 10, 50, 30], [True, False, True, False, True]
    found = waits(times, happened, [0] * 5, 1, (0.2, 0.4, 0.5, 0.73, 0.75))
    assert found.tolist()[0][:4] == [10, 30, 40, 40]
    assert math.isnan(found[0, 4])


def test_groups_do_not_touch_each_other_and_an_empty_one_has_no_median():
    found = waits([5, 7, 100, 9, 9], [True, True, True, True, False], [2, 2, 0, 0, 0], 4)
    assert [None if v != v else v for v in found[:, 0]] == [100, None, 5, None]


def test_exactly_a_half_is_reached_despite_rounding():
    """Of 24, twelve were contacted: the product 23/24 * 22/23 * ... is a hair over 1/2 in floating point."""
    assert waits(list(range(1, 25)), [True] * 12 + [False] * 12, [0] * 24, 1)[0, 0] == 12


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.randoms())
def test_without_censoring_it_is_the_plain_quantile_whatever_the_order(times, random):
    expected = sorted(times)[math.ceil(len(times) / 2) - 1]
    shuffled = random.sample(times, len(times))
    assert waits(shuffled, [True] * len(times), [0] * len(times), 1)[0, 0] == expected
