"""The command line that a click starts, as it is: a process of its own, the real workbook, the saved file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from leadbook import factory
from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from leadbook.factory.demo import content, demo_config
from leadbook.ribbon.packed import packed
from tests.excel.fixtures import pressed_outside
from tests.ribbon.conftest import NOON

NASTY = "Zoë O'Neil \"Zo\" & Söhne, (212) 555-0199, likes 你好 \U0001f3e1 100% $HOME `x`"
PEOPLE = ("Leads", "Touches", "Plan", "Checks")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "Team.xlsm"
    config = demo_config()
    factory.create(path, config, content(8, 1, NOON.date(), config), today=NOON.date())
    return path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "José's leads & more"
    folder.mkdir()
    return Path(shutil.copy(made, folder / "Team leads.xlsm"))


def press(file: Path, button: str, home: Path, text: str | None = None, selection: str = "") -> dict[str, Any]:
    handed = "" if text is None else f"'{packed(text)}'"
    done, seen = pressed_outside(file, f"import leadbook.ribbon; leadbook.ribbon.{button}({handed})",
                                 {"selection": selection} if selection else None,
                                 LEADBOOK_HOME=str(home), LEADBOOK_NOW=NOON.isoformat())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return seen


def tables(file: Path) -> dict[str, Any]:
    with ClosedBook(file) as book:
        return {table: book.read(table) for table in PEOPLE}


def command(file: Path, name: str, *args: str) -> None:
    said = CliRunner().invoke(leadbook, [name, str(file), *args, "--today", str(NOON.date()), "--now", "12:00"])
    assert said.exit_code in (0, 1), said.output


def test_refresh_equals_the_command_line_on_a_copy_and_undo_puts_everything_back(file: Path, home: Path,
                                                                                   tmp_path: Path) -> None:
    before = tables(file)
    copy = Path(shutil.copy(file, tmp_path / "copy.xlsm"))
    seen = press(file, "refresh", home)
    command(copy, "refresh")
    assert seen["statuses"][-1].startswith("LeadBook: 8 leads checked: ")
    assert seen["state"]["screen_updating"] is True
    for name, frame in tables(copy).items():
        assert tables(file)[name].equals(frame), name
    assert not tables(file)["Leads"].equals(before["Leads"])
    seen = press(file, "undo", home)
    assert seen["statuses"][-1].startswith("LeadBook: Took back the refresh of 23 Nov 12:00")
    for name, frame in tables(file).items():
        assert frame.equals(before[name]), name


def test_a_touch_equals_the_command_line_on_a_copy(file: Path, home: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(file, tmp_path / "copy.xlsm"))
    seen = press(file, "log_touch", home, "Call|Left message", "Leads!B3")
    command(copy, "log", tables(copy)["Leads"]["Lead ID"][1], "Call", "Left message")
    assert "Logged: Call, Left message with " in seen["statuses"][-1]
    for name, frame in tables(copy).items():
        assert tables(file)[name].equals(frame), name


def test_a_typed_line_comes_through_the_command_line(file: Path, home: Path) -> None:
    press(file, "quick_add", home, NASTY)
    row = tables(file)["Leads"].iloc[-1]
    assert row["Name"] == "Zoë O'Neil \"Zo\" & Söhne"
    assert row["Notes"] == "likes 你好 \U0001f3e1 100% $HOME `x`"


def test_what_goes_wrong_ends_the_process_with_0_and_a_message(file: Path, home: Path) -> None:
    seen = press(file, "log_touch", home, "Fax|Sent", "Leads!B3")
    assert seen["alerts"][0][1].startswith("There is no channel 'Fax'")
    (home / "journal").mkdir(parents=True)
    for name in ("journal", "locks"):
        shutil.rmtree(home / name, ignore_errors=True)
        (home / name).write_text("in the way")
    seen = press(file, "refresh", home)
    assert "LeadBook cannot write in its own folder" in seen["alerts"][0][1]
