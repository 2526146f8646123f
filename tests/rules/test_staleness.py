"""Stale leads: when they turn amber and red, why, and what does not reset the clock."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import frames
from leadbook.config import checked, default_config, merged
from leadbook.rules.stale import staleness
from leadbook.schema import LEADS, PLAN, TOUCHES

CONFIG = default_config()
TODAY = dt.date(2026, 11, 23)
AT = dt.datetime.fromisoformat
CALL = {"Channel": "Call", "Outcome": "Spoke"}


def judged(lead, touches=(), plan=(), today=TODAY, now=None, config=CONFIG):
    """One lead's (Alert, Stale, Deadline as text)."""
    leads = frames.of(LEADS, [{"Lead ID": "L-1", "Name": "Dana"} | lead])
    log = frames.of(TOUCHES, [{"Lead ID": "L-1"} | touch for touch in touches])
    planned = frames.of(PLAN, [{"Lead ID": "L-1", "Status": "Planned"} | row for row in plan])
    now = AT(now) if now else dt.datetime.combine(today, dt.time())
    after, found = staleness.stale(leads, log, planned, config, today, now)
    again, _ = staleness.stale(after, log, planned, config, today, now)
    pd.testing.assert_frame_equal(again, after)
    assert (after.dtypes == leads.dtypes).all()
    alert, reason, deadline = after.loc[0, ["Alert", "Stale", "Deadline"]]
    expected = {"Red": ["LB702"], "Amber": ["LB701"], "": []}[alert]
    assert found[["code", "table", "row", "lead", "column", "message"]].to_numpy().tolist() == [
        [code, "Leads", 0, "L-1", "Stale", reason] for code in expected]
    return alert, reason, "" if pd.isna(deadline) else str(deadline)[:16].removesuffix(" 00:00")


def with_(section, **changes):
    return checked(merged({section: changes}), "test.yaml")


@pytest.mark.parametrize(("day", "expected"), [
    ("2026-11-12", ("", "", "2026-11-15")),
    ("2026-11-14", ("", "", "2026-11-15")),
    ("2026-11-15", ("Amber", "Proposal: 3 days since the call of 12 Nov, limit 3, turns red tomorrow", "2026-11-15")),
    ("2026-11-16", ("Red", "Proposal: 4 days since the call of 12 Nov, limit 3", "2026-11-15")),
    ("2026-11-17", ("Red", "Proposal: 5 days since the call of 12 Nov, limit 3", "2026-11-15")),
    ("2027-01-02", ("Red", "Proposal: 51 days since the call of 12 Nov 2026, limit 3", "2026-11-15")),
])
def test_a_proposal_turns_amber_on_its_last_day_and_red_after_it(day, expected):
    call = {"When": "2026-11-12 23:59", **CALL}
    lead = {"Stage": "proposal", "Received": "2026-10-01"}
    assert judged(lead, [call], today=dt.date.fromisoformat(day)) == expected


@pytest.mark.parametrize(("stage", "limit"), [("New", 1), ("Contacted", 3), ("Appointment", 3), ("Proposal", 3),
                                              ("Nurture", 30)])
def test_every_stage_has_its_limit(stage, limit):
    lead = {"Stage": stage, "Received": "2026-10-01", "First Contact": "2026-10-02"}
    last = dt.date(2026, 10, 2) + dt.timedelta(days=limit)
    alerts = [judged(lead, today=last + dt.timedelta(days=n))[0] for n in (-1, 0, 1)]
    assert alerts == ["", "Amber", "Red"]


@pytest.mark.parametrize("stage", ["Won", "Lost", "Disqualified", "Merged", "Somewhere"])
def test_closed_and_unknown_stages_are_never_stale(stage):
    assert judged({"Stage": stage, "Received": "2026-01-01 09:30"}) == ("", "", "")


def test_people_who_must_never_be_contacted_are_not_stale():
    assert judged({"Received": "2026-01-01 09:30", "Do Not Contact": "Yes"}) == ("", "", "")
    assert judged({"Received": "2026-01-01 09:30", "Do Not Contact": "Call"})[0] == "Red"


@pytest.mark.parametrize(("lead", "touch", "reason"), [
    ({}, {}, "New: 3 days since it was received on 20 Nov, limit 1"),
    ({"Stage": "Contacted", "Received": "2026-11-19 09:30"}, {},
     "Contacted: 4 days since it was received on 19 Nov, limit 3"),
    ({"First Contact": "2026-11-21 10:00"}, {}, "New: 2 days since the first contact of 21 Nov, limit 1"),
    ({}, {"Channel": "SMS", "Outcome": "Replied"}, "New: 2 days since the text of 21 Nov, limit 1"),
    ({}, {"Channel": "Met", "Outcome": "Met"}, "New: 2 days since the meeting of 21 Nov, limit 1"),
    ({}, {"Channel": "Email", "Outcome": "Not interested"}, "New: 2 days since the e-mail of 21 Nov, limit 1"),
    ({}, {"Channel": "Newsletter", "Outcome": "Replied"}, "New: 2 days since the newsletter of 21 Nov, limit 1"),
    ({}, {"Lead ID": "l-1", **CALL}, "New: 2 days since the call of 21 Nov, limit 1"),
])
def test_the_reason_names_what_the_clock_started_with(lead, touch, reason):
    touches = [{"When": "2026-11-21 12:00", **touch}] if touch else []
    assert judged({"Received": "2026-11-20"} | lead, touches)[:2] == ("Red", reason)


