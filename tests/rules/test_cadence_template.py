"""The golden-ratio template and what keeps touches apart (facts/planning.md)."""

import numpy as np
import pytest

from leadbook.rules.plan import slots


@pytest.mark.parametrize(("people", "peaks"), [
    (200, (35, 33, 31, 30, 29, 27)), (1849, (310, 293, 279, 265, 253, 243)),
    (10_000, (1668, 1581, 1502, 1429, 1366, 1306))])
def test_the_busiest_day_is_as_in_the_facts(people, peaks):
    phase = slots.phases(np.arange(1, people + 1))
    for width, measured in zip(range(18, 24), peaks, strict=True):
        busiest = np.bincount(slots.template(phase, 3, width).ravel()).max()
        assert busiest <= measured
        assert busiest <= -(-3 * people // width) + 2  # the lower bound


def test_the_template_of_one_person_depends_on_nobody_else():
    few, many = slots.phases(np.arange(1, 10)), slots.phases(np.arange(1, 1000))
    assert (slots.template(few, 3, 21) == slots.template(many, 3, 21)[:9]).all()


def test_what_is_left_of_the_month_is_shared_evenly():
    phase = slots.phases(np.arange(1, 1001))
    days = slots.spread(phase, np.full(1000, 2), 12, 20)
    assert days.min() >= 12
    assert days.max() < 20
    assert (np.diff(days, axis=1) >= 3).all()
    assert np.bincount(days.ravel())[12:].max() <= 2000 / 8 + 2


@pytest.mark.parametrize(("occupied", "ideal", "kept"), [
    ([5], [6, 14], [9, 14]),        # 6 is next to 5: the nearest day that is 4 away is 9
    ([], [3, 10, 17], [3, 10, 17]),
    ([10, 11, 12, 13], [11, -1], [6, -1]),
])
def test_touches_keep_apart(occupied, ideal, kept):
    away = slots.distances(np.zeros(len(occupied), dtype=int), np.array(occupied, dtype=int), (1, 20))
    assert slots.kept_apart(np.array([ideal]), away, np.arange(20)[None] >= 1, 4).tolist() == [kept]


def test_never_two_touches_on_a_day_when_no_room_is_left():
    away = slots.distances(np.array([0]), np.array([19]), (1, 20))
    kept = slots.kept_apart(np.array([[18, 18, 18]]), away, np.arange(20)[None] >= 18, 4)
    assert sorted(kept[0].tolist()) == [-1, -1, 18]
