"""What goes to stdout: one JSON object, or lines of text."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from leadbook.commands.edge import colours

if TYPE_CHECKING:
    from leadbook.jobs import Report


def json_object(content: dict[str, Any]) -> None:
    """The one object that a program reads; plain ASCII, so that every console can pass it on."""
    click.echo(json.dumps(content, indent=2, default=_plain))


def line(text: str) -> None:
    """A line for a person; colours only on a terminal."""
    click.echo(text, color=colours(sys.stdout))


def skipped(report: Report) -> None:
    """Cells that were left because somebody changed their row meanwhile."""
    left = report.receipt.skipped
    if left:
        line(f"{plural(len(left), 'cell')} left alone ({left[0].reason}); the next run picks them up.")


def plural(number: int, noun: str, many: str = "") -> str:
    """``1 lead``, ``2 leads``, ``1,200 leads``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def table(rows: Sequence[tuple[str, ...]], head: tuple[str, ...], widest: int = 60) -> None:
    """Rows of text in columns that line up; a long cell is cut with an ellipsis, the last column is not."""
    shown = [head, *rows]
    last = len(head) - 1
    widths = [min(widest, max(len(row[i]) for row in shown)) for i in range(len(head))]
    for number, row in enumerate(shown):
        cells = [cell if i == last else _cut(cell, widths[i]).ljust(widths[i]) for i, cell in enumerate(row)]
        text = "  ".join(cells).rstrip()
        line(click.style(text, bold=True) if number == 0 else text)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def _plain(value: Any) -> Any:
    """numpy numbers, dates and paths in a report -> what JSON has."""
    if hasattr(value, "item"):
        return value.item()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
