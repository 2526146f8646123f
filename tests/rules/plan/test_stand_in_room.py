"""A backup's day holds what the backup can do: their own touches first, then those of whom they stand in for.

The room is counted here from the rows of the plan: who does it (Owner) on which day.
"""

import os
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames, schema
from leadbook.rules.overload.overload import overloads
from leadbook.rules.plan.cadence import planned
from tests.rules.plan.books import CALENDAR, DAYS, MARCH


def team(**owners):
    """Owners as in the settings; leave as (first, last) index of March's working days."""
    away = {name: {"leave": [f"{DAYS[a]}..{DAYS[b]}" for a, b in one.get("leave", [])]} for name, one in owners.items()}
    given_ = {name: one | away[name] for name, one in owners.items()}
    return config.checked(config.merged({"owners": given_}), "test")


def book(**people):
    """So many people of each owner."""
    rows, number = [], 0
    for owner, many in people.items():
        for _ in range(many):
            number += 1
            rows.append({"Lead ID": f"L-{number}", "Name": f"Person {number}", "Owner": owner, "Stage": "Nurture",
                         "Person": number, "Phone": "212-555-0142", "Email": f"p{number}@gmail.com",
                         "Received": "2020-03-02"})
    return frames.of(schema.LEADS, rows)


def plan(leads, given_, before=None, today=MARCH):
    before = frames.of(schema.PLAN, []) if before is None else before
    return planned(leads, frames.of(schema.TOUCHES, []), before, given_, today, CALENDAR)


def march(done):
    rows = done.plan[(done.plan["Status"] == "Planned").to_numpy()]
    return [(lead, day.date(), doer) for lead, day, doer in zip(rows["Lead ID"], rows["Date"], rows["Owner"],
                                                               strict=True) if day.date() in DAYS]


def loads(done):
    return Counter((doer, day) for _, day, doer in march(done))


def short_in_march(done):
    return [one for one in done.report["shortfall"] if one["month"] == "2027-03"]


def test_the_backup_does_no_more_a_day_than_they_can():
    """Tom can do 6 a day and has 30 people ; Jane's 40 people fill what is left of his days."""
    given_ = team(Jane={"leave": [(5, 14)], "backup": "Tom"}, Tom={"capacity_per_day": 6})
    done = plan(book(Jane=40, Tom=30), given_)
    assert max(many for (who, _), many in loads(done).items() if who == "Tom") == 6
    assert Counter(lead for lead, *_ in march(done)) == {f"L-{n}": 3 for n in range(1, 71)}
    assert done.report["stand_ins"][0]["over"] == []
    assert sum(row[2] == "Tom" and int(row[0][2:]) <= 40 for row in march(done)) >= 10
    assert plan(done.leads, given_, done.plan).plan is done.plan


def test_leave_that_comes_later_moves_the_touches_of_who_is_away_not_the_backup_s_own():
    leads = book(Jane=40, Tom=30)
    before = plan(leads, team(Jane={"backup": "Tom"}, Tom={"capacity_per_day": 6}))
    given_ = team(Jane={"leave": [(5, 14)], "backup": "Tom"}, Tom={"capacity_per_day": 6})
    after = plan(leads, given_, before.plan)
    moved = after.plan["Date"].iloc[: len(before.plan)] != before.plan["Date"]
    theirs = after.plan["Lead ID"].iloc[: len(before.plan)].str[2:].astype(int)
    assert moved.any()
    assert theirs[moved].max() <= 40
    assert max(many for (who, _), many in loads(after).items() if who == "Tom") == 6
    whys = after.plan["Why"].iloc[: len(before.plan)][moved.to_numpy()]
    assert {why.partition(" on 1 Mar: ")[2].partition(";")[0] for why in whys} == {
        "Tom has no room then", "that day was fuller"}
    assert plan(leads, given_, after.plan).plan is after.plan


def test_a_month_away_and_the_backup_has_no_room_for_all():
    """Tom: 4 a day on 23 days are 92; his 20 people take 60 of them, Jane's 20 people need 60."""
    done = plan(book(Jane=20, Tom=20), team(Jane={"leave": [(0, 22)], "backup": "Tom"}, Tom={"capacity_per_day": 4}))
    assert set(loads(done).values()) == {4}
    found = short_in_march(done)
    assert sum(one["needs"] - one["has"] for one in found) == 120 - 92
    assert {one["reason"] for one in found} == {
        "Jane is away on all working days left in March, and Tom, who stands in, has no room left"}
    proof, = [one for one in overloads(done.seen) if one["month"] == "2027-03"]
    assert (proof["owner"], proof["touches"], proof["room"], proof["short"]) == ("Jane", 59, 31, 28)  # one is today's
    assert proof["stand_in"] == {"backup": "Tom", "days": 23, "capacity_per_day": 6}  # 5 a day: 5 short
    assert proof["sentence"].startswith(
        "Jane, March: 59 touches must fall on 1-31 Mar; Jane is away on all working days then, and Tom stands in (room "
        "for 31 beside 1 that stays where set and 60 that Tom has then). 31 are planned then, 28 fall short. What "
        "would mend it: ")
    assert proof["sentence"].endswith(" a capacity of 6 touches a day for Tom.")


