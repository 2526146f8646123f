"""leadbook certificate: every person and month, on the screen, as JSON and as CSV; the workbook is only read."""

import csv
import json

import pytest
from click.testing import CliRunner

from leadbook.cli import leadbook
from tests.books.sheets import workbook
from tests.certificate.books import person

PEOPLE = (person(1), person(2, Phone="", Email="", Address=""), person(3, **{"Do Not Contact": "Yes"}))


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    path = workbook(tmp_path / "Leads.xlsx", {"Leads": PEOPLE})

    def call(job, *args):
        said = CliRunner().invoke(leadbook, [job, str(path), *args, "--today", "2026-11-02"])
        assert said.exit_code == 0, said.output
        return said.stdout

    call.path = path
    return call


def test_it_names_who_is_not_kept_and_says_when_the_plan_is_not_in_the_book_yet(run):
    assert "6 touches are counted that the workbook does not hold yet: refresh it first." in run("certificate")
    run("plan")
    before = run.path.read_bytes()
    lines = run("certificate").splitlines()
    assert lines[0].startswith("1 of 2 people have their three touches.")
    assert lines[1] == "1 person asked not to be contacted."
    assert lines[2].startswith("  2026-11  Person 2 (Jane Doe), 0 of 3: Nobody can reach this person")
    assert len(lines) == 4
    assert run.path.read_bytes() == before


def test_the_csv_has_a_line_for_every_person_and_month(run, tmp_path):
    run("plan")
    facts = json.loads(run("certificate", "--json", "--csv", str(tmp_path / "C.csv")))
    with (tmp_path / "C.csv").open(encoding="utf-8-sig", newline="") as file:
        read = [(row["Month"], row["Lead ID"], row["Verdict"], row["Due"]) for row in csv.DictReader(file)]
    assert read == [
        ("2026-11", "L-1", "Kept", "3"), ("2026-11", "L-2", "Unreachable", "3"),
        ("2026-12", "L-1", "Kept", "3"), ("2026-12", "L-2", "Unreachable", "3"), ("", "L-3", "Excluded", "")]
    assert [one["lead"] for one in facts["everybody"]] == [lead for _, lead, *_ in read]
    assert facts["certificate"]["excluded"] == 1
    assert facts["certificate"]["people"] == 2


def test_a_dry_run_writes_no_file(run, tmp_path):
    run("certificate", "--dry-run", "--csv", str(tmp_path / "C.csv"))
    assert not (tmp_path / "C.csv").exists()
