"""The options that every job takes, and the kinds of value they accept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")


@dataclass(frozen=True)
class JobOptions:
    """What the person asked of a job besides the file."""

    today: dt.date | None
    now: dt.time | None
    dry_run: bool
    as_json: bool

    def moments(self, clock: dt.datetime) -> tuple[dt.date, dt.datetime]:
        """(today, now) for the job. ``clock``: the business zone's wall clock, used where nothing was given.

        With only a day given, it is judged as at its midnight.
        """
        today = self.today or clock.date()
        if self.now is not None:
            return today, dt.datetime.combine(today, self.now)
        return today, dt.datetime.combine(today, dt.time()) if self.today else clock.replace(tzinfo=None, microsecond=0)


def as_day(ctx: click.Context, param: click.Parameter, text: str | None) -> dt.date | None:
    """YYYY-MM-DD -> date; raises a usage error for anything else."""
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a day; write it as 2026-11-23", ctx, param) from None


def as_time(ctx: click.Context, param: click.Parameter, text: str | None) -> dt.time | None:
    """HH:MM or HH:MM:SS -> time; raises a usage error for anything else."""
    try:
        return None if text is None else dt.time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a time of day; write it as 14:30", ctx, param) from None


TODAY = click.option("--today", "day", callback=as_day, metavar="YYYY-MM-DD",
                     help="Work as if it were this day [default: the real day].")


def job_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--today, --now, --dry-run and --json; the command gets them as one ``asked``."""
    import functools

    @functools.wraps(command)
    def with_asked(day: dt.date | None, now: dt.time | None, dry_run: bool, as_json: bool, **rest: Any) -> Any:
        return command(asked=JobOptions(day, now, dry_run, as_json), **rest)

    for option in (
        AS_JSON,
        click.option("--dry-run", is_flag=True, help="Show what would change; write nothing."),
        click.option("--now", callback=as_time, metavar="HH:MM",
                     help="The time of that day [default: the real time, or midnight of --today]."),
        TODAY,
    ):
        with_asked = option(with_asked)
    return with_asked
