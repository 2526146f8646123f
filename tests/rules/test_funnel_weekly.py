"""The six weekly questions."""

import datetime as dt

from tests.rules.funnel_sheets import TODAY, cells, config, filled, leads, row, touches

SIX = ("Week", "Owner", "Leads In", "Got Hold Of", "Appointments", "Proposals", "Closed", "Closed Value", "Lost",
       "Where From")


def weekly(*args, **more):
    return filled(*args, **more).tables["FunnelWeekly"]


def test_the_six_questions_for_each_owner_and_the_team():
    sheet = leads(
        row(id="A", owner="Ann", source="Website", received="2026-11-16 09:00", contact="2026-11-17 10:00"),
        row(id="B", owner="ann", source="Referral", received="2026-11-22 23:59"),
        row(id="C", owner="Ann", source="Referral", received="2026-11-18 08:00", appointment="2026-11-24"),
        row(id="D", owner="Bob", source="", received="2026-11-02 08:00", stage="Won", proposal="2026-11-16",
             closed="2026-11-23", value=350000),
        row(id="E", received="2026-11-23 08:00", stage="Lost", closed="2026-11-24", source="Website"),
        row(id="F", owner="Ann", received="2026-11-17", stage="Merged", closed="2026-11-24", contact="2026-11-18"))
    found = weekly(sheet, config=config(funnel={"weeks": 2}, owners=["Ann", "Bob", "Cy"]))
    assert cells(found, *SIX) == [
        ("2026-11-16", "Team", 3, 1, 0, 1, 0, 0, 0, "Referral 2, Website 1"),
        ("2026-11-16", "Ann", 3, 1, 0, 0, 0, 0, 0, "Referral 2, Website 1"),
        ("2026-11-16", "Bob", 0, 0, 0, 1, 0, 0, 0, ""),
        ("2026-11-16", "Cy", 0, 0, 0, 0, 0, 0, 0, ""),
        ("2026-11-16", "(no owner)", 0, 0, 0, 0, 0, 0, 0, ""),
        ("2026-11-23", "Team", 1, 0, 1, 0, 1, 350000, 1, "Website 1"),
        ("2026-11-23", "Ann", 0, 0, 1, 0, 0, 0, 0, ""),
        ("2026-11-23", "Bob", 0, 0, 0, 0, 1, 350000, 0, ""),
        ("2026-11-23", "Cy", 0, 0, 0, 0, 0, 0, 0, ""),
        ("2026-11-23", "(no owner)", 1, 0, 0, 0, 0, 0, 1, "Website 1")]


def test_as_many_weeks_as_set_the_last_one_holds_today():
    found = weekly(leads(), config=config(funnel={"weeks": 3}, business={"week_start": "Sunday"}))
    assert cells(found, "Week", Owner="Team") == [("2026-11-08",), ("2026-11-15",), ("2026-11-22",)]
    monday = weekly(leads(), config=config(funnel={"weeks": 1}), today=TODAY.replace(day=23))
    assert cells(monday, "Week") == [("2026-11-23",)]


def test_a_week_over_a_clock_change_has_seven_days_and_no_gap():
    sheet = leads(row(id="A", received="2026-03-02 00:00:00"), row(id="B", received="2026-03-08 02:30:00"),
                  row(id="C", received="2026-03-08 23:59:59"), row(id="D", received="2026-03-09 00:00:00"),
                  row(id="E", received="2026-10-26 00:00:01"), row(id="F", received="2026-11-01 01:30:00"),
                  row(id="G", received="2026-11-01 23:59:59"))
    spring = weekly(sheet, today=dt.date(2026, 3, 9), config=config(funnel={"weeks": 2}))
    assert cells(spring, "Week", "Leads In", Owner="Team") == [("2026-03-02", 3), ("2026-03-09", 1)]
    autumn = weekly(sheet, today=dt.date(2026, 11, 2), config=config(funnel={"weeks": 2}))
    assert cells(autumn, "Week", "Leads In", Owner="Team") == [("2026-10-26", 3), ("2026-11-02", 0)]


def test_a_week_over_new_year_is_one_week():
    sheet = leads(row(id="A", received="2026-12-28"), row(id="B", received="2026-12-31 23:59"),
                  row(id="C", received="2027-01-01"), row(id="D", received="2027-01-03 20:00"),
                  row(id="E", received="2027-01-04"))
    found = weekly(sheet, today=dt.date(2027, 1, 6), config=config(funnel={"weeks": 2}))
    assert cells(found, "Week", "Leads In", Owner="Team") == [("2026-12-28", 4), ("2027-01-04", 1)]


def test_a_call_logged_late_counts_in_the_week_of_the_call():
    sheet = leads(row(id="A", received="2026-11-09 09:00"))
    log = touches(("A", "2026-11-24 09:00", "Call", "Spoke"), ("A", "2026-11-12 16:00", "Phone", "talked"))
    found = weekly(sheet, log, config=config(funnel={"weeks": 3}))
    assert cells(found, "Week", "Got Hold Of", Owner="Team") == [
        ("2026-11-09", 1), ("2026-11-16", 0), ("2026-11-23", 0)]


def test_a_stamp_gives_way_to_an_earlier_call_logged_later_but_a_typed_date_stands():
    sheet = leads(row(id="stamped", received="2026-11-09", contact="2026-11-24 09:00"),
                  row(id="typed", received="2026-11-09", contact="2026-11-17 09:00"))
    calls = [(lead, when, "Call", "Spoke") for lead in ("stamped", "typed")
             for when in ("2026-11-24 09:00", "2026-11-12 16:00")]
    found = weekly(sheet, touches(*calls), config=config(funnel={"weeks": 3}))
    assert cells(found, "Week", "Got Hold Of", Owner="Team") == [
        ("2026-11-09", 1), ("2026-11-16", 1), ("2026-11-23", 0)]


def test_voicemails_broadcasts_orphans_and_touches_of_tomorrow_get_hold_of_nobody():
    sheet = leads(row(id="A", received="2026-11-23 09:00"), row(received="2026-11-23 09:00"))
    log = touches(("A", "2026-11-24 09:00", "Call", "Voicemail"), ("A", "2026-11-24 09:00", "Newsletter", "Sent"),
                  ("A", "2026-11-24 09:00", "Text", "Sent"), ("", "2026-11-24 09:00", "Call", "Spoke"),
                  ("Z", "2026-11-24 09:00", "Call", "Spoke"), ("A", "2026-11-26 09:00", "Call", "Spoke"))
    assert weekly(sheet, log)["Got Hold Of"].sum() == 0
    assert weekly(sheet, touches(("A", "2026-11-25 23:00", "Newsletter", "Replied")))["Got Hold Of"].sum() == 2


def test_an_owner_called_team_and_owners_beyond_a_hundred_keep_the_sums_right():
    sheet = leads(row(id="T", owner="Team", received="2026-11-23"),
                  *(row(id=f"L{i}", owner=f"Owner {i:03}", received="2026-11-23") for i in range(150)))
    found = weekly(sheet, config=config(funnel={"weeks": 1}))
    assert cells(found, "Leads In", Owner="Team") == [(151,)]
    assert cells(found, "Leads In", Owner="(other owners)") == [(51,)]
    assert len(found) == 1 + 100 + 1
