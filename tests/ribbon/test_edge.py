"""Whatever goes wrong, a button ends with one sentence, a log where it helps, and nothing that xlwings would show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import xlwings as xw
from hypothesis import given
from hypothesis import strategies as st

import leadbook.ribbon
from leadbook.books import error_log
from leadbook.books.lock import held
from leadbook.errors import BadInput
from leadbook.ribbon import click, voice
from leadbook.ribbon.packed import packed, unpacked
from tests.excel.excel import Excel
from tests.excel.fixtures import pressed as click_on
from tests.ribbon.conftest import NOON, Team

BUTTONS = [name for name, thing in vars(leadbook.ribbon).items() if callable(thing) and not name.startswith("_")]
WITH_TEXT = {"quick_add": "Dee Fox", "import_file": "c.csv", "log_touch": "Call|Spoke"}


def pressed(team: Team, button: str) -> str:
    return team.press(button, WITH_TEXT.get(button))


def test_there_is_a_function_for_each_button() -> None:
    assert sorted(BUTTONS) == sorted([
        "today", "refresh", "undo", "quick_add", "import_file", "log_touch", "undo_log", "validate", "stale", "plan",
        "funnel", "settings", "help", "doctor", "sweep", "account", "merge"])


def test_importing_the_door_loads_nothing_heavy() -> None:
    asked = "import leadbook.ribbon, sys; print(sorted({'xlwings', 'pandas', 'numpy', 'click'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("button", BUTTONS)
def test_an_unexpected_error_is_one_sentence_and_a_log(team: Team, button: str, monkeypatch: pytest.MonkeyPatch,
                                                      home: Path, capfd: Any) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("of all things")

    for name in ("run", "go_to", "alone"):
        monkeypatch.setattr(click.Click, name, fail)
    for name in ("book", "settings", "journal"):
        monkeypatch.setattr(click.Click, name, property(fail), raising=False)
    monkeypatch.setattr(click.Click, "__init__", lambda self, caller, voice: vars(self).update(
        caller=caller, voice=voice))
    team.select("Leads", "B2")
    pressed(team, button)
    told = team.message
    if button == "import_file":
        assert told.startswith("There is no file c.csv to import")
        return
    logs = list((home / "logs").iterdir())
    assert told == (f"Something unexpected happened (ZeroDivisionError); LeadBook wrote the details to {logs[0]}. Try "
                    "again, and show that file to who looks after LeadBook.")
    text = logs[0].read_text("utf-8")
    assert f"the button {button}\n" in text
    assert "of all things" in text
    assert "Ann Lee" not in text
    assert capfd.readouterr() == ("", "")


def test_logs_are_few_and_short(home: Path) -> None:
    def deep(depth: int) -> None:
        if not depth:
            raise ValueError("x" * 100_000)
        deep(depth - 1)

    for _ in range(25):
        with pytest.raises(ValueError, match="x") as error:
            deep(5)
        assert error_log.write_log(error.value, "a test") is not None
    logs = sorted((home / "logs").iterdir())
    assert len(logs) == 20
    assert max(log.stat().st_size for log in logs) < 50_000


def test_a_log_that_cannot_be_written_changes_nothing(team: Team, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("in the way")
    monkeypatch.setattr(click.Click, "run", lambda *_, **__: 1 / 0)
    team.press("refresh")
    assert team.message == ("Something unexpected happened (ZeroDivisionError); try again, and tell whoever looks "
                            "after LeadBook.")


def test_a_renamed_column_is_one_sentence(team: Team) -> None:
    grid, listed = team.person.table("Leads")
    grid.put((1, 2, 1, 1), "Full Name")
    said = team.press("refresh")
    assert "table Leads has no column Name (there is 'Full Name': was it renamed?)" in said
    assert team.message.startswith("Leads.xlsm: ")
    assert listed.area[2] == 4


def test_wrong_settings_are_one_sentence(team: Team) -> None:
    row = next(n for n, (name,) in enumerate(team.rows("Settings", "Name")) if name == "time_zone")
    team.person.types("Settings", row, "Value", "Atlantis/Nowhere")
    assert "Atlantis/Nowhere" in team.press("refresh")
    assert "Atlantis/Nowhere" in team.message


@pytest.mark.parametrize("button", ["refresh", "log_touch", "quick_add", "undo", "today"])
def test_a_cell_that_is_being_edited_is_one_sentence_and_nothing_is_written(
        team: Team, button: str, capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadbook.books.live.patience.PATIENCE", 0.2)
    monkeypatch.setattr("leadbook.books.live.patience.LONG_PATIENCE", 0.2)
    before = team.everything()
    team.select("Leads", "B2")
    team.excel.when("book.name", lambda: team.excel.busy(10**9))      # from the moment of the click
    text = f"'{packed(WITH_TEXT[button])}'" if button in WITH_TEXT else ""
    click_on(team.xw, f"import leadbook.ribbon; leadbook.ribbon.{button}({text})", monkeypatch)
    team.excel.busy(0)
    assert "finish the cell you are editing (press Enter or Esc)" in capfd.readouterr().err
    assert team.everything() == before
    assert team.excel.state["screen_updating"] is True


def test_excel_that_is_busy_only_for_a_moment_is_waited_for(team: Team) -> None:
    team.excel.busy(15)
    assert "3 leads checked" in team.press("validate")


def test_a_second_click_waits_for_the_first_and_gives_up_in_words(team: Team, home: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(click, "PATIENCE", 0.2)
    before = team.everything()
    with held(home / "locks" / "B-TEAM.lock", "x", 1):
        said = team.press("refresh")
    assert said == "Leads.xlsm: another LeadBook is writing it just now; try again when that has ended."
    assert team.everything() == before


def test_without_excel_the_terminal_hears_it(capsys: Any, monkeypatch: pytest.MonkeyPatch, excel: Excel) -> None:
    monkeypatch.setattr(sys, "argv", ["-c"])
    leadbook.ribbon.refresh()
    assert capsys.readouterr().err.startswith("LeadBook: Something unexpected happened (")


def test_long_sentences_fit_the_status_bar(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise BadInput("long " * 1000)

    monkeypatch.setattr(click.Click, "run", refuse)
    assert len("LeadBook: " + team.press("refresh")) <= 255
    assert len(team.message) <= 1505


# where Excel does not answer


def test_windows_shows_a_message_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    box = type("user32", (), {"MessageBoxW": staticmethod(lambda *a: shown.append(a))})
    monkeypatch.setattr("ctypes.windll", type("windll", (), {"user32": box}), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    voice.outside_excel("It said: \"no\".")
    assert shown[0][:3] == (None, "It said: \"no\".", "LeadBook")


def test_a_mac_shows_a_message_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: shown.append(command))
    monkeypatch.setattr(sys, "platform", "darwin")
    voice.outside_excel("It said: \"no\".")
    assert shown[0][0] == "osascript"
    assert shown[0][-1] == "It said: \"no\"."            # an argument, never part of the script


def test_a_mac_keeps_the_sentence_on_its_status_bar(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """xlwings' Mac engine clears the status bar when Python ends."""
    mac, left = ModuleType("xlwings._xlmac"), []
    mac.cleanup = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xlwings._xlmac", mac)
    monkeypatch.setattr("atexit.unregister", left.append)
    team.press("help")
    assert left == [mac.cleanup]


