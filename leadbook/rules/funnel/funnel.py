"""The job ``funnel``: four tables and an account of every lead. Definitions: facts/funnel.md, docs/funnel.md."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.funnel import asof as funnel_asof
from leadbook.rules.funnel import campaigns as funnel_campaigns
from leadbook.rules.funnel import table as words
from leadbook.rules.funnel import totals as funnel_totals
from leadbook.rules.funnel.cohort import cohort
from leadbook.rules.funnel.events import counted, events, step_of
from leadbook.rules.funnel.history import history
from leadbook.rules.funnel.pace import pace
from leadbook.rules.funnel.sources import sources
from leadbook.rules.funnel.speed import speed
from leadbook.rules.funnel.weekly import weekly

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Funnel", "counted", "events", "funnel", "step_of"]


@dataclass(frozen=True, eq=False)
class Funnel:
    """``tables``: a typed frame for each of FunnelWeekly, FunnelCohort, FunnelSources, FunnelSpeed; ``report``: plain
    values for --json (totals, shares, accounts by owner and month, campaigns, delays, this week); ``known``: the frame
    of ``history`` that all of it is drawn from."""

    tables: dict[str, pd.DataFrame]
    report: dict[str, Any]
    known: pd.DataFrame


def funnel(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, today: dt.date, now: dt.datetime,
           as_of: dt.date | None = None) -> Funnel:
    """Fill the funnel from typed frames of Leads (Alert as the job stale left it) and Touches.

    ``now``: naive wall clock of the business time zone. ``as_of``: show the funnel as it was at the end of that past
    day, by the dates the sheet keeps. Touches dated after today have not happened and are left out.
    """
    if as_of is not None and as_of < today:
        leads, touches = funnel_asof.as_of(leads, touches, config, as_of)
        today, now = as_of, min(now, dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time()))
    tomorrow = frames.day(today + dt.timedelta(days=1))
    touches = touches.loc[touches["When"] < tomorrow, ["When", "Lead ID", "Channel", "Outcome"]]
    known = history(leads, touches, config)
    owners, paces = owner_names(known, config), pace(known, config, now)
    tables = {"FunnelWeekly": weekly(known, owners, config, today), "FunnelCohort": cohort(known, config, today),
              "FunnelSources": sources(known, paces, config), "FunnelSpeed": speed(paces, owners, config)}
    return Funnel(tables, _report(known, tables, owners, config, now) | {"not_leads": len(leads) - len(known)}, known)


def owner_names(known: pd.DataFrame, config: Config) -> list[str]:
    """The owners of the leads and of the settings by name, "(no owner)" and "(other owners)" last if there are any."""
    seen = set(known["owner"].unique())
    last = [name for name in (words.OTHER_OWNERS, words.NO_OWNER) if name in seen]
    named = (seen | {words.owner_name(name) for name in config.owners}) - set(last)
    return [*sorted(named, key=lambda name: (name.casefold(), name)), *last]


def _report(known: pd.DataFrame, tables: dict[str, pd.DataFrame], owners: list[str], config: Config, now: dt.datetime
            ) -> dict[str, Any]:
    team = tables["FunnelWeekly"].iloc[-1 - len(owners)]
    months = list(dict.fromkeys(tables["FunnelCohort"]["Cohort"]))[1:]
    week = {name.lower().replace(" ", "_"): _plain(team[name]) for name in team.index if name != "Owner"}
    return {"totals": funnel_totals.totals(known), "unaccounted": funnel_totals.unaccounted(known),
            "shares": funnel_totals.shares(known), "this_week": week,
            "by_owner": funnel_totals.by_owner(known, owners), "by_month": funnel_totals.by_month(known, months),
            "campaigns": funnel_campaigns.campaigns(known), "delays": funnel_campaigns.delays(known, config, now)}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if hasattr(value, "date"):
        return value.date().isoformat()
    return int(value) if float(value).is_integer() else float(value)
