"""A spreadsheet program opens the workbook, recalculates it without an error value, and counts what Python counts."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from leadbook import factory, frames, schema
from leadbook.config import default_config
from leadbook.factory import layout, today_sheet, workings
from leadbook.factory.workbook import ORDER

pytestmark = pytest.mark.libreoffice
ERRORS = ("#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!", "Err:")


@pytest.fixture(scope="module")
def sheet_of_work(content):
    """The demo with what the jobs would write: alerts, checks and a plan around today."""
    today = dt.date.today()
    leads, touches = content["Leads"].copy(), content["Touches"]
    live = leads.index[leads["Stage"].isin(["New", "Contacted", "Proposal", "Nurture"])]
    leads.loc[live[:6], "Alert"], leads.loc[live[6:9], "Alert"] = "Red", "Amber"
    leads.loc[live[:9], "Deadline"] = [pd.Timestamp(today) - pd.Timedelta(days=n) for n in range(9)]
    leads.loc[live[2:6], "Check"] = "Incomplete. Phone is missing."
    leads.loc[live[12], ["Name", "Company"]] = ["", "Harbor Bakery"]
    plan = frames.of(schema.PLAN, [
        {"Plan ID": f"P-{n}", "Date": today + dt.timedelta(days=n % 7 - 3), "Lead ID": leads["Lead ID"][n],
         "Name": leads["Name"][n], "Owner": leads["Owner"][n], "Channel": "Call",
         "Status": ("Planned", "Planned", "Done", "Skipped")[n % 4]} for n in range(60)])
    return {"Leads": leads, "Touches": touches, "Plan": plan}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory, config, sheet_of_work, soffice):
    path = tmp_path_factory.mktemp("work") / "work.xlsx"
    factory.create(path, config, sheet_of_work, today=dt.date.today())
    return openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)


def tiles(sheet) -> dict[str, object]:
    """Label -> number of the sheet's tiles (a label, the number below it)."""
    labels = [t[0] for t in (*today_sheet.NOW, *today_sheet.WEEK)]
    return {cell.value: sheet.cell(cell.row + 1, cell.column).value
            for row in sheet.iter_rows(max_row=10) for cell in row if cell.value in labels}


def rows_below(sheet, title: str, columns: int) -> list[tuple[object, ...]]:
    """The filled rows of the list that stands under ``title``."""
    start = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.value.startswith(title))
    found = []
    for row in range(start.row + 2, start.row + 20):
        cells = [sheet.cell(row, start.column + offset).value for offset in range(columns)]
        if cells[0] in (None, ""):
            break
        found.append(tuple(v for v in cells if v is not None))
    return found


def test_no_cell_of_any_sheet_is_an_error(recalculated):
    assert tuple(recalculated.sheetnames) == ORDER
    for sheet in recalculated:
        for row in sheet.iter_rows():
            for cell in row:
                assert not str(cell.value or "").startswith(ERRORS), f"{sheet.title}!{cell.coordinate}: {cell.value}"


def test_the_tiles_count_what_python_counts(recalculated, sheet_of_work, config):
    leads, touches, plan = (sheet_of_work[t] for t in ("Leads", "Touches", "Plan"))
    today = pd.Timestamp(dt.date.today())
    week = today - pd.Timedelta(days=today.weekday())
    live = leads["Stage"].isin([name for name, s in config.stages.items() if s.is_open])
    planned = plan[plan["Status"] == "Planned"]
    won = (leads["Stage"] == "Won") & (leads["Closed"] >= week)
    wanted = {
        "Overdue promises": (live & (leads["Promise"] < today)).sum(),
        "New, not spoken to": ((leads["Stage"] == "New") & leads["First Contact"].isna()).sum(),
        "Overdue touches": (planned["Date"] < today).sum(), "Due today": (planned["Date"] == today).sum(),
        "Stale (red)": 6, "Going stale (amber)": 3, "Incomplete": 4,
        "In the cracks": (live & ((leads["Owner"] == "") | leads["Next Date"].isna())).sum(),
        "Leads in": (leads["Received"] >= week).sum(), "First contacts": (leads["First Contact"] >= week).sum(),
        "Appointments": (leads["Appointment"] >= week).sum(), "Proposals": (leads["Proposal"] >= week).sum(),
        "Won": won.sum(), "Value won": leads["Value"][won].sum(), "Touches logged": (touches["When"] >= week).sum(),
        "Open leads": live.sum()}
    assert wanted["Overdue promises"] >= 0
    assert wanted["Open leads"] > 0
    assert {name: float(value) for name, value in tiles(recalculated["Today"]).items()} == {
        name: float(value) for name, value in wanted.items()}


