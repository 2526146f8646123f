"""120 months of a small business: nobody falls short while it can be done, and who does is named, with the reason."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from leadbook import config, frames
from leadbook.schema import LEADS
from tests.simulated.counter import counted, open_days, with_room
from tests.simulated.people import Person
from tests.simulated.world import DAY, World

# LEADBOOK_LONG=1: 120 months in each country; without it 8 months in each, one after the other.
LONG = bool(os.environ.get("LEADBOOK_LONG"))
MONTHS = 120 if LONG else 40
FIRST = dt.date(2027, 1, 1)
COUNTRIES = ("US", "DE", "JP", "BR", "AE")
JANE = {"leave": ["2027-03-08..2027-03-12", "2029-07-02..2029-07-13", "2032-12-20..2033-01-03"]}
TOM = {"leave": ["2027-05-10..2027-05-28", "2028-08-01..2028-08-31", "2030-02-04..2030-02-15"], "backup": "Jane"}
BUSY = {"capacity_per_day": 2, "leave": ["2027-03-08..2027-03-19", "2027-07-01..2027-07-31"]}


def settings(country="US", **owners):
    return config.checked(config.merged({"business": {"country": country}, "owners": owners,
                                         "notes": {"holidays": ["12-24 Christmas Eve"]}}), "simulated")


@pytest.mark.parametrize(("countries", "seed"), [
    (COUNTRIES, 1), *(([c], seed) for c in COUNTRIES if LONG for seed in range(2, 5))])
def test_nobody_falls_short_for_years(countries, seed):
    """The office moves from country to country, so that the holidays of all of them are met. While Tom is away Jane
    does his touches; nobody does hers.
    """
    world = World(settings(), FIRST, size=24, seed=seed)
    kept = [(settings(c, Jane=JANE, Tom=TOM), open_days(c, range(2026, 2039))) for c in countries]
    faults = []
    for n, today in enumerate(days(world, MONTHS)):
        world.settings, works = kept[n * len(kept) // MONTHS]
        if n in (20, 75):
            world.imported(2_000 if LONG else 220, today - DAY)
        done = world.planned(today)
        count = counted(world.people.values(), world.plan, today, works, world.settings)
        faults += [*count.faults, *(f"{today}: {who} is short ({n})" for who, n in count.short.items())]
        faults += [f"{today}: {one} is said to be short" for one in done.report["shortfall"]]
        if LONG or n % 8 == 1:
            nothing_to_write(world, today)
    assert world.plan["Plan ID"].is_unique
    assert not faults, f"{len(faults)} faults, the first: " + "\n".join(faults[:12])


@pytest.mark.parametrize("seed", range(1, 9 if LONG else 2))
def test_who_falls_short_is_named_with_the_reason(seed):
    """Jane can do two touches a day, and is away for two weeks and for a month: it cannot be done, and that is said."""
    world = World(settings(Jane=BUSY, Tom={}), FIRST, size=40, seed=seed)
    works, faults, short = open_days("US", range(2026, 2030)), [], 0
    for today in days(world, 24 if LONG else 6):
        done = world.planned(today)
        count = counted(world.people.values(), world.plan, today, works, world.settings)
        said = {(one["name"], one["month"]): one for one in done.report["shortfall"]}
        for who, (has, needs) in count.short.items():
            faults += [f"{today}: {who} is short, and nobody says so"] * (who not in said)
            if room := with_room(world.people[who[0]], who[1], world.people, world.plan, today, works, world.settings):
                faults.append(f"{today}: {who} has {has} of {needs}, but there is room on {room[0]} ...")
        faults += [f"{today}: {who} is said to be short" for who in said.keys() - count.short.keys()
                   if (said[who]["has"], said[who]["needs"]) != count.perhaps.get(who)]
        faults += [f"{today}: {one} gives no reason" for one in said.values()
                   if "Jane" not in one["reason"] or not one["lead"]]
        short += len(count.short)
        nothing_to_write(world, today)
    assert short
    assert not faults, f"{len(faults)} faults, the first: " + "\n".join(faults[:12])


def test_the_counter_notices_what_is_missing():
    """One planned touch taken out is one person short; a call taken out is a call too late."""
    world, works = World(settings(Tom={}), FIRST, size=6, seed=3), open_days("US", [2026, 2027])
    world.planned(FIRST)
    found = [counted(world.people.values(), world.plan.drop(index=row), FIRST, works, world.settings)
             for row in world.plan.index]
    calls = (world.plan["Channel"] == "Call").tolist()
    assert all(len(one.short) == 1 for one in found)
    assert [bool(one.faults) for one in found] == calls
    assert any(calls)


def test_who_joins_early_in_a_month_is_due_the_share_or_the_number_above():
    """19 of September's 20 working days are left, 2.85 touches: the template of Person 61 has all three of them."""
    today, works = dt.date(2028, 9, 12), open_days("US", [2028])
    world = World(settings(Tom={}), FIRST, size=0, seed=1)
    world.people = {"Person 0061": Person(61, dt.date(2028, 9, 4), "Tom", phone=True, email=True, address=False)}
    world.leads = frames.of(LEADS, [world.people["Person 0061"].cells() | {"Person": 61}])
    world.planned(today)
    rows = world.plan[world.plan["Scheduled"] < frames.day(dt.date(2028, 10, 1))].index
    found = [counted(world.people.values(), plan, today, works, world.settings)
             for plan in (world.plan, world.plan.drop(index=rows[0]), world.plan.drop(index=rows[:2]))]
    assert [one.perhaps for one in found] == [{}, {("Person 0061", "2028-09"): (2, 3)}, {}]
    assert [one.short for one in found] == [{}, {}, {("Person 0061", "2028-09"): (1, 2)}]


def days(world, months):
    """The day of each month on which LeadBook plans; before it, what happened since the last one."""
    since = None
    for n in range(months):
        month = dt.date(FIRST.year + n // 12, n % 12 + 1, 1)
        today = month + world.chance.randrange(12) * DAY
        if since:
            world.lives(since, today, missed=0.08)
            changed(world, since, today)
            if today.month == 6:
                world.archived(today)
        yield today
        since = today


def nothing_to_write(world, today):
    before = world.leads, world.touches, world.plan
    world.planned(today)
    assert all(a is b for a, b in zip(before, (world.leads, world.touches, world.plan), strict=True))


def changed(world, since, today):
    """What happens in a month: some join, some leave, one changes a wish, one is promised a day."""
    chance, days = world.chance, max((today - since).days, 1)
    world.join([since + chance.randrange(days) * DAY for _ in range(chance.randrange(3))])
    there = [p for p in world.people.values() if p.active and p.joined < today]
    surplus = max(len(there) - 30, 0) // 2
    for person in chance.sample(there, min(len(there), surplus + chance.randrange(2))):
        world.leaves(today - DAY, person)
    there = [p for p in there if p.active]
    if there and chance.random() < 0.3:
        person = chance.choice(there)
        person.wish = chance.choice(["Call", "Yes", "Mail", ""])
        world.types(person, Do_Not_Contact=person.wish)
    if there:
        person = chance.choice(there)
        person.promise = today + chance.randrange(45) * DAY
        world.types(person, Promise=dt.datetime.combine(person.promise, dt.time()))
