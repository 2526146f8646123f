"""The test Excel does what COM does."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from leadbook import frames
from leadbook.schema import TOUCHES
from tests.books.sheets import workbook
from tests.excel.com import ComError
from tests.excel.excel import Excel
from tests.excel.fixtures import excel, open_book, pressed, pressed_outside
from tests.excel.functions import call, windows

__all__ = ["excel"]


@pytest.fixture
def book(excel: Excel, tmp_path: Path) -> xw.Book:
    path = workbook(tmp_path / "Team.xlsx", {"Leads": [
        {"Lead ID": "L-1", "Name": "Ann", "Received": dt.datetime(2026, 11, 20, 9, 30), "Value": 350000}]})
    return open_book(path)


def test_numbers_are_floats_blanks_are_none_and_times_are_times(book: xw.Book) -> None:
    row = dict(zip(*book.sheets["Leads"].tables["Leads"].range.value, strict=True))
    assert (row["Name"], row["Value"], row["Phone"]) == ("Ann", 350000.0, None)
    assert type(row["Value"]) is float
    assert abs(row["Received"] - dt.datetime(2026, 11, 20, 9, 30)) < dt.timedelta(milliseconds=2)


@pytest.mark.parametrize(("typed", "held", "formula"), [
    ("2026-02-01", dt.datetime(2026, 2, 1), "46054"), ("00123", 123.0, "123"), ("=cmd", None, "=cmd"),
    ("+A1", None, "=+A1"), ("+1 212", "+1 212", "+1 212"), ("-5", -5.0, "-5"), ("'00123", "00123", "00123"),
    ("May 5", dt.datetime(2026, 5, 5), "46147"), ("true", True, "TRUE"), ("#N/A", None, "#N/A"),
    ("$5", Decimal(5), "5"), ("L-7K3QF9X2AB", "L-7K3QF9X2AB", "L-7K3QF9X2AB"), ("", None, "")])
def test_text_is_retyped_unless_the_cell_is_text(book: xw.Book, typed: str, held: Any, formula: str) -> None:
    cell = book.sheets["Leads"].range("B2")
    cell.value = typed
    assert (cell.value, cell.formula) == (held, formula)
    cell.number_format = "@"
    cell.value = typed
    assert cell.value == (typed or None)


def test_an_error_is_none_or_its_name(book: xw.Book) -> None:
    cell = book.sheets["Leads"].range("B2")
    cell.value = "#N/A"
    assert cell.value is None
    assert cell.options(err_to_str=True).value == "#N/A"


def test_a_table_grows_over_a_block_written_just_below_it(book: xw.Book, excel: Excel) -> None:
    sheet, table = book.sheets["Touches"], book.sheets["Touches"].tables["Touches"]
    assert table.range.address == "$A$1:$I$2"
    sheet.range("A3").value = [["T-1", None], ["T-2", None]]
    assert table.range.address == "$A$1:$I$4"
    excel.tables_grow = False
    sheet.range("A5").value = "T-3"
    assert table.range.address == "$A$1:$I$4"
    table.resize(sheet.range("A1:I5"))
    assert len(table.rows) == 4


def test_a_table_of_frames_is_a_table(excel: Excel) -> None:
    touches = frames.of(TOUCHES, [{"Touch ID": "T-1", "When": "2026-11-20 10:05"}])
    book = open_book({"Touches": touches})
    assert book.sheets["Touches"].tables["Touches"].data_body_range.value[0] == "T-1"
    assert [sheet.name for sheet in book.sheets][:3] == ["Leads", "Touches", "Plan"]


def test_a_busy_excel_rejects_calls(book: xw.Book, excel: Excel) -> None:
    xw._xlwindows.N_COM_ATTEMPTS = 3
    excel.busy(4)
    with pytest.raises(ComError):
        book.sheets["Leads"].range("A1").value  # noqa: B018
    assert book.sheets["Leads"].range("A1").value == "Lead ID"


def test_a_co_author_comes_in_before_the_first_write(book: xw.Book, excel: Excel) -> None:
    grid = book.impl.data.sheet("Leads")
    excel.when("write", lambda: grid.put((2, 2, 1, 1), "Anna"))
    cell = book.sheets["Leads"].range("C2")
    cell.value = "Co"
    assert book.sheets["Leads"].range("B2:C2").value == ["Anna", "Co"]


def test_a_write_fails_when_it_is_told_to(book: xw.Book, excel: Excel) -> None:
    excel.fail_write(2)
    book.sheets["Leads"].range("C2").value = "one"
    with pytest.raises(ComError):
        book.sheets["Leads"].range("C2").value = "two"
    assert book.sheets["Leads"].range("C2").value == "one"


def test_a_click_finds_its_book(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed(book, "import xlwings as xw; xw.Book.caller().sheets['Leads'].range('B2').value = 'Dana'", monkeypatch)
    assert book.sheets["Leads"].range("B2").value == "Dana"


def test_the_real_command_line(book: xw.Book, excel: Excel, tmp_path: Path) -> None:
    command = ("import xlwings as xw; b = xw.Book.caller(); b.app.status_bar = b.app.selection.address; "
               "b.sheets['Leads'].range('B2').value = 'Dana'")
    done, seen = pressed_outside(tmp_path / "Team.xlsx", command, {"selection": "Leads!A2:B2"})
    assert (done.returncode, done.stderr) == (0, "")
    assert seen["statuses"] == ["$A$2:$B$2"]
    assert open_book(tmp_path / "Team.xlsx").sheets["Leads"].range("B2").value == "Dana"


def test_the_real_path_of_a_worksheet_function(book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sums.py").write_text("import xlwings as xw\n@xw.func\n@xw.arg('x', ndim=2)\ndef total(x, plus=1.0):\n"
                                      "    return [[sum(map(sum, x)) + plus]]\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    sheet = book.sheets["Lists"]
    sheet.range("A10:A11").value = [[1], [2]]
    with windows("sums") as udfs:
        missing = -2147352572
        assert call(udfs, "sums", "total", sheet.range("A10:A11"), missing, caller=sheet.range("C1")) == [[4.0]]
