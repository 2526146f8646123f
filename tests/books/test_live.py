"""The live engine keeps the contract, on the test Excel."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from leadbook.books.live import LiveBook
from leadbook.books.port import Book
from tests.books.contract import BookContract
from tests.books.sheets import Content, workbook
from tests.excel.excel import Excel
from tests.excel.fixtures import excel, open_book

__all__ = ["excel"]


class TestLiveBook(BookContract):
    date1904 = False

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, excel: Excel) -> None:
        self.paths = (tmp_path / f"Leads{n}.xlsx" for n in itertools.count())
        self.excel = excel

    def make(self, content: Content) -> Book:
        return LiveBook(open_book(workbook(next(self.paths), content, date1904=self.date1904)))

    def reopened(self, book: Book) -> Book:
        assert isinstance(book, LiveBook)
        return LiveBook(book._book)


class TestLiveBookOfAnOldMac(TestLiveBook):
    """The same in a workbook whose days are counted from 1904."""

    date1904 = True
