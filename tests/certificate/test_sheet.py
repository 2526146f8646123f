"""What stands on the sheets Certificate and Checks, what is said, and a workbook that is older than the Certificate."""

import datetime as dt

import pytest

from leadbook import jobs, sentences
from leadbook.books.closed import ClosedBook
from tests.books.sheets import workbook
from tests.certificate.books import book, person, rows

TODAY = dt.date(2026, 11, 2)
PEOPLE = (person(1), person(2, Owner="Tom Lee"), person(3, Phone="", Email="", Address="", Owner=""),
          person(4, Phone=""), person(5, **{"Do Not Contact": "Yes"}))


@pytest.fixture
def planned():
    made = book(*PEOPLE)
    made.report = jobs.run(made, "plan", TODAY)
    return made


def codes(made):
    return [(row["Code"], row["Lead ID"], row["Row"]) for row in rows(made, "Checks") if row["Code"].startswith("LB8")]


def test_a_row_for_each_month_and_owner_then_who_is_not_kept(planned):
    found = [(f"{row['Month']:%b}", row["Owner"], row["Name"], row["Verdict"], row["People"], row["Kept"])
             for row in rows(planned, "Certificate")]
    owners = [("(no owner)", "", "Not all kept", 1, 0), ("Jane Doe", "", "All kept", 2, 2),
              ("Tom Lee", "", "All kept", 1, 1)]
    assert found == [*(("Nov", *one) for one in owners), *(("Dec", *one) for one in owners),
                     *((month, "(no owner)", "Person 3", "Unreachable", None, None) for month in ("Nov", "Dec"))]
    jane = rows(planned, "Certificate")[1]
    assert [jane[name] for name in ("Due", "Done", "Planned", "Personal", "Broadcast")] == [6, 0, 6, 6, 0]
    assert rows(planned, "Certificate")[0]["Reason"] == "1 cannot be reached."


def test_what_the_plan_found_stands_in_checks_and_stays_when_validate_runs(planned):
    mine = [("LB801", "L-3", 4), ("LB802", "L-5", 6), ("LB803", "L-4", 5)]
    assert codes(planned) == mine
    report = jobs.run(planned, "validate", TODAY)
    assert codes(planned) == mine
    assert len(rows(planned, "Checks")) == report.own["checked"]["findings"] + 3
    assert not jobs.run(planned, "plan", TODAY).receipt.changed
    assert not jobs.run(planned, "validate", TODAY).receipt.changed
    jobs.run(planned, "refresh", TODAY)
    assert not jobs.run(planned, "refresh", TODAY).receipt.changed
    assert codes(planned) == mine


def test_findings_of_the_plan_follow_their_lead_and_keep_their_day(planned):
    turned = book(*reversed(rows(planned, "Leads")[1:]), touches=rows(planned, "Touches"), plan=rows(planned, "Plan"))
    turned._frames["Checks"] = planned.read("Checks")
    jobs.run(turned, "validate", TODAY + dt.timedelta(days=1))
    assert codes(turned) == [("LB801", "L-3", 4), ("LB802", "L-5", 2), ("LB803", "L-4", 3)]
    jobs.run(turned, "plan", TODAY + dt.timedelta(days=1))
    assert {row["Since"].date() for row in rows(turned, "Checks") if row["Code"].startswith("LB8")} == {TODAY}


def test_what_is_mended_leaves_the_sheets_with_the_next_plan(planned):
    mended = book(*(row | {"Email": "p@example.com"} for row in rows(planned, "Leads") if row["Lead ID"] == "L-3"))
    mended._frames["Checks"] = planned.read("Checks")
    jobs.run(mended, "plan", TODAY)
    assert [code for code, *_ in codes(mended)] == ["LB803"]
    assert {row["Verdict"] for row in rows(mended, "Certificate")} == {"All kept"}


def test_a_book_without_people_has_an_empty_certificate():
    empty = book()
    report = jobs.run(empty, "plan", TODAY)
    assert report.own["certificate"]["people"] == 0
    assert rows(empty, "Certificate") == []
    assert sentences.certified(report.own) == ""


@pytest.mark.parametrize("job", ["plan", "refresh"])
def test_an_older_workbook_is_planned_without_the_sheet_and_it_is_said(tmp_path, job):
    with ClosedBook(workbook(tmp_path / "Old.xlsx", {"Leads": [dict(PEOPLE[0])]}, names={"Certificate": []})) as old:
        report = jobs.run(old, job, TODAY)
        assert report.receipt.changed["Plan"]["rows"] == 6
        assert "Certificate" not in report.receipt.changed
        assert report.own["certificate"]["kept"] == 1
        said = sentences.planned(report.own | {"changed": report.receipt.changed})
        assert "made before there was a sheet Certificate" in said
        assert not jobs.run(old, job, TODAY).receipt.changed


def test_the_sentence(planned):
    said = sentences.certified(planned.report.own)
    assert said == "3 of 4 people have their three touches. 1 person cannot be reached at all (sheet Certificate)."
    facts = {"people": 1849, "kept": 1849, "short": 0, "unreachable": 0, "late_calls": 0, "touches_per_month": 3,
             "months": [{"month": "2026-11", "kept": 1849}, {"month": "2026-12", "kept": 1849}],
             "longest_call_gap_days": 58, "call_gap_limit_days": 62, "sheet": True}
    assert sentences.certified({"certificate": facts}) == (
        "1,849 of 1,849 people have their three touches; longest call gap 58 days.")
    less = facts | {"kept": 1840, "short": 9, "late_calls": 1, "longest_call_gap_days": 70,
                    "months": [{"month": "2026-11", "kept": 1840}, {"month": "2026-12", "kept": 1849}]}
    assert sentences.certified({"certificate": less}) == (
        "1,840 of 1,849 people have their three touches in November, 1,849 in December; longest call gap 70 days. "
        "9 people will not get all their touches, 1 person will not be called within 62 days (sheet Certificate).")
