"""The jobs at the command line: sentences for people, one object for programs, and the same twice."""

import pytest

from tests.cli.conftest import TODAY

JOBS = ("validate", "stale", "plan", "funnel", "refresh")
KEYS = {"job", "file", "today", "read", "changed", "skipped", "findings"}


@pytest.mark.parametrize("name", JOBS)
def test_json_is_one_object_with_the_keys_of_the_contract(job, name):
    said = job(name, "--json")
    facts = said.json
    assert set(facts) >= KEYS
    assert (facts["job"], facts["file"], facts["today"]) == (name, "Team leads.xlsx", "2026-11-23")
    assert facts["read"]["Leads"] == 40
    assert all(set(counts) == {"cells", "rows"} for counts in facts["changed"].values())
    assert all({"code", "lead", "column", "message"} <= set(one) for one in facts["findings"])
    assert said.err == ""


@pytest.mark.parametrize("name", JOBS)
def test_a_second_run_changes_nothing(job, book, name):
    assert job(name, "--json").json["changed"] != {}
    before = book.read_bytes()
    again = job(name, "--json")
    assert (again.json["changed"], book.read_bytes() == before) == ({}, True)


def test_a_refresh_with_nothing_to_do_says_the_same_and_reads_no_sheet(job, book, monkeypatch):
    first = job("refresh")
    from leadbook.ooxml import Workbook

    monkeypatch.setattr(Workbook, "open", lambda *_: pytest.fail("the workbook was opened"))
    again = job("refresh")
    assert again.out.splitlines()[0] == "Nothing has changed since the last refresh."
    assert again.out.splitlines()[1:3] == first.out.splitlines()[:2]
    assert again.out.splitlines()[3] in first.out
    assert again.out.splitlines()[3].startswith("28 of 28 people have their three touches; longest call gap ")


def test_a_second_refresh_finds_the_same(job):
    one, two = job("refresh", "--json").json, job("refresh", "--json").json
    assert one["findings"] == two["findings"] != []


def test_validate_says_how_many_and_ends_with_1(job):
    said = job("validate")
    assert said.status == 1
    first, *codes = said.out.splitlines()
    assert first.startswith("40 leads checked: ")
    assert first.endswith("(sheet Checks).")
    assert len(codes) == len(job("validate", "--json").json["checked"]["codes"]) > 3


def test_validate_without_findings_ends_with_0(run, tmp_path):
    run("init", tmp_path / "empty.xlsx")
    said = run("validate", tmp_path / "empty.xlsx")
    assert (said.status, said.out) == (0, "0 leads checked: all is well.\n")


@pytest.mark.parametrize("name", [j for j in JOBS if j != "validate"])
def test_the_other_jobs_end_with_0_although_there_are_findings(job, name):
    assert job(name).status == 0


@pytest.mark.parametrize("name", JOBS)
def test_dry_run_shows_what_would_change_and_writes_nothing(job, book, name):
    before = book.read_bytes()
    facts, said = job(name, "--dry-run", "--json").json, job(name, "--dry-run")
    assert book.read_bytes() == before
    told = [c for c in facts["changes"] if "column" in c]
    assert all({"table", "row", "key", "column", "old", "new"} <= set(c) for c in told)
    assert {c["table"] for c in facts["changes"]} == set(facts["changed"])
    assert said.out.splitlines()[-1] == "Nothing was written (--dry-run)."
    assert job(name, "--json").json["changed"] == facts["changed"]


def test_dry_run_names_the_lead_the_column_the_old_and_the_new(job):
    changes = job("validate", "--dry-run", "--json").json["changes"]
    one = next(c for c in changes if c.get("column") == "Check")
    out = job("validate", "--dry-run").out
    assert f" ({one['key']})\n" in out
    assert not out.splitlines()[1].startswith("  (L-")                  # the name stands before the id
    assert f"    Check: (blank) -> {one['new']!r}\n" in out


def test_after_the_dry_run_there_is_nothing_left_to_show(job):
    job("refresh")
    assert job("refresh", "--dry-run").out.splitlines()[:2] == ["No planned touch would move.", "Nothing would change."]


def test_the_day_is_that_of_the_workbooks_time_zone(run, book, monkeypatch):
    import datetime as dt

    from leadbook.commands import running

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return dt.datetime(2026, 11, 24, 3, 30, tzinfo=dt.UTC).astimezone(tz)      # still the 23rd in New York

    monkeypatch.setattr(running.dt, "datetime", Clock)
    assert run("stale", book, "--json").json["today"] == "2026-11-23"


