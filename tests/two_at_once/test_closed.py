"""Two at once on closed files: another program saves while we work, two computers work on copies, the sync comes late.

Whatever happens: what people typed stands there once, what was not written is said in one sentence, the next run does
it, and the run after that has nothing to do.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadbook import factory
from leadbook.books import closed
from leadbook.books.closed import ClosedBook
from leadbook.schema import TABLES
from tests.two_at_once.team import DAY, TEAM, Desk, by_openpyxl, collide, first, refreshed, seated, sets, types

__all__ = ["first", "refreshed"]
NEXT = DAY + dt.timedelta(days=1)
FAY = {"Name": "Fay Wu", "Phone": "(212) 555-0166", "Owner": "Tom"}
GUS = {"Name": "Gus Orr", "Phone": "(212) 555-0177", "Owner": "Jane"}
CALLED = {"When": "2026-11-22 09:00", "Name": "Bob Ray", "Channel": "Call", "Outcome": "Left message", "By": "Tom"}


@pytest.fixture
def jane(tmp_path: Path, first: bytes) -> Desk:
    return seated(tmp_path / "Jane", first)


@pytest.fixture
def tom(tmp_path: Path, first: bytes) -> Desk:
    return seated(tmp_path / "Tom", first)


def settled(desk: Desk, job: str = "sweep", day: dt.date = DAY) -> None:
    """One more run may write; the one after it has nothing to do, and no id stands twice."""
    assert desk.run(job, at="13:00", day=day).status == 0
    again = desk.run(job, "--dry-run", at="13:00", day=day).facts                 # not answered from memory
    assert (again["changed"], again["skipped"]) == ({}, [])
    with ClosedBook(desk.file) as book:
        for table in ("Leads", "Touches", "Plan", "History"):
            ids = book.read(table)[TABLES[table].key]
            assert ids.is_unique, table
            assert (ids != "").all(), table


def names(desk: Desk) -> list[str]:
    return sorted(desk.read("Leads")["Name"])


# --- somebody saves between our reading and our writing


def adds_a_lead(path: Path) -> None:
    types(path, "Leads", FAY)


def types_a_phone(path: Path) -> None:
    sets(path, "Leads", 0, Phone="(212) 555-0199")


def edits_with_another_program(path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Leads"]
        heads = [cell.value for cell in sheet[1]]
        sheet.cell(2, heads.index("Notes") + 1, "Prefers mornings")

    by_openpyxl(path, edit)


READING, PLACING = (closed, "locked"), (closed, "part_crcs")     # we have read; our new copy is about to take its place
SCENES = [(adds_a_lead, READING, "Name", "Fay Wu"), (types_a_phone, PLACING, "Phone", "(212) 555-0199")]
SCENES += [(edits_with_another_program, PLACING, "Notes", "Prefers mornings")] * ("LEADBOOK_LONG" in os.environ)


@pytest.mark.filterwarnings("ignore::UserWarning")                # openpyxl names what it loses
@pytest.mark.parametrize(("other", "moment", "column", "value"), SCENES)
def test_somebody_saves_while_we_work(jane: Desk, other: Callable[[Path], None], moment: tuple[Any, str], column: str,
                                      value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house, door = moment
    ours, theirs = getattr(house, door), b""

    def comes(*args: Any) -> Any:
        nonlocal theirs
        monkeypatch.setattr(house, door, ours)
        other(jane.file)
        theirs = jane.file.read_bytes()
        return ours(*args)

    monkeypatch.setattr(house, door, comes)
    said = jane.run("sweep")
    assert said.status == 2
    assert said.sentence == ("Team.xlsx changed while LeadBook worked (somebody saved it); nothing was written. "
                             "Run it again: it starts from the new state.")
    assert jane.file.read_bytes() == theirs, "the file is theirs"
    assert not list(jane.file.parent.glob(".*")), "nothing of ours is left beside it"
    settled(jane)
    leads = jane.read("Leads")
    assert value in set(leads[column])
    assert set(leads["Name"]) == {"Ann Lee", "Bob Ray", "Dana"} | ({"Fay Wu"} if other is adds_a_lead else set())


# --- two copies of one file


def test_two_refresh_at_once_and_one_copy_loses(jane: Desk, tom: Desk) -> None:
    """Typed leads and touches, a row in the Inbox: both computers give them the same ids, plan and history."""
    assert jane.run("refresh", at="12:00").status == tom.run("refresh", at="12:07").status == 0
    for table, key in (("Leads", "Lead ID"), ("Touches", "Touch ID"), ("Plan", "Plan ID"), ("Inbox", "Id")):
        assert list(jane.read(table)[key]) == list(tom.read(table)[key]), table
    before = jane.read("Leads")
    copy = collide(winner=jane, loser=tom)
    warned = jane.run("refresh", at="12:10")
    assert any(copy.name in note and "leadbook merge" in note for note in warned.facts["notes"])
    merged = jane.run("merge", at="12:15")
    assert merged.facts["copies"] == [copy.name]
    assert merged.facts["conflicts"] == []
    settled(jane, "refresh")
    assert names(jane) == ["Ann Lee", "Bob Ray", "Dana"]
    assert len(jane.read("Touches")) == 1
    assert list(jane.read("Leads")["Lead ID"]) == list(before["Lead ID"])
    assert len(jane.read("Plan")) == len(tom.read("Plan"))
    assert jane.run("merge", at="14:00").facts["changed"] == {}


def test_both_add_leads_and_touches_in_their_copies(tmp_path: Path, refreshed: bytes) -> None:
    jane, tom = seated(tmp_path / "Jane", refreshed), seated(tmp_path / "Tom", refreshed)
    types(jane.file, "Leads", GUS)
    types(tom.file, "Leads", FAY, GUS)                              # Gus called both of them
    types(tom.file, "Touches", CALLED)
    sets(jane.file, "Leads", 0, Next_Action="Show the house")
    sets(tom.file, "Leads", 0, Notes="Prefers mornings")
    assert jane.run("sweep", at="12:00").status == tom.run("sweep", at="12:03", day=NEXT).status == 0
    collide(winner=jane, loser=tom)
    there = {desk: desk.run("merge", at="12:15", day=NEXT) for desk in (jane, tom)}
    settled(jane, day=NEXT)
    for desk, merged in there.items():
        assert merged.facts["conflicts"] == []
        assert names(desk) == ["Ann Lee", "Bob Ray", "Dana", "Fay Wu", "Gus Orr"]
        assert sorted(desk.read("Touches")["Name"]) == ["Ann Lee", "Bob Ray"]
        ann = desk.read("Leads").set_index("Name").loc["Ann Lee"]
        assert (ann["Next Action"], ann["Notes"]) == ("Show the house", "Prefers mornings")
        gus = desk.read("Leads").set_index("Name").loc["Gus Orr"]
        assert gus["Received"][:10] == DAY.isoformat(), "the day on which the first of them came by"
    for table, key in (("Leads", "Lead ID"), ("Touches", "Touch ID"), ("Plan", "Plan ID")):
        assert set(jane.read(table)[key]) == set(tom.read(table)[key]), "whoever merges"


# --- open elsewhere, or not what it was


def test_while_somebody_has_it_open_nothing_is_written(jane: Desk) -> None:
    before = jane.file.read_bytes()
    sign = jane.file.with_name(f"~${jane.file.name}")
    sign.write_bytes(b"\x03Tom" + b" " * 51)
    said = jane.run("sweep")
    assert said.status == 2
    assert said.sentence == ("Team.xlsx is open (Tom); nothing was written. Close it there and try again. If nobody "
                             "has it open, delete the left-over file ~$Team.xlsx.")
    assert jane.file.read_bytes() == before
    sign.unlink()
    settled(jane)


def test_another_workbook_comes_while_we_work(jane: Desk, another: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our run reads one workbook; when it wants to write, another one of that name lies there."""
    ours = closed.locked

    def comes(*args: Any) -> Any:
        monkeypatch.setattr(closed, "locked", ours)
        shutil.copy2(another, jane.file)
        return ours(*args)

    monkeypatch.setattr(closed, "locked", comes)
    said = jane.run("sweep")
    assert said.status == 2
    assert "changed while LeadBook worked" in said.sentence
    assert jane.file.read_bytes() == another.read_bytes()


