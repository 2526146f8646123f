"""Incomplete leads and their follow-up date (mission rows 1 and 4)."""

import datetime as dt

import pytest

from leadbook.rules import incomplete
from leadbook.rules.findings import check_column
from leadbook.rules.validation import findings
from leadbook.workdays import Calendar
from tests.rules.book import CONFIG, TODAY, leads, read, with_settings

REFERRAL = {"Source": "Referral", "Address": "12 Elm Street"}
FRIDAY = dt.date(2026, 12, 4)


@pytest.mark.parametrize(("lead", "tagged"), [
    ({}, False),
    ({"Phone": ""}, True),
    ({"Phone": "", "Stage": ""}, True),
    ({"Phone": "", "Stage": "no such stage"}, True),
    ({"Phone": "", "Stage": "nurture"}, True),
    ({"Phone": "", "Stage": "won"}, False),
    ({"Phone": "", "Stage": "Disqualified"}, False),
    ({"Name": ""}, True),
    ({"Name": "", "Company": "Whitfield & Sons"}, False),
    (REFERRAL, False),
    (REFERRAL | {"Address": ""}, True),
    (REFERRAL | {"Name": "", "Company": "Whitfield & Sons"}, True),
    ({"Phone": "not a phone"}, False),
])
def test_what_is_incomplete(lead, tagged):
    assert incomplete.incomplete(read(leads(lead))[0]["Leads"], CONFIG).tolist() == [tagged]


def test_the_settings_say_what_is_required():
    settings = with_settings(capture={"required": ["Email", "How Met"]})
    sheets = read(leads({"Email": "a@example.com"}, {"Email": "a@example.com", "How Met": "Fair", "Phone": ""}))[0]
    assert incomplete.incomplete(sheets["Leads"], settings).tolist() == [True, False]


@pytest.mark.parametrize(("today", "days", "due"), [
    (TODAY, 1, "2026-11-24"), (TODAY, 3, "2026-11-27"),     # 26 November 2026 is Thanksgiving
    (FRIDAY, 1, "2026-12-07"),
])
def test_an_incomplete_lead_gets_the_next_working_day(today, days, due):
    settings = with_settings(capture={"incomplete_follow_up_days": days})
    sheets = read(leads({"Phone": "", "Next Date": None}, {"Phone": ""}, {"Next Date": None}))[0]
    filled = incomplete.with_follow_up(sheets["Leads"], settings, today, Calendar(settings.business).add)
    assert filled["Next Date"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [due, "2026-11-24", ""]


def test_what_people_typed_in_its_place_is_left():
    sheets, problems = read(leads({"Phone": "", "Next Date": "soon"}))
    calendar = Calendar(CONFIG.business)
    assert incomplete.with_follow_up(sheets["Leads"], CONFIG, TODAY, calendar.add, problems["Leads"]) is sheets["Leads"]


def test_the_tag_clears_by_itself():
    for phone, tag in (("", "Incomplete. Phone is missing: ask for it and type it in."), ("212-555-0142", "")):
        sheets, problems = read(leads({"Phone": phone}))
        found = findings(sheets, problems, CONFIG, TODAY)
        lacking = incomplete.incomplete(sheets["Leads"], CONFIG)
        assert check_column(sheets["Leads"], found, lacking).tolist() == [tag]
