"""Why a planned touch goes through its channel: the call of every other month, what is permitted, used least."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.config_records import Config
from leadbook.rules.dates import day_words
from leadbook.rules.explained.theirs import Theirs
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.words import synonyms


def channel_reasons(mine: Theirs, one: dict[Any, Any], config: Config, today: dt.date) -> list[str]:
    """Sentences about the channel of the plan row ``one``."""
    name = synonyms(config.channels).get(one["Channel"].casefold(), one["Channel"])
    channel = config.channels.get(name)
    if channel is None:
        return [f"The channel {name or '(blank)'} is not in the settings."]
    said = _call(mine, one, config, today) if channel.call else _other(mine, name, config)
    barred = [n for n, no in zip(config.channels, mine.barred, strict=True) if no and n in config.cadence.channels]
    instead = [part.strip() for part in one["Why"].split(";") if part.strip().startswith("not the channel")]
    return [said, *(f"{part[:1].upper()}{part[1:]}." for part in instead),
            *([f"Do Not Contact leaves out: {', '.join(barred)}."] if barred else [])]


def _call(mine: Theirs, one: dict[Any, Any], config: Config, today: dt.date) -> str:
    cadence, date = config.cadence, one["Date"]
    months = cadence.call_every_months
    how = {1: "every month", 2: "every other month"}.get(months, f"every {months} months")
    spoken = mine.log[(mine.log["call"] & (mine.log["kind"] == "contact")).to_numpy(dtype=bool)]["When"]
    spoken = spoken[spoken < date]
    if not len(spoken):
        return f"Everybody is called {how}; there was no call so far in which you spoke."
    last = spoken.max().date()
    latest = last + dt.timedelta(days=cadence.longest_call_gap_days)
    return (f"Everybody is called {how}, at the latest {cadence.longest_call_gap_days} days after the last call: that "
            f"was on {day_words(last, today)}, so by {day_words(latest, today)}.")


def _other(mine: Theirs, name: str, config: Config) -> str:
    may = plannable(mine.permitted, config)[0]
    order = [n for n, yes in zip(config.channels, may, strict=True) if yes and not config.channels[n].call]
    rank = [n for n in config.cadence.channels if n in order] + [n for n in order if n not in config.cadence.channels]
    if name not in rank:
        return f"{name} is not what LeadBook would choose by now (it may use: {', '.join(rank) or 'nothing'})."
    if len(rank) == 1:
        return f"{name} is the only channel that may be used, besides the calls."
    return f"{name} is one of the channels that may be used ({', '.join(rank)}); the one used least that month is next."
