"""Merge copies: the copies beside the workbook are named, a question, then they are in; conflicts wait on a sheet."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from leadbook import jobs
from leadbook.books.closed import ClosedBook
from leadbook.ooxml import Workbook
from leadbook.ribbon.click import Click
from leadbook.ribbon.voice import Voice
from tests.account.conftest import Table, by_hand, deleted
from tests.books.sheets import workbook
from tests.ribbon.conftest import ANN, CYD, NOON, Team, settings

PEOPLE = [ANN, CYD]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The team's workbook in a folder of its own, refreshed once."""
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    path = workbook(folder / "Leads.xlsx", {"Settings": settings(), "Leads": PEOPLE})
    with ClosedBook(path) as book:
        jobs.run(book, "refresh", NOON.date(), NOON)
    return path


def copied(file: Path, name: str, **cells: str) -> Path:
    """A copy beside it in which a colleague changed Ann's row."""
    def edit(there: Table) -> None:
        for column, value in cells.items():
            there[column][0] = value

    copy = Path(shutil.copy(file, file.with_name(name)))
    by_hand(copy, edit)
    return copy


def open_and_ours(file: Path, opened_file: Any, **cells: str) -> Team:
    team: Team = opened_file(file)
    for column, value in cells.items():
        team.person.types("Leads", 0, column, value)
    return team


def test_what_a_copy_holds_comes_in_after_a_question(file: Path, opened_file: Any) -> None:
    copy = copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    before = copy.read_bytes()
    team = open_and_ours(file, opened_file, Notes="typed and not saved")
    said = team.press("merge")
    asked, told = (text for _, text in team.excel.alerts)
    assert asked.startswith("Beside Leads.xlsx lies:\n   Leads-PC2.xlsx, saved ")
    assert "This copy would bring: 1 changed cell.\nMerge now? This copy will only be read, and Undo" in asked
    assert said == ("Merged Leads-PC2.xlsx into Leads.xlsx: 1 changed cell. What Leads-PC2.xlsx holds is in Leads.xlsx "
                    "now: you may delete it.")
    assert told == f"{said}\nPress Refresh to plan and count anew."
    assert team.rows("Leads", "Phone", "Notes")[0] == ["(212) 555-0199", "typed and not saved"]
    assert copy.read_bytes() == before
    team.excel.alerts.clear()
    assert "Took back the merge" in team.press("undo")
    assert team.rows("Leads", "Phone", "Notes")[0] == ["(212) 555-0142", "typed and not saved"]


def test_who_says_no_merges_nothing(file: Path, opened_file: Any) -> None:
    copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    team = open_and_ours(file, opened_file)
    before = team.everything()
    team.excel.answers.append("no")
    assert team.press("merge") == "Nothing was merged; the copies lie where they were."
    assert team.everything() == before


def test_two_values_wait_on_the_sheet_until_somebody_chooses(file: Path, opened_file: Any) -> None:
    copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    team = open_and_ours(file, opened_file, Phone="(212) 555-0111")
    said = team.press("merge")
    assert "1 cell with two values: both will stand on the sheet Conflicts" in team.excel.alerts[0][1]
    assert "1 new conflict: both values stand on the sheet Conflicts" in said
    assert team.xw.sheets.active.name == "Conflicts"
    (ours, theirs, choice), = team.rows("Conflicts", "Ours", "Theirs", "Choice")
    assert ({ours, theirs}, choice) == ({"(212) 555-0199", "(212) 555-0111"}, "")
    assert team.rows("Leads", "Phone")[0] == [ours]
    (file.with_name("Leads-PC2.xlsx")).unlink()
    team.person.types("Conflicts", 0, "Choice", "Theirs")
    team.excel.alerts.clear()
    assert "1 conflict decided as chosen." in team.press("merge")
    assert team.rows("Leads", "Phone")[0] == [theirs]
    assert team.rows("Conflicts", "Decided") == [["2026-11-23 12:00:00"]]


def test_a_second_press_brings_nothing(file: Path, opened_file: Any) -> None:
    copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    team = open_and_ours(file, opened_file)
    team.press("merge")
    before = team.everything()
    assert "Merged Leads-PC2.xlsx into Leads.xlsx: nothing new." in team.press("merge")
    assert team.everything() == before


