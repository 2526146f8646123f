"""A workbook that was made before there was a History: every job works, doctor says it once, account says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from leadbook import config
from leadbook.cli import leadbook
from leadbook.schema import YOUNG
from tests.account.conftest import ROWS, Run, by_hand, deleted
from tests.books.sheets import workbook


@pytest.fixture
def old(tmp_path: Path) -> Path:
    settings = [{"Section": s, "Name": n, "Value": v} for s, n, v in config.to_rows(config.default_config())]
    rows = [{**row, "Received": None} for row in ROWS]
    return workbook(tmp_path / "Old.xlsx", {"Leads": rows, "Settings": settings}, names={name: [] for name in YOUNG})


def test_an_old_workbook_works(run: Run, old: Path) -> None:
    said = run("refresh", old, "--today", "2026-11-23", "--json")
    assert said["history"] == {"kept": False, "noticed": 0, "fresh": False, "damaged": False}
    assert "History" not in said["changed"]
    account = run("account", old, "--today", "2026-11-23", "--json")
    assert (account["totals"]["received"], account["since"], len(account["advice"])) == (6, "", 1)
    assert run("undo", old, "--today", "2026-11-23").startswith("Took back the refresh")
    refused = CliRunner().invoke(leadbook, ["restore", str(old)])
    assert (refused.exit_code, "keeps a history" in refused.stderr or "kept a history" in refused.stderr) == (2, True)
    lines = [line for line in CliRunner().invoke(leadbook, ["doctor", str(old)]).stdout.splitlines()
             if "history" in line and old.name in line]
    assert len(lines) == 1
    assert lines[0].startswith("warn")


def test_a_workbook_without_the_sheet_account_only_lacks_the_sheet(run: Run, tmp_path: Path) -> None:
    settings = [{"Section": s, "Name": n, "Value": v} for s, n, v in config.to_rows(config.default_config())]
    rows = [{**row, "Received": None} for row in ROWS]
    book = workbook(tmp_path / "Team.xlsx", {"Leads": rows, "Settings": settings}, names={"Account": []})
    assert "Account" not in run("refresh", book, "--today", "2026-11-23", "--json")["changed"]
    by_hand(book, deleted(1))
    assert run("account", book, "--today", "2026-11-24", "--let-go", "Bob Ray").startswith("Let go: Bob Ray.")
    totals = run("account", book, "--today", "2026-11-24", "--json")["totals"]
    assert (totals["received"], totals["let_go"], totals["residual"]) == (6, 1, 0)
