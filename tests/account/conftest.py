"""A team's workbook on the disk, refreshed once; people's edits into the file; ``leadbook`` as a function."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from leadbook import config, factory, frames
from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from leadbook.ooxml import Workbook
from leadbook.schema import LEADS, TOUCHES

DAY = dt.date(2026, 11, 23)
PEOPLE = [  # name, owner, stage, received, phone
    ("Ann Lee", "Jane Doe", "New", "2026-11-20 09:30", "(212) 555-0101"),
    ("Bob Ray", "Jane Doe", "Contacted", "2026-11-02 10:00", "(212) 555-0102"),
    ("Cy Poe", "Tom Lee", "Won", "2026-10-05", "(212) 555-0103"),
    ("Dana Whitfield", "Tom Lee", "Lost", "2026-10-06", "(212) 555-0104"),
    ("Eve Moss", "Tom Lee", "Disqualified", "2026-09-01", "(212) 555-0105"),
    ("Fay Orr", "", "Nurture", "2026-09-02", "(212) 555-0106")]
ROWS = [{"Lead ID": f"L-AAAAAAAAA{nth}", "Name": name, "Owner": owner, "Stage": stage, "Received": received,
         "Phone": phone, "Need": "Sell the house", "Type": "Lead", "Source": "Referral"}
        for nth, (name, owner, stage, received, phone) in enumerate(PEOPLE, 1)]
LOG = [{"Touch ID": "T-AAAAAAAAA1", "When": "2026-11-03 10:00", "Lead ID": "L-AAAAAAAAA2", "Name": "Bob Ray",
        "Channel": "Call", "Outcome": "Spoke", "By": "Jane Doe"}]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))


Run = Callable[..., Any]


@pytest.fixture
def run() -> Run:
    """``leadbook COMMAND``; the JSON object with --json, else what it printed. The status must be 0 or 1."""
    def call(*args: object) -> Any:
        said = CliRunner().invoke(leadbook, [str(arg) for arg in args])
        assert said.exit_code in (0, 1), said.output
        return json.loads(said.stdout) if "--json" in args else said.stdout

    return call


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The team's workbook after its first refresh, at noon of DAY."""
    import os

    folder = tmp_path_factory.mktemp("team")
    path = folder / "Team.xlsx"
    factory.create(path, config.default_config(), {"Leads": frames.of(LEADS, ROWS), "Touches": frames.of(TOUCHES, LOG)},
                   today=DAY, book_id="B-TEAM")
    old = os.environ.get("LEADBOOK_HOME")
    os.environ["LEADBOOK_HOME"] = str(folder / "home")
    try:
        said = CliRunner().invoke(leadbook, ["refresh", str(path), "--today", DAY.isoformat(), "--now", "12:00"])
        assert said.exit_code == 0, said.output
    finally:
        os.environ.pop("LEADBOOK_HOME")
        if old is not None:
            os.environ["LEADBOOK_HOME"] = old
    return path.read_bytes()


@pytest.fixture
def book(refreshed: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "Team.xlsx"
    path.write_bytes(refreshed)
    return path


Table = dict[str, list[Any]]


def by_hand(path: Path, edit: Callable[[Table], None], table: str = "Leads") -> None:
    """What a person does to a table: ``edit`` changes its columns (name -> the cells of all rows) in place."""
    with Workbook.open(path) as book:
        there = book.tables[table]
        cells = {name: list(values) for name, values in there.raw(there.columns).items()}
        before = {name: list(values) for name, values in cells.items()}
        edit(cells)
        for name, values in cells.items():
            changed = {row: value for row, value in enumerate(values) if value != before[name][row]}
            if changed:
                there.set(name, changed)
        book.save()


def deleted(row: int) -> Callable[[Table], None]:
    """The row is deleted: what stands below moves up, as in Excel; the table's last row stays blank."""
    def edit(cells: Table) -> None:
        for values in cells.values():
            del values[row]
            values.append(None)

    return edit


def leads(path: Path) -> dict[str, dict[str, str]]:
    """Lead ID -> what people's columns hold, as text."""
    with ClosedBook(path) as book:
        frame = book.read("Leads")
    mine = [c.name for c in LEADS.columns if c.owner == "people"]
    return {row["Lead ID"]: {name: str(row[name]) for name in mine if str(row[name]) not in ("", "NaT", "nan")}
            for row in frame.to_dict("records")}
