"""What stands in the way is said in one sentence, and the file is as it was."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from leadbook.books import backups, guards, lock
from leadbook.books.changes import SetCells
from leadbook.books.closed import ClosedBook
from leadbook.errors import Busy, LeadbookError, NotALeadbook, Refusal
from leadbook.schema import LEADS
from tests.books.contract import ANN, BOB, cells
from tests.books.sheets import workbook


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    return workbook(tmp_path / "books" / "LeadBook.xlsx", {"Leads": [ANN, BOB]})


def change(book: ClosedBook) -> SetCells:
    return cells(book, "Leads", "Check", {0: "No owner."})


def refused(path: Path, kind: type[LeadbookError] = Refusal) -> str:
    """The sentence with which a write to ``path`` is refused; the folder is proved to be as it was."""
    book, before = ClosedBook(path), folder(path)
    with pytest.raises(kind) as caught:
        book.apply([change(book)])
    assert folder(path) == before
    return str(caught.value)


def folder(path: Path) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in path.parent.iterdir() if p.is_file()}


# opening

@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("Leads.csv", b"a,b", "is a CSV file: bring it into a workbook with 'leadbook import WORKBOOK Leads.csv'"),
    ("Leads.xls", b"a", "in the old .xls format"),
    ("Leads.xlsb", b"a", "is a binary workbook"),
    ("Leads.pdf", b"a", "is not a workbook of Excel"),
    ("Leads.xlsx", b"", "the file is empty"),
    ("Leads.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted or labelled"),
    ("Leads.xlsx", b"hello", "not an Excel workbook"),
])
def test_a_file_that_is_no_workbook_is_refused_by_name(
        tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal, match=sentence) as caught:
        ClosedBook(path)
    assert name in str(caught.value)
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is a folder"):
        ClosedBook(tmp_path)


def test_a_missing_file_names_the_one_that_was_meant(path: Path) -> None:
    with pytest.raises(Refusal, match=r"There is no file .*LedBook\.xlsx; did you mean LeadBook\.xlsx\?"):
        ClosedBook(path.with_name("LedBook.xlsx"))
    with pytest.raises(Refusal, match="There is no folder"):
        ClosedBook(path.parent / "nowhere" / "LeadBook.xlsx")


def test_a_file_that_excel_is_saving_is_waited_for(path: Path) -> None:
    away = path.with_name("held.tmp")
    path.rename(away)
    back = threading.Timer(0.4, away.rename, [path])
    back.start()
    try:
        assert len(ClosedBook(path).read("Leads")) == 2
    finally:
        back.join()


def test_a_file_that_is_not_there_and_was_not_lately_is_not_waited_for(path: Path) -> None:
    os.utime(path.parent, (0, time.time() - 60))
    start = time.monotonic()
    assert not guards.present(path.with_name("x.xlsx"))
    assert time.monotonic() - start < 0.2


# tables and columns

def test_a_workbook_of_another_kind_is_not_ours(tmp_path: Path) -> None:
    from leadbook.schema import TABLES

    path = workbook(tmp_path / "Budget.xlsx", {}, names={name: [] for name in TABLES if name != "Lists"} |
                    {"Lists": ["a"]})
    book = ClosedBook(path)
    with pytest.raises(NotALeadbook, match=r"Budget\.xlsx has no table Leads; put it back"):
        book.read("Leads")
    with pytest.raises(NotALeadbook, match=r"Budget\.xlsx: table Lists has no column Stage"):
        book.read("Lists")


def test_a_renamed_column_is_named_with_its_old_name(tmp_path: Path) -> None:
    names = ["Phone No." if name == "Phone" else name for name in LEADS.names]
    book = ClosedBook(workbook(tmp_path / "A.xlsx", {}, names={"Leads": names}))
    with pytest.raises(NotALeadbook) as caught:
        book.read("Leads")
    assert str(caught.value) == ("A.xlsx: table Leads has no column Phone (there is 'Phone No.': was it renamed?); "
                                 "give it its old name back.")


def test_columns_that_people_added_or_moved_are_carried(tmp_path: Path) -> None:
    names = ["Shoe size", *reversed(LEADS.names)]
    path = workbook(tmp_path / "A.xlsx", {"Leads": [ANN | {"Shoe size": 42}]}, names={"Leads": names})
    book = ClosedBook(path)
    book.apply([change(book)])
    from openpyxl import load_workbook

    sheet = load_workbook(path)["Leads"]
    assert [cell.value for cell in sheet[1]] == names
    row = dict(zip(names, [cell.value for cell in sheet[2]], strict=True))
    assert (row["Shoe size"], row["Name"], row["Check"]) == (42, "Ann", "No owner.")


# writing

def test_an_empty_change_set_leaves_bytes_and_time_alone(path: Path) -> None:
    before = folder(path)
    assert ClosedBook(path).apply([]).backup == ""
    assert folder(path) == before
    assert backups.backups(path) == []


def test_a_change_set_of_which_nothing_is_left_leaves_the_file_alone(path: Path) -> None:
    book = ClosedBook(path)
    old = change(book)
    book.apply([old])
    before = folder(path)
    assert len(book.apply([old]).skipped) == 1
    assert folder(path) == before


@pytest.mark.parametrize(("sign", "content", "who"), [
    ("~$LeadBook.xlsx", b"\x08Jane Doe" + b" " * 46 + b"\x08\0J\0", "Jane Doe"),
    ("~$LeadBook.xlsx", b"", ""),
    (".~lock.LeadBook.xlsx#", b",jane,desk,23.11.2026 09:00,file:///home/jane;", "jane"),
])
def test_a_file_that_is_open_is_read_but_not_written(path: Path, sign: str, content: bytes, who: str) -> None:
    path.with_name(sign).write_bytes(content)
    assert len(ClosedBook(path).read("Leads")) == 2
    sentence = refused(path, Busy)
    assert f"LeadBook.xlsx is open{f' ({who})' if who else ';'}" in sentence
    assert sign in sentence


def test_a_read_only_file_is_refused(path: Path) -> None:
    path.chmod(0o444)
    assert "LeadBook.xlsx is read-only" in refused(path)


def test_a_folder_without_the_right_to_write_is_refused(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert "no right to write in its folder" in refused(path)
    finally:
        path.parent.chmod(0o755)


def test_a_file_saved_by_somebody_since_it_was_read_is_refused(path: Path, tmp_path: Path) -> None:
    book = ClosedBook(path)
    pending = change(book)
    theirs = ClosedBook(path)
    theirs.apply([cells(theirs, "Leads", "Stale", {1: "theirs"})])
    before = folder(path)
    with pytest.raises(Busy, match=r"LeadBook\.xlsx changed while LeadBook worked"):
        book.apply([pending])
    assert folder(path) == before
    assert book.apply([pending]).changed == {"Leads": {"cells": 1, "rows": 0}}  # it starts from the new state
    assert ClosedBook(path).read("Leads")["Stale"].tolist() == ["", "theirs"]


def test_a_file_that_was_only_touched_is_not_changed(path: Path) -> None:
    book = ClosedBook(path)
    os.utime(path, (1, 1))
    assert book.apply([change(book)]).changed


def test_a_file_moved_away_is_not_made_anew(path: Path) -> None:
    book = ClosedBook(path)
    pending = change(book)
    path.rename(path.with_name("Elsewhere.xlsx"))
    with pytest.raises(Busy, match="no longer in its folder"):
        book.apply([pending])
    assert not path.exists()


@pytest.mark.parametrize("step", ["write", "fsync", "copyfile", "replace"])
def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    book = ClosedBook(path)
    pending, before = change(book), folder(path)
    where = {"write": "leadbook.ooxml.save._write", "fsync": "os.fsync", "copyfile": "shutil.copyfile",
             "replace": "leadbook.books.closed.replace_file"}[step]
    monkeypatch.setattr(where, full)
    with pytest.raises(Refusal, match=r"LeadBook\.xlsx.*No space left"):
        book.apply([pending])
    assert folder(path) == before


def test_two_leadbooks_do_not_write_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (lock.locked(path), pytest.raises(Busy, match="another LeadBook is writing it"),
          lock.locked(path, patience=0.1)):
        pass
    with lock.locked(path, patience=0):
        pass


def test_a_link_stays_a_link(path: Path) -> None:
    link = path.parent.parent / "Link.xlsx"
    link.symlink_to(path)
    book = ClosedBook(link)
    book.apply([change(book)])
    assert link.is_symlink()
    assert ClosedBook(path).read("Leads")["Check"][0] == "No owner."


def test_a_cell_with_a_formula_is_left_and_the_others_are_written(tmp_path: Path) -> None:
    path = workbook(tmp_path / "A.xlsx", {"Leads": [ANN, BOB]})
    from openpyxl import load_workbook

    opened = load_workbook(path)
    opened["Leads"]["D2"] = '=""'  # Check of the first lead; openpyxl writes no value with it
    opened.save(path)
    book = ClosedBook(path)
    receipt = book.apply([cells(book, "Leads", "Check", {0: "x", 1: "y"})])
    assert receipt.changed == {"Leads": {"cells": 1, "rows": 0}}
    assert "formula" in receipt.skipped[0].reason
    assert load_workbook(path)["Leads"]["D2"].value == '=""'
    assert load_workbook(path)["Leads"]["D3"].value == "y"


def test_a_placeholder_in_the_cloud_is_noted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Attributes:
        st_file_attributes = 0x400020

    monkeypatch.setattr(Path, "stat", _stat(Attributes()))
    assert guards.in_the_cloud(path)
    Attributes.st_file_attributes = 0x20
    assert not guards.in_the_cloud(path)


def _stat(answer: object) -> Callable[..., object]:
    return lambda self, **_: answer