def test_leads_and_touches_of_a_copy_come_and_a_deleted_one_goes(file: Path, opened_file: Any) -> None:
    copy = copied(file, "Leads-PC2.xlsx")
    with Workbook.open(copy) as book:
        book.tables["Leads"].append([{"Name": "Gil Fox", "Phone": "(212) 555-0166", "Stage": "New"}])
        book.tables["Touches"].append([{"When": NOON, "Name": "Ann Lee", "Channel": "Call", "Outcome": "Spoke"}])
        book.save()
    by_hand(copy, deleted(1))
    team = open_and_ours(file, opened_file)
    before = team.everything()
    team.press("merge")
    asked, told = (text for _, text in team.excel.alerts)
    brought = "1 new lead, 1 new touch, 1 lead deleted there"
    assert f"This copy would bring: {brought}." in asked
    assert f"Merged Leads-PC2.xlsx into Leads.xlsx: {brought}." in told
    assert sorted(name for name, in team.rows("Leads", "Name") if name) == ["Ann Lee", "Gil Fox"]
    assert "Cyd & Co" not in [firm for firm, in team.rows("Leads", "Company")]
    assert len(team.rows("Touches", "Touch ID")) == 1
    team.excel.alerts.clear()
    team.press("undo")
    after = team.everything()
    assert [row for row in after["Leads"].values() if row] == [row for row in before["Leads"].values() if row]


def test_other_files_are_left_and_several_copies_come_at_once(file: Path, opened_file: Any) -> None:
    copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    copied(file, "quite another name.xlsx", Notes="from a phone")
    workbook(file.with_name("Leads-Sales.xlsx"), {"Settings": [{"Section": "workbook", "Name": "id", "Value": "B-2"}]})
    team = open_and_ours(file, opened_file)
    said = team.press("merge")
    asked, _ = (text for _, text in team.excel.alerts)
    assert "Beside Leads.xlsx lie:\n   Leads-PC2.xlsx, " in asked
    assert "   quite another name.xlsx, saved" in asked
    assert said.startswith("Merged Leads-PC2.xlsx and quite another name.xlsx into Leads.xlsx: 2 changed cells.")
    assert team.excel.alerts[1][1].splitlines()[0].endswith(
        "Left Leads-Sales.xlsx: another workbook (its id inside is another).")
    assert team.rows("Leads", "Phone", "Notes")[0] == ["(212) 555-0199", "from a phone"]


def test_a_copy_that_somebody_has_open_is_said_to_be_so(file: Path, opened_file: Any) -> None:
    copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199").with_name("~$Leads-PC2.xlsx").write_bytes(
        bytes([7]) + b"Tom Lee".ljust(54))
    team = open_and_ours(file, opened_file)
    team.press("merge")
    assert "; open just now (Tom Lee): what is not saved there stays out" in team.excel.alerts[0][1]


def test_no_copy_there(file: Path, opened_file: Any) -> None:
    team = open_and_ours(file, opened_file)
    assert team.press("merge") == "No other copy of Leads.xlsx in its folder."
    assert len(team.excel.alerts) == 1


@pytest.mark.parametrize("url", ["https://d.docs.live.net/0123456789abcdef/Leads.xlsx", ""])
def test_a_folder_that_cannot_be_seen_is_one_sentence_and_choices_still_count(
        file: Path, opened_file: Any, url: str) -> None:
    copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    team = open_and_ours(file, opened_file, Phone="(212) 555-0111")
    team.press("merge")
    team.person.types("Conflicts", 0, "Choice", "(212) 555-0155")
    if url:
        team.xw.impl.data.url = url
    else:
        team.xw.impl.data.path = None
    team.excel.alerts.clear()
    team.press("merge")
    told = team.message
    assert told.startswith("The folder of this workbook cannot be seen")
    assert "open it from the OneDrive folder on this computer" in told
    assert "1 conflict decided as chosen." in told
    assert team.rows("Leads", "Phone")[0] == ["(212) 555-0155"]


def test_a_workbook_of_old_is_one_sentence(opened_file: Any, tmp_path: Path) -> None:
    file = workbook(tmp_path / "Leads.xlsx", {"Settings": settings(), "Leads": PEOPLE}, names={"Conflicts": []})
    said = opened_file(file).press("merge")
    assert said.startswith("Leads.xlsx was made before LeadBook could merge (no sheet Conflicts)")


def test_a_copy_that_goes_while_the_question_stands_is_one_sentence(file: Path, opened_file: Any,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copied(file, "Leads-PC2.xlsx", Phone="(212) 555-0199")
    team = open_and_ours(file, opened_file)
    before = team.everything()
    monkeypatch.setattr(Voice, "ask", lambda self, question: copy.unlink() or True)
    said = team.press("merge")
    assert "unexpected" not in said
    assert said.startswith("Merged ") or team.everything() == before


def test_the_path_is_where_the_workbook_lies(file: Path, opened_file: Any) -> None:
    team = open_and_ours(file, opened_file)
    assert Click(team.xw, Voice("Merge")).path == file
    team.xw.impl.data.url = "https://contoso.sharepoint.com/sites/x/Leads.xlsx"
    assert Click(team.xw, Voice("Merge")).path is None
