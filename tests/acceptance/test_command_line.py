"""The contract of the command line: keys, exit statuses, --dry-run, the day's list, the log, and what is refused."""

import datetime as dt
import subprocess
import sys

import openpyxl
import pytest

from tests.acceptance.conftest import MONDAY, PEOPLE, Book, command, whole

JOBS = ("validate", "stale", "plan", "funnel", "refresh")
CONTRACT = {"job", "file", "today", "read", "changed", "skipped", "findings"}


@pytest.fixture
def team(new):
    return new(whole(), {"Name": "Ann New", "Phone": "(212) 555-0101", "Received": dt.datetime(2026, 11, 22, 20),
                         "Owner": "Tom Lee"},
               whole(Name="Pia Promised", Phone="(212) 555-0102", Email="pia@example.com",
                     Promise=dt.date(2026, 11, 21)),
               whole(Name="Sam Stale", Phone="(212) 555-0103", Email="sam@example.com",
                     **{"First Contact": dt.datetime(2026, 11, 2, 9), "Received": dt.datetime(2026, 11, 1, 9),
                        "Next Date": None}))


@pytest.mark.parametrize("job", JOBS)
def test_json_is_one_object_with_the_keys_of_the_contract(team, job):
    facts = team.json(job)
    assert set(facts) >= CONTRACT
    assert (facts["job"], facts["today"], facts["read"]["Leads"]) == (job, "2026-11-23", 4)
    assert all(set(c) == {"cells", "rows"} for c in facts["changed"].values())
    assert all(set(f) >= {"code", "lead", "column", "message"} for f in facts["findings"])
    ids = {lead["Lead ID"] for lead in team.rows("Leads")}
    assert {f["lead"] for f in facts["findings"]} <= ids


def test_the_counts_of_changed_are_true(team):
    before, facts = team.rows("Leads"), team.json("refresh")
    after = team.rows("Leads")
    cells = sum(old[c] != new[c] for old, new in zip(before, after, strict=True) for c in old)
    assert facts["changed"]["Leads"] == {"cells": cells, "rows": 0}
    assert facts["changed"]["Plan"]["rows"] == len(team.rows("Plan"))


def test_exit_statuses(team, new, tmp_path):
    assert new().run("validate").status == 0
    assert team.run("validate").status == 1
    assert [team.run(job).status for job in JOBS[1:]] == [0, 0, 0, 0]
    assert command("validate", tmp_path / "none.xlsx").status == 2


