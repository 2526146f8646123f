"""The Today sheet, recalculated by LibreOffice, against the same rules in pandas."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pandas as pd
import pytest

from leadbook import factory, frames, schema
from leadbook.config import default_config
from leadbook.factory import layout, today_lists, today_sheet, workings
from tests.factory.reading import heading, rows_below, tiles, waiting

pytestmark = pytest.mark.libreoffice
LABELS = {t[0] for t in (*today_sheet.NOW, *today_sheet.WEEK)}
TITLES = {"promises": "Promises to keep: gone", "uncalled": "Call first", "actions": "Next actions: over",
          "due": "Planned touches: over", "stale": "Going stale (longest"}
SHOWN = dict(today_sheet.LISTS) | {"stale": today_sheet.STALE}
TODAY = dt.date.today()


def test_the_tiles_count_what_python_counts(recalculated, sheet_of_work, config):
    leads, touches, plan = (sheet_of_work[t] for t in ("Leads", "Touches", "Plan"))
    today, lists = pd.Timestamp(TODAY), waiting(sheet_of_work, config, TODAY)
    week = today - pd.Timedelta(days=today.weekday())
    live = leads["Stage"].isin([name for name, s in config.stages.items() if s.is_open])
    planned = plan[plan["Status"] == "Planned"]
    won = (leads["Stage"] == "Won") & (leads["Closed"] >= week)
    wanted = {
        "Promises to keep": len(lists["promises"]), "New, not spoken to": len(lists["uncalled"]),
        "Next actions": len(lists["actions"]),
        "Overdue touches": (planned["Date"] < today).sum(), "Touches today": (planned["Date"] == today).sum(),
        "Stale (red)": 6, "Incomplete": 4,
        "In the cracks": (live & ((leads["Owner"] == "") | leads["Next Date"].isna())).sum(),
        "Leads in this week": (leads["Received"] >= week).sum(),
        "First contacts": (leads["First Contact"] >= week).sum(),
        "Appointments": (leads["Appointment"] >= week).sum(), "Proposals": (leads["Proposal"] >= week).sum(),
        "Won": won.sum(), "Value won": leads["Value"][won].sum(), "Touches logged": (touches["When"] >= week).sum(),
        "Open leads": live.sum()}
    assert wanted["Promises to keep"] >= 5
    assert wanted["Open leads"] > 0
    assert {name: float(value) for name, value in tiles(recalculated["Today"], LABELS).items()} == {
        name: float(value) for name, value in wanted.items()}


def test_beside_this_week_stands_the_last_one(recalculated, sheet_of_work):
    sheet, leads = recalculated["Today"], sheet_of_work["Leads"]
    week = pd.Timestamp(TODAY) - pd.Timedelta(days=TODAY.weekday())
    before = leads["Received"].between(week - pd.Timedelta(days=7), week, inclusive="left").sum()
    label = next(c for row in sheet.iter_rows(max_row=12) for c in row if c.value == "Leads in this week")
    assert sheet.cell(label.row + 2, label.column).value == f"last week: {before}"


@pytest.mark.parametrize("name", TITLES)
def test_a_list_shows_the_right_rows_in_the_right_order(recalculated, sheet_of_work, config, name):
    wanted = waiting(sheet_of_work, config, TODAY)[name]
    shown = rows_below(recalculated["Today"], TITLES[name])
    assert len(wanted) > 2
    assert [row[0] for row in shown] == list(wanted["Who"][:SHOWN[name]])
    more = f": {SHOWN[name]} of {len(wanted)}" if len(wanted) > SHOWN[name] else ""
    assert heading(recalculated["Today"], TITLES[name]) == today_lists.ABOUT[name][0] + more


def test_a_planned_touch_is_shown_with_its_leads_phone(recalculated, sheet_of_work, config):
    due, leads = waiting(sheet_of_work, config, TODAY)["due"], sheet_of_work["Leads"].set_index("Lead ID")
    for row, lead in zip(rows_below(recalculated["Today"], TITLES["due"]), due["Lead ID"], strict=False):
        phone = leads["Phone"][lead]
        assert (row[2] == phone) if phone else (phone not in row[1:])


def test_a_row_an_owner_counts_as_python_does(recalculated, sheet_of_work, config):
    leads, lists = sheet_of_work["Leads"], waiting(sheet_of_work, config, TODAY)
    live = leads["Stage"].isin([name for name, stage in config.stages.items() if stage.is_open])
    rows = rows_below(recalculated["Today"], "By owner")
    assert [row[0] for row in rows] == [*config.owners, workings.UNOWNED]
    for name, *counts in rows:
        owner = "" if name == workings.UNOWNED else name
        stale = leads["Alert"].eq("Red")
        assert counts == [
            *((lists[which]["Owner"] == owner).sum() for which in ("promises", "uncalled", "actions", "due")),
            (stale & (leads["Owner"] == owner)).sum(), (live & (leads["Owner"] == owner)).sum()]


def test_the_load_of_the_month_is_counted_day_by_day(recalculated, sheet_of_work, config):
    sheet, touches, plan = recalculated["Today"], sheet_of_work["Touches"], sheet_of_work["Plan"]
    start = next(c for row in sheet.iter_rows(max_row=1) for c in row if c.value == "month: day")
    broadcasts = [name for name, channel in config.channels.items() if not channel.personal]
    logged = touches[~touches["Channel"].isin(broadcasts)]["When"].dt.date.value_counts()
    planned = plan[plan["Status"] == "Planned"]["Date"].dt.date.value_counts()
    assert len(logged) > 0
    for row in range(2, 2 + workings.DAYS):
        day, *counts = (sheet.cell(row, start.column + offset).value for offset in range(3))
        that = TODAY.replace(day=1) + dt.timedelta(days=row - 2)
        if that.month == TODAY.month:
            assert day == dt.datetime.combine(that, dt.time())      # LibreOffice gives a sum of dates their format
            assert counts == [logged.get(that, 0), planned.get(that, 0)]
        else:
            assert (day or "", counts) == ("", [0, 0])


@pytest.fixture(scope="module")
def unlisted(tmp_path_factory, soffice):
    """A book whose settings name no owner, spaced and quoted by hand; 20 new leads of two owners, one just typed;
    one id twice, a damaged cell, three received at the same moment."""
    path = tmp_path_factory.mktemp("own") / "own.xlsx"
    leads = frames.of(schema.LEADS, [
        {"Lead ID": f"L-{n}" if n else "", "Name": f"Lead {n:02}", "Stage": "New", "Phone": f"555-01{n:02}",
         "Owner": ("Jane Doe", "Al Roe")[n % 2], "Received": f"2021-01-{min(n, 17) + 1:02} 09:30"} for n in range(20)])
    leads.loc[5, "Lead ID"] = "L-4"
    plan = frames.of(schema.PLAN, [{"Plan ID": "P-1", "Date": TODAY, "Lead ID": "L-4", "Name": "Lead 04",
                                    "Channel": "Call", "Owner": "Al Roe", "Status": "Planned"}])
    factory.create(path, default_config(), {"Leads": leads, "Plan": plan}, today=TODAY)
    book = openpyxl.load_workbook(path)
    for row in book["Settings"].iter_rows(min_row=2):
        if row[0].value == "stages" and row[1].value == "New":
            row[2].value = "{kind :'open',  reaches: received}"
    for column in ("Promise", "Next Date", "Deadline", "First Contact"):
        book["Leads"].cell(3, schema.LEADS.names.index(column) + 1).value = "=1/0"
    book.save(path)
    return openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)


def test_owners_that_no_setting_names_are_shown_with_their_leads(unlisted):
    rows = rows_below(unlisted["Today"], "By owner")
    assert [(row[0], row[2], row[-1]) for row in rows] == [("Jane Doe", 10, 10), ("Al Roe", 9, 10)]


def test_an_open_stage_is_found_however_its_setting_is_spaced_and_quoted(unlisted):
    assert tiles(unlisted["Today"], LABELS)["Open leads"] == 20


def test_a_damaged_cell_takes_its_own_row_off_a_list_and_no_other(unlisted):
    assert heading(unlisted["Today"], "Call first").endswith(": 7 of 19")
    assert rows_below(unlisted["Today"], TITLES["promises"]) == [("Nobody waits here.",)]


def test_leads_of_one_moment_stand_in_a_fixed_order(unlisted):
    assert [row[0] for row in rows_below(unlisted["Today"], "Call first")] == [
        "Lead 19", "Lead 18", "Lead 17", "Lead 16", "Lead 15", "Lead 14", "Lead 13"]


def test_of_two_leads_with_one_id_the_first_gives_the_phone(unlisted):
    ((name, how, phone, *_),) = rows_below(unlisted["Today"], TITLES["due"])
    assert (name, how, phone) == ("Lead 04", "Call", "555-0104")


def test_a_date_says_its_year(unlisted):
    first = next(c for row in unlisted["Today"].iter_rows() for c in row if c.value == dt.datetime(2021, 1, 18, 9, 30))
    assert "yyyy" in first.number_format.lower()


def said_beside_the_title(sheet) -> str:
    return sheet.cell(1, layout.RIGHT + 1).value or ""


def test_the_sheet_says_who_waits_for_a_refresh(unlisted, recalculated):
    assert said_beside_the_title(unlisted["Today"]).startswith("1 new in Leads since the last refresh")
    assert said_beside_the_title(recalculated["Today"]) == ""


def test_the_empty_workbook_says_where_to_begin(tmp_path, soffice):
    path = tmp_path / "LeadBook.xlsm"
    path.write_bytes(factory.built())
    book = openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)
    assert set(tiles(book["Today"], LABELS).values()) == {0}
    assert said_beside_the_title(book["Today"]) == today_sheet.FIRST_STEP
    assert rows_below(book["Today"], "By owner") == []
    assert heading(book["Owners"], "No lead has an owner yet")
