"""Why a planned touch stands on its day: promise, pin, the person's usual day, leave, holiday, capacity."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.dates import day_words
from leadbook.rules.explained.theirs import Theirs
from leadbook.rules.plan import slots
from leadbook.rules.plan.notes.marks import BIRTHDAY, HOLIDAY
from leadbook.rules.plan.own_days import own_days
from leadbook.rules.plan.promises import MARK
from leadbook.rules.plan.repair.team import team_of
from leadbook.rules.plan.statuses import statuses
from leadbook.workdays import Calendar

if TYPE_CHECKING:
    import pandas as pd

REMARKS = ("not on ", "moved from ", "the month was under way", "send by ")


def usual_days(mine: Theirs, config: Config, today: dt.date, ahead: int, calendar: Calendar) -> list[dt.date]:
    """The person's days by the template, ``ahead`` months after that of ``today``; none without a Person number.

    The phase is frac(number * 0.618...), stored once as that number; the days are those on which the owner works.
    """
    import numpy as np

    month = np.datetime64(today, "M") + ahead
    first = month.astype("datetime64[D]").item()
    days = calendar.month(first.year, first.month)
    if mine.number is None or not len(days):
        return []
    touches, here = config.cadence.touches_per_month, mine.leads[mine.leads["Lead ID"] == mine.lead["Lead ID"]]
    own = own_days(team_of(here, config).working(days), 0, touches)
    at = slots.template(slots.phases(np.array([mine.number])), touches, own.size[:1])[0]
    found: list[dt.date] = days[own.place[0][at]].astype("datetime64[D]").tolist()
    return found


def day_reasons(mine: Theirs, one: dict[Any, Any], plan: pd.DataFrame, config: Config, today: dt.date,
                calendar: Calendar) -> list[str]:
    """Sentences about the day of the plan row ``one``."""
    date, scheduled = one["Date"].date(), one["Scheduled"]
    return [_fixed(mine, one, date, scheduled, config, today, calendar), *_remarks(one, date, today, calendar),
            *_closed(date, calendar), *_load(one, date, plan, mine, config)]


def _fixed(mine: Theirs, one: dict[Any, Any], date: dt.date, scheduled: Any, config: Config, today: dt.date,
           calendar: Calendar) -> str:
    if MARK in one["Plan ID"]:
        return "The day is a promise: LeadBook never moves it."
    if BIRTHDAY in one["Plan ID"] or HOLIDAY in one["Plan ID"]:
        return "It is a note for an occasion: the day it is sent comes from that."
    if scheduled == scheduled and scheduled.date() != date:
        return f"Somebody moved it here from {day_words(scheduled.date(), today)}: LeadBook leaves it there."
    if one["Pinned"] == "Yes":
        return "It is pinned: LeadBook never moves it."
    months = (date.year - today.year) * 12 + date.month - today.month
    usual = usual_days(mine, config, today, months, calendar)
    if date in usual:
        return (f"It is their usual day: number {usual.index(date) + 1} of {len(usual)} in that month, by their Person "
                f"number {mine.number}, which never changes.")
    days = ", ".join(day_words(day, today) for day in usual) or "not known yet"
    return f"It is beside their usual days ({days})."


def _remarks(one: dict[Any, Any], date: dt.date, today: dt.date, calendar: Calendar) -> list[str]:
    """What the column Why says about the day; a holiday by its name."""
    parts = [part.strip() for part in one["Why"].split(";")]
    said = [part[:1].upper() + part[1:] for part in parts if part.startswith(REMARKS)]
    names = calendar.holidays({date.year - 1, date.year, date.year + 1})
    by_words = {day_words(day, today): name for day, name in names.items()}
    return [f"{part}." if "office is closed" not in part else
            f"{part} ({by_words.get(part.split(' from ')[-1].split(' on ')[0].split(':')[0], 'no working day')})."
            for part in said]


def _closed(date: dt.date, calendar: Calendar) -> list[str]:
    if calendar.is_working(date):
        return []
    name = calendar.holidays({date.year}).get(date)
    return [f"The office is closed that day ({name})." if name else "The office is closed that day."]


def _load(one: dict[Any, Any], date: dt.date, plan: pd.DataFrame, mine: Theirs, config: Config) -> list[str]:
    """How full the day of its owner is."""
    import pandas as pd

    who = one["Owner"] or mine.lead["Owner"]
    rows = plan[(plan["Date"] == pd.Timestamp(date)).to_numpy() & (plan["Owner"] == who).to_numpy()]
    count = int((statuses(rows) == "Planned").sum())
    owner = config.owners.get(who)
    if owner is None or owner.capacity_per_day is None:
        return []
    return [f"{who} has {count:,} of {owner.capacity_per_day:,} touches that day."]
