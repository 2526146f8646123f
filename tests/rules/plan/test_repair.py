"""The repair of a month's plan: leave, a late first run, capacity, overdue touches, replanning (facts/planning.md)."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook.rules.plan.repair import hall
from tests.rules.plan import books
from tests.rules.plan.books import DAYS, days_of, gaps, peak, people, pins, plan


def even(touches, days):
    return -(-touches // days)


@pytest.mark.parametrize("size", [200, 1849])
@pytest.mark.parametrize("first", [0, 6, 13])
def test_two_weeks_away_and_the_days_left_share_the_work_evenly(size, first):
    days = days_of(plan(people(range(1, size + 1)), books.settings(leave=[(first, first + 9)])))
    assert not {day for mine in days.values() for day in mine} & set(range(first, first + 10))
    assert all(len(mine) == 3 for mine in days.values())
    assert peak(days) <= even(3 * size, 13) + 1
    assert min(gaps(days)) >= 4                           # 13 days for three touches: room for four each


def test_why_says_that_the_owner_is_away():
    result = plan(people([1]), books.settings(leave=[(10, 12)]))
    assert days_of(result) == {1: [4, 13, 20]}            # the template says 4, 12, 20
    assert [why for why in result.plan["Why"] if "away" in why] == [
        "Touch 2 of 3 in March; not on 17 Mar: Jane is away"]


@pytest.mark.parametrize(("today", "least"), [(8, 4), (12, 3), (15, 2), (18, 1), (20, 1)])
def test_a_first_run_late_in_the_month_is_even(today, least):
    """With fewer than twelve days left, three touches stand as far apart as an even share allows, not farther."""
    days = days_of(plan(people(range(1, 301)), books.settings(), today=DAYS[today]))
    left = len(DAYS) - today
    assert all(len(mine) == 3 for mine in days.values())
    assert peak(days) <= even(900, left) + 1
    assert min(gaps(days)) >= least


def test_overdue_touches_fill_todays_capacity():
    """Twelve open rows of last week stand on today's list; with 20 a day there is room for eight more today."""
    given, leads, today = books.settings(capacity=20), people(range(1, 101)), 7
    overdue = pins(dict.fromkeys(range(1, 13), 2))
    days = days_of(plan(leads, given, overdue, today=DAYS[today]))
    new = [day for mine in days.values() for day in mine if day >= today]
    assert new.count(today) <= 8
    assert max(new.count(day) for day in range(today, 23)) <= 20
    again = plan(leads, given, overdue, today=DAYS[today])
    assert plan(again.leads, given, again.plan, today=DAYS[today]).plan is again.plan


def test_what_stands_on_today_or_is_pinned_stays_though_the_owner_is_away():
    leads, today = people(range(1, 61)), 5
    before = plan(leads, books.settings()).plan
    pinned = before.assign(Pinned=before["Pinned"].mask(before.index % 10 == 0, "Yes"))
    after = plan(leads, books.settings(leave=[(5, 8)]), pinned, today=DAYS[today]).plan
    old = pinned["Date"].dt.date
    moved = (after["Date"].iloc[:len(old)].dt.date != old).to_numpy()
    in_leave = ((old > DAYS[5]) & (old <= DAYS[8])).to_numpy()
    free = (pinned["Pinned"] == "").to_numpy()
    assert not moved[(old <= DAYS[5]).to_numpy() | ~free].any()
    assert moved[in_leave & free].all()
    assert after["Plan ID"].is_unique


@pytest.mark.parametrize("away", [0, 1, 3, 5])
def test_replanning_moves_what_must_and_at_most_two_in_a_hundred_more(away):
    size, first = 600, 10
    before = plan(people(range(1, size + 1)), books.settings()).plan
    kept = before[before["Lead ID"].isin([f"L-{k}" for k in range(60, size + 1)])].reset_index(drop=True)
    leads = people([*range(60, size + 1), *range(size + 1, size + 60)])
    leave = [(first, first + away - 1)] if away else []
    after = plan(leads, books.settings(leave=leave), kept)
    old, new = (one.set_index("Plan ID")["Date"].dt.date for one in (kept, after.plan))
    moved, forced = (new.loc[old.index] != old), old.isin(DAYS[first:first + away])
    assert moved[forced].all()
    assert moved.sum() - forced.sum() <= 0.02 * len(old)
    days = days_of(after)
    assert all(len(mine) == 3 for mine in days.values())
    assert min(gaps(days)) >= 4
    assert peak(days) <= even(3 * len(leads), 23 - away) * (1.02 if away < 2 else 1.25) + 1
    assert plan(after.leads, books.settings(leave=leave), after.plan).plan is after.plan


def test_a_month_on_leave_is_said_and_nobody_planned():
    result = plan(people([1, 2]), books.settings(leave=[(0, 22)]))
    assert days_of(result) == {}
    assert {row["has"] for row in result.report["shortfall"]} == {0}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.lists(st.integers(0, 4), min_size=6,
       max_size=6), st.lists(st.booleans(), min_size=6, max_size=6), st.integers(1, 9))
def test_the_best_peak_is_the_least_that_fits_every_stretch_of_days(windows, load, works, ceiling):
    windows = [(min(one), max(one)) for one in windows]
    load, works = np.array(load), np.array(works)
    first, last = (np.array([one[end] for one in windows], dtype=int) for end in (0, 1))
    needed = hall.inside(first, last, np.ones(len(windows), dtype=int), 6)

    def fits(level):
        room = [max(level - n, 0) if w else 0 for n, w in zip(load, works, strict=True)]
        return all(sum(a <= f and z <= b for f, z in windows) <= sum(room[a:b + 1]) for a in range(6)
                   for b in range(a, 6))

    best = next((level for level in range(ceiling + 1) if fits(level)), None)
    assert hall.best_peak(needed, load, works, ceiling) == best


def test_today_is_not_a_working_day():
    """A Sunday: what is overdue stands on Monday's list."""
    overdue = pins(dict.fromkeys(range(1, 11), 2))
    result = plan(people(range(1, 41)), books.settings(capacity=12), overdue, today=dt.date(2027, 3, 14))
    new = [day for mine in days_of(result).values() for day in mine if day > 8]
    assert new.count(DAYS.index(dt.date(2027, 3, 15))) <= 2
