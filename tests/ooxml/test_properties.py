"""Random tables, random edits: what openpyxl, calamine and LeadBook read back is what a simple model says."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.table import Table as OpenpyxlTable

from leadbook.ooxml import Workbook
from tests.ooxml.sheets import calamine, ours, shown

PLAIN = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="_\ufffe\uffff")
TEXT = st.text(PLAIN, min_size=1, max_size=12) | st.sampled_from(["=1+1", "&lt;", "a\nb", "<c>", "]]>", " x "])
NUMBER = st.integers(-(10**14), 10**14) | st.floats(-1e12, 1e12, allow_nan=False).map(lambda x: round(x, 4) + 0.0)
VALUE = st.none() | TEXT | NUMBER | st.booleans()
NAMES = ["Name", "Näme 2", "C & <D>"]
ROW = st.lists(VALUE, min_size=3, max_size=3)
EDIT = st.one_of(
    st.tuples(st.just("set"), st.sampled_from(NAMES), st.dictionaries(st.integers(0, 30), VALUE, max_size=6)),
    st.tuples(st.just("append"), st.lists(ROW, min_size=1, max_size=4), st.none()),
    st.tuples(st.just("replace"), st.lists(ROW, max_size=4), st.none()),
)


def by_xlsxwriter(path: Path, rows: list[list[Any]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Leads")
    sheet.add_table(0, 0, len(rows), 2, {"name": "Leads", "columns": [{"header": name} for name in NAMES]})
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(r, c, value)
            elif value is not None:
                sheet.write(r, c, value)
    book.close()


def by_openpyxl(path: Path, rows: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Leads"
    for r, row in enumerate([NAMES, *rows], 1):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c, value)
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.add_table(OpenpyxlTable(displayName="Leads", ref=f"A1:C{len(rows) + 1}"))
    book.save(path)


def model(rows: list[list[Any]], edits: list[Any]) -> list[list[Any]]:
    """One blank row is an empty table; a blank row that somebody appended is a row."""
    rows, appended = [list(row) for row in rows], False
    for kind, what, cells in edits:
        if kind == "set":
            for index, value in cells.items():
                if index < len(rows):
                    rows[index][NAMES.index(what)] = value
        elif kind == "append":
            empty = len(rows) == 1 and rows[0] == [None] * 3 and not appended
            rows = ([] if empty else rows) + [list(row) for row in what]
            appended = appended or bool(what)
        else:
            rows, appended = [list(row) for row in what], True
    return rows


def apply(path: Path, edits: list[Any], rows: list[list[Any]]) -> None:
    with Workbook.open(path) as book:
        leads = book.tables["Leads"]
        for at, (kind, what, cells) in enumerate(edits):
            if kind == "set":
                now = len(model(rows, edits[:at]))
                leads.set(what, {index: value for index, value in cells.items() if index < now})
            elif kind == "append":
                leads.append([dict(zip(NAMES, row, strict=True)) for row in what])
            else:
                leads.replace({name: [row[c] for row in what] for c, name in enumerate(NAMES)})
        before_saving = [[row[name] for name in NAMES] for row in leads.rows]
        assert before_saving == model(rows, edits)
        book.save()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ROW, min_size=1, max_size=6), st.lists(EDIT, max_size=3), st.sampled_from([by_xlsxwriter, by_openpyxl]))
def test_random_edits_read_back_as_the_model_says(rows: list[list[Any]], edits: list[Any], write: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write(path, rows)
        apply(path, edits, rows)
        expected = model(rows, edits) or [[None] * 3]
        assert ours(path)[1:] == expected
        assert shown(path)[1:] == expected
        seen = [row + [None] * (3 - len(row)) for row in calamine(path)[1:]]
        seen += [[None] * 3] * (len(expected) - len(seen))
        assert seen == expected


@settings(max_examples=200, deadline=None)
@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31)), st.booleans())
def test_a_moment_survives_its_serial_number(moment: dt.datetime, date1904: bool) -> None:
    from leadbook.ooxml.dates import from_serial, to_serial

    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    if date1904:
        moment = moment.replace(year=max(moment.year, 1905))
    assert from_serial(to_serial(moment, date1904), date1904) == moment
