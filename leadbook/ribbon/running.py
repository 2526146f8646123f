"""The buttons that run one job on the open workbook: Refresh, Validate, Stale, Plan, Funnel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from leadbook import sentences
from leadbook.ribbon.click import Click

if TYPE_CHECKING:
    from leadbook.jobs import Report

Sentence = Callable[[sentences.Facts], str]


def refresh(click: Click) -> None:
    """All four; a message where the findings are not those of the last time."""
    report = click.run("refresh")
    new = "Checks" in report.receipt.changed and report.own["checked"]["findings"]
    _said(click, report, sentences.refreshed, _examples(report) if new else [])


def validate(click: Click) -> None:
    """A message with the findings by kind, if there are any."""
    report = click.run("validate")
    _said(click, report, sentences.validated, _examples(report))


def stale(click: Click) -> None:
    """Who has waited too long."""
    _said(click, click.run("stale"), sentences.marked)


def plan(click: Click) -> None:
    """A message that names who cannot be planned as they should."""
    report = click.run("plan")
    figures = report.own["plan"]
    lists = (("Cannot be reached (no valid phone, e-mail or address)", figures["unreachable"]),
             ("Fewer touches than due", figures["shortfall"]))
    _said(click, report, sentences.planned, [f"{title}: {_names(people)}." for title, people in lists if people])


def funnel(click: Click) -> None:
    """What was counted."""
    _said(click, click.run("funnel"), sentences.counted)


def facts(report: Report) -> dict[str, Any]:
    """What the sentences need of a report."""
    return {"read": report.read, "changed": report.receipt.changed, **report.own}


def left(report: Report) -> list[str]:
    """What a person must know besides: cells left because somebody changed them meanwhile, and notes."""
    return [sentences.left_alone([vars(one) for one in report.receipt.skipped]), *report.receipt.notes]


def _said(click: Click, report: Report, sentence: Sentence, more: list[str] | None = None) -> None:
    click.voice.say(sentence(facts(report)), *(more or []), *left(report))


def _examples(report: Report, most: int = 8) -> list[str]:
    """Each kind of finding: how often, and its first sentence."""
    codes = report.own["checked"]["codes"]
    lines = [f"{one['found']:,} x {one['example']}" for one in codes[:most]]
    return [*lines, *["The sheet Checks lists them all."] * bool(codes)]


def _names(people: list[dict[str, Any]], most: int = 10) -> str:
    named = ", ".join(dict.fromkeys(str(one["name"] or one["lead"]) for one in people[:most]))
    return f"{named} and {len(people) - most:,} more (sheet Checks)" if len(people) > most else named
