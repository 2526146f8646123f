"""A team's workbook open in the test Excel, and buttons that are pressed in it; the clock stands at noon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from leadbook import config, frames
from leadbook.books.live import LiveBook
from leadbook.books.undo.journal import Journal
from leadbook.ribbon.packed import packed
from leadbook.schema import TABLES
from tests.excel.excel import Excel
from tests.excel.fixtures import excel, open_book, pressed
from tests.excel.person import Person

__all__ = ["excel"]

NOON = dt.datetime(2026, 11, 23, 12)
OWNERS: dict[str, Any] = {"owners": {"Jane Doe": {}, "Tom Lee": {}}}
ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Stage": "New", "Owner": "Jane Doe",
       "Received": "2026-11-20 09:30"}
BOB = {"Name": "Bob Ray", "Phone": "(212) 555-0143", "Owner": "Tom Lee"}          # typed by hand: no id yet
CYD = {"Lead ID": "L-AAAAAAAAA3", "Company": "Cyd & Co", "Phone": "(212) 555-0144", "Stage": "Contacted"}
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def settings() -> list[dict[str, str]]:
    """The rows of the team's table Settings."""
    rows = config.to_rows(config.checked(config.merged(OWNERS), "test"))
    return [{"Section": s, "Name": n, "Value": v} for s, n, v in [("workbook", "id", "B-TEAM"), *rows]]


class Team:
    """The workbook: as xlwings has it, as LeadBook reads it afresh, and a co-author in it."""

    def __init__(self, excel: Excel, rows: Rows | Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """``rows`` of its tables, or the file that is opened."""
        self.excel = excel
        self.xw = open_book(rows if isinstance(rows, Path) else {
            name: frames.of(TABLES[name], lines) for name, lines in (dict(rows) | {"Settings": settings()}).items()})
        self.person = Person(self.xw)
        self._monkeypatch = monkeypatch

    def press(self, button: str, text: str | None = None) -> str:
        """Press a button, with a text where it asks for one; what the status bar says then."""
        self.excel.calls.clear()
        handed = "" if text is None else f"'{packed(text)}'"
        pressed(self.xw, f"import leadbook.ribbon; leadbook.ribbon.{button}({handed})", self._monkeypatch)
        assert str(self.status).startswith("LeadBook: ")
        return str(self.status).removeprefix("LeadBook: ")

    def select(self, sheet: str, address: str) -> None:
        """Select cells; several areas with commas between."""
        self.xw.sheets[sheet].activate()
        self.xw.sheets[sheet].range(address).select()

    def rows(self, table: str, *columns: str) -> list[list[Any]]:
        """The rows of a table as they are now; dates as ISO text, blanks as ""."""
        frame = LiveBook(self.xw).read(table)
        shown = [["" if v != v else v for v in frame[c].astype(str if TABLES[table][c].is_date else object)]
                 for c in columns]
        return [["" if v == "NaT" else v for v in row] for row in zip(*shown, strict=True)]

    def everything(self) -> dict[str, Any]:
        """Every row of every table: what stands in it, by position; blanks are left out."""
        live = LiveBook(self.xw)
        return {name: {row: {k: str(v) for k, v in cells.items() if v == v and v != ""}
                       for row, cells in live.read(name).to_dict("index").items()} for name in TABLES}

    @property
    def status(self) -> Any:
        return self.excel.state["status_bar"]

    @property
    def message(self) -> str:
        """The one message that was shown; "" if there was none."""
        assert len(self.excel.alerts) < 2
        return self.excel.alerts.pop()[1] if self.excel.alerts else ""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LEADBOOK_NOW", NOON.isoformat())
    monkeypatch.setattr("getpass.getuser", lambda: "nobody")
    return tmp_path / "home"


@pytest.fixture
def opened(excel: Excel, monkeypatch: pytest.MonkeyPatch) -> Any:
    def call(**rows: Any) -> Team:
        return Team(excel, rows, monkeypatch)

    return call


@pytest.fixture
def opened_file(excel: Excel, monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda path: Team(excel, path, monkeypatch)


@pytest.fixture
def team(opened: Any) -> Team:
    found: Team = opened(Leads=[ANN, BOB, CYD])
    return found


@pytest.fixture
def journal(home: Path) -> Journal:
    return Journal("B-TEAM")


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The name in Excel's options."""
    def call(name: str) -> None:
        monkeypatch.setattr(xw.App, "api", type("Application", (), {"UserName": name}), raising=False)

    return call
