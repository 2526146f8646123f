"""Nothing is ever lost: random messy books, each job, rows in = rows out, people's cells as they were, same bytes."""

import datetime as dt
import random
import shutil

import openpyxl
import pytest

from leadbook.ooxml import CellError, Workbook
from tests.acceptance.conftest import OURS, Book

JOBS = ("validate", "stale", "plan", "funnel", "refresh", "today")
NAMES = ["Ann Oak", "Bob Elm", "ann oak", "José Núñez", "", "=1+1", " O'Brien ", "Zoë\u00a0Ash", "李雷", "x" * 300]
WORDS = {
    "Name": NAMES, "Company": ["", "Oak & Sons", "@SUM(A1)"], "Notes": ["", "a\nb", "-2+3", "\u200b"],
    "Stage": ["", "New", "contacted", "Proposal", "Won", "Lost", "Merged", "Propsal", 7],
    "Owner": ["", "Jane Doe", "Nobody"], "Source": ["", "Referral", "Website", "?"], "Giver": ["", "Ann Baker"],
    "Phone": ["", "(212) 555-0142", "555", 2125550142, 1.5e10, "+44 20 7946 0958"],
    "Email": ["", "a@example.com", "A@EXAMPLE.COM", "broken@", "a@example.com; b@example.com"],
    "ZIP": ["", "06020", 6020], "Value": [None, 350000, "350,000", -5, "many", 1e300],
    "Received": [None, dt.datetime(2026, 11, 20, 9), dt.date(2026, 11, 2), "2026-11-01", "soon", 0, 2958465, -3],
    "First Contact": [None, dt.datetime(2026, 11, 20, 10), dt.date(2030, 1, 1), "11/12/2026"],
    "Next Date": [None, dt.date(2026, 11, 25), dt.date(1999, 1, 1), "tomorrow"], "Closed": [None, dt.date(2026, 11, 1)],
    "Promise": [None, dt.date(2026, 12, 25), dt.date(2026, 11, 1), dt.date(9999, 12, 31)],
    "Do Not Contact": ["", "Yes", "Call", "Fax", True], "Need By": [None, dt.date(2028, 2, 29), "x"],
    "Next Action": ["", "Call", "they will call"], "Type": ["", "Client", "Connector", "?"],
    "Lead ID": ["", "", "", "L-AAAAAAAAAA", "typed by hand"], "Address": ["", "12 Elm Street"]}
TOUCHES = {
    "When": [None, dt.datetime(2026, 11, 20, 10), dt.date(2026, 11, 22), dt.datetime(2031, 1, 1), "soon"],
    "Lead ID": ["", "L-AAAAAAAAAA", "L-0000000000"], "Name": NAMES, "Channel": ["", "Call", "E-mail", "Pigeon", "sms"],
    "Outcome": ["", "Spoke", "voicemail", "Sent", "Sang"], "By": ["", "Jane Doe"], "Note": ["", "=1+1", "said no"]}


def messy(book, seed, leads=25, touches=30):
    """Fill a book with whatever people paste; some cells hold errors."""
    dice = random.Random(seed)

    def row(words):
        return {c: v for c, of in words.items() if (v := dice.choice(of)) not in (None, "")}

    book.leads(*(row(WORDS) for _ in range(leads))).touches(*(row(TOUCHES) for _ in range(touches)))
    workbook = openpyxl.load_workbook(book.path)
    for name, last in (("Leads", leads), ("Touches", touches)):
        sheet = workbook[name]
        for _ in range(6):
            cell = sheet.cell(dice.randint(2, last + 1), dice.randint(2, 12))
            cell.value, cell.data_type = dice.choice(["#REF!", "#N/A"]), "e"
    workbook.save(book.path)
    return book


def sheets(path):
    """{table: rows of raw values}, blanks and all."""
    with Workbook.open(path) as book:
        return {name: [dict(row) for row in book.tables[name].rows] for name in ("Leads", "Touches", "Plan")}


def people_s(row, table):
    return {c: repr(v) for c, v in row.items() if v not in (None, "") and c not in OURS[table]}


def assert_kept(before, after):
    for table in OURS:
        held = [row for row in before[table] if any(v not in (None, "") for v in row.values())]
        assert len(after[table]) >= len(held)
        for old, new in zip(before[table], after[table], strict=False):
            kept = people_s(old, table)
            assert kept.items() <= people_s(new, table).items()


@pytest.mark.parametrize("seed", range(2))
def test_every_row_and_every_people_s_cell_is_there_after_each_job(new, seed):
    book = messy(new(), seed)
    for job in (*JOBS, "refresh"):
        before = sheets(book.path)
        facts = book.json(job, now="12:00")
        after = sheets(book.path)
        assert_kept(before, after)
        assert facts["read"]["Leads"] == 25
        if job == "refresh":
            assert len(after["Touches"]) == len(before["Touches"])
        ids = [row["Lead ID"] for row in after["Leads"] if not isinstance(row["Lead ID"], CellError)]
        assert all(ids)
        again = book.json(job, now="12:00")
        assert again["changed"] == {}, job


@pytest.mark.parametrize("seed", range(1))
def test_the_same_inputs_give_the_same_bytes(new, seed, tmp_path):
    book = messy(new(), seed)
    (tmp_path / "c.csv").write_text("Name,Email\nNora Quist,nora@example.com\nAnn Oak,a@example.com\n")
    copies = [Book(shutil.copy(book.path, tmp_path / f"{n}" / "Same.xlsx")) for n in (1, 2)
              if (tmp_path / f"{n}").mkdir() is None]
    for copy in copies:
        copy.run("import", tmp_path / "c.csv", now="09:00")
        copy.run("log", "Nora", "Call", "Spoke", now="10:00")
        copy.run("refresh", now="12:00")
    assert copies[0].bytes == copies[1].bytes


def test_the_order_of_jobs_ends_in_one_state(new, tmp_path):
    """refresh = validate, plan, stale, funnel, whoever runs what by hand before."""
    book = messy(new(), 9)
    other = Book(shutil.copy(book.path, tmp_path / "Team leads.xlsx"))
    for job in ("funnel", "stale", "plan", "validate", "stale", "refresh"):
        other.run(job, now="12:00")
    book.run("refresh", now="12:00")
    assert sheets(book.path) == sheets(other.path)


@pytest.mark.parametrize("seed", [1])
def test_an_unreadable_cell_is_blank_plus_a_finding_and_stays(new, seed):
    book = messy(new(), seed)
    before = sheets(book.path)
    found = {(f["row"], f["column"]) for f in book.json("validate")["findings"] if f["table"] == "Leads"}
    rows = {f["row"] for f in book.json("validate")["findings"]
            if f["table"] == "Leads" and "cells of this row" in f["message"]}
    errors = {(n, c) for n, row in enumerate(before["Leads"]) for c, v in row.items() if isinstance(v, CellError)}
    after = sheets(book.path)["Leads"]
    for row, column in errors:
        assert row in rows or (row, column) in found or column in OURS["Leads"], (row, column)
        assert column in OURS["Leads"] or isinstance(after[row][column], CellError)
    assert len(errors) >= 4


def test_a_backup_precedes_every_write_and_holds_the_bytes_before(new):
    from pathlib import Path

    book = messy(new(), 3)
    before = book.bytes
    facts = book.json("refresh")
    assert Path(facts["backup"]).read_bytes() == before != book.bytes
    assert book.json("refresh")["backup"] == ""
