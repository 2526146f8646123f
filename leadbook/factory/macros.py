"""The macros of a workbook: a VBA project with a module for the workbook and for each of its sheets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from leadbook.factory import vba
from leadbook.factory.vba import sources
from leadbook.factory.vba.module import WORKBOOK_BASE, Module, document
from leadbook.factory.vba.names import LONGEST

WORKBOOK = "ThisWorkbook"


def add(book: Any) -> None:
    """Give an XlsxWriter workbook, whose sheets are all there, its VBA project; call it before ``close``.

    Raises CannotBuild if a source cannot stand in a project.
    """
    sheets = book.worksheets()
    names = code_names(sheet.get_name() for sheet in sheets)
    book.set_vba_name(WORKBOOK)
    for sheet, name in zip(sheets, names, strict=True):
        sheet.set_vba_name(name)
    book.add_vba_project(io.BytesIO(_project(tuple(names))), is_stream=True)


def modules(sheets: Iterable[str]) -> list[Module]:
    """All modules in their order: workbook, sheets (by code name), LeadBook's own, xlwings'."""
    return [document(WORKBOOK, WORKBOOK_BASE), *map(document, sheets), *sources.own(), *sources.of_xlwings()]


def code_names(sheets: Iterable[str]) -> list[str]:
    """The name in VBA of each sheet: ``Sheet`` and its letters and digits; a number ends one that is taken.

    They stay the same when somebody renames a sheet in Excel, which the sheet's own name does not.
    """
    given: list[str] = []
    for sheet in sheets:
        base = "Sheet" + re.sub(r"[^A-Za-z0-9]", "", sheet)
        name, number = base[:LONGEST], 2
        while name.lower() in map(str.lower, given):
            name, number = f"{base[:LONGEST - 4]}{number}", number + 1
        given.append(name)
    return given


@lru_cache(maxsize=4)
def _project(sheets: tuple[str, ...]) -> bytes:
    return vba.project(modules(sheets))
