"""forever: by owner, whether so many touches a month can be kept: certain, impossible, or as far as planned."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.people import representative
from leadbook.rules.forever.ahead import MONTHS, Ahead, Days, ahead
from leadbook.rules.forever.backups import spares
from leadbook.rules.forever.density import Density, Worst, density, worst
from leadbook.rules.forever.needs import Needs, needs_of
from leadbook.rules.forever.words import sentence
from leadbook.rules.plan.repair.team import UNLIMITED, team_of
from leadbook.rules.plan.roster import Roster, rostered
from leadbook.rules.touches import classified
from leadbook.workdays import Calendar

if TYPE_CHECKING:
    import pandas as pd


def forever(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
            calendar: Calendar) -> list[dict[str, Any]]:
    """Plain data, a record for each owner with people to touch, by name ("" = leads nobody owns): ``people``;
    ``verdict``: "certain", "impossible" or "planned"; ``density`` (``touches``, ``calls``, ``both``; 0 = no limit);
    ``months`` kept ahead, of ``of``; ``short``: None, or the first month that falls short (``month``, ``needed``,
    ``room``, ``working_days``, ``calls``, ``backup``: "" or who stands in and has too little room); ``fullest``:
    ``month`` and ``percent`` of its room; ``sentence``.

    From the next month on: what this month lacks is said by plan. A backup does what falls into an owner's leave, as
    far as their own touches, spread evenly, leave room for it.
    """
    import numpy as np

    roster = rostered(leads, config)
    team, now = team_of(leads, config), np.datetime64(today, "D")
    first = np.datetime64(today, "M") + 1
    rows = representative(leads, roster.active, plan, config, first).to_numpy()
    owner_of, last = team.of_lead[rows], _last_calls(touches, roster, config)
    end = (first + MONTHS).astype("datetime64[D]").item() - dt.timedelta(days=1)
    least = worst(today, config.cadence.longest_call_gap_days, calendar)
    days = calendar.working_days(today + dt.timedelta(days=1), end)
    every = [needs_of(owner, team, owner_of == owner, roster.permitted, last, now, config)
             for owner in range(len(team.names))]
    spare = spares(team, [needs.people * needs.touches for needs in every], days)
    found = []
    for owner, (name, needs) in enumerate(zip(team.names, every, strict=True)):
        if needs.people:
            there = team.working(days)[owner]
            known = Days(days[there], team.doing(days)[owner, there] != owner, spare[owner, there],
                         team.names[team.backup[owner]])
            found.append(_record(name, needs, density(needs, least), ahead(needs, known, first), least))
    return found


def _last_calls(touches: pd.DataFrame, roster: Roster, config: Config) -> Any:
    """[p]: the day of each person's latest call in which both spoke (NaT = none)."""
    import numpy as np

    log = classified(touches, config)
    spoken = log[(log["call"] & (log["kind"] == "contact")).to_numpy(dtype=bool) & log["When"].notna().to_numpy()]
    person = roster.person_at(roster.row_of(spoken["Lead ID"]))
    day = spoken["When"].to_numpy().astype("datetime64[D]").astype("int64")
    latest = np.full(len(roster.number), np.iinfo("int64").min)
    np.maximum.at(latest, person[person >= 0], day[person >= 0])
    return latest.astype("datetime64[D]")


def _record(owner: str, needs: Needs, dense: Density, found: Ahead, least: Worst) -> dict[str, Any]:
    short = found.short
    verdict = "planned"
    if dense.never or (short is not None and short.proven):
        verdict = "impossible"
    elif short is None and dense.always:
        verdict = "certain"
    limited = needs.capacity < UNLIMITED or any(True for _ in needs.bounds())
    return {"owner": owner, "people": needs.people, "verdict": verdict,
            "density": {name: _rounded(getattr(dense, name)) for name in ("touches", "calls", "both")},
            "months": found.months, "of": MONTHS,
            "short": None if short is None else {"month": str(short.month), "needed": short.needed, "room": short.room,
                                                 "working_days": short.days, "calls": short.calls,
                                                 "backup": short.backup},
            "fullest": {"month": str(found.fullest), "percent": _percent(found.share)},
            "sentence": sentence(owner, verdict, needs, dense, found, least, limited)}


def _rounded(share: float) -> float | None:
    return None if share == float("inf") else round(share, 4)


def _percent(share: float) -> float | None:
    return None if share == float("inf") else round(100 * share, 1)
