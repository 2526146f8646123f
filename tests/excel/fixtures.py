"""What tests use of the test Excel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import xlwings as xw

from tests.excel.engine import Book, registered
from tests.excel.excel import Excel
from tests.excel.files import from_frames, opened

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(__file__).with_name("site")


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Excel]:
    """A fresh Excel without books; xlwings is as before afterwards."""
    engines, active = list(xw.engines.engines), xw.engines.active
    by_name = dict(xw.engines.engines_by_name)
    windows = ModuleType("xlwings._xlwindows")
    windows.N_COM_ATTEMPTS = 0  # type: ignore[attr-defined]  # xlwings' own default: for ever
    windows.BOOK_CALLER = None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xlwings._xlwindows", windows)
    monkeypatch.setattr(xw, "_xlwindows", windows, raising=False)
    yield registered()
    xw.engines.engines[:], xw.engines.active, xw.engines.engines_by_name = engines, active, by_name
    if hasattr(xw.Book, "_mock_caller"):
        del xw.Book._mock_caller


def open_book(source: Path | str | Mapping[str, pd.DataFrame], name: str = "") -> xw.Book:
    """Open a file, or frames by table name, in the Excel that is registered."""
    app = xw.apps.active
    data = from_frames(source, name or "Leads.xlsm") if isinstance(source, Mapping) else opened(Path(source))
    data.name = name or data.name
    app.impl.excel.books.append(data)
    return xw.Book(impl=Book(app.impl, data))


def arguments(book_name: str) -> list[str]:
    """What xlwings' RunPython puts behind the command."""
    return [f"--wb={book_name}", "--from_xl=1", "--app=C:\\Program Files\\Microsoft Office\\Excel", "--hwnd=4711"]


def pressed(book: xw.Book, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run ``RunPython command`` as a click in ``book`` does, in this process: ``xw.Book.caller()`` finds the book."""
    monkeypatch.setattr(sys, "argv", ["-c", *arguments(book.name)])
    exec(compile(f'import xlwings.utils;xlwings.utils.prepare_sys_path(""); {command}', "<string>", "exec"), {})


def pressed_outside(path: Path, command: str, state: Mapping[str, Any] | None = None,
                    **environment: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """The real command line of a click in the workbook ``path``, in a process of its own; then the file is saved.

    ``state``: the selection there ({"selection": "Leads!A2:A3"}). Returns the finished process and what was seen:
    {"statuses", "alerts", "calls", "state"}.
    """
    said = path.with_name(f"{path.name}.said.json")
    asked = {"book": str(path), "said": str(said)} | dict(state or {})
    python_path = os.pathsep.join([str(SITE), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-B", "-c", f'import xlwings.utils;xlwings.utils.prepare_sys_path(""); {command}',
         *arguments(path.name)],
        env=os.environ | environment | {"PYTHONPATH": python_path, "LEADBOOK_TEST_EXCEL": json.dumps(asked)},
        capture_output=True, text=True, check=False, cwd=path.parent)
    seen = json.loads(said.read_text("utf-8"))
    said.unlink()
    return done, seen
