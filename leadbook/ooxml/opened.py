"""What is known of one opened workbook, each piece read when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from leadbook.errors import Refusal
from leadbook.ooxml.book_parts import BookParts, SheetPart
from leadbook.ooxml.calc import has_formula
from leadbook.ooxml.dates import from_serial
from leadbook.ooxml.edit import SheetEdit
from leadbook.ooxml.package import Package
from leadbook.ooxml.sheet import Sheet
from leadbook.ooxml.slowread import read_cells
from leadbook.ooxml.strings import shared_strings
from leadbook.ooxml.styles import date_styles

_SMALL = 60_000  # bytes of a sheet below which importing numpy costs more than it saves


class Opened:
    """A package with its sheets, strings and styles; `edits` holds what has been asked to change, by sheet."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.file = package.file
        self.parts = BookParts(package)
        self.date1904 = self.parts.date1904
        self.edits: dict[str, SheetEdit] = {}
        self._sheets: dict[str, Sheet] = {}
        self.all_tables: list[Any] = []

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, an empty list if the workbook has none."""
        name = self.parts.linked("sharedStrings")
        return shared_strings(self.package.read(name), f"{self.file}: the part {name}") if name else []

    @cached_property
    def dates(self) -> dict[int, bool]:
        """Style index -> "shows a clock only" for the styles that show dates."""
        return date_styles(self.parts.part_root("styles"))

    def sheet(self, part: SheetPart) -> Sheet:
        """Return the sheet's bytes, inflated once."""
        if part.part not in self._sheets:
            data = self.package.read(part.part)
            self._sheets[part.part] = Sheet(data, part.part, f"{self.file}, sheet {part.name}")
        return self._sheets[part.part]

    def edit(self, part: SheetPart) -> SheetEdit:
        """Return the edits of a sheet, begun if there were none; `Refusal` if the workbook must not be edited."""
        if part.part not in self.edits:
            if any("_xmlsignatures/" in entry.name for entry in self.package.entries):
                raise Refusal(
                    f"{self.file}: it is digitally signed and an edit would break the signature; remove the"
                    " signature in Excel (File, Info) and try again."
                )
            self.edits[part.part] = SheetEdit(self.sheet(part))
        return self.edits[part.part]

    def tables(self, part: SheetPart) -> list[Any]:
        """Return the `Table`s that stand on the sheet."""
        return [table for table in self.all_tables if table.part.part == part.part]

    def shown(self, value: Any, style: int) -> Any:
        """Return a waiting value as it will read once saved: a number in a date style as a moment."""
        if type(value) in (int, float) and style in self.dates:
            return self._moment(value, style)
        return value

    def columns(self, part: SheetPart, top: int, bottom: int, columns: list[int], moments: bool) -> list[list[Any]]:
        """Return rows `top`..`bottom` of the sheet's `columns`, a list each; `moments` turns dates into datetimes."""
        sheet = self.sheet(part)
        convert = self._moment if moments else None
        if bottom < top:
            return [[] for _ in columns]
        if sheet.last - sheet.first > _SMALL:
            try:
                from leadbook.ooxml.read import Wanted, read_columns
                from leadbook.ooxml.scan import Unusual
            except ImportError:
                return self._slowly(sheet, top, bottom, columns, convert)
            try:
                dates = self.dates if moments else {}
                return read_columns(sheet, Wanted(top, bottom, columns), self.strings, dates, convert)
            except Unusual:
                pass
        return self._slowly(sheet, top, bottom, columns, convert)

    def _moment(self, serial: float, style: int) -> Any:
        return from_serial(serial, self.date1904, self.dates[style])

    def _slowly(
        self,
        sheet: Sheet,
        top: int,
        bottom: int,
        columns: list[int],
        convert: Callable[[float, int], Any] | None,
    ) -> list[list[Any]]:
        out: dict[int, list[Any]] = {column: [None] * (bottom - top + 1) for column in columns}

        def done(row: int, column: int, value: Any, style: int) -> None:
            if top <= row <= bottom and column in out:
                if convert is not None and type(value) in (int, float) and style in self.dates:
                    value = convert(value, style)
                out[column][row - top] = value

        read_cells(sheet, self.strings, done)
        return [out[column] for column in columns]

    def has_formulas(self) -> bool:
        """Say whether any sheet holds a formula (a calcChain part says so without inflating sheets)."""
        if self.parts.linked("calcChain"):
            return True
        known = [self._sheets[name].data for name in self._sheets]
        if any(map(has_formula, known)):
            return True
        others = (part.part for part in self.parts.sheets if part.part not in self._sheets)
        return any(has_formula(self.package.read(name)) for name in others)
