"""The closed engine keeps the contract."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from leadbook.books.closed import ClosedBook
from leadbook.books.port import Book
from tests.books.contract import BookContract
from tests.books.sheets import Content, workbook


class TestClosedBook(BookContract):
    date1904 = False

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
        (tmp_path / "books").mkdir()
        self.paths = (tmp_path / "books" / f"Leads{n}.xlsx" for n in itertools.count())

    def make(self, content: Content) -> Book:
        return ClosedBook(workbook(next(self.paths), content, date1904=self.date1904))

    def reopened(self, book: Book) -> Book:
        assert isinstance(book, ClosedBook)
        return ClosedBook(book.path)


class TestClosedBookOfAnOldMac(TestClosedBook):
    """The same in a workbook whose days are counted from 1904."""

    date1904 = True
