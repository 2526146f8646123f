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


class Day(click.ParamType):
    """YYYY-MM-DD -> date."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Raises a usage error for anything else."""
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2026-11-23", param, ctx)


class Clock(click.ParamType):
    """HH:MM or HH:MM:SS -> time."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.time:
        """Raises a usage error for anything else."""
        try:
            return (value if isinstance(value, dt.time) else dt.time.fromisoformat(value)).replace(tzinfo=None)
        except ValueError:
            self.fail(f"{value!r} is not a time of day; write it as 14:30", param, ctx)


TODAY = click.option("--today", "day", type=Day(), help="Work as if it were this day [default: the real day].")


def job_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--today, --now, --dry-run and --json; the command gets them as one ``asked``."""
    import functools

    @functools.wraps(command)
    def with_asked(day: dt.date | None, now: dt.time | None, dry_run: bool, as_json: bool, **rest: Any) -> Any:
        return command(asked=JobOptions(day, now, dry_run, as_json), **rest)

    for option in (
        AS_JSON,
        click.option("--dry-run", is_flag=True, help="Show what would change; write nothing."),
        click.option("--now", type=Clock(),
                     help="The time of that day [default: the real time, or midnight of --today]."),
        TODAY,
    ):
        with_asked = option(with_asked)
    return with_asked
