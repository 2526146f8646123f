"""plan on random books, run on one day, changed by people, run on a later day; judged by a checker of its own.

The checker counts by hand on plain rows and shares no code with the planner.
"""

import datetime as dt
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames, schema
from leadbook.rules.contact.people import numbered
from leadbook.rules.plan.cadence import planned
from leadbook.rules.plan.fulfilment import ticked
from leadbook.workdays import calendar_for

CONFIG = config.default_config()
CALENDAR = calendar_for(CONFIG.business)
USES = {"Call": "Phone", "Text": "Phone", "E-mail": "Email", "Mail": "Address"}
WISHES = ["", "", "", "", "Yes", "Call", "E-mail, Text", "call, text, e-mail, mail"]
TWO_YEARS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@st.composite
def books(draw):
    first = draw(TWO_YEARS)
    later = first + dt.timedelta(days=draw(st.integers(0, 45)))
    leads = []
    for i in range(draw(st.integers(1, 8))):
        shared = draw(st.sampled_from([i, i, i, 0]))
        leads.append({
            "Lead ID": f"L-{i}", "Name": f"Person {i}",
            "Stage": draw(st.sampled_from(["New", "", "Proposal", "Won", "Lost", "typo"])),
            "Phone": draw(st.sampled_from(["", f"212-555-01{shared:02}", f"212-555-01{i:02}"])),
            "Email": draw(st.sampled_from(["", f"p{i}@gmail.com"])), "Address": draw(st.sampled_from(["", "12 Elm"])),
            "Do Not Contact": draw(st.sampled_from(WISHES)),
            "Received": draw(st.sampled_from([None, "2024-05-01", first - dt.timedelta(days=5), first])),
            "Promise": draw(st.sampled_from([None, None, None, first + dt.timedelta(days=draw(st.integers(-9, 60)))]))})
    touches = [draw(touch(len(leads), first)) for _ in range(draw(st.integers(0, 8)))]
    return leads, touches, [draw(touch(len(leads), later)) for _ in range(draw(st.integers(0, 5)))], first, later


@st.composite
def touch(draw, leads, upto):
    return {"Lead ID": f"L-{draw(st.integers(0, leads - 1))}",
            "When": upto - dt.timedelta(days=draw(st.integers(0, 70))),
            "Channel": draw(st.sampled_from(["Call", "Call", "E-mail", "Text", "Newsletter"])),
            "Outcome": draw(st.sampled_from(["Spoke", "Sent", "Left message"]))}


def refresh(leads, touches, plan, today):
    leads = numbered(leads, CONFIG)
    touches, plan = ticked(touches, plan, CONFIG, today, leads.set_index("Lead ID")["Person"])
    return touches, planned(leads, touches, plan, CONFIG, today, CALENDAR)


