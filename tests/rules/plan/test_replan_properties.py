"""Random teams and books, planned on 1 March, changed, planned again later: what must hold whatever happens.

Counted on the rows of the plan, by code of its own: what may move, consent, ids, gaps, and how much moves.
"""

import datetime as dt
import itertools
import os

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.plan.books import CALENDAR, DAYS
from tests.rules.plan.test_stand_in_room import book, plan, team

WORKS = [day.item() for day in CALENDAR.working_days(dt.date(2027, 2, 1), dt.date(2027, 6, 30))]
BARS = {"Call": {"Call"}, "Text, E-mail": {"Text", "E-mail"}, "Yes": {"Call", "Text", "E-mail", "Mail"}}
AWAY = st.lists(st.tuples(st.integers(4, 20), st.integers(0, 4)).map(lambda one: (one[0], min(sum(one), 22))),
                max_size=1)


@st.composite
def changes(draw):
    """(owners on 1 March, owners later, leads, leads later, index of the later day, rows that people pin)."""
    capacity = draw(st.sampled_from([{}, {}, {"capacity_per_day": 4}]))
    many = draw(st.integers(6, 40))
    backup = {"backup": draw(st.sampled_from(["", "Tom"]))}
    jane, later = (capacity | backup | {"leave": draw(AWAY)} for _ in range(2))
    leads = book(Jane=many, Tom=3)
    after = leads.copy()
    for row in draw(st.sets(st.integers(0, many - 1), max_size=4)):
        after.loc[row, "Do Not Contact"] = draw(st.sampled_from(list(BARS)))
    gone = draw(st.sets(st.integers(0, many - 1), max_size=3))
    after.loc[sorted(gone), "Stage"] = "Lost"
    more = book(Jane=many + draw(st.integers(0, 5)), Tom=3).iloc[many:-3]
    more = more.assign(Person=more["Person"] + 100.0, **{"Lead ID": more["Lead ID"] + "-NEW"})
    return jane, later, leads, pd.concat([after, more], ignore_index=True), draw(st.integers(0, 18)), draw(
        st.sets(st.integers(0, 60), max_size=4))


@settings(max_examples=40 if os.environ.get("LEADBOOK_LONG") else 6, deadline=None)
@given(changes())
def test_what_a_later_plan_may_change(case):
    jane, later, leads, changed, day, pins = case
    one = plan(leads, team(Jane=jane, Tom={}))
    hand = one.plan.assign(Pinned=one.plan["Pinned"].mask(one.plan.index.isin(pins), "Yes"))
    given_, today = team(Jane=later, Tom={}), DAYS[day]
    two = plan(changed, given_, hand, today=today)
    old, new = hand, two.plan.iloc[: len(hand)]
    keep = ["Plan ID", "Lead ID", "Channel", "Pinned"]
    assert new[keep].equals(old[keep])                                     # nothing of what was published is lost
    assert two.plan["Plan ID"].is_unique
    moved = (new["Date"] != old["Date"]).to_numpy()
    fixed = (old["Date"].dt.date <= today).to_numpy() | (old["Pinned"] == "Yes").to_numpy()
    assert not (moved & fixed).any()
    consent_wins(two.plan, changed)
    much(old, new, moved, ~fixed, later)
    if not jane.get("capacity_per_day"):
        apart(one.plan, [])
        apart(two.plan, [*new.loc[fixed, "Lead ID"], *changed["Lead ID"].iloc[len(leads):]])
    assert plan(changed, given_, two.plan, today=today).plan is two.plan


@pytest.mark.parametrize(("away", "day"), [([(12, 12)], 0), ([(8, 10)], 2), ([], 4)])
def test_what_replaces_skipped_touches_comes_apart(away, day):
    """Once the skipped ones counted as touches still to come, so that the new ones came three days apart."""
    leads, jane = book(Jane=6, Tom=3), {"leave": away}
    one = plan(leads, team(Jane=jane, Tom={}))
    for bar in BARS:
        two = plan(leads.assign(**{"Do Not Contact": bar}), team(Jane={}, Tom={}), one.plan, today=DAYS[day])
        fixed = (one.plan["Date"].dt.date <= DAYS[day]).to_numpy()
        apart(two.plan, one.plan.loc[fixed, "Lead ID"])


def consent_wins(rows, leads):
    """No open touch through a channel that its person bars, pinned or not; none for the lost unless pinned."""
    wish = dict(zip(leads["Lead ID"], leads["Do Not Contact"], strict=True))
    lost = set(leads["Lead ID"][leads["Stage"] == "Lost"])
    for row in rows[rows["Status"] == "Planned"].to_dict("records"):
        assert row["Channel"] not in BARS.get(wish[row["Lead ID"]], ())
        assert row["Lead ID"] not in lost or row["Pinned"] == "Yes"


def much(old, new, moved, free, owner):
    """Without a capacity only what stands on leave moves, and at most two in a hundred more, to even out the days."""
    if owner.get("capacity_per_day"):
        return
    away = {DAYS[d] for a, b in owner["leave"] for d in range(a, b + 1)} if not owner["backup"] else set()
    jane = ~old["Lead ID"].isin([f"L-{number}" for number in tom(old)]).to_numpy()
    open_ = (new["Status"] == "Planned").to_numpy() & free
    must = open_ & jane & old["Date"].dt.date.isin(away).to_numpy()
    assert moved[must].all()
    assert moved.sum() - must.sum() <= 0.02 * open_.sum() * 2              # each of the two months for itself


def tom(rows):
    """The numbers of Tom's three people: the last ones of the book of 1 March."""
    numbers = sorted({int(lead[2:]) for lead in rows["Lead ID"]})
    return numbers[-3:]


def apart(rows, but):
    """Four working days between two touches of a person, but for those with a touch that stays where it is and those
    who come when few days of the month are left."""
    rows = rows[(rows["Status"] == "Planned").to_numpy() & ~rows["Lead ID"].isin(set(but)).to_numpy()]
    for lead, days in rows.groupby("Lead ID")["Date"]:
        at = sorted(WORKS.index(day.date()) for day in days)
        assert all(later - sooner >= 4 for sooner, later in itertools.pairwise(at)), (lead, at)
