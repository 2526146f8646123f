"""What goes to stdout: one JSON object, or lines of text."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from leadbook import sentences
from leadbook.commands.edge import colours


def json_object(content: dict[str, Any]) -> None:
    """The one object that a program reads; plain ASCII, so that every console can pass it on."""
    click.echo(json.dumps(content, indent=2, default=plain))


def line(text: str) -> None:
    """A line for a person; colours only on a terminal."""
    click.echo(text, color=colours(sys.stdout))


def left_alone(skipped: Sequence[Mapping[str, Any]], notes: Sequence[str]) -> None:
    """Cells that were left because somebody changed their row meanwhile, and what else the engine has to say."""
    if skipped:
        line(sentences.left_alone(skipped))
    for note in notes:
        line(note)


def table(rows: Sequence[tuple[str, ...]], head: tuple[str, ...]) -> None:
    """Rows of text in columns that line up; on a terminal the longest column is cut to what fits into a line."""
    shown = [head, *rows]
    widths = [max(len(row[i]) for row in shown) for i in range(len(head))]
    if sys.stdout.isatty():
        longest = widths.index(max(widths))
        free = shutil.get_terminal_size().columns - sum(widths) - 2 * (len(widths) - 1)
        widths[longest] = max(20, widths[longest] + min(0, free))
    for number, row in enumerate(shown):
        text = "  ".join(_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        line(click.style(text, bold=True) if number == 0 else text)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def plain(value: Any) -> Any:
    """What ``json`` does not know: numpy numbers, dates and paths in a report -> what JSON has."""
    if hasattr(value, "item"):
        return value.item()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
