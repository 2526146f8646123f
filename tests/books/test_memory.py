"""The memory engine keeps the contract."""

from __future__ import annotations

from leadbook.books.memory import MemoryBook
from leadbook.books.port import Book
from tests.books.contract import BookContract
from tests.books.sheets import Content


class TestMemoryBook(BookContract):
    def make(self, content: Content) -> Book:
        return MemoryBook(content)

    def reopened(self, book: Book) -> Book:
        return book
