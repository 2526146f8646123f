"""Whole columns at once give the same parts as cell by cell."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook.ooxml import Refusal, Workbook, edit

ROWS = 400


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 400 rows with gaps: missing cells, blank styled ones, texts, numbers, a column that has a style."""
    made = tmp_path_factory.mktemp("bulk") / "a.xlsx"
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet.set_column(3, 3, 12, day)
        sheet.add_table(0, 0, ROWS, 5, {"name": "T", "columns": [{"header": name} for name in "ABCDEF"]})
        for row in range(1, ROWS + 1):
            if row % 40 == 3:
                sheet.set_row(row, 20, bold)
            if row % 3:
                sheet.write(row, 0, f"name & {row}")
            if row % 4 == 1:
                sheet.write_blank(row, 1, None, bold)
            if row % 5:
                sheet.write_number(row, 3, 45000 + row, day)
            if row % 7 == 0:
                sheet.write_string(row, 5, "<f> vm=1")
    return made


def saved(path: Path, many: int, sets: list[tuple[str, dict[int, Any]]], rows: int = 0) -> dict[str, bytes]:
    """The parts after ``sets`` and ``rows`` appended, columns of ``many`` cells and more written in bulk."""
    before, edit._MANY = edit._MANY, many
    try:
        with Workbook.open(path) as book:
            for column, cells in sets:
                book.tables["T"].set(column, cells)
            book.tables["T"].append([{"A": "new"}] * rows)
            temp = book.write_temp()
    finally:
        edit._MANY = before
    with zipfile.ZipFile(temp) as parts:
        out = {name: parts.read(name) for name in parts.namelist()}
    temp.unlink()
    return out


TEXTS = st.text(max_size=5).filter(str.isprintable)
VALUES = st.one_of(st.none(), TEXTS, st.integers(-9, 10**6), st.just(0.5))
CELLS = st.dictionaries(st.integers(0, ROWS - 1), VALUES, min_size=1, max_size=60)
SETS = st.lists(st.tuples(st.sampled_from("ABCDEF"), CELLS), min_size=1, max_size=5)


@given(sets=SETS, rows=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_in_bulk_and_one_by_one_give_the_same_parts(
        path: Path, sets: list[tuple[str, dict[int, Any]]], rows: int) -> None:
    one_by_one = saved(path, 10**9, sets, rows)
    assert saved(path, 1, sets, rows) == one_by_one
    assert saved(path, 30, sets, rows) == one_by_one


def test_a_whole_column_in_each_place(path: Path) -> None:
    sets = [(name, {row: f"{name} {row}" for row in range(ROWS)}) for name in "ABCDEF"]
    assert saved(path, 1, sets) == saved(path, 10**9, sets)


def test_clearing_what_was_just_put_in_bulk(path: Path) -> None:
    sets = [("C", dict.fromkeys(range(ROWS), "x")), ("C", dict.fromkeys(range(0, ROWS, 2)))]
    assert saved(path, 1, sets) == saved(path, 10**9, sets)


@pytest.mark.parametrize("read", [False, True])
def test_a_formula_among_the_rows_is_never_written_over(tmp_path: Path, read: bool) -> None:
    many, made = 2_000, tmp_path / "f.xlsx"                     # so large a sheet is read with numpy
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.add_table(0, 0, many, 1, {"name": "T", "columns": [{"header": "A"}, {"header": "B"}]})
        for row in range(1, many + 1):
            sheet.write_number(row, 0, row)
        sheet.write_formula(300, 1, "=1+1", None, 2)
    with Workbook.open(made) as book:
        if read:                                                # then it is known whether there is one
            assert book.tables["T"].raw()["B"][299] == 2
        book.tables["T"].set("A", dict.fromkeys(range(many), "x"))
        with pytest.raises(Refusal, match="a formula"):
            book.tables["T"].set("B", dict.fromkeys(range(many), "x"))
