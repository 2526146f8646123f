"""Refresh, Validate, Stale, Plan, Funnel: the job on the open workbook, its sentence on the status bar."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ribbon.conftest import Team

SENTENCES = {
    "refresh": "3 leads checked: ", "validate": "3 leads checked: ", "stale": "1 lead is stale (red)",
    "plan": " added to the plan (sheet Plan).", "funnel": "The funnel of 3 leads is counted"}


@pytest.mark.parametrize("button", SENTENCES)
def test_a_job_runs_and_says_its_sentence(team: Team, button: str) -> None:
    assert SENTENCES[button] in team.press(button)


def test_refresh_fills_the_workbook(team: Team) -> None:
    team.press("refresh")
    assert all(lead.startswith("L-") for (lead,) in team.rows("Leads", "Lead ID"))
    assert team.rows("Leads", "Alert")[0] == ["Red"]
    assert len(team.rows("Plan", "Plan ID")) > 3
    assert team.rows("Checks", "Code")
    assert team.rows("FunnelWeekly", "Owner")


def test_refresh_twice_changes_nothing_and_says_so(team: Team) -> None:
    team.press("refresh")
    before = team.everything()
    assert team.message
    assert team.press("refresh").startswith("Nothing has changed since the last refresh.")
    assert team.everything() == before
    assert team.message == ""


def test_validate_shows_the_findings_by_kind(team: Team) -> None:
    team.press("validate")
    first, *lines, last = team.message.splitlines()
    assert first.startswith("3 leads checked: ")
    assert any("x " in line for line in lines)
    assert last == "The sheet Checks lists them all."


def test_plan_names_who_cannot_be_reached(opened: Any) -> None:
    team = opened(Leads=[{"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Stage": "New", "Received": "2026-11-20"}])
    team.press("plan")
    assert "Cannot be reached (no valid phone, e-mail or address): Ann Lee." in team.message


def test_the_status_bar_shows_the_phases(team: Team) -> None:
    team.press("refresh")
    phases = [text for text in team.excel.statuses if str(text).endswith(" ...")]
    assert phases[0] == "LeadBook: Refresh, prepare ..."
    assert "LeadBook: Refresh, writing ..." in phases


def test_a_cell_that_a_co_author_changed_meanwhile_is_left_and_said(team: Team) -> None:
    team.press("refresh")
    team.message  # noqa: B018
    team.person.types("Leads", 0, "Alert", "")
    team.excel.when("write", lambda: team.person.types("Leads", 0, "Alert", "mine"))
    team.excel.when("app.screen_updating", lambda: team.person.types("Leads", 0, "Alert", "mine"))
    team.press("stale")
    assert team.rows("Leads", "Alert")[0] == ["mine"]
    assert "1 cell left alone (somebody changed it meanwhile); the next run picks them up." in team.message


def test_excel_is_as_it_was(team: Team) -> None:
    before = {k: v for k, v in team.excel.state.items() if k != "status_bar"}
    team.press("refresh")
    assert {k: v for k, v in team.excel.state.items() if k != "status_bar"} == before
