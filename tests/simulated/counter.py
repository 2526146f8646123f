"""What a plan promises, counted by hand, person by person: no line of the planner is used here.

Working days come from the library ``holidays`` itself; what is planned comes from the rows of the sheet Plan; what was
done comes from what the simulated people remember.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import holidays
import pandas as pd

from leadbook.config import Config
from tests.simulated.people import Person

DAY, LONGEST = dt.timedelta(days=1), 62


@dataclass
class Count:
    """``faults``: broken promises, in words; ``short``: (name, month) -> (has, needs); ``perhaps``: the same of those
    who joined in that month and have their whole share of the days left, not the next number above it (their own
    template decides which of the two is due); ``gap``: the longest one seen.
    """

    faults: list[str] = field(default_factory=list)
    short: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    perhaps: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    gap: int = 0


def open_days(country: str, years: Iterable[int]) -> set[dt.date]:
    """The days on which the office is open: Monday to Friday, no public holiday."""
    closed = holidays.country_holidays(country, years=list(years), observed=True)
    day, last, out = dt.date(min(years), 1, 1), dt.date(max(years), 12, 31), set()
    while day <= last:
        if day.weekday() < 5 and day not in closed:
            out.add(day)
        day += DAY
    return out


def counted(people: Iterable[Person], plan: pd.DataFrame, today: dt.date, works: set[dt.date], config: Config) -> Count:
    """Count this month and the next as they stand on ``today``, after a plan."""
    count, rows, people = Count(), defaultdict(list), list(people)
    owners = {person.name: person.owner for person in people}
    backup = {name: owner.backup for name, owner in config.owners.items()}
    leave = {name: () if backup[name] else owner.leave for name, owner in config.owners.items()}
    ours = plan[plan["Status"] == "Planned"]
    for name, date, channel, pinned, key, doer in zip(ours["Name"], ours["Date"], ours["Channel"], ours["Pinned"],
                                                      ours["Plan ID"], ours["Owner"], strict=True):
        rows[name].append((date.date(), channel, pinned == "Yes", key))
        owner = owners.get(name, "")
        does = max(date.date(), today)  # what is overdue is done today
        away = any(a <= does <= b for a, b in _leave(config, owner))
        if doer != (backup.get(owner) if away and backup.get(owner) else owner):
            where = "away" if away else "there"
            count.faults.append(f"{today}: {key} on {date.date()} is {doer}'s, {owner} is {where}")
    months = [today.replace(day=1), (today.replace(day=1) + 31 * DAY).replace(day=1)]
    inside = [[d for d in (month + n * DAY for n in range(31)) if d.month == month.month and d in works]
              for month in months]
    for person in people:
        mine = rows[person.name]
        if not person.active:
            _nothing_is_left(person, [r for r in mine if not r[2]], count)
            continue
        for day, channel, pinned, key in mine:
            if channel not in person.permits and channel != "Newsletter":
                count.faults.append(f"{today}: {person.name} gets {channel}, which they do not permit ({key})")
            away = any(a <= day <= b for a, b in leave.get(person.owner, ()))
            if day > today and not pinned and (day not in works or away):
                count.faults.append(f"{today}: {person.name} has {key} on {day}, when nobody works")
        for month, days in zip(months, inside, strict=True):
            _month(person, mine, month, days, count)
        _calls(person, mine, months, today, works, leave.get(person.owner, ()), count)
        due = person.promise and person.promise >= today and person.permits
        if due and not any(d == person.promise for d, *_ in mine):
            count.faults.append(f"{today}: the promise to {person.name} on {person.promise} is not planned")
    return count


def with_room(person: Person, month: str, people: dict[str, Person], plan: pd.DataFrame, today: dt.date,
              works: set[dt.date], config: Config) -> list[dt.date]:
    """The days still to come of ``month`` on which the owner of ``person`` works, has room (what is overdue comes
    first), and has planned nothing for the person: where a touch that is missing could have been.
    """
    owner = config.owners[person.owner]
    soonest = next(d for d in (today + n * DAY for n in range(40)) if d in works)
    load: dict[dt.date, int] = defaultdict(int)
    theirs = {d for d, _ in person.touched}
    ours = plan[plan["Status"] == "Planned"]
    for name, date in zip(ours["Name"], ours["Date"], strict=True):
        if people[name].owner == person.owner:
            load[soonest if date.date() < today else date.date()] += 1
        if name == person.name:
            theirs.add(date.date())
    return [d for d in sorted(works) if d >= today and f"{d:%Y-%m}" == month and d not in theirs
            and load[d] < (owner.capacity_per_day or 10**9) and not any(a <= d <= b for a, b in owner.leave)]


def _leave(config: Config, owner: str) -> tuple[tuple[dt.date, dt.date], ...]:
    return config.owners[owner].leave if owner in config.owners else ()


def _nothing_is_left(person: Person, rows: list[tuple[dt.date, str, bool, str]], count: Count) -> None:
    if rows:
        count.faults.append(f"{person.name} left or asked not to be contacted, and has {rows[0][3]}")


def _month(person: Person, mine: list[tuple[dt.date, str, bool, str]], month: dt.date, inside: list[dt.date],
           count: Count) -> None:
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    if not person.permits or person.joined > last:
        return
    needs = most = 3
    if person.joined >= month:  # joined in this month: the share of the days that were left, or the number above
        needs, part = divmod(3 * len([d for d in inside if d >= person.joined]), len(inside))
        most = needs + (part > 0)
    done = [c for d, c in person.touched if month <= d <= last]
    planned = [c for d, c, *_ in mine if month <= d <= last]
    every = done + planned
    personal = len([c for c in every if c != "Newsletter"])
    has = personal + min(len(every) - personal, max(needs - min(1, needs), 0))
    if has < needs:
        count.short[person.name, f"{month:%Y-%m}"] = (has, needs)
    elif has < most:
        count.perhaps[person.name, f"{month:%Y-%m}"] = (has, most)


def _calls(person: Person, mine: list[tuple[dt.date, str, bool, str]], months: list[dt.date], today: dt.date,
           works: set[dt.date], leave: Iterable[tuple[dt.date, dt.date]], count: Count) -> None:
    if "Call" not in person.permits:
        return
    ahead = sorted(max(d, today) for d, c, *_ in mine if c == "Call")
    end = months[1].replace(day=calendar.monthrange(months[1].year, months[1].month)[1])
    called = max(person.spoken, default=None)
    if person.joined < months[0] and not any(d >= months[0] for d in [*person.spoken, *ahead]):
        count.faults.append(f"{today}: {person.name} has no call this month and the next")
    if called is None:
        return
    limit = called + LONGEST * DAY
    soonest = next(d for d in (today + n * DAY for n in range(40)) if d in works)
    if limit < soonest:  # late already, people missed it: it must be owed, and soon
        if not ahead or (ahead[0] - today).days > 31:
            count.faults.append(f"{today}: {person.name} was last called on {called}; next {ahead[:1]}")
        return
    if limit <= end and (not ahead or ahead[0] > limit):
        before = [d for d in works if today <= d <= limit and not any(a <= d <= b for a, b in leave)]
        if before:
            count.faults.append(
                f"{today}: {person.name} was called on {called}, the next call {ahead[:1]} is after {limit}")
    for one, other in zip([called, *ahead], ahead, strict=False):
        count.gap = max(count.gap, (other - one).days)
        if (other - one).days > LONGEST and one != called:
            count.faults.append(f"{today}: {person.name} has calls on {one} and {other}")
