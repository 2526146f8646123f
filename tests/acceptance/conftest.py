"""An outside checker's tools: a book made by ``init``, rows put in by leadbook.ooxml, jobs run by the command line.

Nothing here knows LeadBook's code but the two public doors: the command line and ``leadbook.ooxml``.
"""

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadbook.cli import leadbook
from leadbook.ooxml import Workbook

MONDAY = dt.date(2026, 11, 23)
PEOPLE = "owners: [Jane Doe, Tom Lee]\ngivers: [Ann Baker]\n"
OURS = {                            # columns that LeadBook owns; all others are people's
    "Leads": {"Lead ID", "Check", "Stale", "Alert", "Deadline", "First Attempt", "Last Touch", "Touches", "Next Touch",
              "First Source", "Person", "Batch"},
    "Touches": {"Touch ID", "Plan ID"}}


@dataclass
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def command(*args):
    """``leadbook ARGS``, in this process."""
    said = CliRunner().invoke(leadbook, [str(a) for a in args])
    assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
    return Said(said.exit_code, said.stdout, said.stderr)


class Book:
    """A workbook on disk, as a person and as a job see it."""

    def __init__(self, path):
        self.path = Path(path)

    def add(self, table, *rows):
        with Workbook.open(self.path) as book:
            book.tables[table].append(list(rows))
            book.save()
        return self

    def leads(self, *rows):
        return self.add("Leads", *rows)

    def touches(self, *rows):
        return self.add("Touches", *rows)

    def set(self, table, row, **cells):
        with Workbook.open(self.path) as book:
            for column, value in cells.items():
                book.tables[table].set(column.replace("_", " "), {row: value})
            book.save()
        return self

    def rows(self, table):
        """Rows that hold anything: dicts of values."""
        with Workbook.open(self.path) as book:
            return [row for row in book.tables[table].rows if any(v not in (None, "") for v in row.values())]

    def lead(self, name):
        (one,) = [row for row in self.rows("Leads") if name in (row["Name"], row["Company"])]
        return one

    def run(self, job, *args, today=MONDAY, now=None):
        clock = ["--now", now] if now else []
        return command(job, self.path, *args, "--today", today, *clock)

    def json(self, job, *args, today=MONDAY, now=None):
        said = self.run(job, *args, "--json", today=today, now=now)
        assert said.status in (0, 1), said
        return said.json

    @property
    def bytes(self):
        return self.path.read_bytes()


def whole(**other):
    """A lead with which nothing is wrong on Monday, 23 November 2026."""
    return {"Name": "Dana Whitfield", "Stage": "Contacted", "Owner": "Jane Doe", "Source": "Website",
            "Next Action": "Call about the appraisal", "Next Date": dt.date(2026, 11, 25), "Need": "Sell the house",
            "Phone": "(212) 555-0142", "Email": "dana@example.com", "Address": "12 Elm Street", "ZIP": "06020",
            "Received": dt.datetime(2026, 11, 20, 9, 30), "First Contact": dt.datetime(2026, 11, 20, 10, 5)} | other


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory):
    """LeadBook's own folder: one for all, nobody's real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEADBOOK_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Settings in YAML -> an empty book with them; each is built once."""
    books = {}

    def make(yaml):
        if yaml not in books:
            folder = tmp_path_factory.mktemp("made")
            (folder / "my.yaml").write_text(yaml)
            said = command("init", folder / "Book.xlsx", "--config", folder / "my.yaml")
            assert said.status == 0, said
            books[yaml] = folder / "Book.xlsx"
        return books[yaml]

    return make


@pytest.fixture
def new(made, tmp_path):
    """``new(*leads)``: a book of its own with these leads; ``yaml=`` other settings."""
    def make(*leads, yaml=PEOPLE, name="Team leads.xlsx"):
        folder = tmp_path / f"book {len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        book = Book(shutil.copy(made(yaml), folder / name))
        return book.leads(*leads) if leads else book

    return make
