"""Why somebody does not get their touches or their call, in words a realtor can read out."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from leadbook.rules.certificate.calls import Calls
from leadbook.rules.dates import day_words
from leadbook.rules.plan.month import BACKUP_FULL, BOTH_FULL, FULL, LEAVE
from leadbook.rules.plan.report import Seen
from leadbook.rules.plan.why import month_name

UNREACHED = "Nobody can reach this person: there is no valid phone, e-mail or address that may be used."
LEFT_OUT = "Do Not Contact says so."
TEXTS = {LEAVE: "{0} is away", FULL: "{0} has no room left",
         BOTH_FULL: "{0} has no room left, nor has {1}, who stands in while {0} is away",
         BACKUP_FULL: "{0} is away, and {1}, who stands in, has no room left"}


class Reasons:
    """The reasons of one planning run; ``calls`` as counted for the certificate."""

    def __init__(self, seen: Seen, calls: Calls) -> None:
        self.seen, self.calls = seen, calls
        self._days: dict[Any, str] = {}

    def text(self, verdict: str, person: int, month: int) -> str:
        """A sentence. ``person``, ``month``: their places in the roster and among the months planned."""
        if verdict == "Unreachable":
            return UNREACHED
        return self._short(person, month) if verdict == "Short" else self._late(person, month)

    def _short(self, person: int, month: int) -> str:
        why = self._known.get((person, str(self.seen.months[month].month)), "too few touches stand in the plan")
        return f"{why[:1].upper()}{why[1:]}."

    @cached_property
    def _known(self) -> dict[tuple[int, str], str]:
        return {(person, more["month"]): more["reason"] for person, more in self.seen.short}

    def _late(self, person: int, month: int) -> str:
        """Two calls too far apart, or none at all: who has no time for it."""
        limit = self.seen.config.cadence.longest_call_gap_days
        if (gap := int(self.calls.gap[person, month])) > limit:
            return f"{gap} days between two calls{self._between(person, month)}; {limit} is the most."
        months = self.seen.months[max(0, month + 1 - self.seen.config.cadence.call_every_months):month + 1]
        names = " or ".join(month_name(one.month) for one in months)
        return f"No call in {names}: {self._room.get(person, 'no day was found for it')}."

    def _between(self, person: int, month: int) -> str:
        """", 15 Aug and 24 Nov" where the gap begins with a call that was made."""
        if self._known_gap[person] != self.calls.gap[person, month]:
            return ""
        return f", {self._day(self.calls.last[person])} and {self._day(self.calls.following[person])}"

    @cached_property
    def _known_gap(self) -> Any:
        """Days between each person's last call and the following one, -1 without a last call."""
        import numpy as np

        last = self.calls.last
        return np.where(np.isnat(last), -1, (self.calls.following - last).astype("int64"))

    def _day(self, day: Any) -> str:
        if (said := self._days.get(day)) is None:
            said = self._days[day] = day_words(day.item(), self.seen.today)
        return said

    @cached_property
    def _room(self) -> dict[int, str]:
        """Person -> why their call got no day."""
        team, out = self.seen.known.team, dict[int, str]()
        names = team.names
        for repair in self.seen.done[-1].repairs:
            made, missed = repair.made, repair.missed
            for person in made.person[made.instead].tolist():
                who = names[int(team.of_lead[self.seen.rows[person]])] or "nobody"
                out[person] = f"{who} has no room for more calls"
            for person, owner, why, call in zip(missed.person, missed.owner, missed.because, missed.call, strict=True):
                if call:
                    out[int(person)] = TEXTS[int(why)].format(names[int(owner)] or "nobody",
                                                             names[int(team.backup[int(owner)])])
        return out

