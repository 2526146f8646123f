"""docs/sharing.md: each command line parses, each button and sheet that it names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from leadbook.cli import leadbook
from leadbook.factory.workbook import ORDER

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")
LINES = sorted(set(re.findall(r"^leadbook .+$|(?<=`)leadbook [^`]+(?=`)", PAGE, re.MULTILINE)))


@pytest.mark.parametrize("line", LINES)
def test_a_command_line_parses(line: str) -> None:
    command: click.Command = leadbook
    args = shlex.split(line)[1:]
    while isinstance(command, click.Group):
        command = command.commands[args.pop(0)]
    command.make_context("leadbook", args)          # raises for an option, an argument or a word that there is not


def test_there_are_command_lines() -> None:
    assert {line.split()[1] for line in LINES} >= {"init", "doctor", "merge", "account", "restore", "undo", "funnel",
                                                   "history", "sweep", "refresh"}


def test_each_button_and_sheet_is_there() -> None:
    xml = (ROOT / "workbook" / "ribbon" / "customUI14.xml").read_text(encoding="utf-8")
    for button in ("Refresh", "Log a touch", "Undo", "Sweep inbox", "Merge copies", "Account", "Quick add"):
        assert button in PAGE
        assert f'label="{button}"' in xml, button
    for sheet in ("Today", "Owners", "Inbox", "Conflicts", "History", "Seen", "Account", "Settings", "Plan"):
        assert sheet in PAGE
        assert sheet in ORDER, sheet