def test_the_mac_engine_of_xlwings_still_has_that_end() -> None:
    source = Path(xw.__file__).with_name("_xlmac.py").read_text("utf-8")
    assert "@atexit.register\ndef cleanup():" in source


# text from VBA


@given(st.text())
def test_text_comes_through_vba_as_it_was(text: str) -> None:
    sent = packed(text)
    assert unpacked(sent) == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert set(sent) <= set("0123456789ABCDEF")
    assert len(sent) == 4 * len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(("text", "digits"), [
    ('A"\u00fc', "0041002200FC"), ("\U0001f3e1", "D83CDFE1"), ("", ""), ("'&|\n", "00270026007C000A")])
def test_what_vba_makes_of_a_text(text: str, digits: str) -> None:
    assert (packed(text), unpacked(digits.lower())) == (digits, text)


@pytest.mark.parametrize("digits", ["004", "zzzz", "0041 ", "Ann Lee"])
def test_what_is_no_packed_text_is_refused(team: Team, digits: str) -> None:
    with pytest.raises(BadInput, match="no text"):
        unpacked(digits)


# looking


def test_today_goes_there_and_says_how_the_day_stands(team: Team) -> None:
    before = team.everything()
    said = team.press("today")
    assert said.startswith("2 people to contact today: 2 new. First: Ann Lee (")
    assert team.everything() == before
    assert team.message == ""


def test_today_is_the_owners_own(team: Team, user: Any) -> None:
    user("Tom Lee")
    assert team.press("today").startswith("1 person to contact today for Tom Lee: 1 new. First: Bob Ray (")


def test_an_empty_book_has_nothing_to_do(opened: Any) -> None:
    assert opened(Leads=[]).press("today") == "Nothing to do today: nobody waits."


def test_settings_goes_to_its_sheet(team: Team) -> None:
    assert team.press("settings").startswith("Change what stands in the column Value")
    assert team.xw.sheets.active.name == "Settings"


def test_a_sheet_that_is_gone_is_said(team: Team) -> None:
    assert team.press("help").startswith("This workbook has no sheet Help")


def test_doctor_says_what_to_mend_in_this_workbook(team: Team) -> None:
    team.person.table("Plan")[0].put((1, 2, 1, 1), "Day")
    said = team.press("doctor")
    assert said.endswith("to look at.")
    assert "Must be mended: Leads.xlsm: table Plan has no column Date" in team.message


def test_the_moment_of_a_click_is_that_of_the_business(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    from leadbook.ribbon import clock

    monkeypatch.delenv("LEADBOOK_NOW")
    tokyo, here = clock.now("Asia/Tokyo"), clock.now("America/New_York")
    assert 12 <= (tokyo - here).total_seconds() / 3600 < 15
    assert tokyo.tzinfo is None
    monkeypatch.setenv("LEADBOOK_NOW", NOON.isoformat())
    assert clock.now("Asia/Tokyo") == NOON
