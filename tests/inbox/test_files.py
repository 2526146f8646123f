"""Dropped files: each read once, its people leads once, its bad rows beside it with the reason; nothing deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from leadbook.config import default_config
from leadbook.factory.settings_rows import rows
from tests.books.sheets import workbook

ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Email": "ann@example.com"}
Sweep = Callable[..., dict[str, Any]]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    (tmp_path / "Inbox").mkdir()
    settings = rows(default_config(), "B-1").to_dict("records")
    return workbook(tmp_path / "book.xlsx", {"Settings": settings, "Leads": [ANN]})


@pytest.fixture
def sweep(file: Path) -> Sweep:
    def call(*more: str) -> dict[str, Any]:
        asked = ["sweep", str(file), "--today", "2026-11-23", "--now", "12:00", "--json", *more]
        said = CliRunner().invoke(leadbook, asked)
        assert said.exit_code == 0, said.output
        told: dict[str, Any] = json.loads(said.stdout)
        return told

    return call


def names(file: Path) -> list[str]:
    with ClosedBook(file) as book:
        return [str(name) for name in book.read("Leads")["Name"]]


def drop(file: Path, name: str, text: str) -> Path:
    path = file.parent / "Inbox" / name
    path.write_text(text, encoding="utf-8")
    return path


def there(file: Path) -> list[str]:
    inbox = file.parent / "Inbox"
    return sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file())


CASES = {  # file -> the names in Leads besides Ann Lee
    "a.csv": ("Name,Phone\nDana,212 555 0100\nTom,\n", ["Dana", "Tom"]),
    "b.json": ('[{"name": "Dana", "phone": "212 555 0100"}, {"name": "Tom"}]', ["Dana", "Tom"]),
    "c.json": ('{"fullName": "Dana", "emails": ["d@example.com", "dana@example.com"], "vip": true}', ["Dana"]),
    "d.jsonl": ('{"name": "Dana"}\n{"name": "Tom"}\n', ["Dana", "Tom"]),
    "e.json": ('{"leads": [{"first name": "Dana", "last name": "Lee"}]}', ["Dana Lee"]),
    "f.csv": ("Name,Email\nAnn Lee,ANN@example.com\n", []),
    "g.csv": ("Name,Phone\nDana,212 555 0100\n dana ,(212) 555-0100\n", ["Dana"]),
    "h.csv": ("id,Name,Phone\n0e984725-c51c,Dana,\n0e984725-c51c,Dana B.,212 555 0100\n", ["Dana"]),
    "i.csv": ("id,Name\n1,Dana\n1,Tom\n", ["Dana", "Tom"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_is_read_once(file: Path, sweep: Sweep, name: str) -> None:
    text, new = CASES[name]
    drop(file, name, text)
    sweep()
    assert (names(file), there(file)) == (["Ann Lee", *new], [f"done/{name}"])


def test_the_same_file_once_more_adds_nobody(file: Path, sweep: Sweep) -> None:
    (text, new), name = CASES["i.csv"], "i.csv"
    drop(file, name, text)
    sweep()
    before = file.read_bytes()
    assert sweep()["drops"] == []
    drop(file, name, text)
    sweep()
    assert (names(file), there(file)) == (["Ann Lee", *new], [f"done/{name.replace('.', ' (2).')}", f"done/{name}"])
    assert file.read_bytes() == before


def test_the_same_row_in_two_files_is_one_lead_whatever_it_says_by_then(file: Path, sweep: Sweep) -> None:
    drop(file, "monday.json", '{"id": "01JDA7Z3K4", "name": "Dana"}')
    sweep()
    drop(file, "tuesday.json", '{"id": "01JDA7Z3K4", "name": "Dana Whitfield", "phone": "212 555 0100"}')
    told = sweep()["drops"][0]
    assert names(file) == ["Ann Lee", "Dana"]
    assert [(one["filled"], one["by"]) for one in told["matched"]] == [(["Phone"], "the same row")]
    assert [one["column"] for one in told["differences"]] == ["Name"]


def test_bad_rows_stand_beside_with_the_reason_and_come_in_once_mended(file: Path, sweep: Sweep) -> None:
    drop(file, "fair.csv", "Name,Phone\nDana,212 555 0100\n,212 555 0199\n")
    told = sweep()
    assert there(file) == ["done/fair.csv", "fair.csv.problems.csv"]
    beside = file.parent / "Inbox" / "fair.csv.problems.csv"
    assert beside.read_text("utf-8-sig").splitlines() == [
        "Name,Phone,Not taken because", ",212 555 0199,it has neither a name nor a company"]
    assert "fair.csv: 1 of its rows cannot be leads; they stand with the reason in" in told["sentence"]
    assert sweep()["drops"] == []                               # a list of problems is no file to read
    drop(file, "mended.csv", beside.read_text("utf-8-sig").replace("\n,", "\nTom,"))
    sweep()
    with ClosedBook(file) as book:
        leads = book.read("Leads")
    assert leads[["Name", "Notes"]].to_numpy().tolist() == [["Ann Lee", ""], ["Dana", ""], ["Tom", ""]]


BAD = {"x.csv": ("x\n1\n", "no column for a name"), "q.csv": ('Name\n"Dana\n', "never closed"),
       "e.csv": ("", "is empty"), "n.json": ("[]", "holds nobody"), "b.json": ('{"name": ', "no JSON"),
       "l.json": ("[1, 2]", "not a list of people")}


def test_files_that_cannot_be_read_stay_and_hold_up_nobody(file: Path, sweep: Sweep) -> None:
    for name, (text, _) in BAD.items():
        drop(file, name, text)
    drop(file, "good.csv", "Name\nDana\n")
    said = sweep()["sentence"]
    assert [reason for _, reason in BAD.values() if reason not in said] == []
    assert (names(file), there(file)) == (["Ann Lee", "Dana"], sorted(["done/good.csv", *BAD]))


def test_a_dry_run_moves_and_writes_nothing(file: Path, sweep: Sweep) -> None:
    drop(file, "a.csv", "Name\nDana\n,\n")
    before = file.read_bytes()
    told = sweep("--dry-run")
    assert [change["new"]["Name"] for change in told["changes"]
            if (change["table"], change.get("action")) == ("Leads", "append")] == ["Dana"]
    assert (file.read_bytes(), there(file)) == (before, ["a.csv"])


def test_broken_off_between_the_book_and_the_file(file: Path, sweep: Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book is written, the file cannot be moved: the next sweep reads it again and adds nobody."""
    drop(file, "a.csv", "Name\nDana\n")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
        assert "cannot be moved to 'done' (permission denied); reading it again adds nobody" in sweep()["sentence"]
    assert (names(file), there(file)) == (["Ann Lee", "Dana"], ["a.csv"])
    sweep()
    assert (names(file), there(file)) == (["Ann Lee", "Dana"], ["done/a.csv"])


def test_another_folder_and_none(file: Path, sweep: Sweep, tmp_path: Path) -> None:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "a.csv").write_text("Name\nDana\n", encoding="utf-8")
    sweep("--folder", str(tmp_path / "cards"))
    assert names(file) == ["Ann Lee", "Dana"]
    assert sweep("--folder", str(tmp_path / "nowhere"))["sentence"].startswith("Nothing waits: neither in the sheet")


def test_undo_takes_the_leads_back_and_the_marks(file: Path, sweep: Sweep) -> None:
    drop(file, "a.csv", "Name\nDana\n")
    sweep()
    said = CliRunner().invoke(leadbook, ["undo", str(file)])
    assert (said.exit_code, names(file)) == (0, ["Ann Lee"])
