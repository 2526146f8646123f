"""The button Sweep inbox, in a workbook that is open in Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leadbook.ribbon import sweeping
from tests.ribbon.conftest import ANN, excel, home, opened

__all__ = ["excel", "home", "opened"]
DANA = {"Name": "Dana", "Phone": "(212) 555-0100"}


def test_rows_of_the_sheet_become_leads_and_undo_takes_them_back(opened: Any) -> None:
    team = opened(Leads=[ANN], Inbox=[DANA, {"Phone": "1"}])
    assert team.press("sweep").startswith("Inbox: 1 new lead; 1 not taken over:")
    assert "Row 3: Not in Leads yet: it has neither a name nor a company" in team.message
    assert [name for name, *_ in team.rows("Leads", "Name")] == ["Ann Lee", "Dana"]
    assert team.rows("Inbox", "Name", "Reason")[0] == ["Dana", ""]
    team.press("undo")
    assert (team.rows("Leads", "Name"), team.rows("Inbox", "Lead ID")) == ([["Ann Lee"]], [[""], [""]])


def test_nothing_waits(opened: Any) -> None:
    team = opened(Leads=[ANN], Inbox=[])
    assert team.press("sweep") == "Nothing waits in the sheet Inbox."


def test_files_beside_the_workbook_come_too(opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("Name\nTom\n", encoding="utf-8")
    monkeypatch.setattr(sweeping, "_folder", lambda click: tmp_path)
    team = opened(Leads=[ANN], Inbox=[DANA])
    assert team.press("sweep") == ("Inbox: 2 new leads (1 file read). Press Refresh to check and plan them.")
    assert (tmp_path / "done" / "a.csv").is_file()