def test_the_same_at_a_real_command_line(team):
    """In a process of its own, as people type it."""
    args = [sys.executable, "-m", "leadbook", "validate", str(team.path), "--today", "2026-11-23", "--json"]
    said = subprocess.run(args, capture_output=True, text=True, check=False)
    import json

    assert said.returncode == 1
    assert json.loads(said.stdout)["job"] == "validate"
    assert said.stderr == ""
    args[4] = str(team.path.with_name("none.xlsx"))
    said = subprocess.run(args, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (2, "", 1)


def test_something_unexpected_ends_with_3(team, monkeypatch):
    from leadbook import jobs

    before = team.bytes
    monkeypatch.setattr(jobs, "run", lambda *_, **__: 1 / 0)
    said = team.run("refresh")
    assert (said.status, said.out, said.err.count("\n"), team.bytes) == (3, "", 1, before)


@pytest.mark.parametrize("job", JOBS)
def test_dry_run_writes_nothing_and_shows_exactly_what_the_run_then_does(team, job):
    before, stamp, rows = team.bytes, team.path.stat().st_mtime_ns, team.rows("Leads")
    facts, said = team.json(job, "--dry-run"), team.run(job, "--dry-run")
    assert (team.bytes, team.path.stat().st_mtime_ns) == (before, stamp)
    assert [said.out.count(f"  {name} (row ") for name in ("Dana Whitfield", "Ann New", "Sam Stale")] == [1, 1, 1]
    team.json(job)
    after = team.rows("Leads")
    told = {(c["row"], c["column"]) for c in facts["changes"] if c["table"] == "Leads" and "column" in c}
    assert told == {(n, c) for n, (old, new) in enumerate(zip(rows, after, strict=True))
                    for c in old if old[c] != new[c]}


def test_a_dry_run_works_although_the_book_is_open(team):
    (team.path.parent / f"~${team.path.name}").write_bytes(b"\x04Jane" + b" " * 50)
    assert team.run("refresh", "--dry-run").status == 0


# -- today ------------------------------------------------------------------------------------------------------------

def test_today_in_order_overdue_promises_new_and_uncalled_due_touches_stale(team):
    team.set("Leads", 0, Next_Date=MONDAY)
    items = team.json("today", now="09:00")["today_list"]
    assert [(i["kind"], i["name"]) for i in items] == [
        ("Promise", "Pia Promised"), ("New", "Ann New"), ("Touch", "Dana Whitfield"), ("Stale", "Sam Stale")]


def test_today_changes_nothing_and_shows_an_owner_s_own(team):
    before, stamp = team.bytes, team.path.stat().st_mtime_ns
    mine = team.json("today", "--owner", "tom lee")["today_list"]
    assert [i["name"] for i in mine] == ["Ann New"]
    assert "Ann New" in team.run("today").out
    assert (team.bytes, team.path.stat().st_mtime_ns) == (before, stamp)


def test_today_of_an_empty_book_is_a_sentence(new):
    said = new().run("today")
    assert (said.status, said.out.count("\n")) == (0, 1)


# -- log --------------------------------------------------------------------------------------------------------------

FORMS = {
    "by name": (("Dana Whitfield", "Call", "Spoke"), ("Call", "Spoke", "2026-11-23 14:30:00")),
    "by a part, in other words": (("whitf", "phone", "voicemail"), ("Call", "Left message", "2026-11-23 14:30:00")),
    "with the time": (("Dana", "Meeting", "Met", "--when", "2026-11-20 16:05"),
                      ("Meeting", "Met", "2026-11-20 16:05:00")),
    "yesterday": (("Dana", "E-mail", "Sent", "--when", "yesterday 9:15"), ("E-mail", "Sent", "2026-11-22 09:15:00")),
    "only a time": (("Dana", "Text", "Sent", "--when", "8:05"), ("Text", "Sent", "2026-11-23 08:05:00")),
    "an afternoon": (("Dana", "Text", "Sent", "--when", "today 1:05 pm"), ("Text", "Sent", "2026-11-23 13:05:00")),
    "only a day": (("Dana", "Mail", "Sent", "--when", "2026-11-20"), ("Mail", "Sent", "2026-11-20 00:00:00")),
}


@pytest.mark.parametrize(("args", "cells"), FORMS.values(), ids=list(FORMS))
def test_log_appends_one_touch(team, args, cells):
    team.json("log", *args, "--note", "wants to see it", now="14:30")
    (touch,) = team.rows("Touches")
    assert (touch["Channel"], touch["Outcome"], str(touch["When"])) == cells
    assert (touch["Name"], touch["Lead ID"]) == ("Dana Whitfield", team.lead("Dana Whitfield")["Lead ID"])
    assert (touch["By"], touch["Note"]) == ("Jane Doe", "wants to see it")


def test_log_ticks_the_planned_touch_it_fulfils(team):
    team.run("refresh")
    planned = next(row for row in team.rows("Plan") if row["Name"] == "Dana Whitfield")
    outcome = "Spoke" if planned["Channel"] == "Call" else "Sent"
    facts = team.json("log", "Dana", planned["Channel"], outcome, today=planned["Date"].date(), now="10:00")
    assert facts["ticked"] == planned["Plan ID"]
    (row,) = [r for r in team.rows("Plan") if r["Plan ID"] == planned["Plan ID"]]
    assert (row["Status"], row["Done On"]) == ("Done", planned["Date"])


def test_log_text_is_never_a_formula(team):
    team.run("log", "Dana", "Call", "Spoke", "--note", "=1+1")
    sheet = openpyxl.load_workbook(team.path)["Touches"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert team.rows("Touches")[0]["Note"] == "=1+1"


@pytest.mark.parametrize("args", [
    ("Nobody Known", "Call", "Spoke"), ("a", "Call", "Spoke"), ("Dana", "Pigeon", "Spoke"), ("Dana", "Call", "Sang"),
    ("Dana", "Call", "Spoke", "--when", "2026-11-24 09:00"), ("Dana", "Call", "Spoke", "--when", "soon"),
    ("Dana", "Call")])
def test_log_refuses_what_it_does_not_understand(team, args):
    before = team.bytes
    said = team.run("log", *args, now="14:30")
    assert (said.status, said.out, said.err.count("\n"), team.bytes) == (2, "", 1, before)


# -- refused ----------------------------------------------------------------------------------------------------------

def by_openpyxl(change):
    def edit(book):
        workbook = openpyxl.load_workbook(book.path)
        change(workbook)
        workbook.save(book.path)
    return edit


def rename_column(workbook):
    sheet = workbook["Leads"]
    next(c for c in sheet[1] if c.value == "Phone").value = "Telephone"
    (table,) = sheet.tables.values()
    next(c for c in table.tableColumns if c.name == "Phone").name = "Telephone"


def drop_table(workbook):
    del workbook["Touches"].tables["Touches"]


def bad_setting(workbook):
    next(row[2] for row in workbook["Settings"].iter_rows() if row[1].value == "touches_per_month").value = "three"


def unknown_setting(workbook):
    cell = next(row[1] for row in workbook["Settings"].iter_rows() if row[1].value == "touches_per_month")
    cell.value = "touches_per_moth"


def owner_file(book):
    (book.path.parent / f"~${book.path.name}").write_bytes(b"\x04Jane" + b" " * 50)


REFUSED = {
    "a renamed column": (by_openpyxl(rename_column), ("Leads", "Phone", "Telephone")),
    "a missing table": (by_openpyxl(drop_table), ("Touches",)),
    "a bad setting": (by_openpyxl(bad_setting), ("cadence.touches_per_month", "three")),
    "an unknown setting": (by_openpyxl(unknown_setting), ("touches_per_moth", "touches_per_month")),
    "a half-written file": (lambda book: book.path.write_bytes(book.bytes[:-3000]), ("Team leads.xlsx",)),
    "an empty file": (lambda book: book.path.write_bytes(b""), ("Team leads.xlsx",)),
    "not a workbook": (lambda book: book.path.write_bytes(b"Name,Phone\nAnn,1\n"), ("Team leads.xlsx",)),
    "a protected file": (lambda book: book.path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)),
                         ("Team leads.xlsx",)),
    "somebody else's workbook": (lambda book: openpyxl.Workbook().save(book.path), ("not a LeadBook",)),
    "open in Excel": (owner_file, ("open", "Jane")),
    "read-only": (lambda book: book.path.chmod(0o444), ("read-only",)),
}


