"""The Python that a click starts reaches the workbook that is open in LibreOffice, as an xw.Book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.host.conditional import WINDOWS
from tests.host.fixtures import Twin, opened
from tests.host.twin import twin

pytestmark = pytest.mark.libreoffice
BOOK = "import xlwings as xw; b = xw.Book.caller(); leads = b.sheets['Leads']; "


@pytest.fixture(scope="module")
def running(office: str, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twin]:
    """The twin whose RunPython starts Python."""
    folder = tmp_path_factory.mktemp("running")
    path = twin(built, folder / "twin.xlsm", folder, WINDOWS)
    with opened(office, path) as link:
        one = Twin(link, path, folder, office)
        one.start_python()
        yield one


def cell(one: Twin, sheet: str, row: int, column: int) -> object:
    return one.link.values(sheet=sheet, area=[row, column, 1, 1])[0][0]


def ran(one: Twin, command: str) -> list[str]:
    """Run a command in Python; what it put on the status bar."""
    returned = one.call("Run", command)
    assert returned == "0", (one.folder / "stderr.txt").read_text("utf-8")
    statuses: list[str] = one.python_said()["statuses"]
    return statuses


def test_python_writes_a_cell_of_the_open_workbook(running: Twin) -> None:
    assert ran(running, BOOK + "leads.range('B2').value = 'Dana'; b.app.status_bar = b.name") == ["twin.xlsm"]
    assert cell(running, "Leads", 2, 2) == "Dana"


def test_a_python_that_fails_says_so(running: Twin) -> None:
    assert running.call("Run", "raise SystemExit('not today')") == "-1"
    assert (running.folder / "stderr.txt").read_text("utf-8") == "not today\n"


def test_tables_types_and_the_selection_are_there(running: Twin) -> None:
    running.link.select(sheet="Leads", areas=[[3, 1, 2, 4], [7, 1, 1, 1]])
    seen = "; ".join([
        BOOK + "listed = leads.tables['Leads']; head = listed.header_row_range.value",
        "first = dict(zip(head, listed.data_body_range.value[0]))",
        "said = [listed.range.shape[0], b.app.selection.address, type(first['Received']).__name__]",
        "b.app.status_bar = repr([*said, first['Name'], first['Check'], b.sheets.active.name])"])
    assert ran(running, seen) == [repr([21, "$A$3:$D$4,$A$7", "datetime", "Dana", None, "Leads"])]


def test_what_is_entered_below_a_table_makes_it_grow(running: Twin) -> None:
    touches = "t = b.sheets['Touches'].tables['Touches']; last = t.range.last_cell.row; "
    assert ran(running, BOOK + touches + "b.sheets['Touches'].range((last + 1, 1)).value = 'T-NEW'; "
               "b.app.status_bar = str(t.range.last_cell.row - last)") == ["1"]
    area = next(sheet["tables"]["Touches"] for sheet in running.link.outline()["sheets"] if sheet["name"] == "Touches")
    assert cell(running, "Touches", area[0] + area[2] - 1, 1) == "T-NEW"


TYPED = [
    ("2026-02-01", "General", 46054), ("2026-02-01", "@", "2026-02-01"), ("00123", "@", "00123"),
    ("=1+1", "General", 2), ("=1+1", "@", "=1+1"), ("Müller 日本", "General", "Müller 日本"),
    (12.5, "General", 12.5), (None, "General", None),
    (dt.datetime(2026, 11, 23, 9, 30), "d mmm yyyy hh:mm", 46349 + 9.5 / 24)]


def test_values_are_typed_as_excel_types_them(running: Twin) -> None:
    put = [f"c = b.sheets['Lists'].range('Z{row}'); c.number_format = {form!r}; c.value = {typed!r}"
           for row, (typed, form, _) in enumerate(TYPED, 1)]
    ran(running, "; ".join([f"import datetime; {BOOK}b", *put]))
    found = [cell(running, "Lists", row, 26) for row in range(1, len(TYPED) + 1)]
    assert found == [pytest.approx(held) if isinstance(held, float) else held for _, _, held in TYPED]
