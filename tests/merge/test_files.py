"""``leadbook merge`` on files: what a team does when OneDrive made a second file of their workbook."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from leadbook import jobs
from leadbook.books.closed import ClosedBook
from leadbook.cli import leadbook
from leadbook.config import default_config
from leadbook.factory.settings_rows import rows as settings_rows
from leadbook.schema import TABLES
from tests.account.conftest import by_hand, deleted
from tests.books.sheets import workbook
from tests.cli.conftest import Said
from tests.merge.test_choosing import LEADS, NOON

WHEN = ("--today", "2026-11-23", "--now", "12:00")
PEOPLES = ("Leads", "Touches", "Plan")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = settings_rows(default_config(), "B-1").to_dict("records")
    path = workbook(tmp_path_factory.mktemp("made") / "Team.xlsx", {"Settings": settings, "Leads": LEADS})
    with pytest.MonkeyPatch.context() as patch, ClosedBook(path) as book:
        patch.setenv("LEADBOOK_HOME", str(path.parent / "home"))
        jobs.run(book, "refresh", NOON.date(), NOON)
    return path


@pytest.fixture
def ours(made: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "OneDrive - Jos\u00e9"
    folder.mkdir()
    return Path(shutil.copy(made, folder / "Team.xlsx"))


def copied(ours: Path, name: str = "Team-LAPTOP.xlsx", row: int = 0, **cells: Any) -> Path:
    """A copy beside it, in which somebody changed cells of one lead."""
    copy = Path(shutil.copy(ours, ours.with_name(name)))
    typed(copy, row, **cells)
    return copy


def typed(path: Path, row: int = 0, **cells: Any) -> None:
    def edit(there: dict[str, list[Any]]) -> None:
        for column, value in cells.items():
            there[column][row] = value

    by_hand(path, edit)


def run(*args: Any) -> Said:
    said = CliRunner().invoke(leadbook, [str(a) for a in args])
    assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
    return Said(said.exit_code, said.stdout, said.stderr)


def merge(*args: Any) -> Said:
    return run("merge", *args, *WHEN)


def content(path: Path) -> dict[str, Any]:
    with ClosedBook(path) as book:
        return {name: book.read(name) for name in TABLES}


def told(path: Path) -> list[tuple[str, ...]]:
    rows = content(path)["Conflicts"]
    return sorted(zip(*(rows[c] for c in ("Row ID", "Field", "Ours", "Theirs")), strict=True))


def test_preview_writes_nothing_then_merge_backs_up_then_undo_gives_the_book_back(ours: Path) -> None:
    copy = copied(ours, Phone="(212) 555-0177", Notes="met at the fair")
    typed(ours, Phone="(212) 555-0199")
    before, bytes_of = content(ours), {path: path.read_bytes() for path in (ours, copy)}
    shown = merge(ours, "--dry-run")
    assert (shown.status, shown.err) == (0, "")
    assert "Ann Lee, Phone: (212) 555-0199 <> (212) 555-0177" in shown.out
    assert "Merged Team-LAPTOP.xlsx into Team.xlsx: 1 changed cell. 1 new conflict:" in shown.out
    assert shown.out.rstrip().endswith("Nothing was written (--dry-run).")
    assert {path: path.read_bytes() for path in (ours, copy)} == bytes_of

    facts = merge(ours, "--json").json
    assert Path(facts["backup"]).read_bytes() == bytes_of[ours]
    assert [(one["ours_by"], one["theirs_by"]) for one in facts["conflicts"]] == [("Team.xlsx", "Team-LAPTOP.xlsx")]
    assert told(ours) == [("L-1", "Phone", "(212) 555-0199", "(212) 555-0177")]
    assert content(ours)["Leads"]["Notes"][0] == "met at the fair"
    assert copy.read_bytes() == bytes_of[copy], "the copy is only read"

    assert run("undo", ours, *WHEN).status == 0
    after = content(ours)
    assert all(after[name].equals(before[name]) for name in TABLES)


def test_a_choice_is_carried_out_by_refresh_and_taken_back_by_undo(ours: Path) -> None:
    copy = copied(ours, Phone="(212) 555-0177")
    typed(ours, Phone="(212) 555-0199")
    merge(ours)
    by_hand(ours, lambda there: there["Choice"].__setitem__(0, "Theirs"), "Conflicts")
    said = run("refresh", ours, *WHEN)
    assert said.out.startswith("1 conflict decided as chosen on the sheet Conflicts.")
    assert content(ours)["Leads"]["Phone"][0] == "(212) 555-0177"
    copy.rename(away := ours.parent.parent / "away.xlsx")
    again = run("refresh", ours, *WHEN)
    assert (again.status, "decided" in again.out) == (0, False), "it is said once"
    away.rename(copy)
    assert not merge(ours, "--json").json["conflicts"], "the copy that still lies there brings it up no more"
    run("undo", ours, *WHEN)                                # what that merge noted in History
    run("undo", ours, *WHEN)
    assert content(ours)["Leads"]["Phone"][0] == "(212) 555-0199"


def test_merging_either_way_gives_the_same_tables(ours: Path, tmp_path: Path) -> None:
    copy = copied(ours, Phone="(212) 555-0177", Notes="met at the fair", Value=5)
    by_hand(copy, deleted(1))
    typed(ours, Phone="(212) 555-0199")
    typed(ours, 1, Notes="alive")
    other = tmp_path / "other way"
    shutil.copytree(ours.parent, other)
    merge(ours, copy)
    merge(other / copy.name, other / ours.name)
    one, two = content(ours), content(other / copy.name)
    for name in PEOPLES:
        key, people = TABLES[name].key, [c.name for c in TABLES[name].columns if c.owner == "people"]
        a, b = (there[name].sort_values(key, ignore_index=True)[[key, *people]] for there in (one, two))
        assert a.equals(b), name
    assert told(ours) == told(other / copy.name) == [
        ("L-1", "Phone", "(212) 555-0199", "(212) 555-0177"), ("L-2", "", "(the row is here)", "(deleted)")]


def test_copies_are_found_by_the_id_inside_whatever_they_are_called(ours: Path) -> None:
    copied(ours, "zz holiday photos.xlsx", Notes="from the oddly named one")
    stranger = copied(ours, "Team-PC2.xlsx")
    by_hand(stranger, lambda there: there["Value"].__setitem__(there["Name"].index("id"), "B-OTHER"), "Settings")
    broken = ours.with_name("Team-PC3.xlsx")
    broken.write_bytes(ours.read_bytes()[:3000])
    encrypted = ours.with_name("Team-PC4.xlsx")
    encrypted.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    said = merge(ours)
    assert said.status == 0
    assert said.out.startswith("Merged zz holiday photos.xlsx into Team.xlsx: 1 changed cell.")
    for name in (stranger.name, broken.name, encrypted.name):
        assert f"Left {name}: " in said.out, said.out
    assert "another workbook (its id inside is another)." in said.out


@pytest.mark.parametrize("what", ["another id", "cut", "encrypted", "itself"])
def test_a_named_copy_that_is_none_is_refused_in_one_sentence(ours: Path, what: str) -> None:
    copy = copied(ours, Notes="x")
    match what:
        case "another id":
            by_hand(copy, lambda there: there["Value"].__setitem__(there["Name"].index("id"), "B-OTHER"), "Settings")
        case "cut":
            copy.write_bytes(copy.read_bytes()[:3000])
        case "encrypted":
            copy.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
        case "itself":
            copy = ours
    before = ours.read_bytes()
    said = merge(ours, copy)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert copy.name in said.err
    assert ours.read_bytes() == before


def test_no_copy_and_a_copy_given_twice(ours: Path) -> None:
    assert merge(ours).out.startswith("No other copy of Team.xlsx in its folder.")
    copy = copied(ours, Notes="x")
    said = merge(ours, copy, copy)
    assert said.out.startswith("Merged Team-LAPTOP.xlsx into Team.xlsx: 1 changed cell.")
    assert "Beside Team.xlsx lies" not in said.out, "what was merged just now need not be merged"
    copied(ours, "Team-PC2.xlsx", Notes="y")
    assert "Beside Team.xlsx lie Team-LAPTOP.xlsx, Team-PC2.xlsx" in merge(ours, copy).out


def test_the_same_id_given_to_two_people_surfaces_with_both_and_who_wrote_them(ours: Path) -> None:
    """Two people fill the same blank row and copy the same id into it."""
    zoe = {"Lead ID": "L-9", "Name": "Zoe", "Phone": "(212) 555-0901"}
    ada = {"Lead ID": "L-9", "Name": "Ada", "Phone": "(212) 555-0902"}
    copy = copied(ours)
    for path, row in ((ours, zoe), (copy, ada)):
        by_hand(path, deleted(1))
        typed(path, 1, **row)
    facts = merge(ours, "--json").json
    leads = content(ours)["Leads"].set_index("Name")["Lead ID"]
    new = leads["Zoe"]
    assert (leads["Ada"], new not in ("", "L-9")) == ("L-9", True)
    assert [(one["field"], one["ours"], one["theirs"], one["ours_by"], one["theirs_by"]) for one in facts["conflicts"]
            ] == [("Lead ID", "L-9: Ada", f"{new}: Zoe", "Team-LAPTOP.xlsx", "Team.xlsx")]
