"""Sheets of a workbook that is open in LibreOffice, as ``tests.excel`` knows sheets: cells as COM would show them.

What Excel makes of a value that is put into a cell, ``tests.excel.typed_in`` decides here too; the cells are real.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from tests.excel import com
from tests.excel.excel import BookData
from tests.excel.grid import Area, Grid, ListObject
from tests.excel.typed_in import GENERAL, entered, number_in, shown
from tests.host.link import Link

ERRORS = {503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}


class Listed(ListObject):
    """A table; LibreOffice sees a database range. A new ``area`` is resized there at once."""

    def __init__(self, link: Link, name: str, area: Area) -> None:
        self._link = link
        super().__init__(name, area)

    @property  # type: ignore[override]
    def area(self) -> Area:
        return self._area

    @area.setter
    def area(self, area: Area) -> None:
        if getattr(self, "_area", area) != area:
            self._link.resize(table=self.name, area=area)
        self._area = area


class Sheet(Grid):
    """One sheet; every read and write goes to LibreOffice."""

    def __init__(self, link: Link, outline: dict[str, Any]) -> None:
        self._link = link
        self.name, self.width, self.rows = outline["name"], outline["columns"], range(outline["rows"])
        self.tables = {name: Listed(link, name, tuple(area)) for name, area in outline["tables"].items()}
        self.hidden_rows, self.protected = set(), False

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__

    def values(self, area: Area) -> tuple[tuple[Any, ...], ...]:
        found = self._link.values(sheet=self.name, area=area)
        forms = self._forms(area)
        return tuple(tuple(_as_com(value, *form) for value, form in zip(line, formed, strict=True))
                     for line, formed in zip(found, forms, strict=True))

    def texts(self, area: Area) -> tuple[tuple[str, ...], ...]:
        return tuple(map(tuple, self._link.formulas(sheet=self.name, area=area)))

    def put(self, area: Area, data: Any) -> None:
        row, column, rows, columns = area
        if not isinstance(data, list | tuple):
            data = ((data,) * columns,) * rows
        elif data and not isinstance(data[0], list | tuple):
            data = (data,)
        forms = self._forms(area)
        made = [[entered(value, form) for value, (form, _) in zip(line, formed, strict=True)]
                for line, formed in zip(data, forms, strict=True)]
        self._link.put(sheet=self.name, area=area, rows=[[_as_uno(*one[:2]) for one in line] for line in made])
        for r, (line, formed) in enumerate(zip(made, forms, strict=True), row):
            for c, ((_, _, form), (before, _)) in enumerate(zip(line, formed, strict=True), column):
                if form != before:
                    self.reform((r, c, 1, 1), form)

    def reform(self, area: Area, form: str) -> None:
        self._link.reform(sheet=self.name, area=area, form=form)
        self._formed.append([area, form, False])

    def form(self, row: int, column: int) -> str:
        return self._forms((row, column, 1, 1))[0][0][0]

    def forms_in(self, area: Area) -> set[str]:
        return {form for line in self._forms(area) for form, _ in line}

    @cached_property
    def _formed(self) -> list[list[Any]]:
        """Areas with their number format, and whether that shows TRUE and FALSE; a later one is right."""
        formed: list[list[Any]] = self._link.forms(sheet=self.name)
        return formed

    def _forms(self, area: Area) -> list[list[tuple[str, bool]]]:
        """The format of each cell."""
        row, column, rows, columns = area
        out = [[(GENERAL, False)] * columns for _ in range(rows)]
        for (top, left, height, width), *form in self._formed:
            first, last = max(left, column), min(left + width, column + columns)
            if first < last:
                for line in out[max(top - row, 0):max(top + height - row, 0)]:
                    line[first - column:last - column] = [(form[0], form[1])] * (last - first)
        return out


class State(dict[str, Any]):
    """The application's properties; LibreOffice is told how to calculate."""

    def __init__(self, link: Link, before: dict[str, Any]) -> None:
        super().__init__(before)
        self._link = link

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        if name == "calculation":
            self._link.automatic(on=value == "automatic")


class OpenBook(BookData):
    """The workbook ``path`` that is open in the LibreOffice behind ``pipe``."""

    def __init__(self, pipe: str, path: Path) -> None:
        self.link = Link(pipe)
        self.link.attach(path=str(path))
        outline = self.link.outline()
        super().__init__(path.name, [Sheet(self.link, one) for one in outline["sheets"]], outline["names"], path,
                         active=outline["active"], date1904=outline["date1904"])

    def selected(self) -> tuple[Grid, list[Area]] | None:
        """The selection, as ``tests.excel`` has it."""
        found = self.link.selection()
        return found and (self.sheet(found[0]), [tuple(area) for area in found[1]])

    def show(self, selection: tuple[Grid, list[Area]] | None) -> None:
        """Bring the sheet and the selection that Python chose to the front."""
        if selection is not None and selection != self.selected():
            self.link.select(sheet=selection[0].name, areas=selection[1])
        self.link.activate(sheet=self.sheets[self.active].name)


def _as_com(value: Any, form: str, logical: bool) -> Any:
    match value:
        case {"error": code}:
            return com.ERRORS[ERRORS.get(code, "#VALUE!")]
        case int() | float():
            return bool(value) if logical else shown(float(value), form)
    return value


def _as_uno(stored: Any, formula: str) -> Any:
    """What ``uno_side`` takes for a cell."""
    if formula:
        return {"formula": formula}
    if isinstance(stored, bool):
        return {"formula": f"={str(stored).upper()}()"}
    number = number_in(stored)
    return stored if number is None else number
