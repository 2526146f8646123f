"""A job on the open workbook does what it does on the closed file; and the second time nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadbook import factory, frames, jobs
from leadbook.books.changes import Append, Replace, between
from leadbook.books.closed import ClosedBook
from leadbook.books.live import LiveBook
from leadbook.books.memory import MemoryBook
from leadbook.books.port import Book
from leadbook.factory import demo
from leadbook.schema import CHECKS, LEADS, TABLES
from tests.books.contract import shown
from tests.excel.excel import WRITES, Excel
from tests.excel.fixtures import excel, open_book

__all__ = ["excel"]
TODAY, NOW = dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 12)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, config = tmp_path_factory.mktemp("made") / "Team.xlsx", demo.demo_config()
    factory.create(path, config, demo.content(60, 1, TODAY, config), today=TODAY)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    return Path(shutil.copy(made, tmp_path / "Team.xlsx"))


def same(one: Book, other: Book) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(one.read(table), other.read(table), obj=table)
        pd.testing.assert_frame_equal(one.problems(table), other.problems(table), obj=f"problems of {table}")


def test_a_demo_reads_alike_live_and_closed(excel: Excel, path: Path) -> None:
    with ClosedBook(path) as closed:
        same(LiveBook(open_book(path)), closed)


def test_refresh_and_log_give_the_same_cells_live_and_closed(excel: Excel, path: Path) -> None:
    book = open_book(path)
    with ClosedBook(path) as closed:
        lead = closed.read("Leads")["Lead ID"][3]
        for job, options in (("refresh", {}), ("log", {"lead": lead, "channel": "Call", "outcome": "Spoke"})):
            ours = jobs.run(LiveBook(book), job, TODAY, NOW, **options).receipt
            theirs = jobs.run(closed, job, TODAY, NOW, **options).receipt
            assert ours.changed == theirs.changed
            assert ours.skipped == theirs.skipped == []
            same(LiveBook(book), closed)


def test_the_second_run_writes_nothing(excel: Excel, path: Path) -> None:
    book = open_book(path)
    jobs.run(LiveBook(book), "refresh", TODAY, NOW)
    excel.calls.clear()
    assert jobs.run(LiveBook(book), "refresh", TODAY, NOW).receipt.changed == {}
    assert excel.count(*WRITES) == 0


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_what_was_done_live_is_in_the_file_once_excel_saved_it(excel: Excel, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"Small{suffix}"
    config = demo.demo_config()
    factory.create(path, config, demo.content(12, 1, TODAY, config), today=TODAY)
    book = open_book(path)
    jobs.run(LiveBook(book), "refresh", TODAY, NOW)
    book.save()
    with ClosedBook(path) as closed:
        same(LiveBook(book), closed)


# any change set does what it does in memory

TEXT = st.sampled_from(["", "x", "=1+1", "00123", "2026-01-02", "'Til", "two words", "TRUE", "May 5"])
DAY = st.sampled_from([pd.NaT, pd.Timestamp("2026-11-24"), pd.Timestamp("2026-11-24 09:30:01")])
NUMBER = st.sampled_from([float("nan"), 0.0, 3.0, 0.1])
OURS = [c for c in LEADS.columns if c.name in ("Check", "Stale", "Deadline", "Touches", "Person", "Next Touch")]


def value_of(column: Any) -> Any:
    return TEXT if column.is_text else NUMBER if not column.is_date else DAY.map(
        lambda moment: moment.normalize() if column.kind == "date" and moment == moment else moment)


def row() -> Any:
    mine = {c.name: value_of(c) for c in OURS}
    return st.fixed_dictionaries({"Name": st.sampled_from(["", "Ann", "5 Brothers"])} | mine)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(row(), max_size=14), st.data())
def test_any_change_set_does_what_it_does_in_memory(excel: Excel, rows: list[dict[str, Any]], data: st.DataObject
                                                    ) -> None:
    excel.books.clear()
    content = [{"Lead ID": f"L-{n}Y"} | line if line["Name"] else {} for n, line in enumerate(rows)]
    memory = MemoryBook({"Leads": content})
    live = LiveBook(open_book({"Leads": with_gaps(content)}))
    before = memory.read("Leads")
    after = before.copy()
    for column in OURS:
        for position in before.index:
            if data.draw(st.booleans()):
                after.loc[position, column.name] = data.draw(value_of(column))
    changes = between({"Leads": before}, {"Leads": after})
    new = data.draw(st.integers(0, 3))
    changes.append(Append("Leads", frames.of(LEADS, [{"Lead ID": f"L-N{n}", "Name": "New"} for n in range(new)])))
    found = data.draw(st.integers(0, 3))
    changes.append(Replace("Checks", frames.of(CHECKS, [{"Code": f"LB{n}"} for n in range(found)])))
    assert live.apply(changes) == memory.apply(changes)
    for table in ("Leads", "Checks"):
        assert shown(live.read(table)) == shown(memory.read(table))
        assert list(live.read(table).index) == list(memory.read(table).index)


def with_gaps(content: list[dict[str, Any]]) -> pd.DataFrame:
    """A frame with a blank row for each empty dict."""
    raw = {column.name: [line.get(column.name) for line in content] for column in LEADS.columns}
    frame = frames.typed(LEADS, raw)[0].reindex(range(len(content)))
    return frame.fillna({c.name: "" for c in LEADS.columns if c.is_text})
