"""Stands in for the Excel that a click comes from: the workbook that is open in LibreOffice becomes an xw.Book."""

import json
import os


def _start(asked: dict[str, str]) -> None:
    import atexit
    import sys
    from pathlib import Path
    from types import ModuleType

    import xlwings as xw

    from tests.excel import files
    from tests.excel.engine import registered
    from tests.host.grid import OpenBook, State

    windows = ModuleType("xlwings._xlwindows")
    windows.N_COM_ATTEMPTS, windows.BOOK_CALLER = 0, None  # type: ignore[attr-defined]
    sys.modules["xlwings._xlwindows"] = xw._xlwindows = windows
    excel = registered()
    book = OpenBook(asked["pipe"], Path(asked["book"]))
    excel.books.append(book)
    excel.state = State(book.link, excel.state)
    excel.selection = book.selected()
    files.saved = lambda data, path: data.link.store(path=str(path or ""))

    @atexit.register
    def end() -> None:
        book.show(excel.selection)
        book.link.end()
        said = {"statuses": excel.statuses, "alerts": excel.alerts, "state": excel.state, "calls": excel.tally()}
        Path(asked["said"]).write_text(json.dumps(said, default=str), "utf-8")


if os.environ.get("LEADBOOK_TEST_HOST"):
    _start(json.loads(os.environ["LEADBOOK_TEST_HOST"]))
