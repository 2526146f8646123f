"""The buttons Undo and Undo log. A double click takes back one run, not two."""

from __future__ import annotations

import datetime as dt

from leadbook.books.undo.journal import Entry
from leadbook.jobs.undo import CALLED
from leadbook.jobs.undo import undo as taken_back
from leadbook.ribbon.click import Click

DOUBLE_CLICK = dt.timedelta(seconds=3)      # from the end of one undo to the start of the next: Python starts, too


def undo(click: Click) -> None:
    """Take back the last run, whatever it was; a message where something was left as it is."""
    _undone(click, "")


def undo_log(click: Click) -> None:
    """Take back the last Log a touch."""
    _undone(click, "log")


def _undone(click: Click, only: str) -> None:
    started = dt.datetime.now(dt.UTC)
    with click.alone():
        if last := just_now(click, only, started):
            click.voice.say(f"The {CALLED.get(last.job, last.job)} has just been taken back; click again to take back "
                            f"the {only or 'run'} before it.")
            return
        report = taken_back(click.book, click.journal, click.now.date(), only=only, progress=click.voice.progress)
    own = report.own
    click.voice.say(own["sentence"], *report.receipt.notes, message=bool(own["left"]))


def just_now(click: Click, only: str, started: dt.datetime) -> Entry | None:
    """The run that was taken back a moment ago, if this is the second half of a double click."""
    done = [e for e in click.journal.entries() if e.state == "undone" and only in ("", e.job)]
    last = max(done, key=lambda entry: entry.since, default=None)
    return last if last is not None and started - last.since < DOUBLE_CLICK else None
