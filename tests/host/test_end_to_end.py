"""A button is pressed in a real spreadsheet: Python starts, the job runs, cells change, the file is saved.

Each test does the same with the command line on a copy: afterwards both files say the same, in every table.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter

from leadbook import factory
from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from leadbook.factory import demo
from leadbook.functions import LAST_TOUCH
from leadbook.schema import TABLES
from tests.host.conditional import WINDOWS
from tests.host.fixtures import Twin, opened
from tests.host.twin import twin

pytestmark = pytest.mark.libreoffice
NOW = dt.datetime(2026, 11, 23, 9, 30)
DAY = ("--today", f"{NOW:%Y-%m-%d}", "--now", f"{NOW:%H:%M}")
ANSWER = [80, 30, 1, 1]                                 # a free cell on the sheet Help


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with 40 people, never refreshed."""
    path = tmp_path_factory.mktemp("team") / "demo.xlsm"
    config = demo.demo_config()
    factory.create(path, config, demo.content(40, 3, NOW.date(), config), today=NOW.date())
    return path


@pytest.fixture(scope="module")
def refreshed(team: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, refreshed by the command line."""
    path = tmp_path_factory.mktemp("refreshed") / "demo.xlsm"
    shutil.copy(team, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADBOOK_HOME", str(path.with_name("home")))
        command("refresh", str(path))
    return path


@contextmanager
def pair(office: str, built: Path, folder: Path) -> Iterator[tuple[Twin, Path]]:
    """A workbook, open in LibreOffice as Team.xlsm, and a copy of its file for the command line."""
    (folder / "office").mkdir()
    path = twin(built, folder / "office" / "Team.xlsm", folder / "office", WINDOWS)
    copy = folder / "Copy.xlsm"
    shutil.copy(path, copy)
    with opened(office, path) as link, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADBOOK_HOME", str(folder / "command line"))
        one = Twin(link, path, path.parent, office)
        one.start_python(NOW=NOW.isoformat())
        yield one, copy


@pytest.fixture(scope="module")
def looked_at(office: str, refreshed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Twin, Path]]:
    """The refreshed one, for tests that change nothing."""
    with pair(office, refreshed, tmp_path_factory.mktemp("looked at")) as both:
        yield both


def command(*arguments: str) -> dict[str, Any]:
    """Run a command at 9.30 on 23 November 2026; its JSON."""
    done = CliRunner().invoke(leadbook, [*arguments, *DAY, "--json"])
    assert done.exit_code in (0, 1), done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def pressed(one: Twin, callback: str, tag: str = "") -> str:
    """Press a button; what stands on the status bar in the end."""
    one.press(callback, tag)
    assert one.noted("said") == []
    return str(one.python_said()["statuses"][-1])


def saved(one: Twin) -> Path:
    """The workbook as LibreOffice saves it now."""
    path = one.folder / "Saved.xlsm"
    one.link.store(path=str(path))
    return path


def tables(path: Path) -> dict[str, pd.DataFrame]:
    """Every table of a workbook file; what could not be read fails the test."""
    with ClosedBook(path) as book:
        found = {name: book.read(name) for name in TABLES}
        assert not [name for name in TABLES if len(book.problems(name))]
    return found


def assert_same(one: Path, other: Path) -> None:
    """Both files hold the same in every table; what one click noticed at once, commands noticed in several batches."""
    theirs = tables(other)
    for name, frame in tables(one).items():
        batch = ["Batch"] if name == "History" else []
        pd.testing.assert_frame_equal(frame.drop(columns=batch), theirs[name].drop(columns=batch), obj=name)


def errors(one: Twin) -> list[str]:
    """The cells of all sheets that show an error."""
    found = []
    for sheet in one.link.outline()["sheets"]:
        rows = one.link.values(sheet=sheet["name"], area=[1, 1, sheet["rows"], sheet["columns"]])
        found += [f"{sheet['name']}, row {row}: {value}" for row, line in enumerate(rows, 1) for value in line
                  if isinstance(value, dict) or str(value).startswith(("#N", "#V", "#R", "#D", "Err:"))]
    return found


def test_refresh(office: str, team: Path, refreshed: Path, tmp_path: Path) -> None:
    assert len(tables(refreshed)["Plan"]) > 50
    assert not len(tables(team)["Plan"])
    with pair(office, team, tmp_path) as (one, _):
        assert pressed(one, "LB_Refresh").startswith("LeadBook: 40 leads checked")
        assert errors(one) == []
        assert_same(saved(one), refreshed)
        pressed(one, "LB_Refresh")
        assert_same(saved(one), refreshed)                      # a second time changes nothing


def test_log_a_touch_and_take_it_back(office: str, refreshed: Path, tmp_path: Path) -> None:
    leads = tables(refreshed)["Leads"]
    with pair(office, refreshed, tmp_path) as (one, copy):
        one.link.select(sheet="Leads", areas=[[4, 2, 1, 1], [9, 1, 2, 3]])
        assert pressed(one, "LB_LogTouch", "Call|Left message").startswith("LeadBook: Logged: Call, Left message")
        for row in (2, 7, 8):
            command("log", str(copy), leads["Lead ID"][row], "Call", "Left message")
        assert tables(saved(one))["Touches"]["Lead ID"].tolist()[-3:] == leads["Lead ID"][[2, 7, 8]].tolist()
        assert_same(saved(one), copy)
        pressed(one, "LB_UndoLog")
        assert_same(saved(one), refreshed)


def test_bring_people_in_and_take_them_back(office: str, refreshed: Path, tmp_path: Path) -> None:
    line = "Zoë \"Zo\" O'Neil & Co, 555 0100, zoe@example.com, met at a fair"
    contacts = tmp_path / "ü & ö.csv"
    contacts.write_text("Name,Phone,Email\nJosé Núñez,+1 212 555 0101,jo@example.com\nLi Wei,,li@x.com\n", "utf-8")
    with pair(office, refreshed, tmp_path) as (one, copy):
        one.start_python(NOW=NOW.isoformat(), LINE=line, FILE=str(contacts))
        assert "Zoë" in pressed(one, "LB_QuickAdd")
        assert "2 rows in the file = 2 new" in pressed(one, "LB_ImportFile")
        command("quick-add", str(copy), line)
        command("import", str(copy), str(contacts))
        assert tables(saved(one))["Leads"]["Name"].tolist()[-2:] == ["José Núñez", "Li Wei"]
        assert_same(saved(one), copy)
        pressed(one, "LB_Undo")
        pressed(one, "LB_Undo")
        assert_same(saved(one), refreshed)


def test_the_other_buttons_say_something_and_change_nothing(looked_at: tuple[Twin, Path]) -> None:
    one, copy = looked_at
    for callback, sheet in {"LB_Today": "Today", "LB_Doctor": "Leads", "LB_Account": "Account"}.items():
        one.link.activate(sheet="Leads")
        assert len(pressed(one, callback)) > 20
        outline = one.link.outline()
        assert outline["sheets"][outline["active"]]["name"] == sheet
    assert_same(saved(one), copy)


def test_a_worksheet_function_says_when_somebody_was_reached(looked_at: tuple[Twin, Path]) -> None:
    one, copy = looked_at
    frames = tables(copy)
    book = {table.lower(): frames[table] for table in ("Leads", "Touches", "Settings")}
    names = [name for name in frames["Leads"]["Name"] if isinstance(LAST_TOUCH(name, **book), dt.datetime)][:3]
    assert len(set(names)) == 3
    for name in names:
        found = asked(one, f'LAST_TOUCH("{name}";{area_of(one, "Leads")};{area_of(one, "Touches")};1)')
        wanted = (LAST_TOUCH(name, **book) - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)
        assert found == pytest.approx(wanted, abs=1 / 86400)


@pytest.mark.parametrize(("step", "total"), [("Received", "received"), ("Closed", "won")])
def test_a_worksheet_function_counts_what_the_command_line_counts(looked_at: tuple[Twin, Path], step: str,
                                                                  total: str) -> None:
    one, copy = looked_at
    counted = command("funnel", str(copy))["funnel"]["totals"][total]
    assert counted > 0
    leads = area_of(one, "Leads")
    assert asked(one, f'FUNNEL_COUNT("{step}";36526;73050;"";{leads};1;1)') == counted       # 2000 to 2099


def test_a_worksheet_function_knows_a_past_day(looked_at: tuple[Twin, Path]) -> None:
    one, copy = looked_at
    counted = command("funnel", str(copy), "--as-of", "2026-10-31")["funnel"]["totals"]["received"]
    assert 0 < counted < len(tables(copy)["Leads"])
    assert asked(one, f'FUNNEL_COUNT("Received";36526;73050;46326;{area_of(one, "Leads")};1;1)') == counted


def test_a_cell_follows_what_is_typed_into_the_table(looked_at: tuple[Twin, Path]) -> None:
    one, _ = looked_at
    formula = f'FUNNEL_COUNT("Received";36526;73050;"";{area_of(one, "Leads")};1;1)'
    before = asked(one, formula)
    row, column = place(one, "Received")
    cell = {"sheet": "Leads", "area": [row, column, 1, 1]}
    (was,), = one.link.values(**cell)
    one.link.put(**cell, rows=[[None]])
    assert read(one) == before - 1
    one.link.put(**cell, rows=[[was]])
    assert read(one) == before


def asked(one: Twin, formula: str) -> Any:
    """What a cell shows once this formula stands in it; Python has answered."""
    (one.folder / "function.answer").unlink(missing_ok=True)
    one.link.put(sheet="Help", area=ANSWER, rows=[[{"formula": f"={formula}"}]])
    found = read(one)
    assert (one.folder / "function.answer").exists()
    return found


def read(one: Twin) -> Any:
    """What the cell shows."""
    return one.link.values(sheet="Help", area=ANSWER)[0][0]


def place(one: Twin, column: str) -> tuple[int, int]:
    """Row and column on the sheet Leads of the first filled cell of a column."""
    sheet = next(sheet for sheet in one.link.outline()["sheets"] if sheet["name"] == "Leads")
    rows = one.link.values(sheet="Leads", area=sheet["tables"]["Leads"])
    at = rows[0].index(column)
    return next((row + 1, at + 1) for row, line in enumerate(rows) if row and line[at] is not None)


def area_of(one: Twin, table: str) -> str:
    """Where a table stands, as a formula says it to LibreOffice."""
    sheet = next(sheet for sheet in one.link.outline()["sheets"] if table in sheet["tables"])
    row, column, rows, columns = sheet["tables"][table]
    first, last = get_column_letter(column), get_column_letter(column + columns - 1)
    return f"$'{sheet['name']}'.${first}${row}:${last}${row + rows - 1}"