@pytest.fixture(scope="session")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody else's workbook of the same name, with another id inside, that LeadBook has worked on."""
    desk = Desk(tmp_path_factory.mktemp("other"))
    desk.file.parent.mkdir(parents=True)
    factory.create(desk.file, TEAM, today=DAY, book_id="B-OTHER")
    assert desk.run("sweep").status == 0
    return desk.file


def test_another_workbook_in_its_place_is_told_once_and_ours_is_kept(jane: Desk, another: Path) -> None:
    assert jane.run("sweep", at="09:00").status == 0
    ours = jane.file.read_bytes()
    shutil.copy2(another, jane.file)
    said = jane.run("account", at="09:30")
    (note,) = said.facts["notes"]
    assert note.startswith("Team.xlsx is another workbook than the one that LeadBook worked on here")
    kept = Path(note.removesuffix(".").rpartition(" kept as ")[2])
    assert kept.read_bytes() == ours
    assert jane.run("account", at="09:40").facts["notes"] == []


# --- the sync brings an older version back


def test_an_older_version_that_comes_back_is_noticed_and_merge_gives_all_back(jane: Desk) -> None:
    assert jane.run("sweep", at="09:00").status == 0
    older = jane.file.read_bytes()
    types(jane.file, "Leads", FAY)
    types(jane.file, "Touches", CALLED)
    jane.run("quick-add", "Ida Noe (212) 555-0188", at="11:00")
    assert jane.run("sweep", at="12:00").status == 0
    newest = jane.read("Leads")
    jane.file.write_bytes(older)                                    # a late sync, or Version History
    types(jane.file, "Leads", GUS)                                  # somebody works on with it
    for job in ("account", "sweep"):                  # said until it is settled
        notes = jane.run(job, at="12:30").facts["notes"]
        assert [note.split(":")[0] for note in notes] == ["Team.xlsx is an older version"], job
    assert names(jane) == ["Ann Lee", "Bob Ray", "Dana", "Gus Orr"]
    copy = notes[0].partition("leadbook merge Team.xlsx ")[2].partition("'. If you")[0].strip("'\"")
    merged = jane.run("merge", copy, at="12:40")
    assert merged.status == 0
    assert merged.facts["notes"] == []
    assert merged.facts["conflicts"] == []
    settled(jane)
    assert names(jane) == ["Ann Lee", "Bob Ray", "Dana", "Fay Wu", "Gus Orr", "Ida Noe"]
    ids = dict(zip(jane.read("Leads")["Name"], jane.read("Leads")["Lead ID"], strict=True))
    assert all(ids[name] == lead for name, lead in zip(newest["Name"], newest["Lead ID"], strict=True))
    assert len(jane.read("Touches")) == 2


