"""Log a touch: the lead of each selected row, on any sheet; one click, many leads."""

from __future__ import annotations

import os
from typing import Any

import pytest

from leadbook import jobs
from leadbook.books.undo.journal import Journal
from tests.ribbon.conftest import ANN, CYD, NOON, Team

CALLED = "Call|Left message"
EVERYBODY = ["Ann Lee", "Bob Ray", "Cyd & Co"]


def logged(team: Team) -> list[str]:
    return [name for (name,) in team.rows("Touches", "Name")]


@pytest.mark.parametrize(("cells", "names"), [
    ("B2", ["Ann Lee"]), ("A2:Z2", ["Ann Lee"]), ("2:2", ["Ann Lee"]), ("B2:C4", EVERYBODY), ("B:B", EVERYBODY),
    ("1:3", ["Ann Lee", "Bob Ray"]), ("M4,B2", ["Ann Lee", "Cyd & Co"]), ("B2,D2,F2:F3", ["Ann Lee", "Bob Ray"]),
    ("A3", ["Bob Ray"]), ("B4:B900", ["Cyd & Co"])])
def test_the_selected_rows_of_leads(team: Team, cells: str, names: list[str]) -> None:
    team.select("Leads", cells)
    said = team.press("log_touch", CALLED)
    assert logged(team) == names
    assert said.startswith("Logged: Call, Left message with ")
    assert team.message == ""


def test_a_touch_is_a_whole_row(team: Team) -> None:
    team.select("Leads", "B2")
    said = team.press("log_touch", CALLED)
    assert team.rows("Touches", "When", "Lead ID", "Name", "Channel", "Outcome", "By") == [
        ["2026-11-23 12:00:00", "L-AAAAAAAAA1", "Ann Lee", "Call", "Left message", "Jane Doe"]]
    assert said.startswith("Logged: Call, Left message with Ann Lee (L-AAAAAAAAA1), 23 Nov 12:00.")


def test_many_leads_are_one_run_and_one_block_of_rows(team: Team) -> None:
    team.select("Leads", "B2:B4")
    said = team.press("log_touch", "Mail|Sent")
    assert said.startswith("Logged: Mail, Sent with 3 leads (Ann Lee, Bob Ray, Cyd & Co), 23 Nov 12:00.")
    blocks = [call.where for call in team.excel.calls if call.what == "range.value =" and "Touches" in call.where]
    assert len(blocks) <= 2                       # the table's one blank row, and what stands under it


def test_rows_that_a_filter_hides_are_not_meant(team: Team) -> None:
    team.xw.impl.data.sheet("Leads").hidden_rows.add(3)
    team.select("Leads", "B2:B4")
    team.press("log_touch", CALLED)
    assert logged(team) == ["Ann Lee", "Cyd & Co"]


def test_blank_rows_are_named(opened: Any) -> None:
    team = opened(Leads=[ANN, {"Name": "x"}, CYD])
    team.person.types("Leads", 1, "Name", None)
    team.select("Leads", "A2:B4")
    said = team.press("log_touch", CALLED)
    assert logged(team) == ["Ann Lee", "Cyd & Co"]
    assert said.endswith("Left out: row 3 is blank.")
    assert team.message == said


def test_only_blank_rows_log_nothing(opened: Any) -> None:
    team = opened(Leads=[])
    team.select("Leads", "B2")
    assert team.press("log_touch", CALLED) == "Nobody to log a touch for: row 2 is blank."
    assert logged(team) == []


def test_a_lead_that_is_no_lead_any_more_is_named(opened: Any) -> None:
    team = opened(Leads=[ANN], Checks=[{"Code": "LB101", "Lead ID": "L-GGGGGGGGG9"},
                                       {"Code": "LB101", "Lead ID": ANN["Lead ID"]}, {"Code": "LB900"}])
    team.select("Checks", "A2:A4")
    said = team.press("log_touch", CALLED)
    assert logged(team) == ["Ann Lee"]
    assert "Left out: no lead has the id L-GGGGGGGGG9" in said
    assert "row 4 names no lead" in said


