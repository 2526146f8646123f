"""The certificate by hand: plain rows, dates and dicts; no line of the planner. Facts: planning.md, mission rows 25-27.

A book's rows in, ``{(person, "2026-11"): Line}`` out. The only number taken from LeadBook is Leads[Person], the
permanent number that the plan gives a person.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import holidays

DAY = dt.timedelta(days=1)
NEEDS = {"Call": "Phone", "Text": "Phone", "E-mail": "Email", "Mail": "Address", "Newsletter": "Email"}
PLANNABLE = ("Call", "E-mail", "Text", "Mail")
GOLDEN, TOUCHES, PERSONAL, LIMIT = 0.6180339887498949, 3, 1, 62
REACHED = {"Spoke", "Sent", "Met", "Replied"}
NOT_ACTIVE = {"Lost", "Disqualified", "Merged"}


@dataclass
class Line:
    due: int = 0
    done: int = 0
    planned: int = 0
    personal: int = 0
    broadcast: int = 0
    last_call: str = ""
    next_call: str = ""
    gap: int | None = None
    verdict: str = ""


def day(moment):
    return moment.date() if isinstance(moment, dt.datetime) else moment


def month(moment):
    return f"{moment:%Y-%m}"


def following(first):
    return (first + 31 * DAY).replace(day=1)


def working_days(first):
    closed = holidays.country_holidays("US", years=[first.year - 1, first.year, first.year + 1])
    days = [first + n * DAY for n in range((following(first) - first).days)]
    return [one for one in days if one.weekday() < 5 and one not in closed]


def people(leads):
    """Person -> their leads; who is not in the plan is left out; those who asked for no contact stand apart."""
    by = defaultdict(list)
    for lead in leads:
        by[lead["Person"]].append(lead)
    never = {p for p, own in by.items() if any(lead["Do Not Contact"] == "Yes" for lead in own)}
    active = {p: own for p, own in by.items()
              if p not in never and any(lead["Stage"] not in NOT_ACTIVE for lead in own)}
    return active, never


def channels(own):
    """What the person permits: what any of their leads has, and none of them bars."""
    barred = {word.strip() for lead in own for word in lead["Do Not Contact"].split(",")}
    barred |= {"Newsletter"} if "E-mail" in barred else set()
    have = {c for c, field in NEEDS.items() if any(lead[field] for lead in own)} - barred
    if not any(lead["Newsletter"] == "Yes" for lead in own) or any(lead["Newsletter"] == "No" for lead in own):
        have -= {"Newsletter"}
    return have


def due(number, own, first):
    """Three; who joined in this month is due those of their own days that are left from then on."""
    joined = [lead["Received"] for lead in own if lead["Stage"] not in NOT_ACTIVE]
    if any(one is None for one in joined) or month(min(joined)) != month(first):
        return TOUCHES
    days, phase = working_days(first), (number * GOLDEN) % 1
    mine = [days[int((phase + touch) / TOUCHES * len(days))] for touch in range(TOUCHES)]
    return sum(one >= day(min(joined)) for one in mine)


def certificate(leads, touches, plan, today, plannable=PLANNABLE):
    active, never = people(leads)
    person = {lead["Lead ID"]: p for p, own in active.items() for lead in own}
    first = today.replace(day=1)
    months = (month(first), month(following(first)))
    lines = {(p, m): Line(due=due(p, active[p], at)) for p in active
             for m, at in zip(months, (first, following(first)), strict=True)}
    calls = defaultdict(list)
    for row in touches:
        p, when = person.get(row["Lead ID"]), row["When"]
        if p is None or row["Outcome"] not in REACHED or day(when) > today:
            continue
        if row["Channel"] == "Call" and row["Outcome"] == "Spoke":
            calls[p].append((day(when), "done"))
        count(lines.get((p, month(when))), "done", row["Channel"])
    for row in plan:
        p, when = person.get(row["Lead ID"]), day(row["Date"])
        if p is None or row["Status"] != "Planned":
            continue
        if row["Channel"] == "Call" and max(when, today) < following(following(first)):
            calls[p].append((max(when, today), "open"))
        count(lines.get((p, month(when))), "planned", row["Channel"])
    for p, own in active.items():
        judged(lines, p, channels(own), sorted(calls[p]), months, plannable)
    return lines, never


def count(line, what, channel):
    if line is not None:
        setattr(line, what, getattr(line, what) + 1)
        kind = "broadcast" if channel == "Newsletter" else "personal"
        setattr(line, kind, getattr(line, kind) + 1)


def judged(lines, person, permitted, calls, months, plannable):
    usable = set(plannable) & permitted or permitted & {"Newsletter"}
    for at, m in enumerate(months):
        line = lines[person, m]
        line.last_call = max((f"{when}" for when, kind in calls if kind == "done"), default="")
        line.next_call = min((f"{when}" for when, kind in calls if kind == "open"), default="")
        gaps = [(b - a).days for (a, _), (b, kind) in pairwise(calls)
                if kind == "open" and month(b) == m]
        line.gap = max(gaps, default=None)
        nothing = at == 1 and not any(month(when) in months for when, _ in calls)
        late = "Call" in permitted & set(plannable) and ((line.gap or 0) > LIMIT or nothing)
        short = line.personal + line.broadcast < line.due or line.personal < min(PERSONAL, line.due)
        line.verdict = "Unreachable" if not usable else "Short" if short else "Late call" if late else "Kept"
