"""quick-add: one typed line -> a lead; who is there already is said, not doubled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames, jobs
from leadbook.books.memory import MemoryBook
from leadbook.errors import BadInput
from leadbook.rules.imports import typed_line
from leadbook.rules.quick_add import quick_added
from leadbook.schema import LEADS

CONFIG = config.default_config()
NOW = dt.datetime(2026, 11, 23, 9, 30)
ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Email": "ann@example.com"}
BOB = {"Lead ID": "L-AAAAAAAAA2", "Name": "Bob Ray", "Company": "Ray & Co"}
TWIN = {"Lead ID": "L-AAAAAAAAA3", "Name": "Bob Ray"}


@pytest.mark.parametrize(("line", "pieces"), [
    ("Ann Lee, 555 0100, ann@x.com, met at the open house",
     [("Name", "Ann Lee"), ("Phone", "555 0100"), ("Email", "ann@x.com"), ("How Met", "met at the open house"),
      ("Source", "Open house")]),
    ("Ann Lee ann@x.com +49 (171) 555-0100",
     [("Email", "ann@x.com"), ("Phone", "+49 (171) 555-0100"), ("Name", "Ann Lee")]),
    ("Ann Lee <ann@x.com>; tel. 212.555.0142 x12",
     [("Email", "ann@x.com"), ("Name", "Ann Lee"), ("Phone", "212.555.0142 x12")]),
    ("Ann Lee,5550100,5550101", [("Name", "Ann Lee"), ("Phone", "5550100"), ("Phone", "5550101")]),
    ("Company: Acme, Ann, referred by Bob Ray", [("Company", "Acme"), ("Name", "Ann"), ("Giver", "Bob Ray")]),
    ("Gr\u00f6\u00dfe & S\u00f6hne, 'a \"b\"', website",
     [("Name", "Gr\u00f6\u00dfe & S\u00f6hne"), ("Notes", "'a \"b\"'"), ("Source", "website")]),
    ("Ann Lee, 2026-11-24, $350,000, 12 Elm Street",
     [("Name", "Ann Lee"), ("Notes", "2026-11-24"), ("Notes", "$350,000"), ("Notes", "12 Elm Street")]),
    ("Ann Lee; Nurture\nlikes boats \U0001f6a4",
     [("Name", "Ann Lee"), ("Stage", "Nurture"), ("Notes", "likes boats \U0001f6a4")]),
    ("", []), (" , ;", [])])
def test_what_each_piece_of_a_line_is(line: str, pieces: list[tuple[str, str]]) -> None:
    found = typed_line.incoming(line, CONFIG)
    assert list(zip(found.header, *found.rows, strict=False)) == pieces


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20), max_size=6))
def test_no_letter_and_no_digit_of_a_line_is_lost(parts: list[str]) -> None:
    line = ", ".join(["Ann Lee", *parts])
    done = quick_added(frames.of(LEADS), line, CONFIG, NOW)
    said = "".join("".join(map(str, done.leads.loc[done.row, c])) for c in LEADS.names if LEADS[c].is_text)
    for letter in {c for c in line if c.isalnum()}:
        assert letter.casefold() in said.casefold(), (line, said)


def add(line: str, *leads: dict[str, Any], **more: str) -> Any:
    return quick_added(frames.of(LEADS, leads), line, CONFIG, NOW, **more)


def test_a_new_person_goes_under_the_others() -> None:
    done = add("Cy Poe, (212) 555-0100, cy@example.com, met at the open house, likes boats", ANN, owner="Jane Doe")
    row = done.leads.loc[done.row]
    assert {c: row[c] for c in ("Name", "Phone", "Email", "How Met", "Source", "Owner", "Stage", "Notes", "Batch")} == {
        "Name": "Cy Poe", "Phone": "(212) 555-0100", "Email": "cy@example.com", "How Met": "met at the open house",
        "Source": "Open house", "Owner": "Jane Doe", "Stage": "New", "Notes": "likes boats", "Batch": ""}
    assert (done.added, done.row, str(row["Received"])) == (True, 1, "2026-11-23 09:30:00")
    assert done.sentence == (
        f"Added Cy Poe ({row['Lead ID']}): (212) 555-0100, cy@example.com, met at the open house.")


def test_a_name_or_a_company_is_enough() -> None:
    assert add("Cy").leads["Name"].tolist() == ["Cy"]
    assert add("Company: Acme").leads["Company"].tolist() == ["Acme"]
    assert add("Cy").leads["Source"].tolist() == [""]


@pytest.mark.parametrize("line", ["ann lee", "Ann Lee, likes boats", "Lee Ann"])
def test_a_bare_name_that_is_there_adds_nothing(line: str) -> None:
    done = add(line, BOB, ANN)
    assert (done.added, done.row, len(done.leads)) == (False, 1, 2)
    assert done.sentence == ("Ann Lee (L-AAAAAAAAA1) is there already, in row 3; nothing was added. "
                             "Somebody else? Add a phone or an e-mail to the line.")


def test_several_of_that_name_are_all_named() -> None:
    done = add("Bob Ray", BOB, ANN, TWIN)
    assert (done.added, done.row) == (False, 0)
    assert done.sentence.startswith("2 leads are called Bob Ray already (row 2, row 4); nothing was added.")


def test_the_same_person_gets_blanks_filled_and_what_differs_is_said() -> None:
    done = add("Ann Lee, (646) 555-0177, ann@example.com, met at the fair", ANN)
    assert (done.added, len(done.leads), done.leads["How Met"][0]) == (False, 1, "met at the fair")
    assert done.sentence == (
        "Ann Lee (L-AAAAAAAAA1) is there already, in row 2 (e-mail); filled in: How Met. "
        "Phone stays '(212) 555-0142', not '(646) 555-0177'.")


def test_a_namesake_with_another_phone_is_somebody_else_and_is_pointed_at() -> None:
    done = add("Bob Ray, (212) 555-0199", ANN, BOB)
    assert (done.added, len(done.leads)) == (True, 3)
    assert done.sentence.endswith("Somebody of the same name stands in row 3: is it another person?")


def test_a_shared_mailbox_is_said() -> None:
    assert add("Zed, ann@example.com", ANN).sentence.endswith("ann@example.com is somebody else's e-mail too.")


def test_a_referral_names_its_giver() -> None:
    row = add("Cy, referred by Ann Baker").leads.loc[0]
    assert (row["Giver"], row["Source"]) == ("Ann Baker", "Referral")


@pytest.mark.parametrize("line", ["", "555 0100", "cy@example.com, 555 0100"])
def test_nobody_is_refused(line: str) -> None:
    with pytest.raises(BadInput, match="There is no name in"):
        add(line)


def test_the_job_gives_an_incomplete_lead_its_follow_up_date_and_touches_no_other_row() -> None:
    rows = [{"Section": s, "Name": n, "Value": v} for s, n, v in config.to_rows(CONFIG)]
    there = MemoryBook({"Leads": [ANN | {"Stage": "New"}, BOB | {"Stage": "New", "Phone": ""}], "Settings": rows})
    jobs.run(there, "stale", NOW.date(), NOW)
    report = jobs.run(there, "quick-add", NOW.date(), NOW, text="Cy Poe")
    assert report.receipt.changed == {"Leads": {"cells": 0, "rows": 1}, "History": {"cells": 0, "rows": 1}}
    new = there.read("Leads").loc[report.own["row"]]
    assert str(new["Next Date"]) == "2026-11-24 00:00:00"
    assert new["Check"].startswith("Incomplete. Phone is missing")
    assert "Incomplete. Phone is missing" in report.own["sentence"]
    again = jobs.run(there, "quick-add", NOW.date(), NOW, text="Cy Poe")
    assert again.receipt.changed == {}
