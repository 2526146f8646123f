"""Today is Monday, 23 November 2026, nine o'clock, wherever the tests run."""

from __future__ import annotations

import datetime as dt

import pytest

from leadbook import jobs
from leadbook.books.memory import MemoryBook
from leadbook.config import to_rows
from leadbook.factory import demo
from leadbook.functions import reading

TODAY, NOW = dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 9)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "now", lambda config: NOW)


@pytest.fixture(scope="session")
def team() -> MemoryBook:
    """The demo's team with 150 leads, refreshed."""
    config = demo.demo_config()
    frames = demo.content(150, 7, TODAY, config)
    book = MemoryBook({name: frame.to_dict("records") for name, frame in frames.items()} | {
        "Settings": [dict(zip(("Section", "Name", "Value"), row, strict=False)) for row in to_rows(config)]})
    jobs.run(book, "refresh", TODAY, NOW)
    return book