def test_without_any_date_nobody_can_say():
    assert judged({"Stage": "Contacted"}) == ("", "", "")


def test_a_contact_or_first_contact_in_the_future_counts_for_nothing():
    lead = {"Stage": "Contacted", "Received": "2026-11-01", "First Contact": "2026-11-30"}
    assert judged(lead, [{"When": "2026-11-24 00:00", **CALL}])[1] == (
        "Contacted: 22 days since it was received on 1 Nov, limit 3")


def test_amber_may_come_earlier_or_never():
    lead = {"Stage": "Contacted", "Received": "2026-11-21"}
    assert judged(lead)[:2] == ("", "")
    assert judged(lead, config=with_("staleness", amber_days_before=2))[:2] == (
        "Amber", "Contacted: 2 days since it was received on 21 Nov, limit 3, turns red in 2 days")
    assert judged({**lead, "Received": "2026-11-20"}, config=with_("staleness", amber_days_before=0))[0] == ""


silent = st.lists(st.fixed_dictionaries({
    "When": st.datetimes(dt.datetime(2026, 11, 1), dt.datetime(2026, 12, 9)).map(lambda m: m.replace(microsecond=0)),
    "Channel": st.sampled_from(["Call", "Text", "E-mail", "Mail", "Newsletter", "", "Pigeon"]),
    "Outcome": st.sampled_from(["Left message", "No answer", "Sent", "Bounced", "Voicemail", "", "Hm"])}), max_size=5)
edits = st.fixed_dictionaries({}, optional={
    "Notes": st.just("edited today"), "Company": st.just("Acme"), "Campaign": st.just("Show"),
    "Batch": st.just("import 2026-11-23"), "Last Touch": st.just("2026-11-23"), "Touches": st.just(7),
    "First Attempt": st.just("2026-11-23 08:00"), "Appointment": st.just("2026-11-23"), "Check": st.just("x"),
    "Next Touch": st.just("2026-12-01"), "Value": st.just(1)})


@given(silent, edits, st.sampled_from(["New", "Contacted", "Proposal", "Nurture"]), st.booleans())
@settings(max_examples=15, deadline=None)
def test_attempts_mail_broadcasts_edits_and_imports_do_not_reset_the_clock(touches, edited, stage, spoken):
    lead = {"Stage": stage, "Received": "2026-11-02 09:30"}
    contact = [{"When": "2026-11-19 10:00", **CALL}] if spoken else []
    assert judged(lead | edited, contact + touches) == judged(lead, contact)


@given(st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 31)), st.dates(dt.date(2026, 9, 1), TODAY),
       st.sampled_from(["Contacted", "Appointment", "Nurture"]))
@settings(max_examples=15, deadline=None)
def test_a_contact_always_resets_it(received, called, stage):
    alert, _, deadline = judged({"Stage": stage, "Received": received},
                                [{"When": called, **CALL}, {"When": "2026-08-01", **CALL}])
    days, limit = (TODAY - called).days, CONFIG.stages[stage].stale_after_days
    assert alert == ("Red" if days > limit else "Amber" if days == limit else "")
    assert deadline == (called + dt.timedelta(days=limit)).isoformat()


@pytest.mark.parametrize(("received", "now", "alert"), [
    ("2026-11-20 09:30", "2026-11-21 09:30:00", "Amber"),    # 24:00:00 passes
    ("2026-11-20 09:30", "2026-11-21 09:30:01", "Red"),      # 24:00:01 fails
    ("2026-11-20 09:30", "2026-11-20 23:59:59", ""),         # not yet amber on the day it came
    ("2026-03-07 09:30", "2026-03-08 10:30:00", "Amber"),    # the night that is an hour short
    ("2026-03-07 09:30", "2026-03-08 10:30:01", "Red"),
    ("2026-10-31 09:30", "2026-11-01 08:30:00", "Amber"),    # the night that is an hour long
    ("2026-10-31 09:30", "2026-11-01 08:30:01", "Red"),
    ("2026-10-31 02:10", "2026-11-01 01:10:01", "Amber"),    # 01:10 is read as the earlier of the two
    ("2026-10-31 02:10", "2026-11-01 02:00:00", "Red"),
])
def test_24_hours_to_the_second(received, now, alert):
    assert judged({"Received": received}, today=AT(now).date(), now=now)[0] == alert


