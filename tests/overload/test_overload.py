"""Proof of overload, case by case. November 2026 has 19 working days (11 and 26 Nov are holidays)."""

import datetime as dt

import pytest

from tests.overload.books import people, run, settings_with

MONDAY = dt.date(2026, 11, 2)


def november(found):
    return [one for one in found if one["month"] == "2026-11"]


def test_where_all_have_room_nothing_is_said():
    assert run(people(30), settings_with({"Jane Doe": {"capacity_per_day": 6}}), MONDAY)[1] == []
    assert run([], settings_with({}), MONDAY)[1] == []


def test_too_few_a_day_for_a_whole_month():
    done, found = run(people(50), settings_with({"Jane Doe": {"capacity_per_day": 5}}), MONDAY)
    one, = november(found)
    assert (one["from"], one["to"], one["touches"], one["room"], one["short"]) == (
        "2026-11-02", "2026-11-30", 145, 90, 55)  # 5 touches are set on today
    assert one["planned"] == 90
    assert one["mend"] == {"capacity_per_day": 8, "helpers": 1, "working_days": None}  # 11 days: there are not so many
    assert one["sentence"] == (
        "Jane Doe, November: 145 touches must fall on 2-30 Nov; Jane Doe has 19 working days then (room for 90 beside "
        "5 that stay where set). 90 are planned then, 55 fall short. What would mend it: 1 helper for that month or a "
        "capacity of 8 touches a day.")
    missing = sum(more["needs"] - more["has"] for more in done.report["shortfall"] if more["month"] == "2026-11")
    assert missing == one["short"]


def test_leave_leaves_two_days():
    leave = {"leave": ["2026-11-04..2026-11-30"], "capacity_per_day": 40}
    one, = november(run(people(100), settings_with({"Jane Doe": leave}), MONDAY)[1])
    assert (one["from"], one["to"], one["working_days"]) == ("2026-11-02", "2026-11-03", 2)
    assert one["touches"] - one["room"] == one["short"] == 300 - 80


def test_nobody_gets_two_touches_on_one_day_whatever_the_capacity():
    one, = november(run(people(4), settings_with({"Jane Doe": {"leave": ["2026-11-04..2026-11-30"]}}), MONDAY)[1])
    assert (one["touches"], one["room"], one["short"]) == (8, 4, 4)  # and 4 today
    assert "; nobody gets two touches on one day)" in one["sentence"]
    assert one["mend"] == {"capacity_per_day": None, "helpers": 1, "working_days": 1}


def test_away_the_whole_month():
    one, = november(run(people(4), settings_with({"Jane Doe": {"leave": ["2026-11-01..2026-11-30"]}}), MONDAY)[1])
    assert (one["touches"], one["room"], one["working_days"]) == (12, 0, 0)
    assert one["sentence"] == (
        "Jane Doe, November: 12 touches must fall on 2-30 Nov; Jane Doe is away on all working days then (room for 0). "
        "0 are planned then, 12 fall short. What would mend it: 3 more working days then or 1 helper for that month.")


def test_a_channel_with_too_little_room():
    """Calls are due every other month; e-mails have room, so only the calls fall short."""
    found = november(run(people(60), settings_with({"Jane Doe": {"capacity_by_channel": {"Call": 1}}}), MONDAY)[1])
    assert [one["channel"] for one in found] == ["Call"]
    assert found[0]["sentence"] == (
        "Jane Doe, November: 29 calls must fall on 2-30 Nov; Jane Doe has 19 working days then (room for 18 beside 1 "
        "that stays where set). 18 are planned then, 11 fall short. What would mend it: 1 helper for that month or a "
        "capacity of 2 calls a day.")


def test_channels_that_together_have_too_little_room():
    limits = {"Call": 9, "E-mail": 2, "Text": 2}
    one, = november(run(people(60), settings_with({"Jane Doe": {"capacity_by_channel": limits}}), MONDAY)[1])
    assert (one["channel"], one["touches"], one["room"]) == ("Text or E-mail", 146, 72)
    assert one["mend"] == {"capacity_per_day": None, "helpers": 1, "working_days": None}


def test_calls_that_must_be_early_prove_it_by_the_day_of_the_longest_gap():
    """Last spoken with on 7 Sep: 62 days later is Sunday, 8 Nov. Ten calls, one a day, five working days."""
    spoke = [{"Lead ID": f"L-{n:05}", "Channel": "Call", "Outcome": "Spoke", "When": dt.datetime(2026, 9, 7, 10)}
             for n in range(10)]
    settings = settings_with({"Jane Doe": {"capacity_by_channel": {"Call": 1}}})
    one, = november(run(people(10), settings, MONDAY, touches=spoke)[1])
    assert (one["channel"], one["from"], one["to"], one["working_days"]) == ("Call", "2026-11-02", "2026-11-06", 5)
    assert (one["touches"], one["room"], one["short"], one["planned"]) == (9, 4, 5, 4)  # and one today
    assert one["mend"]["capacity_per_day"] == 2
    assert "9 calls must fall on 2-6 Nov to come within 62 days of the last; Jane Doe has 5 working" in one["sentence"]


def test_promises_take_room_and_stay():
    leads = people(6)
    for lead in leads[:2]:
        lead["Promise"] = dt.date(2026, 11, 3)
    owner = {"capacity_per_day": 2, "leave": ["2026-11-06..2026-11-30"]}
    one, = november(run(leads, settings_with({"Jane Doe": owner}), MONDAY)[1])
    assert (one["from"], one["to"]) == ("2026-11-02", "2026-11-05")
    assert (one["touches"], one["room"], one["short"]) == (14, 4, 10)
    assert "(room for 4 beside 4 that stay where set)" in one["sentence"]  # two promises, two set on today
    assert one["sentence"].endswith(
        "mend it: 5 more working days then, 1 helper for that month or a capacity of 5 touches a day.")


def test_each_owner_and_month_by_itself_and_a_second_run_says_the_same():
    leads = people(20) + [one | {"Lead ID": f"L-T{n}", "Owner": "Tom Lee", "Phone": f"212-556-{n:04}",
                                 "Email": f"t{n}@gmail.com"} for n, one in enumerate(people(20))]
    settings = settings_with({"Jane Doe": {"capacity_per_day": 1}, "Tom Lee": {"leave": ["2026-12-01..2026-12-31"]}})
    done, found = run(leads, settings, MONDAY)
    assert [(one["owner"], one["month"]) for one in found] == [
        ("Jane Doe", "2026-11"), ("Jane Doe", "2026-12"), ("Tom Lee", "2026-12")]
    assert run(done.leads, settings, MONDAY, plan=done.plan)[1] == found


@pytest.mark.parametrize("day", [dt.date(2026, 11, 27), dt.date(2026, 11, 30)])
def test_late_in_the_month(day):
    found = november(run(people(40), settings_with({"Jane Doe": {"capacity_per_day": 3}}), day)[1])
    assert [one["from"] for one in found] == [day.isoformat()]
