"""An xlwings engine without Excel: engine, apps, books, sheets, names. Ranges and tables have rooms of their own.

``registered()`` adds it to xlwings as "excel", of type "desktop"; nothing here is from xlwings PRO.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.excel import com, macros
from tests.excel.excel import BookData, Excel
from tests.excel.grid import Grid
from tests.excel.ranges import Range, area_of
from tests.excel.tables import Tables


class Engine:
    """What xlwings asks of an engine as a whole; ``excel`` is the one application it knows."""

    name, type = "excel", "desktop"

    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, date_format: Any) -> Any:
        """A Python value as COM takes it."""
        if x is None or x != x:
            return ""
        if isinstance(x, dt.datetime):
            return x.replace(tzinfo=dt.UTC)
        if isinstance(x, dt.date):
            return dt.datetime(x.year, x.month, x.day, tzinfo=dt.UTC)
        return x.item() if hasattr(x, "item") else x

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any,
                         err_to_str: bool) -> list[list[Any]]:
        """What COM handed out as xlwings' users see it."""
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, dt.datetime):
                return datetime_builder(
                    month=value.month, day=value.day, year=value.year, hour=value.hour, minute=value.minute,
                    second=value.second, microsecond=value.microsecond, tzinfo=None)
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            if type(value) is int and value in com.ERROR_NAMES:
                return com.ERROR_NAMES[value] if err_to_str else None
            return value

        plain = {float, str} if number_builder is None else {str}
        return [[v if v and type(v) in plain else clean(v) for v in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        return [App.pid]

    def add(self, **kwargs: Any) -> App:
        return App(self.engine)

    @staticmethod
    def cleanup() -> None:
        pass

    def __iter__(self) -> Iterator[App]:
        yield App(self.engine)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return App(self.engine)


def _state(name: str) -> property:
    """A property of the application that can be read and set."""
    def get(self: App) -> Any:
        self.excel.call(f"app.{name}")
        return self.excel.state[name]

    def put(self: App, value: Any) -> None:
        self.excel.call(f"app.{name} =", str(value))
        self.excel.state[name] = value
        if name == "status_bar":
            self.excel.statuses.append(value)

    return property(get, put)


class App(base_classes.App):
    pid, version, hwnd, path, startup_path, api = 4711, "16.0", 4711, "", "", None

    def __init__(self, engine: Engine) -> None:
        self._engine, self.excel = engine, engine.excel

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Range | None:
        self.excel.call("app.selection")
        if self.excel.selection is None:
            return None
        grid, areas = self.excel.selection
        book = next(b for b in self.excel.books if grid in b.sheets)
        return Range(Sheet(Book(self, book), grid), areas)

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def calculate(self) -> None:
        self.excel.call("app.calculate")

    def quit(self) -> None:
        self.excel.books.clear()

    kill = quit

    def run(self, macro: str, args: Any) -> Any:
        self.excel.call("app.run", macro)
        return macros.run(self.excel, macro, *args)

    def alert(self, prompt: str, title: str | None, buttons: str, mode: Any, callback: Any) -> str:
        self.excel.call("app.alert")
        self.excel.alerts.append((title or "", prompt))
        return self.excel.answers.pop(0) if self.excel.answers else "ok" if buttons.startswith("ok") else "yes"

    screen_updating, calculation = _state("screen_updating"), _state("calculation")
    enable_events, display_alerts = _state("enable_events"), _state("display_alerts")
    interactive, visible = _state("interactive"), _state("visible")
    status_bar, cut_copy_mode = _state("status_bar"), _state("cut_copy_mode")


class Books(base_classes.Books):
    api = None

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def active(self) -> Book:
        return Book(self.app, self.app.excel.books[-1])

    def __call__(self, key: int | str) -> Book:
        books = self.app.excel.books
        found = [books[key - 1]] if isinstance(key, int) else [b for b in books if b.name.lower() == key.lower()]
        if not found:
            raise KeyError(key)
        return Book(self.app, found[0])

    def __len__(self) -> int:
        return len(self.app.excel.books)

    def __iter__(self) -> Iterator[Book]:
        return (Book(self.app, book) for book in self.app.excel.books)

    def open(self, fullname: str, *args: Any) -> Book:
        from tests.excel.files import opened

        self.app.excel.books.append(opened(Path(fullname)))
        return self.active


class Book(base_classes.Book):
    def __init__(self, app: App, data: BookData) -> None:
        self._app, self.data, self.excel = app, data, app.excel

    @property
    def api(self) -> Any:
        return type("Workbook", (), {"Date1904": self.data.date1904, "Name": self.data.name})

    @property
    def app(self) -> App:
        return self._app

    @property
    def name(self) -> str:
        self.excel.call("book.name")
        return self.data.name

    @property
    def fullname(self) -> str:
        self.excel.call("book.fullname")
        return self.data.url or str(self.data.path or self.data.name)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.excel.books.append(self.excel.books.pop(self.excel.books.index(self.data)))

    def close(self) -> None:
        self.excel.books.remove(self.data)

    def save(self, path: str | None = None, password: Any = None) -> None:
        from tests.excel.files import saved

        self.excel.call("book.save")
        saved(self.data, Path(path) if path else None)
        self.data.saves += 1


class Sheets(base_classes.Sheets):
    api = None

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.data.sheets[self.book.data.active])

    def __call__(self, key: int | str) -> Sheet:
        self.book.excel.call("book.sheets", str(key))
        sheets = self.book.data.sheets
        found = [sheets[key - 1]] if isinstance(key, int) else [s for s in sheets if s.name.lower() == key.lower()]
        if not found:
            raise com.refused("Subscript out of range")
        return Sheet(self.book, found[0])

    def __len__(self) -> int:
        return len(self.book.data.sheets)

    def __iter__(self) -> Iterator[Sheet]:
        for grid in list(self.book.data.sheets):
            self.book.excel.call("book.sheets", grid.name)
            yield Sheet(self.book, grid)


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, grid: Grid) -> None:
        self._book, self.grid, self.excel = book, grid, book.excel

    @property
    def api(self) -> Any:
        return self.grid

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        return self.grid.name

    @name.setter
    def name(self, value: str) -> None:
        self.grid.name = value

    @property
    def index(self) -> int:
        return self._book.data.sheets.index(self.grid) + 1

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def names(self) -> Names:
        return Names(self._book)

    @property
    def used_range(self) -> Range:
        return Range(self, [(1, 1, max(len(self.grid.rows), 1), max(self.grid.width, 1))])

    @property
    def cells(self) -> Range:
        return Range(self, [(1, 1, 1_048_576, 16_384)])

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        return Range(self, area_of(self, arg1, arg2))

    def activate(self) -> None:
        self.excel.call("sheet.activate", self.grid.name)
        self._book.data.active = self.index - 1

    select = activate


