"""Books for the proofs of overload, and a counter that shares no code with the planner."""

import datetime as dt
from collections import defaultdict

from leadbook import config, frames, schema
from leadbook.rules.contact.people import numbered
from leadbook.rules.overload.overload import overloads
from leadbook.rules.plan.cadence import planned
from leadbook.workdays import calendar_for


def settings_with(owners, **more):
    return config.checked(config.merged({"owners": owners} | more), "test")


def people(count, **columns):
    return [{"Lead ID": f"L-{i:05}", "Name": f"Person {i}", "Phone": f"212-555-{i:04}", "Email": f"p{i}@gmail.com",
             "Owner": "Jane Doe", "Stage": "Contacted", "Received": "2024-05-01"} | columns for i in range(count)]


def run(leads, settings, today, touches=(), plan=()):
    made = lambda table, rows: rows if hasattr(rows, "columns") else frames.of(table, list(rows))  # noqa: E731
    leads = numbered(made(schema.LEADS, leads), settings)
    done = planned(leads, made(schema.TOUCHES, touches), made(schema.PLAN, plan), settings, today,
                   calendar_for(settings.business))
    return done, overloads(done.seen)


def most_that_fit(touches, room):
    """The most touches that get a day. ``touches``: (person, days) each; ``room``: day -> so many it holds; never two
    of a person on a day. A flow by augmenting paths: touch -> (person, day) -> day.
    """
    left = defaultdict(int)
    ways = defaultdict(set)

    def arc(one, other, capacity):
        left[one, other] += capacity
        ways[one].add(other)
        ways[other].add(one)

    for number, (person, days) in enumerate(touches):
        arc("from", number, 1)
        for day in days:
            arc(number, (person, day), 1)
            if left[(person, day), day] == 0:
                arc((person, day), day, 1)
    for day, many in room.items():
        arc(day, "to", many)
    total = 0
    while path := _path(ways, left):
        for one, other in path:
            left[one, other] -= 1
            left[other, one] += 1
        total += 1
    return total


def _path(ways, left):
    came, now = {"from": None}, ["from"]
    for node in now:
        for other in ways[node]:
            if other not in came and left[node, other] > 0:
                came[other] = node
                now.append(other)
    path, node = [], "to"
    while came.get(node) is not None:
        path.append((came[node], node))
        node = came[node]
    return path


def working_days(first, last, leave=()):
    """Weekdays without the holidays of the tests' months and without leave."""
    closed = {dt.date(2026, 11, 11), dt.date(2026, 11, 26), dt.date(2026, 12, 25), dt.date(2027, 1, 1)}
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in closed
            and not any(a <= day <= b for a, b in leave)]
