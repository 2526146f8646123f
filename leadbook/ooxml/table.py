"""An Excel table: its columns and rows, and the changes asked for, which wait until the workbook is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from leadbook.errors import Refusal
from leadbook.ooxml import room, values
from leadbook.ooxml.book_parts import SheetPart
from leadbook.ooxml.guard import MAX_ROW, refusing
from leadbook.ooxml.naming import nearest
from leadbook.ooxml.opened import Opened
from leadbook.ooxml.refs import Area, letters
from leadbook.ooxml.sheet import Cell
from leadbook.ooxml.tabledef import TableDef


class Table:
    """One table of an opened workbook. Rows count from 0; every error is a `Refusal` and changes nothing."""

    def __init__(self, opened: Opened, part: SheetPart, definition: TableDef) -> None:
        self.definition = definition
        self.part = part
        self.name = definition.name
        self.columns = list(definition.columns)
        self.where = f"{opened.file}, table {definition.name}"
        self.kept = 0 if definition.waiting else definition.last - definition.first + 1  # rows that stay
        self.added: list[list[Any]] = [[] for _ in self.columns]  # values under them, by column
        self.replaced = False
        self._opened = opened
        self._set: dict[int, dict[int, Any]] = {}
        self._columns_set: list[tuple[int, list[int], list[Any], list[Any]]] = []  # as given, until somebody asks
        self._rows: list[dict[str, Any]] | None = None

    @property
    def nrows(self) -> int:
        """How many data rows there are, those that wait to be saved included."""
        return self.kept + len(self.added[0])

    @property
    def area(self) -> Area:
        """The table's range as it will be, header and totals rows included."""
        last = max(self.definition.first + max(self.nrows, 1) - 1, self.definition.area.top)
        if not self.changed_size:
            return self.definition.area
        return self.definition.area._replace(bottom=last + self.definition.totals)

    @property
    def changed_size(self) -> bool:
        """Say whether rows were appended or replaced."""
        return self.replaced or bool(self.added[0])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The data rows as dicts of column -> value; date-styled numbers are datetimes (times for clock formats)."""
        if self._rows is None:
            with refusing(self.where, "reading its rows"):
                columns = self._read(range(len(self.columns)), moments=True)
                self._rows = [dict(zip(self.columns, row, strict=True)) for row in zip(*columns, strict=True)]
        return self._rows

    def raw(self, columns: Iterable[str] | None = None) -> dict[str, list[Any]]:
        """Return column -> values for the `columns` named (None: all), dates as serial numbers."""
        with refusing(self.where, "reading its rows"):
            names = self.columns if columns is None else list(columns)
            wanted = [self._position(name) for name in names]
            return dict(zip(names, self._read(wanted, moments=False), strict=True))

    def set(self, column: str, cells: Mapping[int, Any]) -> None:
        """Write `cells` (row index -> value) in one column; None clears a cell and keeps its style."""
        with refusing(self.where, f"setting cells of column {column}"):
            position = self._position(column)
            rows = list(cells)
            if set(map(type, rows)) != {int} or min(rows) < 0 or max(rows) >= self.nrows:
                rows = [self._row(row) for row in cells]
            plain, bad, why = values.checked(cells.values(), self._opened.date1904)
            if bad >= 0:
                raise self._unwritable(column, rows[bad], why)
            edit = self._opened.edit(self.part)
            obstacles = room.Obstacles(edit.sheet, self.where, self.definition)
            if rows and edit.bulky and max(rows) < self.kept and not obstacles.any:
                places = map(self.definition.first.__add__, rows)
                tails = dict(zip(places, values.whole_tails(plain), strict=True))
                edit.put_column(self.definition.area.left + position, tails)
                self._columns_set.append((position, rows, plain, list(cells.values())))
                self._rows = None
                return
            cells_there: dict[int, Cell | None] = {}
            for row in rows:
                if row < self.kept:
                    cells_there[row] = obstacles.check(self.definition.first + row, position)
                elif position in self.definition.calculated:
                    raise room.calculated(self.where, column)
            for row, value, given in zip(rows, plain, cells.values(), strict=True):
                if row >= self.kept:
                    self.added[position][row - self.kept] = value
                    continue
                number = self.definition.area.left + position
                edit.put_known(cells_there[row], self.definition.first + row, number, values.tail(value, edit.prefix))
                self._waiting().setdefault(position, {})[row] = (value, given)
            self._rows = None

    def append(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add `rows` (dicts of column -> value) under the table; columns left out stay blank or are calculated."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        self.append_columns({name: [row.get(name) for row in rows] for name in names}, _count=len(rows))

    def append_columns(self, columns: Mapping[str, Sequence[Any]], *, _count: int | None = None) -> None:
        """Add rows under the table from `columns` (name -> values, all of one length)."""
        with refusing(self.where, "appending rows"):
            block, count = self._block(columns, _count)
            if not count:
                return
            edit = self._opened.edit(self.part)
            room.check_appendable(edit.sheet, self.where, self.definition)
            kept = 0 if self._is_blank() else self.kept
            last = self.definition.first + kept + len(self.added[0]) + count - 1
            if last + self.definition.totals > MAX_ROW:
                raise Refusal(
                    f"{self.where}: {count:,} more rows do not fit on a sheet (1,048,576 rows); archive old ones."
                )
            if not self.replaced:
                others = [t for t in self._opened.tables(self.part) if t is not self]
                room.check_below(edit.sheet, self.where, self.definition, self.area, last, [t.area for t in others])
                if self.definition.totals and not self.added[0]:
                    room.check_totals(self._opened, self.part, self.where, self.definition)
            self.kept = kept
            for waiting, new in zip(self.added, block, strict=True):
                waiting.extend(new)
            self._rows = None

    def replace(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Give the table new content; it must be the last thing on its sheet. No rows leaves one blank row."""
        with refusing(self.where, "replacing its rows"):
            block, _ = self._block(columns, None)
            edit = self._opened.edit(self.part)
            room.check_appendable(edit.sheet, self.where, self.definition)
            last = self.definition.first + max(len(block[0]), 1) - 1
            if last > MAX_ROW:
                raise Refusal(f"{self.where}: {len(block[0]):,} rows do not fit on a sheet (1,048,576 rows).")
            others = [t.area for t in self._opened.tables(self.part) if t is not self]
            room.check_replaceable(edit.sheet, self.where, self.definition, last, others)
            edit.forget(self.definition.area)
            self._set.clear()
            self._columns_set.clear()
            self.kept, self.replaced, self.added, self._rows = 0, True, block, None

    def _block(self, columns: Mapping[str, Sequence[Any]], count: int | None) -> tuple[list[list[Any]], int]:
        given = {self._position(name): list(column) for name, column in columns.items()}
        lengths = {len(column) for column in given.values()}
        if len(lengths) > 1:
            raise Refusal(f"{self.where}: the columns to write differ in length; give each the same number of values.")
        count = (lengths.pop() if lengths else 0) if count is None else count
        out: list[list[Any]] = []
        for position, name in enumerate(self.columns):
            column = given.get(position)
            if column is not None and position in self.definition.calculated and column.count(None) < len(column):
                raise room.calculated(self.where, name)
            plain, bad, why = values.checked(column or (), self._opened.date1904)
            if bad >= 0:
                raise self._unwritable(name, bad, why)
            out.append(plain if column is not None else [None] * count)
        return out, count

    def _read(self, positions: Iterable[int], moments: bool) -> list[list[Any]]:
        wanted = list(positions)
        first, left = self.definition.first, self.definition.area.left
        numbers = [left + position for position in wanted]
        unique = sorted(set(numbers))
        found = self._opened.columns(self.part, first, first + self.kept - 1, unique, moments)
        by_number = dict(zip(unique, found, strict=True))
        out: list[list[Any]] = []
        for position, number in zip(wanted, numbers, strict=True):
            column = by_number[number]
            for row, pair in self._waiting().get(position, {}).items():
                column[row] = pair[1 if moments else 0]
            out.append(column + self._pending(position, moments) if self.nrows > self.kept else column)
        return out

    def _waiting(self) -> dict[int, dict[int, Any]]:
        """Position of a column -> row -> (the plain value, the value as given), of cells that wait to be saved."""
        for position, rows, plain, given in self._columns_set:
            self._set.setdefault(position, {}).update(zip(rows, zip(plain, given, strict=True), strict=True))
        self._columns_set.clear()
        return self._set

    def _pending(self, position: int, moments: bool) -> list[Any]:
        column = self.added[position]
        if not moments:
            return column
        style = self.column_style(position)
        return [self._opened.shown(value, style) for value in column]

    def column_style(self, position: int) -> int:
        """Return the style new rows take in a column: that of the last data row (the first when replaced)."""
        edit = self._opened.edit(self.part)
        row = self.definition.first if self.replaced else max(self.definition.last, self.definition.first)
        cell = edit.sheet.cell(row, self.definition.area.left + position)
        return cell.style if cell else edit.inherited(row, self.definition.area.left + position)

    def _is_blank(self) -> bool:
        """Say whether the table is empty: one data row without a value (Excel keeps one)."""
        if self.kept != 1 or self.added[0]:
            return self.kept == 0
        if any(pair[0] is not None for rows in self._waiting().values() for pair in rows.values()):
            return False
        row, area = self.definition.first, self.definition.area
        cells = self._opened.sheet(self.part).cells(row)
        return all(
            cell.blank or column - area.left in self.definition.calculated
            for column, cell in cells.items()
            if area.left <= column <= area.right
        )

    def _position(self, column: str) -> int:
        try:
            return self.columns.index(column)
        except ValueError:
            raise Refusal(f"{self.where}: it has no column {column!r}{nearest(str(column), self.columns)}") from None

    def _row(self, row: Any) -> int:
        index = row.__index__() if hasattr(row, "__index__") and not isinstance(row, bool) else -1
        if not 0 <= index < self.nrows:
            raise Refusal(f"{self.where}: there is no row {row!r}; its {self.nrows:,} rows count from 0.")
        return index

    def _unwritable(self, column: str, row: int, why: str) -> Refusal:
        return Refusal(f"{self.where}, column {column}, row {row}: the value cannot be written: {why}.")

    def address(self, position: int, row: int) -> str:
        """Return the A1 address of a cell, for sentences."""
        return f"{letters(self.definition.area.left + position)}{self.definition.first + row}"
