"""Account: the identity in one sentence; who is missing, by name, and how to get them back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.books.sheets import workbook
from tests.ribbon.conftest import ANN, BOB, CYD, Team, settings

EVE = {"Lead ID": "L-AAAAAAAAA5", "Name": "Eve Moss", "Stage": "Won", "Owner": "Tom Lee", "Received": "2026-10-05"}
FOUR = [ANN, BOB, CYD, EVE]


def refreshed(opened: Any) -> Team:
    team: Team = opened(Leads=FOUR)
    team.press("refresh")
    team.excel.alerts.clear()
    return team


def test_when_nobody_is_missing_one_sentence_says_so(opened: Any) -> None:
    team = refreshed(opened)
    before = team.everything()
    assert team.press("account") == (
        "4 leads received = 3 open + 1 won + 0 lost + 0 disqualified + 0 merged; none is missing. "
        "3 open leads without owner, next action or a date ahead: see =CRACKS().")
    assert team.message == ""
    assert team.everything() == before


def test_a_row_that_was_deleted_is_named_with_its_owner_and_what_to_do(opened: Any) -> None:
    team = refreshed(opened)
    team.person.deletes("Leads", 0)
    before = team.everything()
    said = team.press("account")
    assert said.startswith("4 leads received = 2 open + 1 won + 0 lost + 0 disqualified + 0 merged + 1 missing.")
    first, missing, how, meant, *_ = team.message.splitlines()
    assert said == first
    assert missing == "Missing: Ann Lee (deleted, last with Jane Doe)."
    assert how.startswith("To bring them back, close the workbook and run in a terminal: "
                          "leadbook restore Leads.xlsm --dry-run.")
    assert meant == "Was one deleted on purpose? leadbook account Leads.xlsm --let-go L-AAAAAAAAA1"
    assert team.everything() == before, "it only reads"


def test_a_row_pasted_over_a_second_time_a_log_row_deleted(opened: Any) -> None:
    spoke = {"Touch ID": "T-AAAAAAAAA1", "When": "2026-11-20 10:00", "Lead ID": EVE["Lead ID"], "Channel": "Call",
             "Outcome": "Spoke"}
    team = opened(Leads=FOUR, Touches=[spoke, spoke | {"Touch ID": "T-AAAAAAAAA2", "Outcome": "No answer"}])
    team.press("refresh")
    team.excel.alerts.clear()
    grid, listed = team.person.table("Leads")
    top, left, _, width = listed.area
    grid.rows[top + 3][left - 1:left - 1 + width] = grid.rows[top][left - 1:left - 1 + width]       # Ann over Eve
    team.person.deletes("Touches", 1)
    team.press("account")
    told = team.message
    assert "Missing: Eve Moss (pasted over, last with Tom Lee)." in told
    assert "Two rows with one Lead ID: Ann Lee (rows 2 and 5)." in told
    assert "1 row of the log Touches deleted." in told


def test_columns_sorted_apart_are_told(opened: Any) -> None:
    people = [{"Lead ID": f"L-AAAAAAAAA{n}", "Name": f"Person {n}", "Phone": f"(212) 555-010{n}", "Owner": "Tom Lee",
               "Received": "2026-11-20"} for n in range(6)]
    team = opened(Leads=people)
    team.press("refresh")
    team.excel.alerts.clear()
    names = [name for name, in team.rows("Leads", "Name")]
    for row, name in enumerate(reversed(names)):
        team.person.types("Leads", row, "Name", name)
    team.press("account")
    assert "6 cells of the column Name stand in other rows than before, as if sorted" in team.message


def test_it_goes_to_the_sheet_account_where_there_is_one(opened: Any) -> None:
    team = refreshed(opened)
    team.select("Leads", "A2")
    team.person.deletes("Leads", 0)
    team.press("account")
    assert team.xw.sheets.active.name == "Account"
    assert team.message.endswith("The sheet Account says it as of the last Refresh.")


def test_a_workbook_of_old_has_its_sentence(opened_file: Any, tmp_path: Path) -> None:
    file = workbook(tmp_path / "Leads.xlsx", {"Settings": settings(), "Leads": FOUR},
                    names={"History": [], "Seen": [], "Account": []})
    team = opened_file(file)
    assert team.press("account").startswith("4 leads received = 3 open + 1 won")
    assert "made before LeadBook kept a history" in team.message
