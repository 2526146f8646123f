"""Why a touch stands on its day and goes through its channel, case by case. 11 and 26 Nov 2026 are holidays."""

import datetime as dt

from leadbook import config, frames, schema
from leadbook.rules.contact.people import numbered
from leadbook.rules.explained.explained import explained, turn
from leadbook.rules.plan.cadence import planned
from leadbook.workdays import calendar_for

MONDAY = dt.date(2026, 11, 2)
DANA = {"Lead ID": "L-DANA", "Name": "Dana", "Owner": "Jane Doe", "Stage": "Contacted", "Person": 1,
        "Phone": "212-555-0142", "Email": "dana@gmail.com", "Received": "2025-03-01"}


def settings(jane=None, tom=None):
    return config.checked(config.merged({"owners": {"Jane Doe": jane or {}, "Tom Lee": tom or {}}}), "test")


def told(lead, before=None, now=None, today=MONDAY, touches=(), change=None, later=None):
    """What is said about a lead planned with the settings ``before``, and on a day ``later`` again with ``now``."""
    log, calendar = frames.of(schema.TOUCHES, list(touches)), calendar_for(settings().business)
    leads = numbered(frames.of(schema.LEADS, [DANA | lead]), settings(before))
    done = planned(leads, log, frames.of(schema.PLAN, []), settings(before), today, calendar)
    plan = change(done.plan.copy()) if change else done.plan
    done = planned(done.leads, log, plan, settings(now or before, {}), later or today, calendar)
    return explained(done.leads, log, done.plan, settings(now or before), 0, later or today, calendar)


def reasons(facts, number=0):
    return facts["planned"][number]["because"]


def test_usual_days_and_channels():
    facts = told({})
    assert [one["date"] for one in facts["planned"]] == facts["usual_days"]
    assert reasons(facts, 0)[0] == (
        "It is their usual day: number 1 of 3 in that month, by their Person number 1, which never changes.")
    text = next(one for one in facts["planned"] if one["channel"] == "Text")
    assert "Text is one of the channels that may be used (E-mail, Text); the one used least that month is next." in (
        text["because"])
    assert facts["turn"] == "It is Jane Doe's turn."
    assert reasons(facts)[-1] == "Jane Doe does it."


def test_the_call_and_its_last_day():
    spoke = {"Lead ID": "L-DANA", "Channel": "Call", "Outcome": "Spoke", "When": dt.datetime(2026, 9, 14, 10)}
    call = next(one for one in told({}, touches=[spoke])["planned"] if one["channel"] == "Call")
    assert ("Everybody is called every other month, at the latest 62 days after the last call: that was on 14 Sep, so "
            "by 15 Nov.") in call["because"]


def test_a_promise_a_pin_and_a_move_by_hand():
    facts = told({"Promise": "2026-11-11"})
    promise = next(one for one in facts["planned"] if one["date"] == "2026-11-11")
    assert promise["because"][:2] == ["The day is a promise: LeadBook never moves it.",
                                      "The office is closed that day (Veterans Day)."]

    def by_hand(plan):
        plan.loc[0, "Date"] = dt.datetime(2026, 11, 13)
        plan.loc[1, "Pinned"] = "Yes"
        return plan

    was = told({})["planned"][0]["date"]
    said = {one["date"]: one["because"][0] for one in told({}, change=by_hand)["planned"]}
    assert said["2026-11-13"] == f"Somebody moved it here from {int(was[-2:])} Nov: LeadBook leaves it there."
    assert said[told({})["planned"][1]["date"]] == "It is pinned: LeadBook never moves it."


def test_a_birthday_note():
    note = next(one for one in told({"Birthday": "11-20"})["planned"] if "-BIRTHDAY-" in one["plan"])
    assert note["because"][0] == "It is a note for an occasion: the day it is sent comes from that."


def test_leave_moves_a_touch_and_says_from_when():
    was = [one["date"] for one in told({})["planned"]]
    day = dt.date.fromisoformat(was[1])
    facts = told({}, before={}, now={"leave": [f"{day}..{day}"]})
    moved = next(one for one in facts["planned"] if one["date"] not in was)
    assert f"Moved from {day.day} Nov on 2 Nov: Jane Doe is away." in moved["because"]


def test_capacity_and_the_backup():
    facts = told({}, before={"capacity_per_day": 9})
    assert "Jane Doe has 1 of 9 touches that day." in reasons(facts)
    away = settings({"leave": ["2026-11-02..2026-11-06"], "backup": "Tom Lee"})
    assert turn("Jane Doe", away, MONDAY) == "Jane Doe is away: it is the turn of Tom Lee, the backup."
    alone = settings({"leave": ["2026-11-02..2026-11-06"]})
    assert turn("Jane Doe", alone, MONDAY) == "Jane Doe is away, and there is no backup."
    assert turn("", alone, MONDAY) == "Nobody owns this lead: choose an owner."


def test_what_is_left_out_and_why_nothing_is_planned():
    assert "Do Not Contact leaves out: Text." in reasons(told({"Do Not Contact": "Text"}))
    assert told({"Do Not Contact": "Yes"})["nothing"] == "Nothing is planned: Do Not Contact is 'Yes'."
    assert told({"Stage": "Lost"})["nothing"] == "Nothing is planned: leads in the stage Lost are not."
    assert told({"Phone": "", "Email": ""})["nothing"].startswith("Nothing is planned: there is no valid phone")
