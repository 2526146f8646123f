"""A due touch belongs to who does it: the plan, the day's list, DUE_TODAY and the sheet Today name the same one.

The sheet Today takes the rows of Plan whose Owner it is (factory/positions.py); LB.DUE_TODAY is the twin of DUE_TODAY.
"""

import datetime as dt

import pandas as pd
import pytest

from leadbook import frames, schema
from leadbook.rules.answers.due import due_today
from leadbook.rules.today.today import todays
from tests.rules.plan.books import DAYS, people
from tests.rules.plan.test_stand_in_room import book, plan, team

TEAM = team(Jane={"leave": [(5, 9)], "backup": "Tom"}, Tom={})
NOTHING = frames.of(schema.TOUCHES, [])


def lists(leads, rows, today):
    """By owner: the leads with a due touch, as each of the three has them."""
    now = dt.datetime.combine(today, dt.time(9))
    found = {}
    for owner in ("Jane", "Tom"):
        due = due_today(leads, rows, TEAM, today, owner)
        day = todays(leads, NOTHING, rows, TEAM, today, now, owner)
        sheet = rows[(rows["Owner"] == owner) & (rows["Status"] == "Planned") & (rows["Date"] <= pd.Timestamp(today))]
        planned = day["What"].str.contains("Planned for") | day["Also"].str.contains("Planned for")
        found[owner] = [sorted(set(one)) for one in (
            due.loc[due["Channel"] != "", "Lead ID"], day.loc[planned, "Lead ID"], sheet["Lead ID"])]
    return found


@pytest.mark.parametrize(("today", "jane"), [(4, True), (5, False), (8, False), (9, False), (10, True)])
def test_all_lists_name_the_same_one_before_while_and_after_the_owner_is_away(today, jane):
    """Nothing was done since the first of the month, so there are overdue ones of all days."""
    leads = book(Jane=12, Tom=8)
    before = plan(leads, TEAM)
    rows = plan(before.leads, TEAM, before.plan, today=DAYS[today]).plan
    found = lists(leads, rows, DAYS[today])
    for owner, (due, day, sheet) in found.items():
        assert due == day == sheet, owner
    whose = {owner: {int(lead[2:]) <= 12 for lead in one[0]} for owner, one in found.items()}
    assert whose == {"Jane": {True} if jane else set(), "Tom": {False} if jane else {True, False}}


def test_when_a_lead_gets_another_owner_the_touches_go_along():
    leads = people([1, 2])
    rows = plan(leads, TEAM).plan
    given = leads.assign(Owner=["Tom", "Jane"])
    after = plan(given, TEAM, rows).plan
    assert set(zip(after["Lead ID"], after["Owner"], strict=True)) == {
        ("L-1", "Tom"), ("L-2", "Jane"), ("L-2", "Tom")}  # Jane is away from 8 to 12 March
    assert plan(given, TEAM, after).plan is after
