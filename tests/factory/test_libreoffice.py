"""A spreadsheet program opens the workbook, recalculates it without an error value, and prints it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest

from leadbook import factory
from leadbook.factory.workbook import ORDER
from tests.factory.reading import ERRORS

pytestmark = pytest.mark.libreoffice


def no_error_in(book) -> None:
    assert tuple(book.sheetnames) == ORDER
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert not str(cell.value or "").startswith(ERRORS), f"{sheet.title}!{cell.coordinate}: {cell.value}"


def test_no_cell_of_any_sheet_is_an_error(recalculated):
    no_error_in(recalculated)


def test_the_empty_workbook_opens_without_an_error(tmp_path, soffice):
    path = tmp_path / "LeadBook.xlsm"
    path.write_bytes(factory.built())
    no_error_in(openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True))


def test_every_sheet_prints_and_the_first_page_is_not_blank(demo_file: Path, soffice, tmp_path):
    pdf = soffice(demo_file, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    first_lines = {page.strip().splitlines()[0].split()[-1] for page in text.split("\f") if page.strip()}
    assert set(ORDER) - {"Plan", "Checks", "Weekly", "Cohort", "Sources", "Speed"} <= first_lines
    subprocess.run(["pdftoppm", "-png", "-r", "40", "-l", "1", str(pdf), str(tmp_path / "page")], check=True)
    assert next(tmp_path.glob("page*.png")).stat().st_size > 5_000