class Names(base_classes.Names):
    api = None

    def __init__(self, book: Book) -> None:
        self.book = book

    def __call__(self, key: int | str) -> Name:
        names = list(self.book.data.names)
        return Name(self.book, names[key - 1] if isinstance(key, int) else next(
            n for n in names if n.lower() == key.lower()))

    def contains(self, key: str) -> bool:
        return key.lower() in map(str.lower, self.book.data.names)

    def __len__(self) -> int:
        return len(self.book.data.names)

    def add(self, name: str, refers_to: str) -> Name:
        self.book.data.names[name] = refers_to
        return Name(self.book, name)


class Name(base_classes.Name):
    api = None

    def __init__(self, book: Book, name: str) -> None:
        self.book, self._name = book, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to(self) -> str:
        return self.book.data.names[self._name]

    @property
    def refers_to_range(self) -> Range:
        sheet, _, address = self.refers_to.lstrip("=").rpartition("!")
        return Sheet(self.book, self.book.data.sheet(sheet.strip("'"))).range(address)

    def delete(self) -> None:
        del self.book.data.names[self._name]


def registered() -> Excel:
    """Add a fresh engine to xlwings (in place of one of these that is there) and activate it; returns its Excel."""
    excel = Excel()
    for old in [e for e in xw.engines if e.name == "excel"]:
        xw.engines.engines.remove(old)
    engine = xw.Engine(impl=Engine(excel))
    xw.engines.add(engine)
    engine.activate()
    return excel
