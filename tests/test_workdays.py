"""Working days, leave and the two clocks, against calendars on the wall and slow obvious arithmetic."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from leadbook.config import default_config
from leadbook.config_records import Owner
from leadbook.elapsed import elapsed, plus_elapsed, working_seconds
from leadbook.errors import ConfigError
from leadbook.workdays import calendar_for, on_leave

BUSINESS = default_config().business
NEW_YORK, BERLIN, PHOENIX = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/Phoenix")
DAY = dt.date.fromisoformat
AT = dt.datetime.fromisoformat


def office(**changes):
    return calendar_for(type(BUSINESS).model_validate(BUSINESS.model_dump() | changes))


@pytest.mark.parametrize(("day", "works"), [
    ("2026-11-25", True),
    ("2026-11-26", False),   # Thanksgiving
    ("2026-11-27", True),
    ("2026-11-28", False),   # a Saturday
    ("2026-07-03", False),   # 4 July 2026 is a Saturday: observed on the Friday
    ("2027-12-31", False),   # 1 January 2028 is a Saturday: observed in the year before
    ("2028-01-03", True),
    ("1905-07-04", True),    # beyond the years that are looked up, only the week counts
    ("9999-12-30", True),
])
def test_the_days_the_office_is_open(day, works):
    assert office().is_working(DAY(day)) is works


@pytest.mark.parametrize(("day", "n", "expected"), [
    ("2026-11-25", 1, "2026-11-27"),
    ("2026-11-25", 0, "2026-11-25"),
    ("2026-11-26", 0, "2026-11-27"),
    ("2026-11-26", -1, "2026-11-25"),
    ("2026-11-28", 1, "2026-11-30"),
    ("2026-12-31", 1, "2027-01-04"),
    ("2027-01-04", -1, "2026-12-31"),
    ("2026-01-01", 250, "2026-12-31"),   # 261 weekdays, 11 holidays on them
])
def test_the_nth_working_day(day, n, expected):
    assert office().add(DAY(day), n) == DAY(expected)


def test_the_month_with_leave_extra_holidays_and_another_week():
    calendar = office(extra_holidays=[DAY("2026-11-27")], working_days=["Thursday", "Friday", "Saturday"])
    days = calendar.month(2026, 11, leave=[(DAY("2026-11-05"), DAY("2026-11-07"))])
    assert days.dtype == "datetime64[D]"
    assert [str(d)[-2:] for d in days] == ["12", "13", "14", "19", "20", "21", "28"]
    assert len(office().month(2026, 12)) == 22


def test_regions_have_their_own_holidays():
    cesar_chavez = DAY("2026-03-31")
    assert office().is_working(cesar_chavez)
    assert not office(region="CA").is_working(cesar_chavez)
    assert not office(country="DE", region="BY").is_working(DAY("2026-01-06"))
    assert office(country="DE").is_working(DAY("2026-01-06"))


@pytest.mark.parametrize(("change", "said"), [
    ({"country": "ZZ"}, "business.country is 'ZZ'"),
    ({"region": "ca"}, "business.region is 'ca'.*did you mean CA"),
    ({"region": "Kalifornia"}, "business.region is 'Kalifornia'"),
    ({"country": "DE", "region": "XX"}, "business.region is 'XX'.*known are .*BW, BY"),
])
def test_a_country_or_region_without_holidays_is_said(change, said):
    with pytest.raises(ConfigError, match=said):
        office(**change)


def test_leave():
    jane = Owner(leave=("2026-12-24..2027-01-02", "2026-11-30"))
    away = [day for day in ("2026-11-29", "2026-11-30", "2026-12-23", "2026-12-24", "2027-01-02", "2027-01-03")
            if on_leave(jane, DAY(day))]
    assert away == ["2026-11-30", "2026-12-24", "2027-01-02"]
    assert not on_leave(None, DAY("2026-12-24"))
    assert not office().is_working(DAY("2026-11-30"), jane.leave)


days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@given(days, st.integers(-300, 300))
@settings(max_examples=40, deadline=None)
def test_add_agrees_with_walking_day_by_day(day, n):
    calendar, walked, left = office(), day, abs(n)
    step = dt.timedelta(days=1 if n >= 0 else -1)
    while (n == 0 and not calendar.is_working(walked)) or left:
        walked += step
        left -= bool(n) and calendar.is_working(walked)
    assert calendar.add(day, n) == walked
    if n > 0:
        assert calendar.between(day, walked) == n
        assert len(calendar.working_days(day, walked)) == n + calendar.is_working(day)


@pytest.mark.parametrize(("zone", "start", "due"), [
    (NEW_YORK, "2026-03-07 09:30", "2026-03-08 10:30:00"),   # the night of 8 March is an hour short
    (NEW_YORK, "2026-10-31 09:30", "2026-11-01 08:30:00"),   # the night of 1 November is an hour long
    (NEW_YORK, "2026-11-01 09:30", "2026-11-02 09:30:00"),
    (NEW_YORK, "2026-11-01 01:30", "2026-11-02 00:30:00"),   # read as the earlier 01:30
    (NEW_YORK, "2026-03-07 02:30", "2026-03-08 03:30:00"),
    (BERLIN, "2026-03-28 12:00", "2026-03-29 13:00:00"),
    (BERLIN, "2026-10-24 12:00", "2026-10-25 11:00:00"),
    (PHOENIX, "2026-03-07 09:30", "2026-03-08 09:30:00"),
    (PHOENIX, "2026-10-31 09:30", "2026-11-01 09:30:00"),
])
def test_24_hours_across_both_clock_changes(zone, start, due):
    assert plus_elapsed(AT(start), 24, zone) == np.datetime64(AT(due))
    second = dt.timedelta(seconds=1)
    assert elapsed(AT(start), AT(due), zone) == np.timedelta64(86400, "s")
    assert elapsed(AT(start), AT(due) + second, zone) == np.timedelta64(86401, "s")
    assert elapsed(AT(start), AT(due) - second, zone) == np.timedelta64(86399, "s")


def test_a_time_that_does_not_exist_moves_forward():
    assert elapsed(AT("2026-03-08 02:30"), AT("2026-03-08 03:00"), NEW_YORK) == np.timedelta64(0, "s")


def test_blanks_stay_blank_and_series_are_welcome():
    start = pd.Series(pd.to_datetime(["2026-11-20 09:30", None])).astype("datetime64[s]")
    end = pd.Series(pd.to_datetime(["2026-11-20 10:30", "2026-11-20 00:00"])).astype("datetime64[s]")
    for got in (elapsed(start, end, NEW_YORK), working_seconds(start, end, office())):
        assert got.dtype == "timedelta64[s]"
        assert got[0] == np.timedelta64(3600, "s")
        assert np.isnat(got[1])
    assert np.isnat(plus_elapsed(start, 24, NEW_YORK)[1])
    assert len(working_seconds(start[:0], end[:0], office())) == 0


moments = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2060, 12, 31)).map(lambda m: m.replace(microsecond=0))
nights = st.sampled_from(["2026-03-08 01:00", "2026-11-01 00:00", "2026-10-25 01:00", "2050-11-06 00:00"])
near_changes = st.builds(lambda night, s: AT(night) + dt.timedelta(seconds=s), nights, st.integers(0, 14400))
zones = st.sampled_from([NEW_YORK, BERLIN, PHOENIX, ZoneInfo("Europe/Dublin")])


@given(moments | near_changes, moments | near_changes, zones)
@example(AT("2050-07-01 00:00"), AT("2050-12-01 00:00"), NEW_YORK)
@settings(max_examples=150, deadline=None)
def test_elapsed_agrees_with_zoneinfo(start, end, zone):
    def utc(wall):
        there = wall.replace(tzinfo=zone)
        if there.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != wall:  # in the gap of the four zones
            there = wall.replace(minute=0, second=0, tzinfo=zone) + dt.timedelta(hours=1)
        return there.astimezone(dt.UTC)

    assert elapsed(start, end, zone) == np.timedelta64(int((utc(end) - utc(start)).total_seconds()), "s")
    later = (utc(start) + dt.timedelta(hours=36)).astimezone(zone).replace(tzinfo=None)
    assert plus_elapsed(start, 36, zone) == np.datetime64(later)


@pytest.mark.parametrize(("start", "end", "hours"), [
    ("2026-11-25 16:00", "2026-11-27 10:00", 2),    # over Thanksgiving
    ("2026-11-25 16:00", "2026-11-26 12:00", 1),
    ("2026-11-27 18:00", "2026-11-30 08:00", 0),    # a weekend
    ("2026-11-23 08:00", "2026-11-23 20:00", 8),
    ("2026-11-23 10:00", "2026-11-23 10:30", 0.5),
])
def test_working_hours(start, end, hours):
    assert working_seconds(AT(start), AT(end), office()) == np.timedelta64(int(hours * 3600), "s")
    assert working_seconds(AT(end), AT(start), office()) == np.timedelta64(-int(hours * 3600), "s")


@given(st.lists(st.tuples(st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 3, 1)), st.integers(0, 40 * 86400)),
                min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_working_seconds_agree_with_a_walk_over_the_days(spans):
    calendar = office(working_hours="08:15-12:00", working_days=["Monday", "Thursday", "Saturday"])
    starts = [start.replace(microsecond=0) for start, _ in spans]
    ends = [start + dt.timedelta(seconds=length) for start, (_, length) in zip(starts, spans, strict=True)]

    def walked(start, end):
        total, day = dt.timedelta(), start.date()
        while day <= end.date():
            if calendar.is_working(day):
                opens, closes = (dt.datetime.combine(day, t) for t in (dt.time(8, 15), dt.time(12)))
                total += max(min(end, closes) - max(start, opens), dt.timedelta())
            day += dt.timedelta(days=1)
        return int(total.total_seconds())

    got = working_seconds(np.array(starts, "datetime64[s]"), np.array(ends, "datetime64[s]"), calendar)
    assert got.astype(int).tolist() == [walked(s, e) for s, e in zip(starts, ends, strict=True)]
