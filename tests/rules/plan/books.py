"""Books of one owner for the planner's repair: people in, their days out. March 2027 has 23 working days."""

import datetime as dt
from collections import Counter

import numpy as np

from leadbook import config, frames, schema
from leadbook.config_records import Owner
from leadbook.rules.plan.cadence import planned
from leadbook.workdays import calendar_for

BASE = config.default_config()
CALENDAR = calendar_for(BASE.business)
MARCH = dt.date(2027, 3, 1)
DAYS = [day.item() for day in CALENDAR.month(2027, 3)]


def settings(capacity=None, leave=(), **cadence):
    owner = Owner(capacity_per_day=capacity, leave=tuple((DAYS[a], DAYS[b]) for a, b in leave))
    changed = BASE.cadence.model_copy(update={"months_ahead": 1} | cadence)
    return BASE.model_copy(update={"owners": {"Jane": owner}, "cadence": changed})


def people(numbers):
    return frames.of(schema.LEADS, [
        {"Lead ID": f"L-{k}", "Name": f"Person {k}", "Owner": "Jane", "Stage": "Nurture", "Person": k,
         "Phone": "212-555-0142", "Email": f"p{k}@gmail.com", "Received": "2020-03-02"} for k in numbers])


def pins(days):
    """Rows that people added: person -> index of the day."""
    return frames.of(schema.PLAN, [
        {"Plan ID": f"P-{k}-HAND", "Lead ID": f"L-{k}", "Date": DAYS[day], "Channel": "Text", "Owner": "Jane",
         "Status": "Planned", "Pinned": "Yes"} for k, day in days.items()])


def plan(leads, given, before=None, today=MARCH, touches=()):
    before = frames.of(schema.PLAN, []) if before is None else before
    return planned(leads, frames.of(schema.TOUCHES, touches), before, given, today, CALENDAR)


def days_of(result, status="Planned"):
    """Person -> indices of the days in March, ascending."""
    found = {}
    rows = result.plan[result.plan["Status"] == status]
    for key, day in zip(rows["Lead ID"], rows["Date"].dt.date, strict=True):
        if day in DAYS:
            found.setdefault(int(key[2:]), []).append(DAYS.index(day))
    return {k: sorted(mine) for k, mine in found.items()}


def peak(days):
    return max(Counter(day for mine in days.values() for day in mine).values())


def gaps(days):
    return [int(gap) for mine in days.values() for gap in np.diff(mine)]