@settings(max_examples=14, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_everybody_has_their_touches_and_a_second_run_writes_nothing(book, people):
    leads, log, more, first, later = book
    touches, one = refresh(*(frames.of(table, rows) for table, rows in (
        (schema.LEADS, leads), (schema.TOUCHES, log), (schema.PLAN, []))), first)
    check(one, touches, first, 0)
    edited = by_people(one.plan, people, later)
    touches = frames.of(schema.TOUCHES, touches.astype(object).where(touches.notna(), None).to_dict("records") + more)
    ticks, two = refresh(one.leads, touches, edited, later)
    check(two, ticks, later, len(edited))
    assert (two.plan["Date"].iloc[: len(edited)].fillna(0) == edited["Date"].fillna(0)).all()
    assert two.plan["Plan ID"].is_unique
    again, three = refresh(two.leads, ticks, two.plan, later)
    assert again is ticks
    assert three.plan is two.plan
    assert three.leads is two.leads


@settings(max_examples=8, deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_two_users_plan_the_same_rows_whatever_the_order_of_theirs(book, shuffle):
    leads, log, _, first, _ = book
    mine = numbered(frames.of(schema.LEADS, leads), CONFIG)
    rows = mine.astype(object).where(mine.notna(), None).to_dict("records")
    shuffle.shuffle(rows)
    plans = [refresh(leads, frames.of(schema.TOUCHES, log), frames.of(schema.PLAN), first)[1].plan
             for leads in (mine, frames.of(schema.LEADS, rows))]
    one, other = (plan.sort_values("Plan ID", ignore_index=True) for plan in plans)
    assert one.equals(other)


def by_people(plan, people, later):
    """What people do to a plan: tick, skip, move, pin."""
    rows = plan.astype(object).where(plan.notna(), None).to_dict("records")
    for row in rows:
        what = people.choice(["", "", "", "", "done", "skip", "move", "pin"])
        row["Status"] = {"done": "Done", "skip": "Skipped"}.get(what, row["Status"])
        row["Date"] = row["Date"] + dt.timedelta(days=people.randint(-9, 30)) if what == "move" else row["Date"]
        row["Pinned"] = "Yes" if what == "pin" else row["Pinned"]
    return frames.of(schema.PLAN, rows)


def check(result, touches, today, old_rows):
    leads, plan = result.leads.to_dict("records"), result.plan.to_dict("records")
    by_person = defaultdict(list)
    for lead in leads:
        by_person[lead["Person"]].append(lead)
    owner_of = {lead["Lead ID"]: lead["Person"] for lead in leads}
    listed = {(row["lead"], row["month"]): row for row in result.report["shortfall"]}
    unreachable = {row["lead"] for row in result.report["unreachable"]}
    for person, theirs in by_person.items():
        mine = [row for row in plan if owner_of[row["Lead ID"]] == person]
        made = [t for t in touches.to_dict("records") if owner_of.get(t["Lead ID"]) == person and reached(t)
                and t["When"].date() <= today]
        ids = {lead["Lead ID"] for lead in theirs}
        new = [row for row in plan[old_rows:] if row["Lead ID"] in ids]
        open_rows = [row for row in mine if row["Status"] == "Planned"]
        if any(lead["Do Not Contact"] == "Yes" for lead in theirs):
            assert not open_rows
            continue
        if all(lead["Stage"] == "Lost" for lead in theirs):
            assert not new
            continue
        may = {channel for channel, need in USES.items() if any(lead[need] for lead in theirs)
               and not any(channel.casefold() in lead["Do Not Contact"].casefold().split(", ") for lead in theirs)}
        if not may:
            assert not new
            assert ids & unreachable
            continue
        assert {row["Channel"] for row in new} <= may
        slots = [row for row in new if row["Pinned"] != "Yes"]
        assert len({row["Date"] for row in slots}) == len(slots)
        for row in slots:
            assert row["Date"].date() >= today
            assert CALENDAR.is_working(row["Date"].date())
        enough(theirs, ids, made, open_rows, today, listed)
        if "Call" in may and not any(i in lead for i, _ in listed for lead in ids):
            calls_stand(made, open_rows, theirs, today)


def enough(theirs, ids, made, open_rows, today, listed):
    start = today.replace(day=1)
    for month in (start, (start + dt.timedelta(days=32)).replace(day=1)):
        within = lambda d, m=month: (d.year, d.month) == (m.year, m.month)  # noqa: E731
        days = [d for d in days_of(month) if CALENDAR.is_working(d)]
        active = [lead for lead in theirs if lead["Stage"] != "Lost"]
        joined = [lead["Received"] for lead in active]
        need = 3
        if all(str(j) != "NaT" for j in joined) and within(min(joined)):
            need = 3 * len([d for d in days if d >= min(joined).date()]) // len(days)
        personal = sum(t["Channel"] != "Newsletter" or t["Outcome"] == "Spoke" for t in made if within(t["When"]))
        broadcast = sum(within(t["When"]) for t in made) - personal
        planned_rows = sum(within(row["Date"]) for row in open_rows)
        short = [row for (lead, name), row in listed.items() if lead in ids and name == f"{month:%Y-%m}"]
        if personal + planned_rows + min(broadcast, max(need - 1, 0)) < need:
            assert short, (theirs, month, personal, planned_rows, need)
            assert len([d for d in days if d >= today]) < 3 + len(open_rows) + len(made)


def calls_stand(made, open_rows, theirs, today):
    """A call made or planned in this month and the next, or made in the one before (a call is owed by next month)."""
    calls = [t["When"].date() for t in made if t["Channel"] == "Call" and t["Outcome"] == "Spoke"]
    calls += [max(row["Date"].date(), today) for row in open_rows if row["Channel"] == "Call"]
    start = today.replace(day=1)
    end = (start + dt.timedelta(days=32)).replace(day=28)
    assert any((start.year, start.month) <= (d.year, d.month) <= (end.year, end.month) for d in calls), theirs


def reached(row):
    return row["Outcome"] != "Left message"


def days_of(month):
    day = month
    while day.month == month.month:
        yield day
        day += dt.timedelta(days=1)
