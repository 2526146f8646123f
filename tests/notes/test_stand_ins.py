"""Backups: who does the touches of an owner on leave, in the plan, on today's list, and in the report."""

import datetime as dt

import pytest

from leadbook import frames, schema
from leadbook.rules.plan.stand_ins import covered, stands_in_for
from leadbook.rules.today.today import todays
from tests.notes.book import DANA, START, run, settings, shown

AWAY = ["2027-03-08..2027-03-19"]


def team(leave=AWAY, tom=(), **more):
    return settings(owners={"Jane": {"leave": leave, "backup": "Tom"}, "Tom": {"leave": list(tom), **more}})


def done_by(result):
    return shown(result, "-2027", "Owner", "Why")


def test_without_a_backup_the_touches_of_the_leave_move():
    result = run([DANA], settings=settings(owners={"Jane": {"leave": AWAY}, "Tom": {}}))
    assert {owner for _, owner, _ in done_by(result)} == {"Jane"}
    assert not [day for day, *_ in done_by(result) if "08 Mar" <= day <= "19 Mar" and day.endswith("Mar")]


def test_a_touch_in_the_leave_stays_on_its_day_and_the_backup_does_it():
    alone = run([DANA], settings=settings())
    result = run([DANA], settings=team())
    assert [day for day, *_ in done_by(result)] == [day for day, *_ in done_by(alone)]
    inside = [(day, owner) for day, owner, why in done_by(result) if why.endswith("; Tom stands in: Jane is away")]
    assert inside == [(day, owner) for day, owner, _ in done_by(result) if owner == "Tom"] != []
    assert all("08" <= day[:2] <= "19" and day[3:] == "Mar" for day, _ in inside)


def test_on_days_when_both_are_away_the_touch_moves():
    result = run([DANA], settings=team(tom=["2027-03-01..2027-03-19"]), today=dt.date(2027, 3, 1))
    assert {owner for _, owner, _ in done_by(result)} == {"Jane"}


def test_a_promise_and_a_birthday_note_in_the_leave_go_to_the_backup():
    result = run([{**DANA, "Promise": "2027-03-13", "Birthday": "03-12"}], settings=team())
    assert shown(result, "PROMISE", "Owner", "Why") == [
        ("13 Mar", "Tom", "Promise: 13 Mar is the date we gave; Tom stands in: Jane is away")]
    assert shown(result, "BIRTHDAY", "Owner", "Why") == [
        ("09 Mar", "Tom", "Birthday on 12 Mar: send the note by 9 Mar; Tom stands in: Jane is away")]


def test_when_the_leave_is_called_off_the_touches_go_back():
    before = run([DANA], settings=team())
    after = run([DANA], plan=before.plan, settings=team(leave=[]))
    assert done_by(after) == done_by(run([DANA], settings=settings()))


def test_when_the_leave_comes_later_what_is_planned_goes_to_the_backup_and_stays_on_its_day():
    before = run([DANA], settings=settings())
    after = run([DANA], plan=before.plan, settings=team())
    assert done_by(after) == done_by(run([DANA], settings=team()))


def test_a_touch_that_was_done_stays_with_who_did_it():
    before = run([DANA], settings=team())
    rows = before.plan.index[before.plan["Owner"] == "Tom"]
    ticked = before.plan.assign(Status=before.plan["Status"].where(~before.plan.index.isin(rows), "Done"))
    after = run([DANA], plan=ticked, settings=team(leave=[]))
    assert (after.plan.loc[rows, "Owner"] == "Tom").all()


@pytest.mark.parametrize(("capacity", "over"), [({}, 0), ({"capacity_per_day": 1}, 1)])
def test_the_report_says_who_stands_in_and_when_it_is_too_much(capacity, over):
    leads = [{**DANA, "Promise": "2027-03-10"},
             {**DANA, "Lead ID": "L-BOB", "Name": "Bob", "Owner": "Tom", "Person": 2, "Phone": "212-555-0143",
              "Email": "", "Promise": "2027-03-10"}]
    said, = run(leads, settings=team(**capacity)).report["stand_ins"]
    assert (said["owner"], said["backup"], said["first"] >= "2027-03-08") == ("Jane", "Tom", True)
    assert said["last"] <= "2027-03-19"
    assert ("2027-03-10" in said["over"]) == bool(over)
    assert run(leads, settings=settings()).report["stand_ins"] == []


@pytest.mark.parametrize(("owner", "day", "names"), [
    ("Tom", dt.date(2027, 3, 9), ["Dana", "Bob"]), ("tom", dt.date(2027, 3, 22), ["Bob"]),
    ("Jane", dt.date(2027, 3, 9), ["Dana"])])
def test_today_s_list_of_the_backup_has_the_leads_of_who_is_away(owner, day, names):
    leads = [{**DANA, "Promise": day}, {**DANA, "Lead ID": "L-BOB", "Name": "Bob", "Owner": "Tom", "Promise": day}]
    made = [frames.of(table, rows) for table, rows in ((schema.LEADS, leads), (schema.TOUCHES, []), (schema.PLAN, []))]
    table = todays(*made, team(), day, dt.datetime.combine(day, dt.time(9)), owner)
    assert table["Name"].tolist() == names


def test_the_leave_that_the_planner_still_sees():
    both = covered(team(leave=["2027-03-08..2027-03-19", "2027-05-01"], tom=["2027-03-15..2027-05-31"]))
    assert both.owners["Jane"].leave == ((dt.date(2027, 3, 15), dt.date(2027, 3, 19)), (dt.date(2027, 5, 1),) * 2)
    assert covered(settings()) == settings()
    self = settings(owners={"Jane": {"leave": AWAY, "backup": "Jane"}})
    assert covered(self) == self
    assert stands_in_for("Jane", self, START) == set()
