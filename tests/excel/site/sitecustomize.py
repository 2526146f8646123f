"""Stands in for an Excel that is running when a click starts Python: opens the book, and saves it at the end."""

import json
import os


def _start(asked: dict[str, str]) -> None:
    import atexit
    from pathlib import Path
    from types import ModuleType

    import xlwings as xw

    from tests.excel.engine import registered
    from tests.excel.fixtures import open_book

    xw._xlwindows = ModuleType("xlwings._xlwindows")
    xw._xlwindows.N_COM_ATTEMPTS, xw._xlwindows.BOOK_CALLER = 0, None
    __import__("sys").modules["xlwings._xlwindows"] = xw._xlwindows
    excel = registered()
    book = open_book(Path(asked["book"]))
    if "selection" in asked:
        sheet, address = asked["selection"].split("!")
        book.sheets[sheet].activate()
        book.sheets[sheet].range(address).select()
    excel.calls.clear()

    @atexit.register
    def end() -> None:
        from tests.excel.files import saved

        seen = {"statuses": excel.statuses, "alerts": excel.alerts, "calls": excel.tally(), "state": excel.state}
        saved(excel.books[0], None)
        Path(asked["said"]).write_text(json.dumps(seen, default=str), "utf-8")


if os.environ.get("LEADBOOK_TEST_EXCEL"):
    _start(json.loads(os.environ["LEADBOOK_TEST_EXCEL"]))
