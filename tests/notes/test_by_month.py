"""Broadcasts and personal touches are counted apart, and weekly broadcasts alone do not make the rule empty."""

import datetime as dt

from tests.notes.book import DANA, run, settings, shown

NEWS = [{"Lead ID": "L-DANA", "When": f"2027-03-{day:02} 09:00", "Channel": "Newsletter", "Outcome": "Sent"}
        for day in (1, 8, 15)]
AGREED = {**DANA, "Newsletter": "Yes"}
LATE = dt.date(2027, 3, 16)


def apart(result):
    return [(one["month"], *one["personal"].values(), *one["broadcast"].values()) for one in result.report["by_month"]]


def test_three_newsletters_leave_one_personal_touch_to_plan():
    result = run([AGREED], NEWS, today=LATE)
    assert apart(result) == [("2027-03", 0, 1, 3, 0), ("2027-04", 0, 3, 0, 0)]


def test_what_did_not_reach_anybody_and_what_lies_ahead_is_not_done():
    log = [{"Lead ID": "L-DANA", "When": "2027-03-02", "Channel": "Call", "Outcome": "Left message"},
           {"Lead ID": "L-DANA", "When": "2027-03-03", "Channel": "Call", "Outcome": "Spoke"},
           {"Lead ID": "L-DANA", "When": "2027-03-30", "Channel": "E-mail", "Outcome": "Sent"},
           {"Lead ID": "L-DANA", "When": "2027-03-03", "Channel": "Newsletter", "Outcome": "Replied"}]
    assert apart(run([AGREED], log, today=LATE))[0] == ("2027-03", 2, 1, 0, 0)     # a reply is a contact


def test_who_permits_nothing_but_the_newsletter_gets_planned_broadcasts():
    only = {**AGREED, "Phone": "", "Address": ""}
    made = settings(cadence={"channels": ["Call", "Mail"]})
    assert apart(run([only], settings=made))[0] == ("2027-03", 0, 0, 0, 3)
    assert {channel for _, channel in shown(run([only], settings=made), "-2027", "Channel")} == {"Newsletter"}
