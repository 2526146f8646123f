"""One backup before each write; temp files of killed runs go; conflict copies are found by the id inside."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from pathlib import Path

import pytest

from leadbook.books import backups, conflicts, leftovers, naming, places
from leadbook.books.closed import ClosedBook
from leadbook.errors import Busy
from leadbook.ooxml import replace
from tests.books.contract import ANN, BOB, cells
from tests.books.sheets import workbook

ID = {"Section": "workbook", "Name": "id", "Value": "B-1"}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    return workbook(tmp_path / "books" / "LeadBook.xlsx", {"Leads": [ANN, BOB], "Settings": [ID]})


def test_the_backup_is_the_file_as_it_was_named_by_the_clock(path: Path) -> None:
    before = path.read_bytes()
    book = ClosedBook(path, clock=lambda: dt.datetime(2026, 11, 23, 7, 5, 9, 12))
    receipt = book.apply([cells(book, "Leads", "Check", {0: "x"})])
    assert Path(receipt.backup).name == "20261123-070509-000012 LeadBook.xlsx"
    assert Path(receipt.backup).read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["LeadBook.xlsx"]


def test_the_last_twenty_of_each_workbook_are_kept(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "LeadBook.xlsx"
    shutil.copy(path, other)
    start = dt.datetime(2026, 11, 23)
    backups.backed_up(other, start)
    for day in range(23):
        backups.backed_up(path, start + dt.timedelta(days=day))
    kept = backups.backups(path)
    assert [p.name[:8] for p in kept] == [f"{start + dt.timedelta(days=day):%Y%m%d}" for day in range(22, 2, -1)]
    assert len(backups.backups(other)) == 1


def test_places_of_two_workbooks_of_one_name_differ(tmp_path: Path) -> None:
    one, two = (places.of_workbook("backups", tmp_path / name / "Lead Book.xlsx") for name in "ab")
    assert one != two
    assert one.name.startswith("Lead-Book-")
    assert one.is_relative_to(tmp_path / "home")


def test_old_temp_files_go_young_ones_and_those_of_others_stay(path: Path) -> None:
    old, young, theirs = (path.with_name(name) for name in (".~lb-old.tmp", ".~lb-young.tmp", "~$x.tmp"))
    for temp in (old, young, theirs):
        temp.write_bytes(b"x")
    for temp in (old, theirs):
        os.utime(temp, (time.time() - 3700,) * 2)
    ClosedBook(path)
    assert not old.exists()
    assert young.exists()
    assert theirs.exists()
    assert leftovers.cleared(path.parent) == []


@pytest.mark.parametrize("name", [
    "LeadBook-JANES-PC.xlsx", "LeadBook-JANES-PC-2.xlsx", "LeadBook-Jane's MacBook Pro.xlsx", "LeadBook (1).xlsx",
    "LeadBook - Copy.xlsx", "LeadBook - Copy (2).xlsx", "LeadBook-host-safeBackup-0001.xlsx", "leadbook-PC.xlsx"])
def test_a_conflict_copy_is_reported_after_the_write(path: Path, name: str) -> None:
    shutil.copy(path, path.with_name(name))
    book = ClosedBook(path)
    receipt = book.apply([cells(book, "Leads", "Check", {0: "x"})])
    assert len(receipt.notes) == 1
    assert f"Beside LeadBook.xlsx lies {name}: a copy of the same workbook" in receipt.notes[0]


def test_a_name_alone_proves_nothing(path: Path) -> None:
    workbook(path.with_name("LeadBook-Sales.xlsx"), {"Settings": [ID | {"Value": "B-2"}]})
    path.with_name("LeadBook (1).xlsx").write_bytes(b"not a workbook")
    shutil.copy(path, path.with_name("LeadBooks.xlsx"))
    shutil.copy(path, path.with_name("Other.xlsx"))
    assert [p.name for p in conflicts.candidates(path)] == ["LeadBook (1).xlsx", "LeadBook-Sales.xlsx"]
    assert conflicts.conflict_copies(path, "B-1", naming.id_of) == []
    assert conflicts.conflict_copies(path, "", naming.id_of) == []


def test_the_book_says_its_id(path: Path, tmp_path: Path) -> None:
    assert ClosedBook(path).book_id == "B-1"
    assert ClosedBook(workbook(tmp_path / "A.xlsx", {})).book_id == ""


class Windows:
    """Stands for ReplaceFileW: fails with the given WinErrors, then works."""

    def __init__(self, *errors: int) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self, new: str, old: str) -> None:
        self.calls += 1
        if self.errors:
            error = OSError("held")
            error.winerror = self.errors.pop(0)  # type: ignore[attr-defined]
            raise error
        Path(old).write_bytes(Path(new).read_bytes())
        Path(new).unlink()


def exchange(windows: Windows) -> replace.Exchange:
    return lambda new, old: replace.replace_keeping_identity(new, old, windows)


@pytest.mark.parametrize(("errors", "calls"), [((), 1), ((5, 32, 33, 1175), 5), ((1176,), 1), ((50,), 1)])
def test_windows_is_asked_again_while_somebody_holds_the_file(
        tmp_path: Path, errors: tuple[int, ...], calls: int) -> None:
    new, old, windows = tmp_path / "new", tmp_path / "old", Windows(*errors)
    new.write_text("new")
    old.write_text("old")
    replace.replace_file(new, old, exchange(windows))
    assert old.read_text() == "new"
    assert not new.exists()
    assert windows.calls == calls


def test_a_file_held_for_too_long_is_busy_and_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = tmp_path / "new", tmp_path / "old.xlsx"
    new.write_text("new")
    old.write_text("old")
    monkeypatch.setattr(replace, "_PATIENCE", 0.3)
    with pytest.raises(Busy, match=r"old\.xlsx: another program holds the file"):
        replace.replace_file(new, old, exchange(Windows(*[32] * 50)))
    assert (new.read_text(), old.read_text()) == ("new", "old")
