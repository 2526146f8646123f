"""A team's book in memory, its journal in a folder of the test's own, and jobs that keep it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadbook import config, jobs
from leadbook.books.memory import MemoryBook
from leadbook.books.undo.journal import Journal
from leadbook.books.undo.journaled import JournaledBook
from leadbook.jobs.undo import undo

TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12)
SETTINGS = [{"Section": s, "Name": n, "Value": v} for s, n, v in config.to_rows(config.default_config())]
BOOK = {"Section": "workbook", "Name": "id", "Value": "B-TEST"}
ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Stage": "New",
       "Received": dt.datetime(2026, 11, 20, 9, 30)}
BOB = {"Name": "Bob Ray", "Phone": "(212) 555-0143"}          # typed by hand: no id yet


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def journal() -> Journal:
    return Journal("B-TEST")


def book(**content: Any) -> MemoryBook:
    return MemoryBook({"Settings": [BOOK, *SETTINGS], **content}, "Leads.xlsm")


Run = Callable[..., jobs.Report]


@pytest.fixture
def run(journal: Journal) -> Run:
    def call(book: MemoryBook, job: str, now: dt.datetime = NOON, **options: Any) -> jobs.Report:
        kept = JournaledBook(book, journal, job, now.date(), now)
        return jobs.run(kept, job, now.date(), now, **options)

    return call


@pytest.fixture
def back(journal: Journal) -> Run:
    def call(book: MemoryBook, **options: Any) -> jobs.Report:
        return undo(book, journal, TODAY, **options)

    return call