@pytest.mark.parametrize(("damage", "words"), REFUSED.values(), ids=list(REFUSED))
def test_refused_with_one_sentence_and_the_file_untouched(team, damage, words):
    damage(team)
    before, stamp = team.bytes, team.path.stat().st_mtime_ns
    for job in ("refresh", "validate"):
        said = team.run(job)
        assert (said.status, said.out, said.err.count("\n")) == (2, "", 1), said
        assert all(word in said.err for word in words), said.err
        assert said.err.strip().endswith((".", "?"))
    assert (team.bytes, team.path.stat().st_mtime_ns) == (before, stamp)
    left = {p.name for p in team.path.parent.iterdir()} - {team.path.name, f"~${team.path.name}"}
    assert left == set()


# -- settings travel --------------------------------------------------------------------------------------------------

def test_the_settings_in_the_book_are_the_rules(new):
    book = new(whole(Stage="Contacted", **{"Next Date": None, "First Contact": dt.datetime(2026, 11, 16, 9),
                                           "Received": dt.datetime(2026, 11, 16, 8)}))
    book.run("stale")
    assert book.lead("Dana Whitfield")["Alert"] == "Red"
    book = new(whole(Stage="Contacted", **{"Next Date": None, "First Contact": dt.datetime(2026, 11, 16, 9),
                                           "Received": dt.datetime(2026, 11, 16, 8)}),
               yaml=PEOPLE + "stages: {New: {kind: open, reaches: received, stale_after_days: 1}, "
                             "Contacted: {kind: open, reaches: contacted, stale_after_days: 10}}\n")
    book.run("stale")
    assert book.lead("Dana Whitfield")["Alert"] is None


def test_an_empty_list_of_owners_sources_and_givers_accepts_any(new):
    book = new(whole(Owner="Anybody", Source="Somewhere"), yaml="owners: []\ngivers: []\nsources: {}\n")
    assert book.run("validate", now="12:00").status == 0


@pytest.mark.parametrize(("yaml", "words"), [
    ("cadence: {touches_per_month: three}", ("cadence.touches_per_month", "three")),
    ("cadense: {}", ("cadense", "cadence")), ("business: {time_zone: Mars}", ("business.time_zone", "Mars")),
    ("stages: {New: {kind: opn}}", ("stages.New.kind", "opn", "open")),
    ("speed: {contact_within_hour: 2}", ("speed.contact_within_hour", "contact_within_hours"))])
def test_a_wrong_setting_names_its_path_value_and_what_is_allowed(tmp_path, yaml, words):
    (tmp_path / "my.yaml").write_text(yaml)
    said = command("init", tmp_path / "Book.xlsx", "--config", tmp_path / "my.yaml")
    assert (said.status, said.out) == (2, "")
    assert all(word in said.err for word in words), said.err
    assert not Book(tmp_path / "Book.xlsx").path.exists()
