"""Ranges of the test engine: every read and write of cells is one call."""

from __future__ import annotations

import itertools
from typing import Any

from openpyxl.utils.cell import get_column_letter, range_boundaries
from xlwings import base_classes

from tests.excel import com
from tests.excel.grid import MAX_COLUMNS, MAX_ROWS, Area
from tests.excel.typed_in import GENERAL


class Range(base_classes.Range):
    """One or more areas of a sheet; what is not said otherwise concerns the first."""

    def __init__(self, sheet: Any, areas: list[Area]) -> None:
        self._sheet, self.areas, self.area, self.options = sheet, areas, areas[0], {}
        self.excel, self.grid = sheet.excel, sheet.grid
        self.located = False

    @property
    def api(self) -> Any:
        return self

    @property
    def string_value(self) -> Any:
        """AppleScript's word for what the cells show; ``get()`` hands it out."""
        texts = [[com.ERROR_NAMES.get(v, str(v)) if v is not None else "" for v in line]
                 for line in self.grid.values(self.area)]
        return type("Reference", (), {"get": lambda _: texts if len(texts) > 1 else texts[0]})()

    @property
    def sheet(self) -> Any:
        return self._sheet

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        if not self.located:
            self.excel.call("range.coords", self.where)
            self.located = True
        return (self._sheet, *self.area)

    @property
    def row(self) -> int:
        return self.coords[1]

    @property
    def column(self) -> int:
        return self.coords[2]

    @property
    def shape(self) -> tuple[int, int]:
        return self.coords[3:]

    def __len__(self) -> int:
        return sum(rows * columns for _, _, rows, columns in self.areas)

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        row, column, _, columns = self.area
        down, right = (arg1 - 1, arg2 - 1) if arg2 is not None else divmod(arg1 - 1, columns)
        return Range(self._sheet, [(row + down, column + right, 1, 1)])

    @property
    def where(self) -> str:
        """Sheet and address, for the log."""
        return f"{self.grid.name}!{address(self.area, '')}"

    @property
    def raw_value(self) -> Any:
        self.excel.call("range.value", self.where)
        found = self.grid.values(self.area)
        if self.excel.mac:
            if self.options.get("err_to_str") and self.area[2] > 1:
                raise TypeError("'NoneType' object is not iterable")  # as xlwings 0.37.8 does on a Mac
            found = tuple(tuple(None if type(v) is int else v for v in line) for line in found)
        return found[0][0] if self.area[2:] == (1, 1) else found

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self.excel.call("range.value =", self.where)
        grown = None
        if self.excel.tables_grow and (table := self.grid.table_above(self.area)):
            grown = table
        self.grid.put(self.area, data)
        if grown is not None and not self.grid.blank(self.area):
            row, column, _, columns = grown.area
            grown.area = (row, column, self.area[0] + self.area[2] - row, columns)
        table = self.grid.table_at(*self.area[:2])
        if table is not None and table.waiting and not self.grid.blank(table.body):
            table.waiting = False

    @property
    def formula(self) -> Any:
        self.excel.call("range.formula", self.where)
        found = self.grid.texts(self.area)
        return found[0][0] if self.area[2:] == (1, 1) else found

    @formula.setter
    def formula(self, data: Any) -> None:
        self.excel.call("range.formula =", self.where)
        self.grid.put(self.area, data)

    formula2 = formula

    @property
    def number_format(self) -> str | None:
        self.excel.call("range.number_format", self.where)
        forms = self.grid.forms_in(self.area)
        return forms.pop() if len(forms) == 1 else None

    @number_format.setter
    def number_format(self, form: str) -> None:
        self.excel.call("range.number_format =", self.where)
        self.grid.reform(self.area, form)

    def clear_contents(self) -> None:
        self.excel.call("range.clear_contents", self.where)
        self.grid.put(self.area, None)

    def clear(self) -> None:
        self.clear_contents()
        self.grid.reform(self.area, GENERAL)

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        sheet = f"[{self._sheet.book.name}]{self.grid.name}!" if external else ""
        return sheet + ",".join(address(a, "$" if row_absolute or col_absolute else "") for a in self.areas)

    @property
    def address(self) -> str:
        self.excel.call("range.address", self.where)
        return self.get_address()

    def select(self) -> None:
        self.excel.call("range.select", self.where)
        self.excel.selection = (self.grid, self.areas)

    @property
    def table(self) -> Any:
        from tests.excel.tables import Table

        found = self.grid.table_at(*self.area[:2])
        return Table(self._sheet, found) if found else None

    def get_special_cells(self, cell_type: str, value_type: str | None) -> list[Range]:
        self.excel.call("range.special_cells", self.where)
        if cell_type != "visible":
            raise NotImplementedError(cell_type)
        return [Range(self._sheet, [(start, column, stop - start, columns)])
                for top, column, rows, columns in self.areas for start, stop in self._shown(top, top + rows)]

    def _shown(self, start: int, stop: int) -> list[tuple[int, int]]:
        """The stretches of rows that no filter hides."""
        edges = [start - 1, *sorted(row for row in self.grid.hidden_rows if start <= row < stop), stop]
        return [(one + 1, other) for one, other in itertools.pairwise(edges) if one + 1 < other]

    @property
    def column_hidden(self) -> bool:
        return False

    @property
    def row_hidden(self) -> bool | None:
        row, _, rows, _ = self.area
        hidden = {r in self.grid.hidden_rows for r in range(row, row + rows)}
        return hidden.pop() if len(hidden) == 1 else None

    def end(self, direction: str) -> Range:
        row, column, *_ = self.area
        down, right = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}[direction]

        def full(r: int, c: int) -> bool:
            return self.grid.values((r, c, 1, 1))[0][0] is not None

        seek = full(row, column) and full(row + down, column + right)
        while 1 < row + down <= MAX_ROWS and 1 <= column + right <= MAX_COLUMNS and (
                full(row + down, column + right) or not seek):
            row, column = row + down, column + right
            if not seek and (full(row, column) or row > len(self.grid.rows) + 1):
                break
        return Range(self._sheet, [(row, column, 1, 1)])


