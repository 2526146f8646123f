"""What stands in the way of a change: looked for before anything is written, said in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from leadbook.errors import Refusal
from leadbook.ooxml.refs import Area, letters
from leadbook.ooxml.sheet import Cell, Sheet
from leadbook.ooxml.tabledef import TableDef, relative_cell
from leadbook.ooxml.totals import totals_reference


class Obstacles:
    """The arrays and merged cells that reach into a table, looked up once for any number of its cells."""

    def __init__(self, sheet: Sheet, where: str, table: TableDef) -> None:
        self._sheet, self._where, self._table = sheet, where, table
        self._arrays = [area for area in sheet.arrays if area.meets(table.area)]
        self._merged = [area for area in sheet.merged if area.meets(table.area)]

    @property
    def any(self) -> bool:
        """Say whether the sheet holds anything that could stand in the way of any cell."""
        return bool(self._arrays or self._merged) or self._sheet.guarded

    def check(self, row: int, position: int) -> Cell | None:
        """Return the cell that may be written (None: it does not exist yet).

        Refused: a formula, an array or spill, a rich value, the covered part of a merged cell.
        """
        column = self._table.area.left + position
        cell = self._sheet.cell(row, column)
        what = obstacle(cell) if cell is not None else ""
        if not what and (self._arrays or self._merged):
            what = self._spanning(Area(row, column, row, column))
        if what:
            raise Refusal(
                f"{self._where}, column {self._table.columns[position]}, row {row - self._table.first}: the cell"
                f" {letters(column)}{row} is {what}; LeadBook does not write over it. Change it in Excel."
            )
        return cell

    def _spanning(self, here: Area) -> str:
        if any(area.meets(here) for area in self._arrays):
            return "part of an array formula"
        covers = [area for area in self._merged if area.meets(here) and area[:2] != here[:2]]
        return f"hidden inside the merged cells {covers[0]}" if covers else ""


def obstacle(cell: Cell) -> str:
    """Return what makes a cell one that is never written over, or an empty text."""
    if b"<f" in cell.inner or b":f" in cell.inner:
        return "a formula"
    if b"vm" in cell.attrs or b"cm" in cell.attrs:
        return "a rich value (a picture, a data type or a spill)"
    if b"extLst" in cell.inner:
        return "a cell with an extension LeadBook does not know"
    return ""


def calculated(where: str, column: str) -> Refusal:
    """Return the refusal for a value that was given for a calculated column."""
    return Refusal(f"{where}: column {column} is calculated by a formula; leave it out, new rows get the formula.")


def check_appendable(sheet: Sheet, where: str, table: TableDef) -> None:
    """Refuse to add rows to a table that something else fills, or whose formulas would be wrong in new rows."""
    if table.source:
        raise Refusal(
            f"{where}: {table.source} fills this table, so rows added here would be lost; add them at its source."
        )
    for position, formula in table.calculated.items():
        address = relative_cell(formula.formula)
        if address:
            raise Refusal(
                f"{where}: column {table.columns[position]} is calculated with the cell address {address}, which"
                " means another cell in each row; write it with [@column] in Excel, then try again."
            )


def check_below(sheet: Sheet, where: str, table: TableDef, now: Area, last: int, others: Iterable[Area]) -> None:
    """Refuse to grow the table (range `now`) to data row `last` if anything is in the way."""
    top = now.bottom + 1
    bottom = last + table.totals
    if bottom < top:
        return
    target = Area(top, now.left, bottom, now.right)
    _check_ranges(sheet, where, target, others)
    for row in sheet.rows_between(top, bottom):
        for column, cell in sheet.cells(row).items():
            if target.left <= column <= target.right and not (cell.blank and not obstacle(cell)):
                raise Refusal(
                    f"{where}: the cell {letters(column)}{row} under the table is not empty, so {bottom - top + 1:,}"
                    " more rows do not fit; move what stands below the table."
                )


def _check_ranges(sheet: Sheet, where: str, target: Area, others: Iterable[Area]) -> None:
    for what, ranges in (
        ("another table", others),
        ("a merged cell", sheet.merged),
        ("an array formula", sheet.arrays),
    ):
        hit = next((area for area in ranges if area.meets(target)), None)
        if hit is not None:
            raise Refusal(f"{where}: under the table there is {what} ({hit}) in the way; move it, then new rows fit.")


def check_totals(opened: Any, part: Any, where: str, table: TableDef) -> None:
    """Refuse to move a totals row whose formulas, or formulas elsewhere, use cell addresses that would be wrong."""
    sheet: Sheet = opened.sheet(part)
    row = table.area.bottom
    area = Area(row, table.area.left, row, table.area.right)
    if any(array.meets(area) for array in sheet.arrays) or any(merge.meets(area) for merge in sheet.merged):
        raise Refusal(f"{where}: its totals row holds an array formula or merged cells, so it cannot move down.")
    for column, cell in sheet.cells(row).items():
        if not area.left <= column <= area.right:
            continue
        formula = cell.formula
        if formula is not None and (formula.shared or relative_cell(formula.text)):
            raise Refusal(
                f"{where}: the total in {letters(column)}{row} is written with cell addresses; write it with the"
                " column's name, such as SUBTOTAL(109,[Amount]), then new rows fit."
            )
    found = totals_reference(opened, part, area)
    if found:
        raise Refusal(f"{where}: {found} refers to the totals row by its address; name the column there instead.")


def check_replaceable(sheet: Sheet, where: str, table: TableDef, last: int, others: Iterable[Area]) -> None:
    """Refuse to replace a table's rows if it is not the last thing on its sheet or holds people's formulas."""
    if table.totals:
        raise Refusal(f"{where}: it has a totals row; switch it off in Excel, then its rows can be replaced.")
    wide = Area(table.first, 1, max(last, table.last, sheet.rows[-1] if sheet.rows else 1), 16384)
    _check_ranges(sheet, where, wide, others)
    start, end = sheet.place(table.first), sheet.last
    formulas = sheet.data.count(b"<f>", start, end) + sheet.data.count(b"<f ", start, end)
    if formulas > len(table.calculated) * (table.last - table.first + 1):
        raise Refusal(f"{where}: its rows hold formulas that LeadBook did not write; move them out of the table.")
    stray = sheet.stray(Area(table.first, table.area.left, table.last, table.area.right))
    if stray:
        raise Refusal(f"{where}: the cell {stray} beside or below the table is not empty; move it to another sheet.")
