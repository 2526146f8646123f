"""A workbook with LeadBook's tables and native names, and nothing else, worked out by IronCalc.

IronCalc reads the names as the file stores them, structured references included, and puts the tables' ranges in their
place. It makes a column of one row a cell, which INDEX and XMATCH then refuse; so here, in the file and for tables of
one row, Leads[Name] is written as the range it is, Leads!$B$2:$B$2. Nothing else is changed. ``lb_Today`` is a cell
with a fixed day; in LeadBook.xlsm that cell holds TODAY().
"""

import datetime as dt
import io
import re
import tempfile
import zipfile
from pathlib import Path

import ironcalc
import xlsxwriter

from leadbook import frames
from leadbook.factory import places, settings_rows, tables
from leadbook.factory.native import names
from leadbook.factory.palette import Palette
from leadbook.rules.lists import lists
from leadbook.schema import TABLES

TABLES_USED = ("Leads", "Touches", "Plan", "Settings", "Lists")
EPOCH = dt.datetime(1899, 12, 30)
GAP = 60  # rows between two formulas


def built(sheets, config, today, damage=()):
    """The bytes of the workbook; ``sheets``: typed frames by table name, without an entry = no rows.

    ``damage``: (table, row of the table, column, formula, number or text) for cells that no typed frame holds.
    """
    content = {"Settings": settings_rows.rows(config, "book"), "Lists": lists(config)} | sheets
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    palette = Palette(book, config.business.currency)
    for name in TABLES_USED:
        table = TABLES[name]
        page = book.add_worksheet(table.sheet)
        tables.add(page, table, content.get(name, frames.of(table)), palette)
        for where, row, column, cell in damage:
            if where == name:
                page.write(row + 1, table.names.index(column), cell)
    book.add_worksheet("Today").write_number(0, 0, (today - EPOCH.date()).days)
    book.define_name("lb_Today", "=Today!$A$1")
    names.add(book)
    book.add_worksheet("Answers")
    book.close()
    return _single_rows_as_ranges(raw.getvalue(), [name for name in TABLES_USED if len(content.get(name, ())) < 2])


def _single_rows_as_ranges(workbook, short):
    def reference(match):
        table = TABLES[match[1]]
        column = places.of(table, match[2])
        return f"{table.sheet}!${column}$2:${column}$2"

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml" and short:
                text = re.sub(rf"\b({'|'.join(short)})\[([^]]+)\]", reference, text.decode()).encode()
            new.writestr(name, text)
    return target.getvalue()


def answers(workbook, *formulas):
    """Each formula's answer: a list of rows for what spills, without blank rows below and blank columns beside."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(workbook)
        model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    sheet = [s["name"] for s in model.get_worksheets_properties()].index("Answers")
    for nth, formula in enumerate(formulas):
        model.set_user_input(sheet, 1 + nth * GAP, 1, formula)
    model.evaluate()
    return [_spilled(model, sheet, 1 + nth * GAP) for nth in range(len(formulas))]


def _spilled(model, sheet, row):
    rows = []
    for below in range(row, row + GAP):
        cells = [model.get_cell_value(sheet, below, 1 + j) for j in range(10)]
        if rows and all(value is None for value in cells):
            break
        rows.append(cells)
    width = max((j + 1 for line in rows for j, value in enumerate(line) if value is not None), default=1)
    return [line[:width] for line in rows]
