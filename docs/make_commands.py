"""Writes the help texts of all commands into commands.md: python docs/make_commands.py"""

from __future__ import annotations

from pathlib import Path

import click

from leadbook.cli import leadbook

BEGIN, END = "<!-- help: written by python docs/make_commands.py -->", "<!-- end of help -->"


def helps() -> str:
    """Every command's help, 100 characters wide, in the order of ``leadbook --help``."""
    settings = {**leadbook.context_settings, "terminal_width": 100}
    context = click.Context(leadbook, info_name="leadbook", **settings)
    parts = [_block("leadbook", leadbook.get_help(context))]
    for name in leadbook.list_commands(context):
        command = leadbook.commands[name]
        within = click.Context(command, info_name=name, parent=context, **settings)
        parts.append(_block(f"leadbook {name}", command.get_help(within)))
    return "\n".join(parts)


def renewed(page: str) -> str:
    """``page`` with the part between the two marks replaced by ``helps()``."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{helps()}\n{END}{rest.split(END)[1]}"


def _block(title: str, text: str) -> str:
    return f"### {title}\n\n```text\n" + "\n".join(line.rstrip() for line in text.splitlines()) + "\n```\n"


if __name__ == "__main__":
    path = Path(__file__).parent / "commands.md"
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