@pytest.mark.parametrize(("capacity", "short"), [(6, False), (5, True)])
def test_the_capacity_of_the_backup_that_mends_it_mends_it_and_one_less_does_not(capacity, short):
    given_ = team(Jane={"leave": [(0, 22)], "backup": "Tom"}, Tom={"capacity_per_day": capacity})
    assert bool(short_in_march(plan(book(Jane=20, Tom=20), given_))) == short


def test_what_the_backup_s_day_does_not_hold_finds_other_days_or_is_named():
    """Jane has 8 days of 5 left, Tom 1 a day for her: 55 of 60 find a day."""
    given_ = team(Jane={"leave": [(8, 22)], "backup": "Tom", "capacity_per_day": 5}, Tom={"capacity_per_day": 1})
    done = plan(book(Jane=20), given_)
    assert len(march(done)) == 55
    assert {one["reason"] for one in short_in_march(done)} == {
        "Jane has no room left in March, nor has Tom, who stands in while Jane is away"}
    assert {doer: most for (doer, _), most in loads(done).items()} == {"Jane": 5, "Tom": 1}


@pytest.mark.parametrize(("limits", "calls"), [({}, 23), ({"capacity_by_channel": {"Call": 1}}, 23)])
def test_the_backup_s_calls_count_too(limits, calls):
    """Tom makes one call a day, for himself and for Jane, whether the limit is his or the channel's."""
    given_ = team(Jane={"leave": [(0, 22)], "backup": "Tom"}, Tom=limits or {"capacity_by_channel": {"Call": 1}})
    done = plan(book(Jane=30, Tom=30), given_)
    rows = done.plan[(done.plan["Channel"] == "Call").to_numpy() & done.plan["Date"].dt.date.isin(DAYS).to_numpy()]
    assert rows["Date"].value_counts().max() == 1
    assert len(rows) == calls
    assert set(rows["Owner"]) == {"Tom"}


OWNER = st.fixed_dictionaries({
    "capacity_per_day": st.sampled_from([None, 1, 2, 3]),
    "leave": st.lists(st.tuples(st.integers(0, 22), st.integers(0, 22)).map(lambda p: (min(p), max(p))), max_size=1),
    "backup": st.sampled_from(["", "Jane", "Tom", "Ann"])})


@settings(max_examples=60 if os.environ.get("LEADBOOK_LONG") else 8, deadline=None)
@given(st.fixed_dictionaries({"Jane": OWNER, "Tom": OWNER, "Ann": OWNER}), st.tuples(*[st.integers(0, 9)] * 3),
       st.integers(0, 18))
def test_nobody_does_more_than_they_can_and_who_falls_short_had_no_day(owners, people, today):
    """Also with backups for each other. The days are counted anew: who is away, who stands in, what they can do."""
    owners = {name: {k: v for k, v in one.items() if v is not None} for name, one in owners.items()}
    given_, leads = team(**owners), book(**dict(zip(owners, people, strict=True)))
    done = plan(leads, given_, today=DAYS[today])
    most = {name: one.get("capacity_per_day", 10**9) for name, one in owners.items()}
    away = {name: {DAYS[d] for a, b in one["leave"] for d in range(a, b + 1)} for name, one in owners.items()}
    load = loads(done)
    for (doer, _), many in load.items():
        assert many <= most[doer]
    days_of, owner_of = {}, dict(zip(leads["Lead ID"], leads["Owner"], strict=True))
    for lead, day, doer in march(done):
        days_of.setdefault(lead, set()).add(day)
        backup = owners[owner_of[lead]]["backup"]
        here = day not in away[owner_of[lead]]
        assert doer == (owner_of[lead] if here else backup)
        assert here or (day not in away[backup])
    for one in short_in_march(done):
        owner = owner_of[one["lead"]]
        for day in set(DAYS[today:]) - days_of.get(one["lead"], set()):
            who = owner if day not in away[owner] else owners[owner]["backup"]
            assert not who or day in away[who] or load[who, day] >= most[who] or "two touches on one day" in (
                one["reason"]), (one, day)
    assert plan(done.leads, given_, done.plan, today=DAYS[today]).plan is done.plan
