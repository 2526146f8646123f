"""Each proof recounted from the sheets by code of its own: the touches really do not fit, what mends really mends."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.overload.books import most_that_fit, people, run, settings_with, working_days

FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 11, 30)


@st.composite
def books(draw):
    today = dt.date(2026, 11, draw(st.integers(2, 20)))
    away = [(dt.date(2026, 11, a), dt.date(2026, 11, min(a + n, 30)))
            for a, n in draw(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 20)), max_size=2))]
    owner = {"leave": [f"{a}..{b}" for a, b in away]}
    owner |= {"capacity_per_day": limit} if (limit := draw(st.sampled_from([None, 1, 1, 2, 3]))) else {}
    leads = people(draw(st.integers(1, 9)))
    for lead in leads:
        lead["Promise"] = draw(st.sampled_from([None, None, None, today + dt.timedelta(days=draw(st.integers(0, 20)))]))
    spoken = [{"Lead ID": f"L-{draw(st.integers(0, len(leads) - 1)):05}", "Channel": "Call", "Outcome": "Spoke",
               "When": dt.datetime.combine(today - dt.timedelta(days=draw(st.integers(20, 61))), dt.time(10))}
              for _ in range(draw(st.integers(0, 5)))]
    return leads, spoken, owner, away, today


def must(done, lead, spoken, today):
    """(days on which the person's other touches stand, the last day of each touch that may still be placed)."""
    plan = done.plan[done.plan["Lead ID"] == lead["Lead ID"]]
    plan = plan[(plan["Date"] >= dt.datetime(2026, 11, 1)) & (plan["Date"] < dt.datetime(2026, 12, 1))]
    stays = (plan["Pinned"] == "Yes") | (plan["Date"] <= dt.datetime.combine(today, dt.time()))
    calls = [t["When"].date() for t in spoken if t["Lead ID"] == lead["Lead ID"]]
    done_now = sum(day >= FIRST for day in calls)
    limit = max(calls, default=None)
    limit = limit + dt.timedelta(days=62) if limit else LAST
    limit = limit if today <= limit <= LAST else LAST
    free = plan[~stays]
    ends = [limit if channel == "Call" else LAST for channel in free["Channel"]]
    missing = max(3 - done_now - len(plan), 0)
    first = limit if "Call" not in set(plan["Channel"]) else LAST  # the call is among those that found no day
    ends += [first, *[LAST] * (missing - 1)] if missing else []
    return {d.date() for d in plan["Date"][stays]}, ends


@settings(max_examples=8, deadline=None)
@given(books())
def test_the_touches_of_the_stretch_do_not_fit_and_less_room_is_not_claimed(book):
    leads, spoken, owner, away, today = book
    done, found = run(leads, settings_with({"Jane Doe": owner}), today, touches=spoken)
    days = working_days(today, LAST, away)
    proofs = [one for one in found if one["month"] == "2026-11" and one["proven"]]
    for one in proofs:
        start, end = (dt.date.fromisoformat(one[key]) for key in ("from", "to"))
        inside = [day for day in days if day <= end]
        assert one["working_days"] == len(inside)
        assert start >= today
        assert not inside or (inside[0], inside[-1]) == (start, end)
        touches = []
        load = dict.fromkeys(inside, 0)
        for lead in leads:
            taken, ends = must(done, lead, spoken, today)
            for day in taken & set(inside):
                load[day] += 1
            touches += [(lead["Lead ID"], [d for d in inside if d not in taken]) for last in ends
                        if not [d for d in days if end < d <= last]]
        room = {day: max(owner.get("capacity_per_day", 99) - load[day], 0) for day in inside}
        fit = most_that_fit(touches, room)
        assert one["touches"] <= len(touches)
        assert fit <= one["room"] + len(touches) - one["touches"]
        assert fit < len(touches)


@settings(max_examples=4, deadline=None)
@given(books())
def test_a_capacity_that_mends_mends_and_one_less_does_not(book):
    leads, spoken, owner, _, today = book
    found = run(leads, settings_with({"Jane Doe": owner}), today, touches=spoken)[1]
    for one in found:
        enough = one["mend"]["capacity_per_day"]
        if one["month"] != "2026-11" or not enough:
            continue
        for capacity, mended in ((enough, True), (enough - 1, False)):
            again = run(leads, settings_with({"Jane Doe": owner | {"capacity_per_day": capacity}}), today, spoken)[1]
            assert mended == (not [o for o in again if o["month"] == "2026-11" and o["proven"]])
