"""leadbook why FILE LEAD, on a file: every open row of the plan with its reasons; the file stays as it is."""

import datetime as dt

import pytest

from leadbook.ooxml import Workbook


@pytest.fixture
def planned(job, book):
    job("refresh")
    with Workbook.open(book) as workbook:
        rows = workbook.tables["Plan"].rows
        leads = {row["Lead ID"]: row["Name"] or row["Company"] for row in workbook.tables["Leads"].rows}
    waiting = [row for row in rows if row["Status"] == "Planned"]
    lead = max((row["Lead ID"] for row in waiting), key=lambda key: sum(row["Lead ID"] == key for row in waiting))
    return lead, leads[lead], [row for row in waiting if row["Lead ID"] == lead]


def test_every_open_row_of_the_plan_is_explained(job, book, planned):
    lead, name, rows = planned
    before = book.read_bytes()
    facts = job("why", lead, "--json").json
    assert (facts["lead"], facts["name"], facts["changed"]) == (lead, name, {})
    assert {one["plan"] for one in facts["planned"]} == {row["Plan ID"] for row in rows}
    assert all(one["because"] and one["why"] for one in facts["planned"])
    out = job("why", lead).out
    assert out.startswith(f"{name} ({lead}), ")
    for one in facts["planned"]:
        assert f"{dt.date.fromisoformat(one['date']):%A}, " in out
        assert f"  {one['because'][0]}\n" in out
    assert book.read_bytes() == before


def test_nobody_fits(refused, book):
    assert "No lead is called 'Zzyzx Qwv'" in refused("why", book, "Zzyzx Qwv")
