"""How fast new leads were contacted."""

import datetime as dt

import pytest

from tests.rules.funnel_sheets import cells, config, filled, leads, row, touches


def speed(*rows, log=None, **more):
    return filled(leads(*rows), log, **more).tables["FunnelSpeed"]


def test_shares_are_over_all_leads_whose_window_has_passed():
    found = speed(
        row(id="A", owner="Ann", received="2026-11-20 09:00", contact="2026-11-20 09:05"),
        row(id="B", owner="Ann", received="2026-11-20 09:00", contact="2026-11-20 09:05:01"),
        row(id="C", owner="Ann", received="2026-11-20 09:00"),
        row(id="D", owner="Bob", received="2026-11-25 11:57", contact="2026-11-25 11:58"),  # 3 minutes ago
        row(id="E", owner="Bob", received="2026-11-25 11:00"),                              # an hour ago
        row(id="F", owner="Bob", received="2026-11-25 13:00"),                              # not yet
        row(id="G", owner="Bob", received="2026-11-20 09:00", stage="Merged"))
    assert cells(found, "Owner", "Within", "Leads", "Contacted", "Share") == [
        ("Team", "5 min", 4, 1, 0.25), ("Team", "1 h", 4, 2, 0.5), ("Team", "24 h", 3, 2, 2 / 3),
        ("Ann", "5 min", 3, 1, 1 / 3), ("Ann", "1 h", 3, 2, 2 / 3), ("Ann", "24 h", 3, 2, 2 / 3),
        ("Bob", "5 min", 1, 0, 0), ("Bob", "1 h", 1, 0, 0), ("Bob", "24 h", 0, 0, None)]


@pytest.mark.parametrize(("received", "in_time", "too_late"), [
    ("2026-06-01 12:00:00", "2026-06-02 12:00:00", "2026-06-02 12:00:01"),
    ("2026-03-07 12:00:00", "2026-03-08 13:00:00", "2026-03-08 13:00:01"),  # clocks go forward: a day of 23 hours
    ("2026-10-31 12:00:00", "2026-11-01 11:00:00", "2026-11-01 11:00:01"),  # and back: 25 hours
])
def test_24_hours_to_the_second_across_both_clock_changes(received, in_time, too_late):
    found = speed(row(id="A", received=received, contact=in_time), row(id="B", received=received, contact=too_late))
    assert cells(found, "Leads", "Contacted", Owner="Team", Within="24 h") == [(2, 1)]
    assert cells(found, "Median Hours", Owner="Team", Within="24 h") == [(24,)]


def test_a_window_has_passed_to_the_second():
    received, now = "2026-03-07 12:00:00", dt.datetime(2026, 3, 8, 13)
    day = now.date()
    before = speed(row(id="A", received=received), today=day, now=now - dt.timedelta(seconds=1))
    assert cells(before, "Leads", Owner="Team", Within="24 h") == [(0,)]
    after = speed(row(id="A", received=received), today=day, now=now)
    assert cells(after, "Leads", Owner="Team", Within="24 h") == [(1,)]


def test_quantiles_on_both_clocks():
    friday = row(received="2026-11-13 16:00")
    found = speed(row(friday, id="A", contact="2026-11-13 16:30"), row(friday, id="B", contact="2026-11-16 10:00"),
                  row(friday, id="C", contact="2026-11-16 12:00"), row(friday, id="D"))
    columns = "Median Hours", "P75 Hours", "P90 Hours", "Median Working Hours"
    assert cells(found, *columns, Owner="Team", Within="1 h") == [
        (66, 68, None, 2)]


def test_without_a_time_of_day_days_are_counted():
    found = speed(row(id="same day", received="2026-11-16", contact="2026-11-16 15:00"),
                  row(id="next day", received="2026-11-16 09:00", contact="2026-11-17"),
                  row(id="after two", received="2026-11-16", contact="2026-11-18 08:00"),
                  row(id="today", received="2026-11-25", contact="2026-11-25 08:00"),
                  row(id="yesterday", received="2026-11-24"))
    assert cells(found, "Within", "Leads", "Contacted", Owner="Team") == [
        ("5 min", 0, 0), ("1 h", 0, 0), ("24 h", 3, 2)]
    assert cells(found, "Median Hours", Owner="Team", Within="24 h") == [(24,)]


def test_a_contact_before_the_reception_is_at_once_and_one_without_a_date_is_in_no_median():
    found = speed(row(id="A", received="2026-11-20 09:00", contact="2026-11-19 08:00"),
                  row(id="B", received="2026-11-20 09:00", stage="Won"),
                  row(id="C", received="2026-11-20", stage="Won"))
    assert cells(found, "Leads", "Contacted", "Median Hours", Owner="Team", Within="24 h") == [(3, 1, 0)]


def test_a_lead_of_tomorrow_is_in_no_figure():
    found = speed(row(id="A", received="2026-11-26 09:00", contact="2026-11-25 08:00"))
    assert cells(found, "Leads", "Contacted", "Median Hours", Owner="Team", Within="24 h") == [(0, 0, None)]


def test_a_call_logged_late_counts_by_its_when_and_a_voicemail_never():
    log = touches(("A", "2026-11-24 09:00", "Call", "Spoke"), ("A", "2026-11-20 09:03", "Call", "Spoke"),
                  ("A", "2026-11-20 09:01", "Call", "Voicemail"))
    assert cells(speed(row(id="A", received="2026-11-20 09:00"), log=log), "Median Hours", Owner="Team")[0] == (0.05,)


def test_windows_are_named_as_people_say_them():
    found = speed(config=config(speed={"fast_minutes": [5, 90, 120]}))
    assert cells(found, "Within", "Leads", "Share") == [("5 min", 0, None), ("90 min", 0, None), ("2 h", 0, None)]
