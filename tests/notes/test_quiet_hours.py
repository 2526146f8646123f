"""Quiet hours: when to call and text, and what is said of a call at night. 3 March 2027 is a Wednesday."""

import datetime as dt

import pytest

from leadbook import config, jobs
from leadbook.books.memory import MemoryBook
from leadbook.rules.quiet_hours import allowed, hint, quiet
from tests.notes.book import settings

WEDNESDAY, SUNDAY = dt.date(2027, 3, 3), dt.date(2027, 3, 7)


def hours(span, *days):
    return settings(quiet_hours={"hours": span, "days": list(days)})


@pytest.mark.parametrize(("span", "day", "time", "is_quiet"), [
    ("20:00-08:00", WEDNESDAY, "07:59:59", True), ("20:00-08:00", WEDNESDAY, "08:00", False),
    ("20:00-08:00", WEDNESDAY, "19:59:59", False), ("20:00-08:00", WEDNESDAY, "20:00", True),
    ("20:00-08:00", SUNDAY, "12:00", True), ("12:00-13:30", WEDNESDAY, "12:30", True),
    ("12:00-13:30", WEDNESDAY, "13:30", False), ("00:00-00:00", WEDNESDAY, "03:00", False)])
def test_what_is_quiet(span, day, time, is_quiet):
    assert quiet(dt.datetime.combine(day, dt.time.fromisoformat(time)), hours(span, "Sunday")) == is_quiet


@pytest.mark.parametrize(("settings", "day", "said"), [
    (hours("20:00-08:00", "Sunday"), WEDNESDAY, "Call and text from 08:00 to 20:00."),
    (hours("20:00-08:00", "Sunday"), SUNDAY, "Sunday is a quiet day: no calls or texts."),
    (hours("12:00-13:30"), SUNDAY, "No calls or texts from 12:00 to 13:30."), (hours("00:00-00:00"), SUNDAY, "")])
def test_when_to_call(settings, day, said):
    assert allowed(day, settings) == said


@pytest.mark.parametrize(("channel", "moment", "said"), [
    ("Call", "2027-03-03 21:15", "That was in your quiet hours (20:00-08:00)."), ("E-mail", "2027-03-03 21:15", ""),
    ("Text", "2027-03-07 12:00", "That was in your quiet hours (Sunday)."), ("Call", "2027-03-03 12:00", ""),
    ("Call", "2027-03-03 00:00", ""),                               # the day is known, the time is not
    ("Call", "2027-03-07 00:00", "That was in your quiet hours (Sunday).")])
def test_a_call_at_night_gets_a_hint(channel, moment, said):
    assert hint(channel, dt.datetime.fromisoformat(moment), settings()) == said


def test_the_call_is_logged_all_the_same_and_the_list_says_when_to_call():
    rows = [{"Section": s, "Name": n, "Value": v} for s, n, v in config.to_rows(settings())]
    assert {"Section": "quiet_hours", "Name": "hours", "Value": "20:00-08:00"} in rows
    book = MemoryBook({"Settings": rows, "Leads": [{"Lead ID": "L-DANA", "Name": "Dana", "Phone": "212-555-0142"}]})
    late = dt.datetime(2027, 3, 3, 21, 15)
    done = jobs.run(book, "log", late.date(), late, lead="Dana", channel="Call", outcome="Spoke")
    assert "That was in your quiet hours (20:00-08:00)." in done.own["sentence"]
    assert done.own["quiet_hours"] is True
    assert len(book.read("Touches")) == 1
    noon = jobs.run(book, "log", late.date(), late, lead="Dana", channel="Call", outcome="Spoke", when="today 12:00")
    assert (noon.own["quiet_hours"], "quiet" in noon.own["sentence"]) == (False, False)
    assert jobs.run(book, "today", late.date(), late).own["call_hours"] == "Call and text from 08:00 to 20:00."


@pytest.mark.parametrize("span", ["20-8", "late", [1], "20:00"])
def test_a_wrong_span_is_said(span):
    with pytest.raises(Exception, match=r'quiet_hours.hours .*write "20:00-08:00" in quotes'):
        hours(span)