def test_today_lists_whom_to_contact_in_order(job, book):
    before = book.read_bytes()
    items = job("today", "--json").json["today_list"]
    assert [i["rank"] for i in items] == list(range(1, len(items) + 1))
    order = ["Promise", "New", "Touch", "Stale"]
    assert [order.index(i["kind"]) for i in items] == sorted(order.index(i["kind"]) for i in items)
    lines = job("today").out.splitlines()
    assert lines[0] == f"{len(items)} people to contact today, in this order:"
    assert lines[1].split() == ["#", "Kind", "Who", "What", "Phone"]
    assert items[0]["name"] in lines[2]
    assert items[0]["what"] in lines[2]
    assert book.read_bytes() == before


def test_today_of_one_owner(job):
    items = job("today", "--json").json["today_list"]
    owner = items[0]["owner"]
    mine = job("today", "--owner", owner.upper(), "--json").json["today_list"]
    assert [i["lead"] for i in mine] == [i["lead"] for i in items if i["owner"] == owner]


def test_today_of_a_stranger_is_refused(refused, book):
    said = refused("today", book, "--owner", "Nobody N.")
    assert said.startswith("Nobody called 'Nobody N.' owns a lead; the owners are ")


def test_log_ticks_the_planned_touch_and_names_the_next(job):
    job("refresh")
    one = next(i for i in job("today", "--json").json["today_list"] if i["plan_id"])
    said = job("log", one["lead"], one["channel"], "Sent" if one["channel"] != "Call" else "Spoke", "--json").json
    assert said["ticked"] == one["plan_id"]
    assert f"Ticked the planned {one['channel'].lower()} of " in said["sentence"]
    assert "Next touch: " in said["sentence"]
    assert said["changed"]["Touches"]["rows"] == 1
    left = [i["lead"] for i in job("today", "--json").json["today_list"] if i["kind"] == "Touch"]
    assert one["lead"] not in left


def test_the_same_touch_is_logged_once(job, book):
    lead = job("today", "--json").json["today_list"][0]["lead"]
    assert job("log", lead, "call", "spoke").out.startswith("Logged: Call, Spoke with ")
    before = book.read_bytes()
    again = job("log", lead, "call", "spoke")
    assert (again.status, book.read_bytes() == before) == (0, True)
    assert again.out.startswith("Already logged: Call, Spoke with ")
    assert job("log", lead, "call", "spoke", "--again").out.startswith("Logged: ")


def test_a_demo_is_made_refreshed_and_explained(run, tmp_path):
    out = tmp_path / "Try it.xlsx"
    said = run("demo", "--leads", 30, "--out", out, "--today", TODAY)
    assert said.status == 0
    assert said.out.startswith(f"Made {out} with 30 leads.\n30 leads checked: ")
    assert f'leadbook today "{out}"' in said.out
    again = run("refresh", out, "--today", TODAY, "--json").json
    assert again["changed"] == {}


def test_two_demos_with_one_seed_have_the_same_bytes(run, tmp_path):
    one, two, other = (tmp_path / f"{name}.xlsx" for name in ("one", "two", "other"))
    for path, seed in ((one, 3), (two, 3), (other, 4)):
        run("demo", "--leads", 20, "--seed", seed, "--out", path, "--today", TODAY)
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()


def test_init_takes_settings_along(run, tmp_path):
    (tmp_path / "my.yaml").write_text("business: {time_zone: Asia/Tokyo}\nowners: [Ann]\n")
    path = tmp_path / "Mine.xlsx"
    assert run("init", path, "--config", tmp_path / "my.yaml").status == 0
    assert "Asia/Tokyo" in run("doctor", path).out


def test_doctor_says_that_all_is_well(run, book, home):
    said = run("doctor", book)
    assert said.status == 0
    assert {line.split()[0] for line in said.out.splitlines()} == {"ok"}
    assert str(home) in said.out


def test_doctor_names_what_must_be_mended(run, book):
    (book.parent / f"~${book.name}").write_bytes(b"\x04Jane" + b" " * 50)
    said = run("doctor", book, "--json")
    warned = [line for line in said.json["lines"] if line["status"] == "warn"]
    assert said.status == 0
    assert "is open (Jane)" in warned[0]["sentence"]
    broken = book.with_name("broken.xlsx")
    broken.write_bytes(b"PK\x03\x04 nothing more")
    said = run("doctor", broken)
    assert said.status == 2
    assert "fail" in said.out


def test_dry_run_names_each_row_that_has_no_id_yet(run, tmp_path):
    from leadbook.ooxml import Workbook

    path = tmp_path / "typed.xlsx"
    run("init", path)
    with Workbook.open(path) as typed:
        typed.tables["Leads"].append([{"Name": "Ann Oak"}, {"Company": "Elm & Sons"}])
        typed.save()
    out = run("validate", path, "--dry-run", "--today", TODAY).out
    assert [line for line in out.splitlines() if "(row " in line] == ["  Ann Oak (row 2)", "  Elm & Sons (row 3)"]
