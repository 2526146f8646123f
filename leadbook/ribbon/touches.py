"""The menu Log a touch: one click, a row under Touches for each selected lead."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.errors import BadInput
from leadbook.ribbon.click import Click
from leadbook.ribbon.running import left
from leadbook.ribbon.selected import Chosen, chosen

ASK_ABOVE = 20                      # leads: more are logged only after a question
DOUBLE_CLICK = dt.timedelta(seconds=3)


def log_touch(click: Click, what: str) -> None:
    """``what``: "Channel|Outcome". A message where a selected row was no lead."""
    channel, _, outcome = what.partition("|")
    started = dt.datetime.now(dt.UTC)
    picked = chosen(click)
    if not picked.leads:
        raise BadInput(f"Nobody to log a touch for: {'; '.join(picked.strangers[:5])}.")
    many = len(set(picked.leads))
    if many > ASK_ABOVE and not click.voice.ask(f"Log {channel}, {outcome} for {many:,} leads?"):
        click.voice.say("Nothing was logged.")
        return
    asked: dict[str, Any] = {"channel": channel, "outcome": outcome, "selected": picked.where}
    with click.alone():
        if _just_now(click, asked, started):
            click.voice.say(f"Already logged a moment ago: {channel}, {outcome}. Nothing was added.")
            return
        report = click.run("log", asked, leads=picked.leads, channel=channel, outcome=outcome, by=click.owner)
    strangers = report.own["strangers"] + picked.strangers
    click.voice.say(_sentence(report.own["sentence"], picked), *left(report), message=bool(strangers))


def _sentence(said: str, picked: Chosen, most: int = 5) -> str:
    if not picked.strangers:
        return said
    more = f" and {len(picked.strangers) - most:,} more" if len(picked.strangers) > most else ""
    return f"{said} Left out: {'; '.join(picked.strangers[:most])}{more}."


def _just_now(click: Click, asked: dict[str, Any], started: dt.datetime) -> bool:
    """Whether the very same click ended a moment ago: the second half of a double click, also over a minute's end."""
    last = click.journal.newest()
    return (last is not None and last.job == "log" and started - last.since < DOUBLE_CLICK
            and last.content()["asked"] == asked)