@pytest.mark.parametrize(("sheet", "rows", "cells"), [
    ("Touches", [{"Touch ID": "T-1", "Lead ID": ANN["Lead ID"], "When": "2026-11-20"},
                 {"Touch ID": "T-2", "Name": "cyd & co", "When": "2026-11-20"}], "C2:C3"),
    ("Plan", [{"Plan ID": "P-1", "Lead ID": CYD["Lead ID"], "Date": "2026-12-01", "Status": "Planned"},
              {"Plan ID": "P-2", "Lead ID": ANN["Lead ID"], "Date": "2026-12-01", "Status": "Planned"}], "2:3"),
    ("Checks", [{"Code": "LB101", "Lead ID": ANN["Lead ID"]}, {"Code": "LB101", "Lead ID": CYD["Lead ID"]},
                {"Code": "LB102", "Lead ID": ANN["Lead ID"]}], "G2:G4")])
def test_the_leads_of_rows_on_other_sheets(opened: Any, sheet: str, rows: list[Any], cells: str) -> None:
    team = opened(Leads=[ANN, CYD], **{sheet: rows})
    team.select(sheet, cells)
    team.press("log_touch", CALLED)
    new = [name for name, outcome in team.rows("Touches", "Name", "Outcome") if outcome == "Left message"]
    assert sorted(new) == ["Ann Lee", "Cyd & Co"]


def test_a_list_of_formulas_says_whose_line_it_is(team: Team) -> None:
    """Like the sheet Today: columns H (of leads) and I (of planned touches) hold positions; two lists side by side."""
    team.press("plan")
    team.message  # noqa: B018
    sheet = team.xw.sheets["Funnel"] if "Funnel" in [s.name for s in team.xw.sheets] else team.xw.sheets["Lists"]
    grid = team.xw.impl.data.sheet(sheet.name)
    for row, (lead, planned) in enumerate([(3, 1), (1, ""), ("", "")], 20):
        grid.put((row, 8, 1, 2), [[lead, planned]])
        cells = [f'=IF($H{row}="","",INDEX(Leads[Name],$H{row}))',
                 f'=IF($H{row}="","",INDEX(Leads[Phone],$H${row})&"")', "",
                 f'=IF($I${row}="","",HYPERLINK("#Plan!B"&$I${row}+1,INDEX(Plan[Name],$I${row})))']
        for column, formula in enumerate(cells, 1):
            grid.formulas[row, column] = formula
    first = team.rows("Plan", "Name")[0]
    for cells, expected in (("A20", ["Cyd & Co"]), ("B20:B21", ["Cyd & Co", "Ann Lee"]), ("D20", first),
                            ("A21:C22", ["Ann Lee"])):
        before = len(logged(team))
        team.select(sheet.name, cells)
        team.press("log_touch", "Text|Sent")
        assert sorted(logged(team)[before:]) == sorted(expected), cells
        team.press("undo_log")
        _older(*Journal("B-TEAM").entries())
    team.select(sheet.name, "A22")
    assert "There is no lead in the selected cells" in team.press("log_touch", CALLED)


@pytest.mark.parametrize(("sheet", "cells", "sentence"), [
    ("Settings", "A3", "The rows of the table Settings are no leads. Select the rows of the leads first"),
    ("Leads", "B9:B12", "There is no lead in the selected cells of the sheet Leads. Select the rows"),
    ("Leads", "B1", "There is no lead in the selected cells of the sheet Leads. Select the rows")])
def test_cells_that_are_no_leads(team: Team, sheet: str, cells: str, sentence: str) -> None:
    team.select(sheet, cells)
    assert team.press("log_touch", CALLED).startswith(sentence)
    assert logged(team) == []


def test_nothing_or_a_chart_is_selected(team: Team) -> None:
    assert team.press("log_touch", CALLED).startswith("Select the rows of the leads first")


def test_cells_of_another_workbook_are_not_touched(team: Team) -> None:
    from tests.excel.fixtures import open_book

    other = open_book({}, "Other.xlsx")
    other.sheets["Leads"].range("A2").select()
    assert team.press("log_touch", CALLED).startswith("Select the rows of the leads first")


