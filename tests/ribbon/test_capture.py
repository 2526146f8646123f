"""Quick add and Import: people come in, nobody twice, the new row is selected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.ribbon.conftest import ANN, Team

LINE = "Dee Fox, (212) 555-0199, dee@example.com, met at the open house"
NASTY = "Zoë O'Neil \"Zo\" & Söhne, +49 171 5550100, likes 你好 \U0001f3e1 & 100%"


def selected(team: Team) -> tuple[str, int]:
    grid, areas = team.excel.selection or (None, [])
    return (grid.name if grid else ""), areas[0][0]


def test_a_line_becomes_a_lead_whose_row_is_selected(team: Team, user: Any) -> None:
    user("Jane Doe")
    said = team.press("quick_add", LINE)
    assert team.rows("Leads", "Name", "Phone", "Email", "How Met", "Source", "Owner", "Stage", "Received")[-1] == [
        "Dee Fox", "(212) 555-0199", "dee@example.com", "met at the open house", "Open house", "Jane Doe", "New",
        "2026-11-23 12:00:00"]
    assert said.startswith("Added Dee Fox (L-")
    assert selected(team) == ("Leads", 5)
    assert team.message == ""


def test_quotes_ampersands_umlauts_and_emoji_arrive(team: Team) -> None:
    team.press("quick_add", NASTY)
    assert team.rows("Leads", "Name", "Phone", "Notes")[-1] == [
        "Zoë O'Neil \"Zo\" & Söhne", "+49 171 5550100", "likes 你好 \U0001f3e1 & 100%"]


@pytest.mark.parametrize("line", ["=1+1, +1 212 555 0199", "@SUM(A1)", "-5, 212 555 0199"])
def test_a_line_is_never_a_formula(team: Team, line: str) -> None:
    team.press("quick_add", line)
    assert team.rows("Leads", "Name")[-1] == [line.split(",")[0]]
    assert not any(formula.startswith("=1") for formula in team.person.table("Leads")[0].formulas.values())


def test_who_is_there_is_said_and_selected_not_doubled(team: Team) -> None:
    said = team.press("quick_add", "ann lee")
    assert said.startswith("Ann Lee (L-AAAAAAAAA1) is there already, in row 2; nothing was added.")
    assert team.message.startswith("Ann Lee")
    assert len(team.rows("Leads", "Name")) == 3
    assert selected(team) == ("Leads", 2)


def test_a_double_click_adds_one(team: Team) -> None:
    team.press("quick_add", LINE)
    assert "is there already, in row 5" in team.press("quick_add", LINE)
    assert len(team.rows("Leads", "Name")) == 4


def test_a_line_without_a_name_is_refused(team: Team) -> None:
    before = team.everything()
    assert team.press("quick_add", "555 0100").startswith("There is no name in '555 0100'")
    assert team.everything() == before


def test_an_incomplete_lead_is_said_to_be_so(team: Team) -> None:
    assert "Incomplete. Phone is missing" in team.press("quick_add", "Dee Fox")
    assert team.rows("Leads", "Next Date", "Check")[-1][0] == "2026-11-24"


def test_undo_takes_the_new_lead_back(team: Team) -> None:
    team.press("validate")
    before = team.everything()
    team.press("quick_add", LINE)
    assert "Took back the quick add" in team.press("undo")
    assert team.everything() == before


def test_the_file_of_a_crm_comes_in_and_every_row_is_accounted_for(opened: Any, tmp_path: Path) -> None:
    names = [f"Person {n}" for n in range(500)]
    folder = tmp_path / "Jörg's files & more"
    folder.mkdir()
    file = folder / "contacts \"new\".csv"
    file.write_text("Name,Phone\n" + "".join(f"{n},+1 212 555 {i:04}\n" for i, n in enumerate(names)), "utf-8")
    team = opened(Leads=[])
    said = team.press("import_file", str(file))
    assert said == ("contacts \"new\".csv: 500 rows in the file = 500 new + 0 matched + 0 refused. "
                    "Press Refresh to check and plan them.")
    assert [name for (name,) in team.rows("Leads", "Name")] == names
    assert selected(team) == ("Leads", 2)
    again = team.press("import_file", str(file))
    assert again.endswith("= 0 new + 500 matched + 0 refused.")
    assert len(team.rows("Leads", "Name")) == 500


def test_refused_rows_and_differences_are_in_a_message(team: Team, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("Name,Phone,City\n,555,Newark\nAnn Lee,(212) 555-0142,Newark\nDee Fox,,\n", "utf-8")
    team.press("import_file", str(file))
    assert "Row 2 is left out: it has neither a name nor a company." in team.message
    assert team.rows("Leads", "Name", "City")[0] == ["Ann Lee", "Newark"]


def test_undo_takes_an_import_back(team: Team, tmp_path: Path) -> None:
    team.press("validate")
    before = team.everything()
    file = tmp_path / "c.csv"
    file.write_text("Name,City\nAnn Lee,Newark\nDee Fox,Newark\n", "utf-8")
    team.press("import_file", str(file))
    assert "Took back the import" in team.press("undo")
    assert team.everything() == before


@pytest.mark.parametrize("path", ["", "/nowhere/contacts.csv", "Macintosh HD:Users:jane:contacts.csv"])
def test_a_file_that_is_not_there_is_one_sentence(team: Team, path: str) -> None:
    said = team.press("import_file", path)
    assert said.startswith("No file was chosen." if not path else "There is no file ")
    assert ("/Volumes/Macintosh HD/Users/jane/contacts.csv" in said) == path.startswith("Mac")


def test_the_result_is_that_of_the_command_line(opened: Any, tmp_path: Path) -> None:
    from leadbook import jobs
    from leadbook.books.live import LiveBook
    from leadbook.books.memory import MemoryBook
    from leadbook.imports.reading import read
    from tests.ribbon.conftest import NOON

    file = tmp_path / "c.csv"
    file.write_text("Name,Phone,Notes\nDee Fox,(212) 555-0199,\"a, b\"\nGil Ho,,\n", "utf-8")
    team = opened(Leads=[ANN])
    memory, live = MemoryBook(), LiveBook(team.xw)
    memory._frames = {name: live.read(name) for name in memory._frames}
    jobs.run(memory, "import", NOON.date(), NOON, incoming=read(file))
    team.press("import_file", str(file))
    assert LiveBook(team.xw).read("Leads").equals(memory.read("Leads"))
