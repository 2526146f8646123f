"""import, end to end: a file of contacts into a workbook, and the account of every row."""

import openpyxl
import pytest

CONTACTS = "Name,Phone,Email,City,Shoe size\nNora Quist,212 555 0177,nora@example.com,Newark,38\n,,x@example.com,,\n"


@pytest.fixture
def contacts(tmp_path):
    path = tmp_path / "my contacts.csv"
    path.write_text(CONTACTS)
    return path


def test_new_rows_stand_at_the_end_and_every_row_is_told(job, book, contacts):
    before = list(openpyxl.load_workbook(book)["Leads"].iter_rows(values_only=True))
    said = job("import", contacts, "--source", "Open house", "--json").json
    assert (said["rows_in"], len(said["new"]), len(said["matched"]), len(said["refused"])) == (2, 1, 0, 1)
    assert said["changed"]["Leads"]["rows"] == 1
    assert said["refused"][0]["message"] == "Row 3 is left out: it has neither a name nor a company."
    sheet = openpyxl.load_workbook(book)["Leads"]
    after = list(sheet.iter_rows(values_only=True))
    head = list(after[0])
    names = [row[head.index("Name")] for row in after]
    assert names[: len(before)] == [row[head.index("Name")] for row in before]
    lead = dict(zip(head, after[names.index("Nora Quist")], strict=True))
    assert lead["Notes"] == "Shoe size: 38"
    assert (lead["Source"], lead["First Source"], lead["Stage"]) == ("Open house", "Open house", "New")
    assert lead["Batch"] == said["batch"]
    assert lead["Lead ID"] == said["new"][0]["lead"]


def test_the_sentence_adds_up_and_names_who_is_left_out(job, book, contacts):
    assert job("import", contacts).out.splitlines() == [
        "my contacts.csv: 2 rows in the file = 1 new + 0 matched + 1 refused.", "Refused:",
        "  Row 3 is left out: it has neither a name nor a company.", f'Next: leadbook refresh "{book}"']


def test_the_same_file_twice_adds_nothing(job, book, contacts):
    job("import", contacts)
    before = book.read_bytes()
    again = job("import", contacts, "--json").json
    assert (again["changed"], len(again["matched"]), book.read_bytes() == before) == ({}, 1, True)


def test_dry_run_tells_the_same_and_writes_nothing(job, book, contacts):
    before = book.read_bytes()
    said = job("import", contacts, "--dry-run")
    assert "  + " in said.out
    assert "Nora Quist" in said.out
    assert "= 1 new + 0 matched + 1 refused." in said.out
    assert book.read_bytes() == before


def test_a_crm_export_of_500_imported_refreshed_and_refreshed_again(run, tmp_path):
    from pathlib import Path

    real = Path(__file__).parents[3] / "shared" / "data" / "contacts_500.csv"
    if not real.exists():
        pytest.skip("the CRM's export is not here")
    path = tmp_path / "Mine.xlsx"
    run("init", path)
    said = run("import", path, real, "--today", "2026-11-23")
    assert said.out.splitlines() == ["contacts_500.csv: 500 rows in the file = 500 new + 0 matched + 0 refused.",
                                     f"Next: leadbook refresh {path}"]
    assert run("refresh", path, "--today", "2026-11-23").status == 0
    assert run("refresh", path, "--today", "2026-11-23", "--json").json["changed"] == {}
    assert run("import", path, real, "--today", "2026-11-23", "--json").json["changed"] == {}
