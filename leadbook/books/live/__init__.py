"""The engine for a workbook that is open in Excel, through xlwings' object model; importable without Excel."""

from leadbook.books.live.book import LiveBook

__all__ = ["LiveBook"]
