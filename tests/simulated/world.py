"""A business from month to month: LeadBook plans, people do most of it, miss some, and the book changes under them."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pandas as pd

from leadbook import config, frames
from leadbook.rules import ids
from leadbook.rules.contact.people import numbered
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.imports.importing import imported
from leadbook.rules.plan.cadence import Planned, planned
from leadbook.rules.plan.fulfilment import ticked
from leadbook.schema import LEADS, PLAN, TOUCHES
from leadbook.workdays import calendar_for
from tests.simulated.people import Person, someone

DAY = dt.timedelta(days=1)


class World:
    """``people`` by name, and the frames in which LeadBook plans for them. ``chance`` decides everything else."""

    def __init__(self, settings: config.Config, first: dt.date, size: int, seed: int):
        self.settings, self.chance = settings, random.Random(seed)
        self.leads, self.touches, self.plan = (frames.of(table) for table in (LEADS, TOUCHES, PLAN))
        self.people: dict[str, Person] = {}
        self.join([first - 400 * DAY] * size)

    def someones(self, days: list[dt.date]) -> list[Person]:
        """So many people more; nobody has written them down yet."""
        owners = list(self.settings.owners) or ["Jane", "Tom"]
        new = [someone(len(self.people) + i, day, owners, self.chance) for i, day in enumerate(days)]
        self.people |= {p.name: p for p in new}
        return new

    def join(self, days: list[dt.date]) -> None:
        """One person joins on each of these days, typed into the sheet by hand."""
        self.leads = _below(self.leads, frames.of(LEADS, [p.cells() for p in self.someones(days)]))

    def imported(self, size: int, day: dt.date) -> None:
        """So many people at once, from a contacts file."""
        cells = [p.cells() for p in self.someones([day] * size)]
        rows = [[str(one[name]) for name in cells[0]] for one in cells]
        file = Incoming("contacts.csv", f"B-{day:%Y%m%d}", list(cells[0]), rows, list(range(2, size + 2)))
        done = imported(self.leads, file, self.settings, dt.datetime.combine(day, dt.time(9)))
        assert len(done.report["new"]) == size, done.report["reconciliation"]
        self.leads = done.leads

    def planned(self, day: dt.date) -> Planned:
        """LeadBook ties the log to the plan, and plans: what the job ``plan`` does."""
        self.leads = numbered(ids.filled(self.leads, LEADS, "B-TEN"), self.settings)
        self.touches = ids.filled(self.touches, TOUCHES, "B-TEN")
        persons = self.leads.set_index("Lead ID")["Person"]
        self.touches, self.plan = ticked(self.touches, self.plan, self.settings, day, persons)
        calendar = calendar_for(self.settings.business)
        done = planned(self.leads, self.touches, self.plan, self.settings, day, calendar)
        self.leads, self.plan = done.leads, done.plan
        return done

    def lives(self, first: dt.date, upto: dt.date, missed: float) -> None:
        """From ``first`` to the day before ``upto`` people do what is planned, but for the share ``missed``."""
        plan = self.plan
        open_ = plan[(plan["Status"] == "Planned").to_numpy() & (plan["Date"] < frames.day(upto)).to_numpy()]
        log, ticks = [], []
        for row, date, lead, name, channel in zip(open_.index, open_["Date"], open_["Lead ID"], open_["Name"],
                                                  open_["Channel"], strict=True):
            day = max(date.date(), first)
            if self.chance.random() < missed or not self.people[name].active:
                continue
            day = min(day + self.chance.choice([0, 0, 0, 1, 2]) * DAY, upto - DAY)
            if channel == "Call" and self.chance.random() < 0.2:
                log.append(_touch(lead, day, "Call", "Left message"))
                continue
            self._did(self.people[name], day, channel)
            if self.chance.random() < 0.5:
                ticks.append((row, day))
            else:
                log.append(_touch(lead, day, channel, "Spoke" if channel == "Call" else "Sent"))
        self.touches = _below(self.touches, frames.of(TOUCHES, log + self._broadcasts(upto - DAY)))
        self._tick(ticks)

    def leaves(self, day: dt.date, person: Person) -> None:
        """The person is lost: no touch is owed any more."""
        person.left = day
        self.types(person, Stage="Lost")

    def types(self, person: Person, **cells: Any) -> None:
        """People write into the person's row of Leads."""
        row = self.leads.index[self.leads["Name"] == person.name][0]
        for column, value in cells.items():
            self.leads = self.leads.copy()
            self.leads.loc[row, column.replace("_", " ")] = value

    def archived(self, day: dt.date) -> None:
        """Once a year people take out what is older than a year: the lost, their plan, and old lines of the log."""
        old = frames.day(day - 400 * DAY)
        gone = {p.name for p in self.people.values() if p.left and p.left < day - 60 * DAY}
        lost = set(self.leads["Lead ID"][self.leads["Name"].isin(gone)])
        self.leads = self.leads[~self.leads["Lead ID"].isin(lost)].reset_index(drop=True)
        self.plan = self.plan[(self.plan["Date"] >= old) & ~self.plan["Lead ID"].isin(lost)].reset_index(drop=True)
        keep = (self.touches["When"] >= old) & ~self.touches["Lead ID"].isin(lost)
        self.touches = self.touches[keep].reset_index(drop=True)

    def _did(self, person: Person, day: dt.date, channel: str) -> None:
        person.touched.append((day, channel))
        if channel == "Call":
            person.spoken.append(day)

    def _broadcasts(self, day: dt.date) -> list[dict[str, Any]]:
        """Now and then a newsletter to those who agreed."""
        if self.chance.random() < 0.6:
            return []
        known = dict(zip(self.leads["Name"], self.leads["Lead ID"], strict=True))
        gets = [p for p in self.people.values() if p.active and p.email and p.newsletter and "E-mail" in p.permits
                and known.get(p.name)]
        for person in gets:
            person.touched.append((day, "Newsletter"))
        return [_touch(known[p.name], day, "Newsletter", "Sent") for p in gets]

    def _tick(self, ticks: list[tuple[int, dt.date]]) -> None:
        status, done_on = self.plan["Status"].copy(), self.plan["Done On"].copy()
        rows = [row for row, _ in ticks]
        status.loc[rows], done_on.loc[rows] = "Done", pd.to_datetime([day for _, day in ticks]).astype("datetime64[s]")
        self.plan = self.plan.assign(**{"Status": status, "Done On": done_on})


def _below(frame: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, new], ignore_index=True) if len(new) and len(frame) else new if len(new) else frame


def _touch(lead: str, day: dt.date, channel: str, outcome: str) -> dict[str, Any]:
    return {"Lead ID": lead, "When": dt.datetime.combine(day, dt.time(10)), "Channel": channel, "Outcome": outcome}
