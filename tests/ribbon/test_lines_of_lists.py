"""The lists of the built workbook, computed by LibreOffice: a selected line of Today or Owners is the lead it shows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from leadbook import factory, jobs
from leadbook.books.live import LiveBook
from leadbook.books.memory import MemoryBook
from leadbook.factory import settings_rows
from leadbook.factory.demo import content, demo_config
from leadbook.ribbon.click import Click
from leadbook.ribbon.selected import chosen
from leadbook.ribbon.voice import Voice
from leadbook.rules.find_lead import all_found
from tests.excel.excel import Excel
from tests.excel.fixtures import open_book
from tests.factory.conftest import soffice

__all__ = ["soffice"]
pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory, soffice: Any) -> Path:
    """A demo of today's date, refreshed, its formulas computed."""
    today, config = dt.date.today(), demo_config()
    memory = MemoryBook()
    memory._frames |= content(40, 1, today, config) | {"Settings": settings_rows.rows(config, "B-1")}
    jobs.run(memory, "refresh", today)
    path = tmp_path_factory.mktemp("lists") / "demo.xlsx"
    factory.create(path, config, {name: memory.read(name) for name in memory._frames}, today=today)
    made: Path = soffice(path, "xlsx")
    return made


@pytest.fixture
def book(excel: Excel, computed: Path) -> xw.Book:
    return open_book(computed)


def lines(book: xw.Book, sheet: str) -> list[tuple[int, int, str]]:
    """(row, column, name shown) of each line of the lists of a sheet."""
    grid = book.impl.data.sheet(sheet)
    named = [(row, column) for (row, column), formula in grid.formulas.items()
             if "INDEX(Leads[Name]" in formula or "INDEX(Plan[Name]" in formula]
    shown = [(row, column, grid.values((row, column, 1, 1))[0][0]) for row, column in sorted(named)]
    return [(row, column, str(name)) for row, column, name in shown if name and name != "Nobody waits here."]


@pytest.mark.parametrize(("sheet", "least"), [("Today", 5), ("Owners", 5)])
def test_every_line_is_the_lead_that_it_shows(book: xw.Book, sheet: str, least: int) -> None:
    found = lines(book, sheet)
    assert len(found) >= least
    leads = LiveBook(book).read("Leads")
    for row, column, name in found:
        for width in (1, 8):                    # the name's cell, and the whole line
            book.sheets[sheet].range((row, column), (row, column + width - 1)).select()
            click = Click(book, Voice("a test"))
            rows, strangers = all_found(leads, chosen(click).leads)
            assert strangers == []
            assert [leads["Name"][r] or leads["Company"][r] for r in rows] == [name], (row, column)
