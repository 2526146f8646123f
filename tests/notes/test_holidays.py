"""Holiday cards: to everybody who permits post, spread over the days before the last one that is in time."""

import datetime as dt

import pytest

from tests.notes.book import DANA, run, settings, shown

NOVEMBER = dt.date(2027, 11, 1)
CARDS = {"holidays": ["Thanksgiving Day"]}                                            # 25 November 2027
MANY = [{**DANA, "Lead ID": f"L-{n:02}", "Person": n + 1, "Phone": f"212-555-01{n:02}", "Email": ""} for n in range(20)]


def test_nobody_gets_a_card_unless_the_settings_say_so():
    assert shown(run([DANA], today=NOVEMBER, settings=settings()), "HOLIDAY") == []


def test_the_cards_leave_evenly_in_time():
    result = run(MANY, today=NOVEMBER, settings=settings(notes=CARDS))
    days = [day for day, in shown(result, "HOLIDAY")]
    assert len(days) == 20
    assert max(days) == "22 Nov"                                                        # three working days before
    assert min(days) == "08 Nov"                                                        # the 11th is a holiday
    assert max(days.count(day) for day in days) <= 3
    november = [date.month == 11 for date in result.plan["Date"]]
    assert sum(november) == 60                                                          # a card is one of the three


@pytest.mark.parametrize(("lead", "named", "cards"), [
    ({}, "Thanksgiving Day", [("P-DANA-HOLIDAY-20271125", "Mail")]), ({}, "Feast of Fools", []),
    ({}, "11-30 Cyber day", [("P-DANA-HOLIDAY-20271130", "Mail")]), ({"Address": ""}, "Thanksgiving Day", []),
    ({"Do Not Contact": "Mail"}, "Thanksgiving Day", []), ({"Stage": "Lost"}, "Thanksgiving Day", [])])
def test_who_gets_a_card(lead, named, cards):
    result = run([{**DANA, **lead}], today=NOVEMBER, settings=settings(notes={"holidays": [named]}))
    assert [(key, channel) for _, key, channel in shown(result, "HOLIDAY", "Plan ID", "Channel")] == cards


def test_a_person_with_two_leads_gets_one_card():
    two = [DANA, {**DANA, "Lead ID": "L-TWO"}]
    first = run(two, today=NOVEMBER, settings=settings(notes=CARDS))
    again = run(two[::-1], plan=first.plan, today=NOVEMBER, settings=settings(notes=CARDS))
    assert [len(shown(one, "HOLIDAY")) for one in (first, again)] == [1, 1]


@pytest.mark.parametrize(("today", "notes", "lead", "status"), [
    (dt.date(2027, 11, 24), CARDS, {}, "Planned"), (dt.date(2027, 11, 26), CARDS, {}, "Skipped"),
    (NOVEMBER, {}, {}, "Skipped"), (NOVEMBER, CARDS, {"Stage": "Lost"}, "Skipped")])
def test_a_card_that_makes_no_sense_any_more_is_skipped(today, notes, lead, status):
    before = run([DANA], today=NOVEMBER, settings=settings(notes=CARDS))
    after = run([{**DANA, **lead}], plan=before.plan, today=today, settings=settings(notes=notes))
    assert [state for _, state in shown(after, "HOLIDAY", "Status")] == [status]


def test_a_wrong_day_is_said():
    with pytest.raises(Exception, match=r"notes.holidays.0 .*is not a day; write"):
        settings(notes={"holidays": ["13-40 Nonsense"]})
