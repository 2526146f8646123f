"""A table's waiting changes turned into edits of its sheet, at the moment of saving."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from leadbook.ooxml import values
from leadbook.ooxml.edit import SheetEdit
from leadbook.ooxml.grow import followed
from leadbook.ooxml.refs import Area, letters
from leadbook.ooxml.rowblock import Block, BlockColumn, formula_tail
from leadbook.ooxml.table import Table


def write_rows(table: Table, edit: SheetEdit, alone: bool) -> bool:
    """Add the table's new rows to `edit`; say whether formulas were added, moved or taken away.

    `alone` says that no other table of the sheet grows, so that whole rows may be written at once.
    """
    d = table.definition
    count = max(len(table.added[0]), 1)
    first = d.first + table.kept
    last = first + count - 1
    formulas = bool(d.calculated)
    look = edit.sheet.row_look(d.first) if table.replaced else ""
    columns = [_block_column(table, edit, at, "customFormat" not in look) for at in range(len(table.columns))]
    block = Block(first, count, columns, row_attributes=look, prefix=edit.prefix)
    if table.replaced:
        formulas = _cleared(table, edit, last) or formulas
        edit.blocks.append(block)
    else:
        if d.totals and last > d.last:
            formulas = _totals_down(table, edit, last) or formulas
        _placed(edit, block, alone)
    edit.cover(Area(first, d.area.left, last + d.totals, d.area.right))
    edit.outer += followed(edit.sheet, d.area, d.last, last, d.totals)
    return formulas


def _block_column(table: Table, edit: SheetEdit, at: int, plain_rows: bool) -> BlockColumn:
    d, style = table.definition, table.column_style(at)
    number = d.area.left + at
    implied = plain_rows and style == edit.sheet.column_style(number)
    return BlockColumn(number, style, table.added[at] or None, d.calculated.get(at), implied)


def _placed(edit: SheetEdit, block: Block, alone: bool) -> None:
    """Cells of rows that exist are put one by one; the stretches between become blocks."""
    stop = block.first + block.count
    existing = edit.rows_between(block.first, stop - 1) if alone else list(range(block.first, stop))
    at = block.first
    for row in [*existing, stop]:
        if row > at:
            edit.blocks.append(Block(at, row - at, block.columns, at - block.first, prefix=block.prefix))
        at = row + 1
    for row in existing:
        for column in block.columns:
            index = row - block.first
            if column.formula is not None:
                cell = edit.sheet.cell(row, column.number)
                if cell is None or cell.formula is None or row in edit.moved:
                    address = f"{letters(column.number)}{row}"
                    edit.put(row, column.number, formula_tail(column.formula, address, edit.prefix), column.style)
                continue
            value = column.values[index] if column.values is not None else None
            edit.put(row, column.number, values.tail(value, edit.prefix), column.style)


def _totals_down(table: Table, edit: SheetEdit, last: int) -> bool:
    """Move the totals row's cells below the new last row; say whether a formula moved."""
    d = table.definition
    row = d.area.bottom
    moved = False
    for column, cell in edit.sheet.cells(row).items():
        if d.area.left <= column <= d.area.right:
            moved = moved or cell.formula is not None
            edit.move(row, column, last + 1)
    return moved


def _cleared(table: Table, edit: SheetEdit, last: int) -> bool:
    """Take the old rows away, with the blank ones below that the new rows need; say whether formulas went."""
    d = table.definition
    sheet = edit.sheet
    rows = sheet.rows
    start = bisect_left(rows, d.first)
    stop = bisect_right(rows, max(last, d.last))
    begin = sheet.place(d.first)
    end = sheet.place(rows[stop]) if stop < len(rows) else sheet.last
    if stop > start or begin != end:
        edit.removed = (begin, end)
    return sheet.data.find(b"<f", begin, end) >= 0
