"""New content for a whole table, and blocks of columns."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from leadbook.ooxml import Refusal, Workbook
from tests.ooxml.sheets import check_sound, grid, make, ours, part, shown

START = """
Code  | Since      | Note
LB101 | 2026-01-05 | a
LB102 | 2026-02-01 | b
LB103 | 2026-02-01 | c
"""


def replace(path: Path, columns: dict[str, list[Any]]) -> Path:
    with Workbook.open(path) as book:
        book.tables["Leads"].replace(columns)
        book.save()
    return path


@pytest.mark.parametrize(
    ("columns", "end"),
    [
        (
            {"Code": ["LB9"], "Since": [dt.date(2026, 4, 1)]},
            """
            Code | Since      | Note
            LB9  | 2026-04-01 |
            """,
        ),
        ({"Code": []}, "Code | Since | Note\n | | "),
        ({}, "Code | Since | Note\n | | "),
        (
            {"Note": list("vwxyz"), "Code": [1, 2, 3, 4, 5]},
            """
            Code | Since | Note
            1    |       | v
            2    |       | w
            3    |       | x
            4    |       | y
            5    |       | z
            """,
        ),
    ],
)
def test_the_table_holds_the_new_rows_and_nothing_else(tmp_path: Path, columns: Any, end: str) -> None:
    before = make(tmp_path / "before.xlsx", START)
    path = replace(make(tmp_path / "a.xlsx", START), columns)
    assert shown(path) == grid(end) == ours(path)
    check_sound(before, path, {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"})


def test_every_row_takes_the_styles_of_the_first(tmp_path: Path) -> None:
    path = replace(make(tmp_path / "a.xlsx", START), {"Since": [dt.date(2026, 1, day) for day in range(1, 9)]})
    sheet = openpyxl.load_workbook(path)["Leads"]
    assert {sheet[f"B{row}"].number_format for row in range(2, 10)} == {"yyyy-mm-dd"}


def test_ranges_follow_down_and_up(tmp_path: Path) -> None:
    def rules(book: Any, sheet: Any) -> None:
        sheet.conditional_format("C2:C4", {"type": "no_blanks", "format": book.add_format({"bold": True})})

    path = make(tmp_path / "a.xlsx", START, rules)
    for count in (7, 1, 3):
        replace(path, {"Note": ["x"] * count})
        assert f'<conditionalFormatting sqref="C2{f":C{count + 1}" if count > 1 else ""}">' in part(
            path, "xl/worksheets/sheet1.xml"
        )


def test_replacing_the_same_content_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    content = {"Code": ["a", "b"], "Note": [1.5, None]}
    path = replace(make(tmp_path / "a.xlsx", START), content)
    first = path.read_bytes()
    assert replace(path, content).read_bytes() == first


@pytest.mark.parametrize("cell", ["A9", "E3", "B70000"])
def test_a_table_that_is_not_the_last_thing_on_its_sheet_is_refused(tmp_path: Path, cell: str) -> None:
    path = make(tmp_path / "a.xlsx", START, lambda b, s: s.write(cell, "note"))
    with pytest.raises(Refusal, match=f"the cell {cell} beside or below the table"):
        replace(path, {"Code": ["x"]})


def test_formulas_of_people_are_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START, lambda b, s: s.write_formula("C3", "=1+1"))
    with pytest.raises(Refusal, match="its rows hold formulas"):
        replace(path, {"Code": ["x"]})


def test_appending_and_setting_after_replacing(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    with Workbook.open(path) as book:
        checks = book.tables["Leads"]
        checks.set("Note", {0: "lost"})
        checks.replace({"Code": ["x", "y"]})
        checks.append([{"Code": "z", "Note": "late"}])
        checks.set("Note", {0: "first"})
        assert checks.raw() == {"Code": ["x", "y", "z"], "Since": [None] * 3, "Note": ["first", None, "late"]}
        book.save()
    end = """
    Code | Since | Note
    x    |       | first
    y    |       |
    z    |       | late
    """
    assert shown(path) == grid(end)


def test_a_block_of_columns_larger_than_a_stretch(tmp_path: Path) -> None:
    count = 40_000
    columns = {
        "Code": [f"c{i} &" if i % 7 == 0 else None if i % 5 == 0 else f"c{i}" for i in range(count)],
        "Since": [46000 + i % 900 for i in range(count)],
        "Note": [i / 7 for i in range(count)],
    }
    path = make(tmp_path / "a.xlsx", START)
    with Workbook.open(path) as book:
        book.tables["Leads"].append_columns(columns)
        book.save()
    with Workbook.open(path) as book:
        assert {name: column[3:] for name, column in book.tables["Leads"].raw().items()} == columns
        assert book.tables["Leads"].nrows == count + 3
