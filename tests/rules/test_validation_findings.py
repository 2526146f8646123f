"""The Checks table and the Check column."""

import datetime as dt
from pathlib import Path

import pytest

from leadbook import frames
from leadbook.rules import findings as findings_
from leadbook.rules import incomplete, validation
from leadbook.rules.checks.page import page
from leadbook.schema import CHECKS, LEADS
from tests.rules.book import CONFIG, TODAY, leads, read, touches

GUIDE = Path(__file__).parents[2] / "docs" / "checks.md"


def judged(rows, log=(), previous=(), today=TODAY):
    sheets, problems = read(rows, log)
    found = validation.findings(sheets, problems, CONFIG, today)
    return (findings_.checks_table(found, sheets, frames.of(CHECKS, previous), today),
            findings_.check_column(sheets["Leads"], found, incomplete.incomplete(sheets["Leads"], CONFIG)))


def test_a_finding_becomes_a_row_with_its_place():
    table, _ = judged(leads({}, {"Owner": "", "Name": "", "Company": "Whitfield & Sons"}), touches({"Channel": ""}))
    assert table.drop(columns=["Message"]).astype(str).to_numpy().tolist() == [
        ["LB109", "L-1", "Whitfield & Sons", "Leads", "3.0", "Owner", "2026-11-23"],
        ["LB504", "L-0", "Dana Whitfield", "Touches", "2.0", "Channel", "2026-11-23"]]
    assert table["Message"].tolist() == ["No owner: choose who works this lead.",
                                         "How was this touch? Choose the Channel."]
    assert table.columns.tolist() == CHECKS.names
    assert [str(t) for t in table.dtypes] == [str(t) for t in frames.of(CHECKS).dtypes]


@pytest.mark.parametrize(("before", "since"), [
    ({}, "2026-11-20"),
    ({"Row": 99}, "2026-11-20"),                      # the row was sorted: the lead counts
    ({"Code": "LB111"}, "2026-11-23"),
    ({"Lead ID": "L-9"}, "2026-11-23"),
    ({"Column": "Stage"}, "2026-11-23"),
    ({"Table": "Plan"}, "2026-11-23"),
    ({"Since": None}, "2026-11-23"),
    ({"Since": "2027-01-01"}, "2026-11-23"),
])
def test_since_is_kept_while_the_finding_stays(before, since):
    stood = {"Code": "LB109", "Lead ID": "L-0", "Table": "Leads", "Row": 2, "Column": "Owner", "Since": "2026-11-20"}
    table, _ = judged(leads({"Owner": ""}), previous=[stood | before])
    assert table["Since"].tolist() == [dt.datetime.fromisoformat(since)]


def test_since_of_a_row_without_lead_goes_by_the_row():
    stood = {"Code": "LB502", "Table": "Touches", "Row": 3, "Column": "Name", "Since": "2026-11-20"}
    table, _ = judged(leads({}), touches({"Lead ID": ""}, {"Lead ID": ""}), previous=[stood])
    assert table["Since"].dt.day.tolist() == [23, 20]


@pytest.mark.parametrize(("lead", "text"), [
    ({}, ""),
    ({"Owner": ""}, "No owner: choose who works this lead."),
    ({"Owner": "", "Next Date": None},
     "No owner: choose who works this lead. (+1 more)"),
    ({"Phone": ""}, "Incomplete. Phone is missing: ask for it and type it in."),
    ({"Phone": "", "Owner": "", "Next Date": "2026-11-20"},
     "Incomplete. Phone is missing: ask for it and type it in. (+2 more)"),
    ({"Phone": "", "Stage": "Won", "Value": 1}, ""),
])
def test_the_check_cell_says_the_first_finding(lead, text):
    _, column = judged(leads(lead))
    assert column.tolist() == [text]


def test_names_cannot_spoil_a_sentence():
    table, _ = judged(leads({"Name": "\x01Al\n{x} %s", "Phone": "2125550142"}, {"Name": "Bob", "Phone": "2125550142"}))
    assert table["Message"].tolist() == [
        "Same phone as Al {x} %s in row 2, but another first name: if they are two households, give each its own "
        "phone."]


def test_a_touch_of_the_lead_does_not_show_in_its_check_cell():
    _, column = judged(leads({}), touches({"Channel": ""}))
    assert column.tolist() == [""]


def test_the_guide_is_drawn_from_the_checks():
    assert GUIDE.read_text(encoding="utf-8") == page()


def test_a_damaged_cell_of_leadbooks_own_is_to_be_cleared():
    leads = frames.of(LEADS, [{"Lead ID": "L-1", "Name": "Ann", "Stage": "Lost", "Lost Reason": "x"}])
    bad = frames.empty_problems()
    bad.loc[0] = [0, "Check", "unreadable", "#REF!"]
    found = validation.findings({"Leads": leads}, {"Leads": bad}, CONFIG, TODAY)
    assert found["message"].tolist() == ["Check cannot be read ('#REF!'): clear the cell, LeadBook fills it in again."]