def test_the_sentences_of_the_24_hour_rule():
    lead = {"Received": "2026-11-20 09:30"}
    late = "New: not contacted within 24 hours, received 20 Nov 09:30, due 21 Nov 09:30"
    assert judged(lead, now="2026-11-23 08:00") == ("Red", late, "2026-11-21 09:30")
    assert judged(lead, today=dt.date(2026, 11, 21), now="2026-11-21 08:00") == (
        "Amber", "New: not contacted yet, received 20 Nov 09:30, turns red today at 09:30", "2026-11-21 09:30")
    early = with_("staleness", amber_days_before=2)
    assert judged(lead, today=dt.date(2026, 11, 20), now="2026-11-20 10:00", config=early)[1] == (
        "New: not contacted yet, received 20 Nov 09:30, turns red after 21 Nov 09:30")
    hour = with_("speed", contact_within_hours=1)
    assert judged(lead, today=dt.date(2026, 11, 20), now="2026-11-20 10:30:01", config=hour)[1] == (
        "New: not contacted within 1 hour, received 20 Nov 09:30, due 20 Nov 10:30")


def test_with_a_day_but_no_time_the_day_rule_is_kept():
    assert judged({"Received": "2026-11-22"}, now="2026-11-23 23:59") == (
        "Amber", "New: 1 day since it was received on 22 Nov, limit 1, turns red tomorrow", "2026-11-23")


def test_the_stricter_rule_gives_the_deadline():
    lead = {"Received": "2026-11-20 09:30"}
    slow = with_("speed", contact_within_hours=72)
    assert judged(lead, today=dt.date(2026, 11, 21), now="2026-11-21 08:00", config=slow) == (
        "Amber", "New: 1 day since it was received on 20 Nov, limit 1, turns red tomorrow", "2026-11-21")
    assert judged(lead, now="2026-11-23 08:00", config=slow)[:2] == (
        "Red", "New: 3 days since it was received on 20 Nov, limit 1")


def test_an_attempt_does_not_keep_the_24_hours_and_a_contact_does():
    lead, now = {"Received": "2026-11-22 09:30"}, "2026-11-23 12:00"
    voicemail = {"When": "2026-11-22 09:35", "Channel": "Call", "Outcome": "Left message"}
    assert judged(lead, [voicemail], now=now)[0] == "Red"
    assert judged(lead, [voicemail, {"When": "2026-11-22 10:00", **CALL}], now=now) == (
        "Amber", "New: 1 day since the call of 22 Nov, limit 1, turns red tomorrow", "2026-11-23")
    assert judged({**lead, "First Contact": "2026-11-22 10:00"}, now=now)[0] == "Amber"


CALLED = {"Stage": "Proposal", "Received": "2026-10-01", "First Contact": "2026-11-12"}
LATE = "Proposal: 11 days since the first contact of 12 Nov, limit 3"
UNTIL_1_DECEMBER = ("", "", "2026-12-01")


@pytest.mark.parametrize(("lead", "plan", "expected"), [
    ({}, {}, ("Red", LATE, "2026-11-15")),
    ({"Next Date": "2026-12-01"}, {}, UNTIL_1_DECEMBER),
    ({"Promise": "2026-12-01"}, {}, UNTIL_1_DECEMBER),
    ({"Promise": "2026-12-01", "Next Date": "2026-11-23"}, {}, UNTIL_1_DECEMBER),
    ({"Next Date": "2026-11-23"}, {}, ("Amber", LATE + ", planned for today", "2026-11-23")),
    ({"Promise": "2026-11-22"}, {}, ("Red", LATE, "2026-11-15")),
    ({}, {"Date": "2026-12-01", "Scheduled": "2026-12-01"}, ("Red", LATE, "2026-11-15")),       # LeadBook's own
    ({}, {"Date": "2026-12-01", "Scheduled": "2026-12-01", "Pinned": "yes"}, UNTIL_1_DECEMBER),
    ({}, {"Date": "2026-12-01", "Scheduled": "2026-11-24"}, UNTIL_1_DECEMBER),                  # moved by a person
    ({}, {"Date": "2026-12-01"}, UNTIL_1_DECEMBER),                                             # added by a person
    ({}, {"Date": "2026-12-01", "Status": ""}, UNTIL_1_DECEMBER),
    ({}, {"Date": "2026-12-01", "Status": "Done"}, ("Red", LATE, "2026-11-15")),
    ({}, {"Date": "2026-12-01", "Status": "Skipped"}, ("Red", LATE, "2026-11-15")),
    ({}, {"Date": "2026-11-23"}, ("Amber", LATE + ", planned for today", "2026-11-23")),
    ({}, {"Date": "2026-11-20"}, ("Red", LATE, "2026-11-15")),
    ({}, {"Date": "2026-12-01", "Lead ID": "L-2"}, ("Red", LATE, "2026-11-15")),
])
def test_a_planned_touch_protects_until_it_is_due(lead, plan, expected):
    assert judged(CALLED | lead, plan=[plan] if plan else []) == expected


