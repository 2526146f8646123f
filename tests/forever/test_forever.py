"""forever, case by case and on random books, recounted day by day by code of its own."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import frames, schema
from leadbook.rules.contact.people import numbered
from leadbook.rules.forever.forever import forever
from leadbook.workdays import calendar_for
from tests.overload.books import people, settings_with

MONDAY = dt.date(2026, 11, 23)
CALENDAR = calendar_for(settings_with({}).business)


def verdict(count, owner, touches=(), lead=None, **more):
    settings = settings_with({"Jane Doe": owner}, **more)
    leads = numbered(frames.of(schema.LEADS, people(count, **(lead or {}))), settings)
    found = forever(leads, frames.of(schema.TOUCHES, list(touches)), frames.of(schema.PLAN, []), settings, MONDAY,
                    CALENDAR)
    return found[0] if found else None


def test_nobody_to_touch():
    assert verdict(0, {}) is None
    assert verdict(3, {}, lead={"Stage": "Lost"}) is None


def test_without_a_capacity_it_is_certain():
    one = verdict(500, {})
    assert one["verdict"] == "certain"
    assert one["sentence"] == (
        "Jane Doe: certain for as long as there are working days: 500 people, and no capacity is set.")


@pytest.mark.parametrize(("count", "expected"), [(100, "certain"), (160, "planned"), (180, "planned"),
                                                 (181, "impossible")])
def test_thirty_a_day(count, expected):
    """The shortest month of the next 28 years has 18 working days, room for 540 touches."""
    one = verdict(count, {"capacity_per_day": 30})
    assert one["verdict"] == expected
    assert one["density"]["touches"] == round(3 * count / 540, 4)


def test_the_sentences():
    owner = {"capacity_per_day": 30}
    assert verdict(100, owner)["sentence"] == (
        "Jane Doe: certain. 100 people need 300 touches a month; that is 64 percent of the room in the shortest month "
        "(18 working days), and up to 83 percent always works out.")
    assert verdict(160, owner)["sentence"] == (
        "Jane Doe: planned 24 months ahead, not proven beyond. The fullest is January 2027: 84 percent of its room.")
    assert verdict(181, owner)["sentence"] == (
        "Jane Doe: impossible. A month with 18 working days, the fewest there are, has room for 540 touches; 543 are "
        "due (181 people).")
    assert verdict(200, owner)["sentence"] == (
        "Jane Doe: impossible. January 2027 has 19 working days and room for 570 touches; 600 are due (200 people).")


def test_a_month_of_leave_is_said():
    one = verdict(10, {"leave": ["2027-03-01..2027-03-31"]})
    assert (one["verdict"], one["months"]) == ("impossible", 3)
    assert one["short"] == {
        "month": "2027-03", "needed": 30, "room": 0, "working_days": 0, "calls": False, "backup": ""}
    assert one["sentence"] == ("Jane Doe: impossible. March 2027 has 0 working days and room for 0 touches; nobody "
                               "gets two touches on one day; 30 are due (10 people).")


def test_calls_with_a_limit_of_their_own():
    """62 days have 40 working days in the worst case: with one call a day nobody can call more than 40 people."""
    one, two = {"capacity_by_channel": {"Call": 1}}, {"capacity_by_channel": {"Call": 2}}
    said = {count: verdict(count, one) for count in (33, 38, 41)}
    assert [one["verdict"] for one in said.values()] == ["certain", "planned", "impossible"]
    assert [one["density"]["calls"] for one in said.values()] == [0.825, 0.95, 1.025]
    assert said[41]["sentence"] == (
        "Jane Doe: impossible. 62 days can have as few as 40 working days, room for 40 calls; 41 people must be called "
        "then.")
    assert verdict(60, two)["verdict"] == "certain"


def test_who_can_only_be_called_takes_the_calls():
    """Three calls a month each; the shortest month has 18 working days, one call a day."""
    owner, only = {"capacity_by_channel": {"Call": 1}}, {"Email": "", "Do Not Contact": "Text"}
    assert [verdict(count, owner, lead=only)["verdict"] for count in (5, 6, 7)] == ["certain", "planned", "impossible"]


def test_a_backlog_of_calls_ends_the_months_that_are_planned():
    """All thirty were last called on one day in September: one a day cannot call them all by 26 November."""
    spoke = [{"Lead ID": f"L-{n:05}", "Channel": "Call", "Outcome": "Spoke", "When": dt.datetime(2026, 9, 25, 9)}
             for n in range(30)]
    one = verdict(30, {"capacity_by_channel": {"Call": 1}}, touches=spoke)
    assert (one["verdict"], one["months"], one["short"]["calls"]) == ("planned", 0, True)
    assert "in November 2026 some calls come later than 62 days after the last" in one["sentence"]


@pytest.mark.parametrize(("tom", "expected"), [
    ({}, "certain"), ({"capacity_per_day": 20}, "certain"), ({"capacity_per_day": 8}, "planned"),
    ({"capacity_per_day": 20, "leave": ["2027-03-01..2027-03-31"]}, "impossible")])
def test_a_month_of_leave_with_a_backup_counts_on_the_backup_s_room(tom, expected):
    """March 2027: 23 days; Jane's 30 people need 90 touches, Tom's own 40 people 120 of his 184 (8 a day)."""
    jane = {"capacity_per_day": 10, "leave": ["2027-03-01..2027-03-31"], "backup": "Tom Lee"}
    settings = settings_with({"Jane Doe": jane, "Tom Lee": tom})
    theirs = [one | {"Lead ID": f"L-T{n}", "Owner": "Tom Lee", "Email": f"t{n}@gmail.com", "Phone": f"212-556-{n:04}"}
              for n, one in enumerate(people(40))]
    leads = numbered(frames.of(schema.LEADS, people(30) + theirs), settings)
    one = forever(leads, frames.of(schema.TOUCHES, []), frames.of(schema.PLAN, []), settings, MONDAY, CALENDAR)[0]
    assert (one["owner"], one["verdict"]) == ("Jane Doe", expected)
    assert one["months"] == (24 if expected == "certain" else 3)
    if expected == "planned":
        assert one["short"]["backup"] == "Tom Lee"
        assert one["sentence"] == (
            "Jane Doe: planned 3 of 24 months ahead; in March 2027 Tom Lee, who stands in, has too little room beside "
            "other work: 90 touches are due (30 people), and there is room for about 64. Another backup or a higher "
            "capacity would mend it.")


def test_a_backup_who_can_do_more_is_room():
    jane = {"capacity_per_day": 5, "leave": ["2027-03-01..2027-03-26"], "backup": "Tom Lee"}
    settings = settings_with({"Jane Doe": jane, "Tom Lee": {}})
    leads = numbered(frames.of(schema.LEADS, people(30)), settings)
    one, = forever(leads, frames.of(schema.TOUCHES, []), frames.of(schema.PLAN, []), settings, MONDAY, CALENDAR)
    assert (one["verdict"], one["short"]) == ("planned", None)


def days_of(leave):
    """Working days of the next two years, one by one, from tomorrow on."""
    day, found = MONDAY + dt.timedelta(days=1), []
    while day < dt.date(2028, 12, 1):
        if CALENDAR.is_working(day) and not any(a <= day <= b for a, b in leave):
            found.append(day)
        day += dt.timedelta(days=1)
    return found


def late_by_turns(due, days, a_day):
    """The first month in which somebody is called too late, whose call is due first being called first; "" = none."""
    due = sorted(due)
    late = set()
    for day in days:
        called = [due.pop(0) for _ in range(min(a_day, len(due)))]
        late |= {one for one in called if one < day}
        due = sorted(due + [day + dt.timedelta(days=62)] * len(called))
    late |= {one for one in due if one < dt.date(2028, 12, 1)}
    return f"{min(late):%Y-%m}" if late else ""


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 45), st.integers(1, 8), st.sampled_from([None, 1, 2]),
       st.lists(st.tuples(st.integers(10, 700), st.integers(0, 40)), max_size=3), st.data())
def test_the_verdict_is_what_counting_day_by_day_says(count, capacity, calls, away, data):
    leave = [(MONDAY + dt.timedelta(days=a), MONDAY + dt.timedelta(days=a + n)) for a, n in away]
    owner = {"capacity_per_day": capacity, "leave": [f"{a}..{b}" for a, b in leave]}
    owner |= {"capacity_by_channel": {"Call": calls}} if calls else {}
    ago = [data.draw(st.integers(0, 80)) for _ in range(min(count, 6))]
    spoke = [{"Lead ID": f"L-{n:05}", "Channel": "Call", "Outcome": "Spoke",
              "When": dt.datetime.combine(MONDAY - dt.timedelta(days=days), dt.time(9))} for n, days in enumerate(ago)]
    one = verdict(count, owner, touches=spoke)
    days = days_of(leave)
    months = {}
    for day in days:
        months[f"{day:%Y-%m}"] = months.get(f"{day:%Y-%m}", 0) + 1
    wanted = [f"{2026 + (11 + n) // 12}-{(11 + n) % 12 + 1:02}" for n in range(24)]
    full = [month for month in wanted if 3 * count > capacity * months.get(month, 0) or months.get(month, 0) < 3]
    due = [MONDAY + dt.timedelta(days=62 - days if days < 62 else 62) for days in ago]
    late = late_by_turns(due + [MONDAY + dt.timedelta(days=62)] * (count - len(ago)), days, min(capacity, calls or 99))
    if one["verdict"] == "certain":
        assert (full, late) == ([], "")
    if full:
        assert (one["verdict"], one["short"]["month"]) == ("impossible", min([*full, *([late] if late else [])]))
    elif late:
        assert one["verdict"] in ("planned", "impossible")
        assert (one["short"]["month"], one["short"]["calls"]) == (late, True)
    else:
        assert (one["short"], one["months"]) == (None, 24)
