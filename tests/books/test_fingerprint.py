"""Nothing to do since the last run: known without reading a sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import leadbook
from leadbook.books import fingerprint, places
from leadbook.books.closed import ClosedBook
from leadbook.errors import LeadbookError
from leadbook.ooxml import part_crcs
from leadbook.ooxml.package import Package
from tests.books.contract import ANN, cells
from tests.books.sheets import workbook

TODAY, NOW = dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 9)
REPORT = {"job": "refresh", "changed": {}}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    path = workbook(tmp_path / "LeadBook.xlsx", {"Leads": [ANN]})
    kept(path)
    return path


def kept(path: Path, job: str = "refresh", until: dt.datetime | None = NOW + dt.timedelta(hours=2),
         **options: Any) -> None:
    fingerprint.remember(path, job, TODAY, NOW, options, crcs=part_crcs(path), zone="Europe/Berlin", report=REPORT,
                         valid_until=until)


def known(path: Path, job: str = "refresh", today: dt.date = TODAY, now: dt.datetime = NOW, **options: Any) -> Any:
    return fingerprint.remembered(path, job, today, now, options)


def test_the_same_question_about_the_same_file_has_the_same_answer(path: Path) -> None:
    assert known(path) == REPORT
    assert known(path, now=NOW + dt.timedelta(hours=1, minutes=59, seconds=59)) == REPORT
    assert fingerprint.remembered_zone(path) == "Europe/Berlin"


def test_another_question_has_no_answer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert known(path, job="validate") is None
    assert known(path, today=dt.date(2026, 11, 24)) is None
    assert known(path, owner="Jane") is None
    assert known(path, now=NOW + dt.timedelta(hours=2)) is None
    assert known(path, now=NOW - dt.timedelta(seconds=1)) is None
    monkeypatch.setattr(leadbook, "__version__", "9.9")
    assert known(path) is None


def test_a_run_that_holds_for_ever_has_no_end(path: Path) -> None:
    kept(path, job="funnel", until=None)
    assert known(path, job="funnel", now=NOW + dt.timedelta(hours=14)) == REPORT


def test_jobs_are_remembered_side_by_side_up_to_a_limit(path: Path) -> None:
    for n in range(fingerprint.KEPT - 1):
        kept(path, job=f"job {n}")
    assert known(path) == REPORT
    kept(path, job="one more")
    assert known(path) is None
    assert known(path, job="one more") == REPORT


def test_a_changed_cell_is_seen_and_a_touched_file_is_not_one(path: Path, tmp_path: Path) -> None:
    path.touch()
    assert known(path) == REPORT
    book = ClosedBook(path)
    book.apply([cells(book, "Leads", "Check", {0: "x"})])
    assert known(path) is None


def test_the_engine_knows_the_parts_as_its_run_left_them(path: Path) -> None:
    book = ClosedBook(path)
    assert book.crcs == part_crcs(path)
    book.apply([cells(book, "Leads", "Check", {0: "x"})])
    assert book.crcs == part_crcs(path)


def test_no_part_is_inflated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def inflated(*_: object) -> bytes:
        raise AssertionError("a part was inflated")

    monkeypatch.setattr(Package, "_unpack", inflated)
    assert known(path) == REPORT
    with pytest.raises(LeadbookError, match="inflated"):
        ClosedBook(path)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"a": {"parts": {}}}'])
def test_a_damaged_memory_is_no_memory(path: Path, damage: str) -> None:
    place = next((places.home() / "runs").iterdir())
    place.write_text(damage)
    assert known(path) is None
    assert fingerprint.remembered_zone(path) is None
    kept(path)
    assert known(path) == REPORT


def test_a_file_that_is_gone_or_broken_has_no_answer(path: Path) -> None:
    path.write_bytes(b"PK broken")
    assert known(path) is None
    path.unlink()
    assert known(path) is None


def test_a_memory_that_cannot_be_written_is_no_failure(
        path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "file"))
    kept(path)
    assert known(path) is None
