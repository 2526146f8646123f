"""Setting cells: values, styles, what stays and what is never written over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from leadbook.ooxml import Refusal, Workbook
from tests.ooxml.sheets import check_sound, grid, make, ours, part, repacked, shown

START = """
Name | Stage | When       | Amount
Ann  | New   | 2026-01-05 | 10
Bo   |       | 2026-02-01 | 2.5
Cy   | Won   |            | 30
"""


def test_only_the_cells_that_were_set_change(tmp_path: Path) -> None:
    book_path = make(tmp_path / "a.xlsx", START)
    before = make(tmp_path / "before.xlsx", START)
    with Workbook.open(book_path) as book:
        leads = book.tables["Leads"]
        leads.set("Stage", {0: "Won", 1: "Lost"})
        leads.set("When", {1: dt.date(2026, 3, 2), 0: None})
        leads.set("Amount", {2: True})
        book.save()
    end = """
    Name | Stage | When       | Amount
    Ann  | Won   |            | 10
    Bo   | Lost  | 2026-03-02 | 2.5
    Cy   | Won   |            | yes!
    """
    assert shown(book_path) == grid(end) == ours(book_path)
    check_sound(before, book_path, {"xl/worksheets/sheet1.xml"})


def test_what_was_set_reads_back_before_it_is_saved(tmp_path: Path) -> None:
    book = Workbook.open(make(tmp_path / "a.xlsx", START))
    leads = book.tables["leads"]
    leads.set("When", {2: dt.datetime(2026, 5, 1)})
    assert leads.rows[2] == {"Name": "Cy", "Stage": "Won", "When": dt.datetime(2026, 5, 1), "Amount": 30}
    assert leads.raw(["When"]) == {"When": [46027, 46054, 46143]}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd",
        "",
        "  two  ",
        "a\nb\tc",
        "a & <b>",
        "_x0041_",
        "\x01\x0b",
        "né 漢 😀",
        "]]>",
        "a\rb",
        "x" * 32767,
    ],
)
def test_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    path = make(tmp_path / "a.xlsx", START)
    with Workbook.open(path) as book:
        book.tables["Leads"].set("Name", {0: text})
        book.save()
    assert ours(path)[1][0] == text
    cell = openpyxl.load_workbook(path)["Leads"]["A2"]
    assert cell.data_type == "s" or not text


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (float("nan"), "NaN"),
        (float("inf"), "infinite"),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "time zone"),
        (dt.date(1850, 1, 1), "before 1900"),
        ("x" * 32768, "32,767"),
        ("\ud800", "surrogate"),
        (10**400, "too large"),
        ([1], "a list"),
        (object(), "object"),
    ],
)
def test_a_value_that_excel_cannot_hold_is_refused(tmp_path: Path, bad: Any, why: str) -> None:
    path = make(tmp_path / "a.xlsx", START)
    was = path.read_bytes()
    with Workbook.open(path) as book:
        with pytest.raises(Refusal, match=why) as caught:
            book.tables["Leads"].set("Name", {0: "fine", 1: bad})
        assert "table Leads, column Name, row 1" in str(caught.value)
        book.save()
    assert path.read_bytes() == was


def test_values_of_numpy_and_pandas(tmp_path: Path) -> None:
    np, pd = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    path = make(tmp_path / "a.xlsx", START)
    with Workbook.open(path) as book:
        leads = book.tables["Leads"]
        leads.set("Amount", {0: np.float64(1.5), 1: np.int64(7), 2: np.bool_(True)})
        leads.set("When", {0: pd.Timestamp("2026-06-01"), 1: np.datetime64("2026-06-02")})
        for missing in (pd.NaT, pd.NA, np.nan, np.float32("nan")):
            with pytest.raises(Refusal, match="cannot be written"):
                leads.set("When", {2: missing})
        book.save()
    end = """
    Name | Stage | When       | Amount
    Ann  | New   | 2026-06-01 | 1.5
    Bo   |       | 2026-06-02 | 7
    Cy   | Won   |            | yes!
    """
    assert shown(path) == grid(end)


def test_formulas_arrays_and_merged_cells_are_never_written_over(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_formula("D2", "=1+1")
        sheet.write_array_formula("B3:B4", "{=ROW(A1:A2)}")

    def merged(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells>'
        parts[name] = parts[name].replace(b"</sheetData>", merge)

    path = repacked(make(tmp_path / "a.xlsx", START, more), merged)
    leads = Workbook.open(path).tables["Leads"]
    for column, row, why in (
        ("Amount", 0, "D2 is a formula"),
        ("Stage", 1, "B3 is a formula"),
        ("Stage", 2, "B4 is part of an array formula"),
        ("Name", 2, "A4 is hidden inside the merged cells A3:A4"),
    ):
        with pytest.raises(Refusal, match=why):
            leads.set(column, {row: 1})


def test_rich_values_and_spills_are_never_written_over(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        parts[name] = parts[name].replace(b'<c r="D2">', b'<c r="D2" vm="1">')

    path = repacked(make(tmp_path / "a.xlsx", START), change)
    with pytest.raises(Refusal, match="rich value"):
        Workbook.open(path).tables["Leads"].set("Amount", {0: 1})


def test_names_that_do_not_exist_are_said_with_the_nearest(tmp_path: Path) -> None:
    book = Workbook.open(make(tmp_path / "a.xlsx", START))
    with pytest.raises(Refusal, match=r"a.xlsx: it has no table 'Leed'; did you mean Leads\?"):
        book.tables["Leed"]
    with pytest.raises(Refusal, match=r"no column 'Amonut'; did you mean Amount\?"):
        book.tables["Leads"].set("Amonut", {0: 1})
    with pytest.raises(Refusal, match="there is no row 3; its 3 rows count from 0"):
        book.tables["Leads"].set("Amount", {3: 1})
    assert "Leads" in book.tables
    assert book.tables.get("Nope") is None


def test_a_missing_cell_takes_the_style_of_its_row_or_column(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.set_column("B:B", 10, book.add_format({"bold": True}))
        sheet.set_row(3, None, book.add_format({"italic": True}))

    path = make(tmp_path / "a.xlsx", START.replace("Won", "   "), more)
    with Workbook.open(path) as book:
        book.tables["Leads"].set("Stage", {1: "x", 2: "y"})
        book.save()
    sheet = openpyxl.load_workbook(path)["Leads"]
    assert sheet["B3"].font.bold
    assert sheet["B4"].font.italic


def test_the_1904_epoch_is_honoured(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START, book={"date_1904": True})
    with Workbook.open(path) as book:
        assert book.date1904
        assert book.tables["Leads"].rows[0]["When"] == dt.datetime(2026, 1, 5)
        book.tables["Leads"].set("When", {0: dt.datetime(2026, 1, 6)})
        book.save()
    assert openpyxl.load_workbook(path)["Leads"]["C2"].value == dt.datetime(2026, 1, 6)


def test_excel_is_told_to_compute_anew_only_where_there_are_formulas(tmp_path: Path) -> None:
    def plain(parts: dict[str, bytes]) -> None:
        name = "xl/workbook.xml"
        parts[name] = parts[name].replace(b' fullCalcOnLoad="1"', b"")

    def no_calc(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b'<calcPr calcId="124519" fullCalcOnLoad="1"/>', b""
        )

    for formula, change, expected in (
        (False, plain, '<calcPr calcId="124519"/>'),
        (True, plain, '<calcPr fullCalcOnLoad="1" calcId="124519"/>'),
        (True, no_calc, '</sheets><calcPr fullCalcOnLoad="1"/>'),
    ):
        path = make(tmp_path / "a.xlsx", START, lambda b, s, f=formula: s.write_formula("Z1", "=1+1") if f else None)
        repacked(path, change)
        with Workbook.open(path) as book:
            book.tables["Leads"].set("Name", {0: "x"})
            book.save()
        assert expected in part(path, "xl/workbook.xml")
