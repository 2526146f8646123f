"""A team on files: each at a computer of their own, and a sync client that carries the workbook to and fro."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from click.testing import CliRunner

from leadbook import config, factory, frames
from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from leadbook.ooxml import Workbook
from leadbook.schema import INBOX, LEADS, TABLES, TOUCHES

DAY = dt.date(2026, 11, 23)
FILE = "Team.xlsx"
TEAM = config.checked(config.merged({"owners": {"Jane": {}, "Tom": {}}, "cadence": {"months_ahead": 1},
                                     "funnel": {"weeks": 2, "cohort_months": 2}}), "test")
ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Stage": "New", "Owner": "Jane",
       "Received": "2026-11-20 09:30", "Need": "Sell the house"}
BOB = {"Name": "Bob Ray", "Phone": "(212) 555-0143", "Owner": "Tom", "Stage": "Contacted"}       # no id yet
SPOKE = {"When": "2026-11-21 10:00", "Name": "Ann Lee", "Channel": "Call", "Outcome": "Spoke", "By": "Jane"}
DANA = {"Name": "Dana", "Phone": "(212) 555-0100"}


@dataclass(frozen=True)
class Said:
    """What a command answered: ``facts`` (its JSON, {} when it was refused) and ``sentence`` (of a refusal)."""

    status: int
    facts: dict[str, Any]
    sentence: str


@dataclass(frozen=True)
class Desk:
    """One person's computer: the synced folder with the workbook ``file``, and their own LeadBook folder."""

    place: Path

    @property
    def file(self) -> Path:
        return self.place / "OneDrive" / FILE

    @property
    def home(self) -> Path:
        return self.place / "leadbook home"

    def run(self, job: str, *more: object, at: str = "12:00", day: dt.date = DAY) -> Said:
        """``leadbook JOB FILE ...`` on this computer."""
        args = [job, str(self.file), *map(str, more), "--today", day.isoformat(), "--now", at, "--json"]
        with mock.patch.dict(os.environ, {"LEADBOOK_HOME": str(self.home)}):
            said = CliRunner().invoke(leadbook, args)
        assert said.exit_code in (0, 1, 2), said.output
        return Said(said.exit_code, json.loads(said.stdout) if said.exit_code < 2 else {}, said.stderr.strip())

    def read(self, table: str) -> Any:
        return read(self.file, table)


def read(path: Path, table: str) -> Any:
    """A table of the workbook as text, blank = ""."""
    with ClosedBook(path) as book:
        frame = book.read(table)
    return frame.astype(object).where(frame.notna(), "").astype(str)


def types(path: Path, table: str, *rows: dict[str, Any]) -> None:
    """Somebody adds rows below a table."""
    with Workbook.open(path) as book:
        book.tables[table].append([dict(row) for row in rows])
        book.save()


def sets(path: Path, table: str, row: int, **cells: Any) -> None:
    """Somebody types into cells of a row (0 = the first)."""
    with Workbook.open(path) as book:
        for column, value in cells.items():
            book.tables[table].set(column.replace("_", " "), {row: value})
        book.save()


def by_openpyxl(path: Path, edit: Callable[[Any], None]) -> None:
    """Another program opens the file, edits a sheet of it and saves it whole."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)


def collide(winner: Desk, loser: Desk, machine: str = "TOMS-PC") -> Path:
    """The sync client brings the winner's version to both; the loser's stays beside it under another name, on both."""
    copy = f"{Path(FILE).stem}-{machine}.xlsx"
    theirs = loser.file.with_name(copy)
    loser.file.rename(theirs)
    shutil.copy2(winner.file, loser.file)
    return Path(shutil.copy2(theirs, winner.file.with_name(copy)))


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook before anybody's first run: one lead with its id, one without, a touch, a row in the Inbox."""
    path = tmp_path_factory.mktemp("first") / FILE
    rows = {"Leads": [ANN, BOB], "Touches": [SPOKE], "Inbox": [DANA]}
    factory.create(path, TEAM, {name: frames.of(TABLES[name], some) for name, some in rows.items()}, today=DAY,
                   book_id="B-TEAM")
    return path.read_bytes()


@pytest.fixture(scope="session")
def refreshed(first: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook after its first refresh, in the morning of DAY."""
    desk = Desk(tmp_path_factory.mktemp("refreshed"))
    desk.file.parent.mkdir()
    desk.file.write_bytes(first)
    assert desk.run("refresh", at="08:00").status == 0
    return desk.file.read_bytes()


def seated(place: Path, content: bytes) -> Desk:
    """Somebody's computer, with ``content`` as the workbook."""
    desk = Desk(place)
    desk.file.parent.mkdir(parents=True)
    desk.file.write_bytes(content)
    return desk


__all__ = ["ANN", "BOB", "DANA", "DAY", "FILE", "INBOX", "LEADS", "SPOKE", "TOUCHES", "Desk", "Said", "by_openpyxl",
           "collide", "first", "read", "refreshed", "seated", "sets", "types"]