def test_the_lists_show_the_right_rows_in_the_right_order(recalculated, sheet_of_work):
    sheet, leads, plan = recalculated["Today"], sheet_of_work["Leads"], sheet_of_work["Plan"]
    who = leads["Name"].where(leads["Name"] != "", leads["Company"])
    new = leads[(leads["Stage"] == "New") & leads["First Contact"].isna()].sort_values(
        "Received", ascending=False, kind="stable")
    shown = rows_below(sheet, "Call first", 8)
    assert {row[0] for row in shown} == set(who[new.index[:workings.LISTS["uncalled"][0]]])
    assert [row[-1] for row in shown] == sorted((row[-1] for row in shown), reverse=True)
    stale = leads[leads["Alert"] != ""].sort_values("Deadline", kind="stable")
    assert [row[0] for row in rows_below(sheet, "Going stale (longest", 8)] == list(who[stale.index])
    due = plan[(plan["Status"] == "Planned") & (plan["Date"] <= pd.Timestamp(dt.date.today()))]
    due = due.sort_values("Date", kind="stable").head(workings.LISTS["due"][0])
    assert [row[0] for row in rows_below(sheet, "Planned touches", 8)] == list(due["Name"])


def test_the_owners_block_counts_each_owners_leads(recalculated, sheet_of_work, config):
    leads, live = sheet_of_work["Leads"], sheet_of_work["Leads"]["Stage"].isin(
        ["New", "Contacted", "Appointment", "Proposal", "Nurture"])
    rows = rows_below(recalculated["Today"], "By owner", 8)
    assert [row[0] for row in rows] == list(config.owners)
    assert [row[-1] for row in rows] == [(live & (leads["Owner"] == owner)).sum() for owner in config.owners]


def test_the_empty_workbook_opens_without_an_error(tmp_path, soffice):
    path = tmp_path / "LeadBook.xlsm"
    path.write_bytes(factory.built())
    book = openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [c.coordinate for c in row if str(c.value or "").startswith(ERRORS)], sheet.title
    assert set(tiles(book["Today"]).values()) == {0}
    assert said_beside_the_title(book["Today"]) == today_sheet.FIRST_STEP


def said_beside_the_title(sheet) -> str:
    return sheet.cell(1, layout.RIGHT + 1).value or ""


@pytest.fixture(scope="module")
def unlisted(tmp_path_factory, soffice):
    """A book whose settings name no owner, spaced and quoted by hand; 20 new leads of two owners, one just typed."""
    path = tmp_path_factory.mktemp("own") / "own.xlsx"
    leads = frames.of(schema.LEADS, [
        {"Lead ID": f"L-{n}" if n else "", "Name": f"Lead {n:02}", "Stage": "New",
         "Owner": ("Jane Doe", "Al Roe")[n % 2], "Received": f"2021-01-{n + 1:02} 09:30"} for n in range(20)])
    factory.create(path, default_config(), {"Leads": leads}, today=dt.date.today())
    book = openpyxl.load_workbook(path)
    for row in book["Settings"].iter_rows(min_row=2):
        if row[0].value == "stages" and row[1].value == "New":
            row[2].value = "{kind :'open',  reaches: received}"
    book.save(path)
    return openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)["Today"]


def test_owners_that_no_setting_names_are_shown_with_their_leads(unlisted):
    assert [(row[0], row[1], row[-1]) for row in rows_below(unlisted, "By owner", 8)] == [
        ("Jane Doe", 10, 10), ("Al Roe", 10, 10)]


def test_an_open_stage_is_found_however_its_setting_is_spaced_and_quoted(unlisted):
    assert tiles(unlisted)["Open leads"] == 20


def test_a_list_that_is_cut_says_how_many_wait_and_a_date_says_its_year(unlisted):
    assert any(cell.value == "Call first: new, not spoken to yet (newest on top): 10 of 20"
               for row in unlisted.iter_rows() for cell in row)
    first = next(c for row in unlisted.iter_rows() for c in row if c.value == dt.datetime(2021, 1, 20, 9, 30))
    assert "yyyy" in first.number_format.lower()


def test_the_sheet_says_who_waits_for_a_refresh(unlisted, recalculated):
    assert said_beside_the_title(unlisted).startswith("1 new in Leads since the last refresh")
    assert said_beside_the_title(recalculated["Today"]) == ""


def test_every_sheet_prints_and_the_first_page_is_not_blank(demo_file: Path, soffice, tmp_path):
    pdf = soffice(demo_file, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    first_lines = {page.strip().splitlines()[0].split()[-1] for page in text.split("\f") if page.strip()}
    assert {"Today", "Leads", "Touches", "Funnel", "Lists", "Settings", "Help"} <= first_lines
    subprocess.run(["pdftoppm", "-png", "-r", "40", "-l", "1", str(pdf), str(tmp_path / "page")], check=True)
    assert next(tmp_path.glob("page*.png")).stat().st_size > 5_000
