"""Tables (ListObjects) of the test engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

from tests.excel import com
from tests.excel.grid import ListObject
from tests.excel.ranges import Range


class Tables(base_classes.Tables):
    api = None

    def __init__(self, sheet: Any) -> None:
        self.sheet, self.excel = sheet, sheet.excel

    @property
    def parent(self) -> Any:
        return self.sheet

    def __call__(self, key: int | str) -> Table:
        self.excel.call("sheet.tables", f"{self.sheet.grid.name}!{key}")
        tables = self.sheet.grid.tables
        found = list(tables.values())[key - 1] if isinstance(key, int) else tables.get(key)
        if found is None:
            raise KeyError(key)
        return Table(self.sheet, found)

    def __len__(self) -> int:
        return len(self.sheet.grid.tables)

    def __iter__(self) -> Iterator[Table]:
        for table in list(self.sheet.grid.tables.values()):
            self.excel.call("sheet.tables", f"{self.sheet.grid.name}!{table.name}")
            yield Table(self.sheet, table)

    def __contains__(self, key: int | str) -> bool:
        self.excel.call("sheet.tables", f"{self.sheet.grid.name}!{key}")
        return key in self.sheet.grid.tables


class Table(base_classes.Table):
    api = None

    def __init__(self, sheet: Any, table: ListObject) -> None:
        self.sheet, self.table, self.excel = sheet, table, sheet.excel

    @property
    def parent(self) -> Any:
        return self.sheet

    @property
    def name(self) -> str:
        return self.table.name

    display_name = name

    @property
    def range(self) -> Range:
        self.excel.call("table.range", self.table.name)
        return Range(self.sheet, [self.table.area])

    @property
    def header_row_range(self) -> Range:
        self.excel.call("table.header_row_range", self.table.name)
        return Range(self.sheet, [(*self.table.area[:2], 1, self.table.area[3])])

    @property
    def data_body_range(self) -> Range | None:
        self.excel.call("table.data_body_range", self.table.name)
        return None if self.table.waiting else Range(self.sheet, [self.table.body])

    @property
    def insert_row_range(self) -> Range | None:
        return Range(self.sheet, [self.table.body]) if self.table.waiting else None

    @property
    def totals_row_range(self) -> Range | None:
        row, column, rows, columns = self.table.area
        return Range(self.sheet, [(row + rows - 1, column, 1, columns)]) if self.table.totals else None

    @property
    def show_totals(self) -> bool:
        self.excel.call("table.show_totals", self.table.name)
        return self.table.totals

    @property
    def show_headers(self) -> bool:
        return True

    @property
    def columns(self) -> TableColumns:
        return TableColumns(self)

    @property
    def rows(self) -> TableRows:
        return TableRows(self)

    def resize(self, range: Any) -> None:
        self.excel.call("table.resize", self.table.name)
        area = range.api.area
        if not self.excel.resizable or area[:2] != self.table.area[:2] or area[2] < 2 or self.table.totals:
            raise com.refused("Resize method of ListObject class failed")
        self.table.area = area


class TableRows(base_classes.TableRows):
    """``add`` puts one row at the table's end and moves what stands under it down, totals row included."""

    api = None

    def __init__(self, table: Table) -> None:
        self.table = table

    @property
    def parent(self) -> Table:
        return self.table

    @property
    def column_count(self) -> int:
        return self.table.table.area[3]

    def __len__(self) -> int:
        self.table.excel.call("table.rows", self.table.name)
        return 0 if self.table.table.waiting else self.table.table.body[2]

    def __call__(self, index: int) -> TableRow:
        return TableRow(self.table, index)

    def add(self, values: list[Any] | None, index: int | None) -> Any:
        self.table.excel.call("table.rows.add", self.table.name)
        listed, grid = self.table.table, self.table.sheet.grid
        if index is not None:
            raise NotImplementedError("only at the end")
        row, column, rows, columns = listed.area
        if listed.waiting:
            listed.waiting = False
        else:
            if listed.totals:
                last = grid.values((row + rows - 1, column, 1, columns))
                grid.put((row + rows, column, 1, columns), last)
                grid.put((row + rows - 1, column, 1, columns), None)
            listed.area = (row, column, rows + 1, columns)
        area = (listed.body[0] + listed.body[2] - 1, column, 1, columns)
        if values is not None:
            grid.put(area, [values])
        return type("Row", (), {"range": Range(self.table.sheet, [area]), "index": listed.body[2]})()


class TableRow(base_classes.TableRow):
    def __init__(self, table: Table, index: int) -> None:
        self.table, self._index = table, index

    @property
    def index(self) -> int:
        return self._index

    def delete(self) -> None:
        self.table.excel.call("table.rows.delete", self.table.name)
        listed, grid = self.table.table, self.table.sheet.grid
        row, column, rows, columns = listed.area
        moved = grid.values((row + self.index + 1, column, rows - self.index - 1, columns))
        for r, line in enumerate([*moved, (None,) * columns], row + self.index):
            grid.rows[r - 1][column - 1:column - 1 + columns] = line
        listed.area = (row, column, rows - 1, columns)


class TableColumns(base_classes.TableColumns):
    api = None

    def __init__(self, table: Table) -> None:
        self.table = table
        self.header = table.sheet.grid.values((*table.table.area[:2], 1, table.table.area[3]))[0]

    @property
    def parent(self) -> Table:
        return self.table

    def __len__(self) -> int:
        return len(self.header)

    def __iter__(self) -> Iterator[TableColumn]:
        return (TableColumn(self.table, position) for position in range(len(self.header)))

    def __contains__(self, key: str) -> bool:
        return key in self.header

    def __call__(self, key: int | str) -> TableColumn:
        self.table.excel.call("table.columns", f"{self.table.name}[{key}]")
        if isinstance(key, str) and key not in self.header:
            raise KeyError(key)
        return TableColumn(self.table, key - 1 if isinstance(key, int) else self.header.index(key))


class TableColumn(base_classes.TableColumn):
    def __init__(self, table: Table, position: int) -> None:
        self.table, self.position, self.index = table, position, position + 1

    @property
    def name(self) -> str:
        row, column, *_ = self.table.table.area
        return str(self.table.sheet.grid.values((row, column + self.position, 1, 1))[0][0])

    @property
    def range(self) -> Range:
        row, column, rows, _ = self.table.table.area
        return Range(self.table.sheet, [(row, column + self.position, rows, 1)])

    @property
    def data_body_range(self) -> Range | None:
        row, column, rows, _ = self.table.table.body
        return None if self.table.table.waiting else Range(
            self.table.sheet, [(row, column + self.position, rows, 1)])