def address(area: Area, dollar: str = "$") -> str:
    """``area`` in A1 notation; whole columns and rows as Excel writes them."""
    row, column, rows, columns = area
    first, last = get_column_letter(column), get_column_letter(min(column + columns - 1, MAX_COLUMNS))
    if rows >= MAX_ROWS:
        return f"{dollar}{first}:{dollar}{last}"
    if columns >= MAX_COLUMNS:
        return f"{dollar}{row}:{dollar}{row + rows - 1}"
    start = f"{dollar}{first}{dollar}{row}"
    return start if (rows, columns) == (1, 1) else f"{start}:{dollar}{last}{dollar}{row + rows - 1}"


def area_of(sheet: Any, arg1: Any, arg2: Any) -> list[Area]:
    """The areas that ``Sheet.range(arg1, arg2)`` means."""
    if isinstance(arg1, tuple) and len(arg1) == 4:
        return [arg1]
    if arg2 is None and isinstance(arg1, str):
        return [_one(sheet, part) for part in arg1.split(",")]
    ends = [arg1, arg1 if arg2 is None else arg2]
    (top, left), (bottom, right) = (e.area[:2] if isinstance(e, Range) else
                                    _one(sheet, e)[:2] if isinstance(e, str) else e for e in ends)
    if isinstance(arg2, Range):
        bottom, right = bottom + arg2.area[2] - 1, right + arg2.area[3] - 1
    if 0 in (top, left):
        raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
    return [(top, left, bottom - top + 1, right - left + 1)]


def _one(sheet: Any, text: str) -> Area:
    text = text.strip()
    if text.split("[")[0] in sheet.grid.tables:
        table = sheet.grid.tables[text.split("[")[0]]
        if "#All" in text:
            return table.area
        return (*table.area[:2], 1, table.area[3]) if "#Headers" in text else table.body
    if text in sheet.book.data.names:
        return sheet.book.names(text).refers_to_range.area
    try:
        left, top, right, bottom = range_boundaries(text.replace("$", "").upper())
    except ValueError:
        raise com.refused("Method 'Range' of object '_Worksheet' failed") from None
    left, top, right, bottom = left or 1, top or 1, right or MAX_COLUMNS, bottom or MAX_ROWS
    return top, left, bottom - top + 1, right - left + 1
