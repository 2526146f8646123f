"""Worksheet functions through xlwings' own decorators and ``call_udf``, without Windows: pywin32 is stood in for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest import mock

import xlwings as xw

from tests.excel import com
from tests.excel.ranges import Range

MISSING = -2147352572  # how COM says that an optional argument was left out
STUBS = ("pythoncom", "pywintypes", "win32com", "win32com.client", "win32api", "win32event", "xlwings.com_server",
         "xlwings._xlwindows")


def _stubs() -> dict[str, ModuleType]:
    made = {name: ModuleType(name) for name in STUBS}
    made["pythoncom"].CoInitialize = lambda: None  # type: ignore[attr-defined]
    made["pywintypes"].com_error = com.ComError  # type: ignore[attr-defined]
    made["win32com.client"].Dispatch = lambda thing: thing  # type: ignore[attr-defined]
    made["xlwings.com_server"].loop = None  # type: ignore[attr-defined]
    windows: Any = made["xlwings._xlwindows"]
    windows.Range = lambda xl: xl
    windows.Book = lambda xl: xl
    windows.is_range_instance = lambda thing: isinstance(thing, Range)
    windows.N_COM_ATTEMPTS, windows.BOOK_CALLER = 0, None
    return made


@contextmanager
def windows(*modules: str) -> Iterator[Any]:
    """xlwings as it is on Windows: ``modules`` are imported anew with the real ``@xw.func``; gives ``xlwings.udfs``.

    Afterwards the modules are as they were.
    """
    before = {name: sys.modules.get(name) for name in (*modules, "xlwings.udfs")}
    stubs = _stubs()
    with mock.patch.dict(sys.modules, stubs), mock.patch.object(xw, "_xlwindows", stubs["xlwings._xlwindows"],
                                                                create=True):
        sys.modules.pop("xlwings.udfs", None)
        udfs = importlib.import_module("xlwings.udfs")
        with mock.patch.multiple(xw, func=udfs.xlfunc, arg=udfs.xlarg, ret=udfs.xlret):
            for name in modules:
                sys.modules.pop(name, None)
                importlib.import_module(name)
            yield udfs
    for name, module in before.items():
        sys.modules.pop(name, None)
        if module is not None:
            sys.modules[name] = module


def call(udfs: Any, module: str, name: str, *args: Any, caller: xw.Range) -> Any:
    """``=NAME(args)`` entered in the cell ``caller``: xlwings' own ``call_udf``. A range is given as an xw.Range."""
    plain = tuple(a.impl if isinstance(a, xw.Range) else a for a in args)
    return udfs.call_udf(module, name, plain, None, caller.impl)
