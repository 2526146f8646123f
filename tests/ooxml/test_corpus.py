"""Workbooks that Excel made: every table edited with nothing else changed, or refused for a reason listed here."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from leadbook.ooxml import CellError, Refusal, Workbook
from leadbook.ooxml.opened import Opened
from leadbook.ooxml.table import Table
from tests.ooxml.sheets import check_sound, parts

FOLDER = os.environ.get("LEADBOOK_EXCEL_CORPUS")
REQUIRED = os.environ.get("LEADBOOK_REQUIRE_HOSTS") == "1"
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="LEADBOOK_EXCEL_CORPUS does not name the folder of workbooks that Excel made"
)
FILES = sorted(path for path in Path(FOLDER or ".").glob("*.xl[st]?") if FOLDER)

CELLS_BELOW = "under the table is not empty"
ADDRESSES = "is calculated with the cell address"
ANOTHER = "there is another table"
CF = "poi-test-data_spreadsheet_ConditionalFormattingSamples.xlsx"
WRITE = "xlwings-tests_test_engines_integration_write.xlsm"
REFUSED_APPENDS = {
    (CF, "Table2"): ADDRESSES,
    (CF, "Table5"): ADDRESSES,
    (CF, "Table4"): ADDRESSES,
    (CF, "Table38"): ADDRESSES,
    (CF, "Table6"): CELLS_BELOW,
    (CF, "Table69"): CELLS_BELOW,
    (CF, "Table610"): CELLS_BELOW,
    ("poi-test-data_spreadsheet_simple-monthly-budget.xlsx", "tblIncome"): "there is a merged cell",
    (WRITE, "expected1"): ANOTHER,
    (WRITE, "expected2"): ANOTHER,
}
SIGNED = {"poi-test-data_xmldsign_ms-office-2010-signed.xlsx"}


@dataclass
class Edited:
    """One file with every table edited that may be: the copy, what was edited, what was refused and why."""

    path: Path
    out: Path
    tables: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)


def _set_one(table: Table) -> None:
    """Set the first cell that holds a plain value; tables of nothing but formulas keep theirs."""
    for column in table.columns:
        try:
            table.set(column, {0: "set by LeadBook"})
        except Refusal:
            continue
        return


def _edit(table: Table) -> None:
    if table.nrows:
        _set_one(table)
    column = next(c for at, c in enumerate(table.columns) if at not in table.definition.calculated)
    table.append([{column: f"appended to {table.name}"}, {column: 2.5}])


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> list[Edited]:
    """Every workbook with tables: one cell set and two rows appended in each table, saved once."""
    folder = tmp_path_factory.mktemp("corpus")
    results = []
    for path in FILES:
        result = Edited(path, folder / path.name)
        with Workbook.open(path) as book:
            for table in book.tables.values():
                try:
                    _edit(table)
                except Refusal as refusal:
                    result.refused[path.name, table.name] = str(refusal)
                else:
                    result.tables.append(table.name)
                result.touched |= {table.part.part, table.definition.part}
            if result.tables:
                book.save(result.out)
                results.append(result)
    return results


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_saving_without_an_edit_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    out = tmp_path / path.name
    with Workbook.open(path) as book:
        for table in book.tables.values():
            table.raw()
        book.save(out)
    assert out.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_tables_read_as_openpyxl_reads_them(path: Path) -> None:
    tables = Workbook.open(path).tables.values()
    if not tables:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = openpyxl.load_workbook(path, data_only=True)
    for table in tables:
        sheet, area = other[table.part.name], table.definition.area
        for index, row in enumerate(table.rows):
            for at, name in enumerate(table.columns):
                expected = sheet.cell(table.definition.first + index, area.left + at).value
                found = row[name].code if isinstance(row[name], CellError) else row[name]
                assert found == expected or (found == "" and expected is None), (table.name, index, name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_readers_agree_on_every_sheet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Opened(Workbook.open(path)._opened.package)
    for part in opened.parts.sheets:
        found = []
        for small in (0, 1 << 40):
            monkeypatch.setattr("leadbook.ooxml.opened._SMALL", small)
            found.append(opened.columns(part, 1, 300, list(range(1, 40)), True))
        assert repr(found[0]) == repr(found[1]), part.name


def test_the_refusals_are_those_listed(edited: list[Edited]) -> None:
    refused = {key: why for result in edited for key, why in result.refused.items()}
    assert set(refused) == set(REFUSED_APPENDS)
    for key, reason in REFUSED_APPENDS.items():
        assert reason in refused[key]


def test_everything_else_is_byte_for_byte_as_it_was(edited: list[Edited]) -> None:
    assert sum(len(result.tables) for result in edited) >= 29
    chain = {"xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    for result in edited:
        allowed = result.touched | {"xl/workbook.xml"}
        check_sound(result.path, result.out, allowed | (chain - set(parts(result.out)) and chain))


def _values(rows: Any) -> set[Any]:
    return {cell for row in rows for cell in row}


def test_openpyxl_and_calamine_read_the_new_values(edited: list[Edited]) -> None:
    for result in edited:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = openpyxl.load_workbook(result.out)
        third = CalamineWorkbook.from_path(str(result.out))
        book = Workbook.open(result.out)
        for name in result.tables:
            table, new = book.tables[name], f"appended to {name}"
            sheet = other[table.part.name]
            assert sheet.tables[name].ref == str(table.area)
            assert new in _values(sheet.iter_rows(values_only=True))
            assert new in _values(third.get_sheet_by_name(table.part.name).to_python())
            assert new in table.rows[-2].values()
            assert 2.5 in table.raw()[next(c for c in table.columns if new in table.raw()[c])][-1:]


def test_a_signed_workbook_is_not_edited() -> None:
    signed = {path.name for path in FILES if any("_xmlsignatures/" in n for n in zipfile.ZipFile(path).namelist())}
    assert signed == SIGNED


@pytest.mark.libreoffice
def test_libreoffice_opens_every_edited_workbook(edited: list[Edited], tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if REQUIRED:
            pytest.fail("LEADBOOK_REQUIRE_HOSTS=1, but soffice (LibreOffice) is not installed")
        pytest.skip("soffice (LibreOffice) is not installed")
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "ods", "--outdir", str(tmp_path), *(str(result.out) for result in edited)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for result in edited:
        content = zipfile.ZipFile(tmp_path / f"{result.out.stem}.ods").read("content.xml").decode()
        assert all(f"appended to {name}" in content for name in result.tables), result.path.name