def test_what_undo_takes_out_of_history_is_no_older_version(jane: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert jane.run("sweep", at="09:00").status == 0
    for excel in (False, True):
        types(jane.file, "Leads", GUS if excel else FAY)
        assert jane.run("sweep", at="10:00").status == 0
        with monkeypatch.context() as there:
            if excel:                                               # the button leaves no copy
                there.setattr(ClosedBook, "_left", lambda *_: None)
            assert jane.run("undo", at="10:05").facts["notes"] == []
        assert jane.run("account", at="10:06").facts["notes"] == []
    assert jane.run("sweep", at="10:15").facts["notes"] == []
    jane.run("undo", at="10:20")
    jane.run("undo", at="10:21")                                    # the first run, too: no memory is left
    assert jane.run("sweep", at="10:30").facts["notes"] == []


def test_back_behind_the_first_run_and_on_purpose(jane: Desk, first: bytes) -> None:
    assert jane.run("sweep", at="09:00").status == 0
    jane.file.write_bytes(first)
    notes = jane.run("sweep", at="10:00").facts["notes"]
    assert notes[0].startswith("Team.xlsx is an older version")
    (copy,) = (jane.home / "left").glob("*/Team.xlsx")
    copy.unlink()                                                   # as the sentence says
    assert jane.run("account", at="10:10").facts["notes"] == []
