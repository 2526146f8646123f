"""calendar, mailing, broadcast at the command line: files beside the workbook, which stays as it is."""

import csv
import datetime as dt

import pytest
from icalendar import Calendar

from leadbook.ooxml import Workbook

LISTS = ("mailing", "broadcast")
LATER = dt.datetime(2026, 12, 2)


@pytest.fixture
def planned(job):
    job("refresh")


def calendars(folder):
    return {path.name: Calendar.from_ical(path.read_bytes()).walk("VEVENT") for path in folder.glob("*.ics")}


def by_uid(folder):
    return {str(event["UID"]): event for events in calendars(folder).values() for event in events}


def change(book, table, row, **values):
    with Workbook.open(book) as workbook:
        for column, value in values.items():
            workbook.tables[table].set(column.replace("_", " "), {row: value})
        workbook.save()


def test_a_file_for_each_owner_and_every_planned_touch_in_one(job, book, planned):
    before = book.read_bytes()
    facts = job("calendar", "--json").json
    folder = book.parent / "Team leads calendars"
    assert facts["into"] == str(folder)
    assert facts["changed"] == {}
    made = calendars(folder)
    assert {one["file"]: one["open"] + one["cancelled"] for one in facts["calendars"]} == {
        name: len(events) for name, events in made.items()}
    touches = {str(event["UID"]) for events in made.values() for event in events}   # one handed on is in two calendars
    assert len(touches) + sum(facts["left_out"].values()) == facts["planned"] == facts["read"]["Plan"]
    assert len(made) > 2
    assert book.read_bytes() == before
    said = job("calendar")
    assert said.out.splitlines()[0] == (
        f"{sum(one['open'] for one in facts['calendars'])} planned touches in {len(made)} calendars: {folder}")


def test_the_same_bytes_twice_and_no_file_left_behind(job, book, planned):
    folder = book.parent / "Team leads calendars"
    job("calendar")
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    job("calendar")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert {name[-4:] for name in first} == {".ics"}


def test_a_moved_touch_keeps_its_uid_and_a_wish_cancels(job, book, planned, run):
    job("calendar")
    folder = book.parent / "Team leads calendars"
    before = by_uid(folder)
    with Workbook.open(book) as workbook:
        plan, leads = workbook.tables["Plan"].rows, workbook.tables["Leads"].rows
    row = next(n for n, one in enumerate(plan) if one["Date"] >= LATER and one["Status"] == "Planned")
    wished = next(one["Lead ID"] for one in plan if one["Lead ID"] != plan[row]["Lead ID"] and one["Date"] >= LATER)
    change(book, "Plan", row, Date=dt.datetime(2026, 12, 31))
    change(book, "Leads", next(n for n, one in enumerate(leads) if one["Lead ID"] == wished), Do_Not_Contact="Yes")
    run("calendar", book, "--today", "2026-11-24")
    after = by_uid(folder)
    moved = next(uid for uid in after if uid.startswith(plan[row]["Plan ID"] + "@"))
    assert after[moved]["DTSTART"].dt.isoformat() == "2026-12-31"
    assert after[moved]["DTSTART"].dt != before[moved]["DTSTART"].dt
    assert after[moved]["SEQUENCE"] > before[moved]["SEQUENCE"]
    theirs = [event["STATUS"] for uid, event in after.items() if wished.removeprefix("L-") in uid]
    assert theirs
    assert set(theirs) == {"CANCELLED"}


def test_one_owner_into_a_folder_of_ones_own(job, book, planned, tmp_path):
    with Workbook.open(book) as workbook:
        owner = next(one["Owner"] for one in workbook.tables["Plan"].rows)
    job("calendar", "--owner", owner.upper(), "--into", tmp_path / "a" / "b")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == [f"{owner}.ics"]


def test_touches_without_owner_are_said(job, book, planned):
    with Workbook.open(book) as workbook:
        rows, leads = workbook.tables["Plan"].rows, workbook.tables["Leads"].rows
    lead = next(n for n, one in enumerate(leads) if one["Lead ID"] == rows[-1]["Lead ID"])
    change(book, "Leads", lead, Owner=None)
    said = job("calendar")
    assert "No owner.ics" in calendars(book.parent / "Team leads calendars")
    assert "no owner: give their leads one." in said.out


@pytest.mark.parametrize("name", LISTS)
def test_a_list_reads_back_and_adds_up(job, book, name, planned):
    before = book.read_bytes()
    facts = job(name, "--json").json
    path = book.parent / f"Team leads {name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert facts["into"] == str(path)
    assert len(rows) == facts["listed"] > 0
    assert facts["leads"] == facts["read"]["Leads"] == facts["listed"] + sum(facts["reasons"].values())
    assert sum(facts["reasons"].values()) == len(facts["left_out"]) > 0
    assert {one["lead"] for one in facts["left_out"]} | {row["Lead ID"] for row in rows} == set(lead_ids(book))
    once = path.read_bytes()
    said = job(name)
    assert (path.read_bytes(), book.read_bytes()) == (once, before)
    assert said.out.splitlines()[1].startswith(f"{facts['leads']} leads in the book = {facts['listed']} in the list + ")
    assert facts["left_out"][0]["name"] in said.err


def lead_ids(book):
    with Workbook.open(book) as workbook:
        return [row["Lead ID"] for row in workbook.tables["Leads"].rows]


@pytest.mark.parametrize("name", ["calendar", *LISTS])
def test_a_dry_run_writes_nothing(job, book, planned, name):
    there = sorted(path.name for path in book.parent.iterdir())
    assert job(name, "--dry-run").status == 0
    assert sorted(path.name for path in book.parent.iterdir()) == there


@pytest.mark.parametrize("name", LISTS)
def test_a_list_never_lands_on_a_workbook(refused, book, name):
    assert refused(name, book, "--into", book) == "Team leads.xlsx is not the name of a list; let it end in .csv."
    (book.parent / "x.csv").mkdir()
    assert "is a folder" in refused(name, book, "--into", book.parent / "x.csv")


def test_calendars_need_a_folder_and_an_owner_somebody_knows(refused, book):
    assert "is a file; --into takes a folder" in refused("calendar", book, "--into", book)
    assert refused("calendar", book, "--owner", "Jo Nobody").startswith("Nobody called 'Jo Nobody' owns a lead;")


def test_a_file_that_cannot_be_written_is_refused_with_a_sentence(refused, book, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert "the workbook is as it was" in refused("mailing", book, "--into", tmp_path / "file" / "x.csv")


def test_an_empty_book_has_empty_lists_and_no_calendar(run, tmp_path):
    run("init", tmp_path / "empty.xlsx")
    assert run("calendar", tmp_path / "empty.xlsx").out.startswith("No planned touch from today on")
    assert run("mailing", tmp_path / "empty.xlsx").out.endswith("0 leads in the book = 0 in the list.\n")
    assert run("broadcast", tmp_path / "empty.xlsx").status == 0
    assert not (tmp_path / "empty calendars").exists()
