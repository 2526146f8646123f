"""Each callback of the ribbon, called in LibreOffice: the command that reaches RunPython, or the sentence instead."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from leadbook.factory import ribbon
from leadbook.ribbon.packed import unpacked
from tests.host.conditional import MAC, WINDOWS
from tests.host.fixtures import Twin, opened
from tests.host.twin import callbacks, modules, twin

pytestmark = pytest.mark.libreoffice
SET_UP = "Open a terminal, run: leadbook setup, then press the button again."
COMMANDS = {
    "LB_Today": "today()", "LB_Refresh": "refresh()", "LB_Undo": "undo()", "LB_QuickAdd": "quick_add('0041006E006E')",
    "LB_ImportFile": "import_file('0043003A005C00FC0026002E006300730076')",
    "LB_LogTouch": "log_touch('00430061006C006C007C00530070006F006B0065')", "LB_UndoLog": "undo_log()",
    "LB_Sweep": "sweep()", "LB_Account": "account()", "LB_Merge": "merge()",
    "LB_Validate": "validate()", "LB_Stale": "stale()", "LB_Plan": "plan()", "LB_Funnel": "funnel()",
    "LB_Settings": "settings()", "LB_Help": "help()", "LB_Doctor": "doctor()"}
SHEETS = {"LB_Today": "Today", "LB_Settings": "Settings", "LB_Help": "Help"}       # buttons that need no Python
NOT_KNOWN = f"LeadBook does not know yet where Python is on this computer. {SET_UP}"
GONE = f"Python is gone from where it was (C:\\gone\\python.exe). {SET_UP}"


@pytest.fixture(autouse=True)
def fresh(recording: Twin) -> None:
    """The usual settings; nothing noted yet."""
    recording.set(LINE="Ann", FILE="C:\\ü&.csv")
    recording.noted("commands")
    recording.noted("said")


def test_every_callback_of_the_ribbon_is_in_this_table(built: Path) -> None:
    called = {element.get("onAction") for element in ribbon.tree(ribbon.source()).iter()} - {None}
    assert called == set(COMMANDS)
    assert set(callbacks(modules(built)["Ribbon"])) == set(COMMANDS) | {"LB_Loaded"}


@pytest.mark.parametrize("callback", COMMANDS)
def test_a_click_reaches_python_with_this_command(recording: Twin, callback: str) -> None:
    recording.press(callback, "Call|Spoke" if callback == "LB_LogTouch" else "")
    assert recording.noted("commands") == [f"import leadbook.ribbon; leadbook.ribbon.{COMMANDS[callback]}"]
    assert recording.noted("said") == []


@pytest.mark.parametrize("text", ["Ann Lee", "O'Neil & \"Söhne\" <a@b.c>", "日本 😀", "%PATH% ^ | ; \\ \t", "a" * 254])
def test_any_text_travels_as_hex(recording: Twin, text: str) -> None:
    packed = recording.call("Hexed", text)
    assert packed.isalnum()
    assert unpacked(packed) == text


def test_who_cancels_starts_nothing(recording: Twin) -> None:
    recording.set(LINE="", FILE="")
    recording.press("LB_QuickAdd")
    recording.press("LB_ImportFile")
    assert recording.noted("commands") == recording.noted("said") == []


@pytest.mark.parametrize("callback", sorted(COMMANDS.keys() - SHEETS.keys()))
@pytest.mark.parametrize(("interpreter", "sentence"), [
    ("", NOT_KNOWN), ("(damaged)", NOT_KNOWN), ("C:\\gone\\python.exe", GONE)])
def test_without_python_one_sentence_says_what_to_do(recording: Twin, callback: str, interpreter: str,
                                                     sentence: str) -> None:
    recording.set(LINE="Ann", FILE="a.csv", INTERPRETER_WIN=interpreter)
    recording.press(callback, "Call|Spoke")
    assert recording.noted("said") == [sentence]
    assert recording.noted("commands") == []


@pytest.mark.parametrize(("callback", "sheet"), SHEETS.items())
def test_without_python_the_sheets_still_open(recording: Twin, callback: str, sheet: str) -> None:
    recording.set(INTERPRETER_WIN="")
    recording.link.activate(sheet="Leads")
    recording.press(callback)
    outline = recording.link.outline()
    assert outline["sheets"][outline["active"]]["name"] == sheet
    assert recording.noted("said") == recording.noted("commands") == []


@pytest.mark.parametrize("settings", [{"RETURN": "-1"}, {"RAISE": "Could not load xlwings64.dll"}])
def test_a_python_that_breaks_off_is_said(recording: Twin, settings: dict[str, str]) -> None:
    recording.set(**settings)
    recording.press("LB_Refresh")
    said, = recording.noted("said")
    assert said.startswith("LeadBook could not start Python, or Python stopped half-way. "
                           "Open a terminal, run: leadbook doctor - it says what to do.")
    assert said.endswith("(Could not load xlwings64.dll)" if "RAISE" in settings else "do.")


def test_a_lost_ribbon_object_changes_nothing(recording: Twin) -> None:
    recording.press("LB_Loaded")
    recording.press("LB_Refresh")
    assert recording.noted("commands") == ["import leadbook.ribbon; leadbook.ribbon.refresh()"]


def test_a_worksheet_function_asks_once_whether_python_is_ready(recording: Twin) -> None:
    library = recording.folder / f"xlwings64-{version('xlwings')}.dll"
    library.unlink(missing_ok=True)
    assert recording.call("ReadyAfter", "button") == "no"                 # Python is there, its library is not
    library.touch()
    assert recording.call("ReadyAfter", "") == "no"                       # not asked again ...
    assert recording.call("ReadyAfter", "button") == "yes"                # ... until a button reached Python
    assert recording.call("ReadyAfter", "error 13") == "yes"              # a wrong argument says nothing about Python
    assert recording.call("ReadyAfter", "error 1000") == "no"             # Python's server did not start
    assert recording.call("ReadyAfter", "") == "no"
    recording.set(INTERPRETER_WIN="C:\\gone\\python.exe")
    assert recording.call("ReadyAfter", "button") == "no"


@pytest.mark.parametrize("name", ["a=b.xlsm", "a|b.xlsm"])
def test_a_name_that_python_cannot_be_given_is_said(office: str, built: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    shutil.copy(twin(built, tmp_path / "twin.xlsm", tmp_path, WINDOWS), path)
    with opened(office, path) as link:
        one = Twin(link, path, tmp_path, office)
        one.set()
        one.press("LB_Refresh")
        assert one.noted("commands") == []
        assert one.noted("said") == ["The workbook's name has a = or a | in it, which Python cannot be given: save it "
                                     "under another name, then press the button again."]


def test_on_a_mac_the_interpreter_is_not_looked_for_and_no_function_asks(office: str, built: Path,
                                                                        tmp_path: Path) -> None:
    path = twin(built, tmp_path / "twin.xlsm", tmp_path, MAC)
    with opened(office, path) as link:
        one = Twin(link, path, tmp_path, office)
        one.set(INTERPRETER_MAC="/Users/ann/venv/bin/python", INTERPRETER_WIN="")
        (tmp_path / f"xlwings64-{version('xlwings')}.dll").touch()
        one.press("LB_Refresh")
        assert one.noted("commands") == ["import leadbook.ribbon; leadbook.ribbon.refresh()"]
        assert one.call("ReadyAfter", "button") == "no"
        one.set(INTERPRETER_MAC="")
        one.press("LB_Refresh")
        assert one.noted("said") == [NOT_KNOWN]