def test_a_second_click_in_the_same_minute_adds_nothing(team: Team, journal: Journal) -> None:
    team.select("Leads", "B2:B3")
    team.press("log_touch", CALLED)
    assert team.press("log_touch", CALLED) == "Already logged a moment ago: Call, Left message. Nothing was added."
    entry = journal.entries()[0]
    _older(entry)
    assert team.press("log_touch", CALLED).startswith("Already logged: Call, Left message with these 2 leads")
    assert logged(team) == ["Ann Lee", "Bob Ray"]


def test_a_double_click_over_the_end_of_a_minute_adds_nothing(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.select("Leads", "B2")
    team.press("log_touch", CALLED)
    monkeypatch.setenv("LEADBOOK_NOW", NOON.replace(minute=1).isoformat())
    assert team.press("log_touch", CALLED).startswith("Already logged a moment ago")
    assert logged(team) == ["Ann Lee"]


def test_another_outcome_or_another_row_is_another_touch(team: Team) -> None:
    team.select("Leads", "B2")
    team.press("log_touch", CALLED)
    team.press("log_touch", "Call|Spoke")
    team.select("Leads", "B4")
    team.press("log_touch", "Call|Spoke")
    assert logged(team) == ["Ann Lee", "Ann Lee", "Cyd & Co"]


def test_a_word_that_the_settings_do_not_know_is_refused(team: Team) -> None:
    team.select("Leads", "B2")
    assert team.press("log_touch", "Fax|Sent").startswith("There is no channel 'Fax'; the channels are Call")
    assert logged(team) == []


@pytest.mark.parametrize(("answer", "rows"), [("yes", 30), ("no", 0)])
def test_more_than_twenty_leads_are_asked_about(opened: Any, answer: str, rows: int) -> None:
    team = opened(Leads=[{"Lead ID": f"L-{n:010}", "Name": f"Lead {n}"} for n in range(30)])
    team.excel.answers.append(answer)
    team.select("Leads", "B:B")
    said = team.press("log_touch", "Newsletter|Sent")
    assert team.message == "Log Newsletter, Sent for 30 leads?"
    assert len(logged(team)) == rows
    assert said.startswith("Logged: Newsletter, Sent with 30 leads" if rows else "Nothing was logged.")


@pytest.mark.parametrize(("name", "by"), [
    ("Tom Lee", ["Tom Lee", "Tom Lee"]), ("tom lee", ["Tom Lee", "Tom Lee"]), ("Tom", ["Tom Lee", "Tom Lee"]),
    ("Microsoft Office User", ["Jane Doe", ""]), ("", ["Jane Doe", ""])])
def test_who_did_it_is_the_user_if_the_workbook_knows_them(team: Team, user: Any, name: str, by: list[str]) -> None:
    user(name)
    team.select("Leads", "B2,B4")
    team.press("log_touch", CALLED)
    assert [who for (who,) in team.rows("Touches", "By")] == by


def test_the_result_is_that_of_the_command_line(team: Team) -> None:
    """The same three touches, logged one by one in memory."""
    from leadbook.books.live import LiveBook
    from leadbook.books.memory import MemoryBook

    memory, live = MemoryBook(), LiveBook(team.xw)
    memory._frames = {name: live.read(name) for name in memory._frames}
    for lead in (ANN["Lead ID"], "Bob Ray", CYD["Lead ID"]):
        jobs.run(memory, "log", NOON.date(), NOON, lead=lead, channel="Call", outcome="Spoke")
    team.select("Leads", "B2:B4")
    team.press("log_touch", "Call|Spoke")
    for table in ("Leads", "Touches", "Plan"):
        assert LiveBook(team.xw).read(table).equals(memory.read(table)), table


def _older(*entries: Any) -> None:
    """The runs were a minute earlier."""
    for entry in entries:
        os.utime(entry.path, (entry.since.timestamp() - 60,) * 2)
