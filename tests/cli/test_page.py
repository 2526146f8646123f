"""docs/commands.md shows the help as it is, and tells every command, status and key."""

import importlib.util
from pathlib import Path

from leadbook.cli import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
spec = importlib.util.spec_from_file_location("make_commands", DOCS / "make_commands.py")
make_commands = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_commands)
BEGIN, END, helps, renewed = make_commands.BEGIN, make_commands.END, make_commands.helps, make_commands.renewed
PAGE = (DOCS / "commands.md").read_text(encoding="utf-8")


def test_the_help_in_the_docs_is_the_help():
    assert renewed(PAGE) == PAGE, "run: python docs/make_commands.py"
    assert renewed(f"a {BEGIN} old {END} z") == f"a {BEGIN}\n\n{helps()}\n{END} z"


def test_every_command_stands_in_the_docs():
    for command in COMMANDS:
        assert f"### leadbook {command.name}\n" in PAGE
        for option in (option for param in command.params for option in param.opts if option.startswith("--")):
            assert option in PAGE


def test_the_docs_tell_every_key_of_json(job, book):
    told = PAGE[: PAGE.index(BEGIN)]
    (book.parent / "c.csv").write_text("Name\nAnn\n")
    facts = [job("refresh", "--dry-run", "--json").json, job("today", "--json").json,
             job("import", book.parent / "c.csv", "--json").json, job("log", "Ann", "Call", "Spoke", "--json").json]
    keys = {key for one in facts for key in one} | set(facts[1]["today_list"][0])
    assert [key for key in sorted(keys) if f"`{key}`" not in told and f'"{key}"' not in told] == []
