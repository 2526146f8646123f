"""why: everything that LeadBook knows about the next touches of one lead, in sentences a realtor can read out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.answers.why import why_today
from leadbook.rules.contact.consent import never_contact
from leadbook.rules.explained.channels import channel_reasons
from leadbook.rules.explained.days import day_reasons, usual_days
from leadbook.rules.explained.theirs import Theirs, theirs
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.plan.stand_ins import backups
from leadbook.workdays import Calendar, on_leave

if TYPE_CHECKING:
    import pandas as pd


def explained(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, row: int,
              today: dt.date, calendar: Calendar) -> dict[str, Any]:
    """Plain data about the lead at ``row``: ``lead``, ``name``, ``owner``, ``stage``, ``person``; ``why_today`` ("" =
    not on today's list), ``stale`` (Leads[Stale]); ``turn``; ``usual_days`` (ISO, this month and the next);
    ``planned``: the open touches of the person by day: ``plan``, ``date``, ``channel``, ``owner``, ``pinned``, ``why``
    (as in the plan), ``because`` (sentences); ``nothing``: why nothing is planned ("" = something is).
    """
    mine = theirs(leads, touches, plan, config, row)
    lead = mine.lead
    records = [_planned(mine, one, plan, config, today, calendar) for one in mine.open_.to_dict("records")]
    return {
        "lead": lead["Lead ID"], "name": lead["Name"] or lead["Company"], "owner": lead["Owner"],
        "stage": lead["Stage"], "person": mine.number,
        "why_today": why_today(leads, touches, plan, config, lead["Lead ID"], today),
        "stale": lead["Stale"], "turn": turn(lead["Owner"], config, today),
        "usual_days": [day.isoformat() for ahead in (0, 1) for day in usual_days(mine, config, today, ahead, calendar)],
        "planned": records, "nothing": "" if records else _nothing(mine, config)}


def turn(owner: str, config: Config, day: dt.date) -> str:
    """Whose turn it is on ``day``: the owner's, or the backup's while the owner is away."""
    if not owner:
        return "Nobody owns this lead: choose an owner."
    if not on_leave(config.owners.get(owner), day):
        return f"It is {owner}'s turn."
    backup = backups(config).get(owner)
    if backup and not on_leave(config.owners.get(backup), day):
        return f"{owner} is away: it is the turn of {backup}, the backup."
    return f"{owner} is away, and {'the backup ' + backup + ' too' if backup else 'there is no backup'}."


def _planned(mine: Theirs, one: dict[Any, Any], plan: pd.DataFrame, config: Config, today: dt.date,
             calendar: Calendar) -> dict[str, Any]:
    date = one["Date"].date()
    owner = mine.lead["Owner"]
    because = [*day_reasons(mine, one, plan, config, today, calendar), *channel_reasons(mine, one, config, today)]
    if one["Owner"] and one["Owner"].casefold() != owner.casefold():
        because.append(f"{one['Owner']} does it" + (f" for {owner}." if owner else "."))
    elif on_leave(config.owners.get(owner), date) or not owner:
        because.append(turn(owner, config, date))
    else:
        because.append(f"{owner} does it.")
    return {"plan": one["Plan ID"], "date": date.isoformat(), "channel": one["Channel"], "owner": one["Owner"] or owner,
            "pinned": one["Pinned"] == "Yes", "why": one["Why"], "because": because}


def _nothing(mine: Theirs, config: Config) -> str:
    if never_contact(mine.leads, config).any():
        return f"Nothing is planned: Do Not Contact is '{mine.lead['Do Not Contact']}'."
    stage = config.stages.get(mine.lead["Stage"])
    if stage is not None and not stage.planned:
        return f"Nothing is planned: leads in the stage {mine.lead['Stage']} are not."
    if not plannable(mine.permitted, config).any():
        return "Nothing is planned: there is no valid phone, e-mail or address that may be used."
    return "Nothing is planned yet: run leadbook plan."