def test_a_lead_that_is_in_time_is_not_amber_because_something_is_planned_today():
    lead = CALLED | {"First Contact": "2026-11-22", "Next Date": "2026-11-23"}
    assert judged(lead) == ("", "", "2026-11-25")


def test_leadbooks_own_plan_protects_if_the_settings_say_so():
    own = [{"Date": "2026-12-01", "Scheduled": "2026-12-01"}]
    trusting = with_("staleness", planned_touches_protect=True)
    assert judged(CALLED, plan=own, config=trusting) == UNTIL_1_DECEMBER
    assert judged({"Received": "2026-11-20 09:30"}, plan=own, config=trusting)[0] == "Red"


@pytest.mark.parametrize(("date", "alert"), [({"Next Date": "2026-12-01"}, "Red"), ({"Promise": "2026-12-01"}, "")])
@pytest.mark.parametrize("received", ["2026-11-20 09:30", "2026-11-20"])
def test_of_a_new_lead_only_a_promise_waits(date, alert, received):
    assert judged({"Received": received} | date)[0] == alert
    assert judged({"Received": received}, plan=[{"Date": "2026-12-01"}])[0] == ""


def test_the_next_moment_something_changes_today():
    def at(now, *rows, touches=()):
        leads = frames.of(LEADS, [{"Lead ID": f"L-{n}"} | row for n, row in enumerate(rows)])
        return staleness.changes_at(leads, frames.of(TOUCHES, touches), CONFIG, AT(now))

    now = "2026-11-23 08:00"
    due_later, due_first = {"Received": "2026-11-22 10:00"}, {"Received": "2026-11-22 09:00"}
    assert at(now, due_later, due_first) == AT("2026-11-23 09:00:01")
    assert at("2026-11-23 09:00:00", due_later, due_first) == AT("2026-11-23 09:00:01")
    assert at("2026-11-23 09:00:01", due_later, due_first) == AT("2026-11-23 10:00:01")
    assert at("2026-11-23 10:00:01", due_later, due_first) is None
    assert at(now, {"Received": "2026-11-23 07:00"}, {"Received": "2026-11-22"}) is None
    assert at(now, due_first | {"First Contact": "2026-11-22 09:05"}, due_first | {"Stage": "Lost"}) is None
    assert at(now, due_first, touches=[{"Lead ID": "L-0", "When": "2026-11-22 09:05", **CALL}]) is None


@given(st.lists(st.integers(0, 40 * 3600), max_size=6), st.integers(0, 86399))
@settings(max_examples=15, deadline=None)
def test_nothing_changes_before_that_moment_and_something_does_at_it(ages, second):
    now = dt.datetime(2026, 11, 1) + dt.timedelta(seconds=second)    # the clocks go back that night
    leads = frames.of(LEADS, [{"Lead ID": f"L-{n}", "Received": now - dt.timedelta(seconds=age)}
                              for n, age in enumerate(ages)])

    def alerts(moment):
        return staleness.stale(leads, frames.of(TOUCHES), frames.of(PLAN), CONFIG, moment.date(), moment)[0]["Alert"]

    moment = staleness.changes_at(leads, frames.of(TOUCHES), CONFIG, now)
    last = (moment or dt.datetime(2026, 11, 2)) - dt.timedelta(seconds=1)
    assert alerts(last).equals(alerts(now))
    if moment and moment.hour >= 3:
        assert not alerts(moment).equals(alerts(now))


def test_many_leads_keep_their_rows():
    leads = frames.of(LEADS, [{"Lead ID": "L-1", "Stage": "Lost"}, {}, {"Lead ID": "L-2", "Received": "2026-11-01"}])
    after, found = staleness.stale(leads, frames.of(TOUCHES), frames.of(PLAN), CONFIG, TODAY, AT("2026-11-23 09:00"))
    assert after.index.tolist() == leads.index.tolist() == [0, 2]
    assert found["row"].tolist() == [2]
    empty, none = staleness.stale(leads[:0], frames.of(TOUCHES), frames.of(PLAN), CONFIG, TODAY, AT("2026-11-23 09:00"))
    assert len(empty) == len(none) == 0


def test_no_deadline_lies_beyond_the_last_day_a_sheet_can_hold():
    assert judged({"Received": "9999-12-31", "First Contact": "9999-12-31", "Stage": "Contacted"}) == ("", "", "")
    assert judged({"Received": "9999-12-30", "Stage": "New"}) == ("", "", "9999-12-31")
