"""Undo and Undo log: the workbook is as it was, but for what somebody changed since."""

from __future__ import annotations

import os
from typing import Any

import pytest

from leadbook.books.live import patience
from leadbook.books.undo.journal import Journal
from tests.ribbon.conftest import ANN, Team

JUST_NOW = "has just been taken back; click again to take back"


def a_minute_later(journal: Journal) -> None:
    for entry in journal.entries():
        os.utime(entry.path, (entry.since.timestamp() - 60,) * 2)


@pytest.mark.parametrize("button", ["refresh", "validate", "stale", "plan", "funnel"])
def test_undo_puts_back_exactly_what_a_job_wrote(team: Team, button: str) -> None:
    before = team.everything()
    team.press(button)
    assert team.everything() != before
    assert team.press("undo").startswith(f"Took back the {button} of 23 Nov 12:00")
    assert team.everything() == before


def test_undo_takes_back_a_log_with_its_tick(team: Team, journal: Journal) -> None:
    team.press("plan")
    before = team.everything()
    team.select("Leads", "B2:B4")
    team.press("log_touch", "Call|Spoke")
    assert ["Done"] in team.rows("Plan", "Status")
    assert "3 rows are blank again" in team.press("undo_log")
    assert team.everything() == before


def test_the_next_touches_take_the_place_of_those_taken_back(team: Team, journal: Journal) -> None:
    team.select("Leads", "B2:B4")
    team.press("log_touch", "Call|Spoke")
    size = team.person.table("Touches")[1].area
    team.press("undo_log")
    a_minute_later(journal)
    team.press("log_touch", "Text|Sent")
    assert team.person.table("Touches")[1].area == size
    assert team.rows("Touches", "Outcome") == [["Sent"]] * 3


def test_undo_leaves_what_somebody_changed_since_and_names_it(team: Team) -> None:
    before = team.everything()
    team.press("refresh")
    team.message  # noqa: B018
    team.person.types("Leads", 0, "Next Touch", 50000.0)
    said = team.press("undo")
    after = team.everything()
    assert "1 place was left as it is: Leads, Ann Lee, column Next Touch (somebody changed it since)." in team.message
    assert said.startswith("Took back the refresh of 23 Nov 12:00")
    assert after["Leads"][0].pop("Next Touch").startswith("2036-11-21")
    assert after == before


def test_undo_takes_back_run_after_run(team: Team, journal: Journal) -> None:
    states = []
    for button in ("validate", "plan", "stale"):
        states.append(team.everything())
        team.press(button)
    while states:
        team.press("undo")
        assert team.everything() == states.pop()
        a_minute_later(journal)
    assert team.press("undo").startswith("There is nothing to take back: no run of yours stands in")


def test_a_double_click_takes_back_one_run(team: Team, journal: Journal) -> None:
    team.press("validate")
    after = team.everything()
    team.press("plan")
    team.press("undo")
    assert team.press("undo") == f"The plan {JUST_NOW} the run before it."
    assert team.everything() == after
    a_minute_later(journal)
    team.press("undo")
    assert team.everything() != after


def test_undo_log_passes_over_other_runs(team: Team) -> None:
    team.select("Leads", "B2")
    team.press("log_touch", "Call|Spoke")
    team.press("validate")
    checked = team.rows("Leads", "Check")
    assert team.press("undo_log").startswith("Took back the log of 23 Nov 12:00")
    assert team.rows("Touches", "Name") == []
    assert team.rows("Leads", "Check") == checked
    assert team.press("undo_log") == f"The log {JUST_NOW} the log before it."


def test_a_co_author_who_comes_in_between_is_left_and_named(team: Team) -> None:
    team.press("validate")
    team.message  # noqa: B018
    team.excel.when("app.screen_updating", lambda: team.person.types("Leads", 0, "Check", "mine"))
    team.press("undo")
    assert team.rows("Leads", "Check")[0] == ["mine"]
    assert "Leads, Ann Lee, column Check (somebody changed it meanwhile)" in team.message


def test_another_users_runs_are_not_ours(team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    team.press("validate")
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "of somebody else"))
    assert team.press("undo").startswith("There is nothing to take back")


def test_a_write_that_fails_half_way_can_still_be_undone(opened: Any, journal: Journal, capsys: Any,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel stopped answering in the middle, and would not take back either."""
    monkeypatch.setattr(patience, "PAUSE", 1.0)
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: None)
    team = opened(Leads=[ANN])
    before = team.everything()
    team.excel.when("range.value =", lambda: team.excel.busy(10 ** 9), 2)
    team.press("refresh")
    assert "not all of what was written could be taken back" in capsys.readouterr().err     # Excel shows nothing now
    team.excel.busy(0)
    assert journal.entries()[0].state == "begun"
    assert team.everything() != before
    team.press("undo")
    assert team.everything() == before
