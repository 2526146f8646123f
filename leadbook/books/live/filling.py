"""Blanks of people's columns that stand apart are filled in one call, by a macro of the workbook (LeadbookFill.bas).

Writing along what stands between them would touch people's cells, which a co-author may be changing; writing each by
itself over COM is a call for each. The macro runs inside Excel: one call, only the blanks. A workbook without it
(macros off, an .xlsx) has them written one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.books.live.blocks import Block
from leadbook.books.live.patience import busy, from_excel
from leadbook.books.live.retyping import retyped
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import written
from leadbook.books.live.writer import Writer
from leadbook.errors import Refusal
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

MACRO = "LB_Fill"


def apart(seen: Seen, blocks: Sequence[Block]) -> dict[int, list[Block]]:
    """The blocks that a macro may fill: by position of the column, those of people's columns where only blanks get
    something, if there are several.
    """
    found: dict[int, list[Block]] = {}
    for block in blocks:
        if block.columns[0].owner == "people" and not block.whole:
            found.setdefault(block.column, []).append(block)
    return {at: many for at, many in found.items() if len(many) > 1 and all(_fills(seen, one) for one in many)}


def _fills(seen: Seen, block: Block) -> bool:
    held = seen.columns[block.column][block.row:block.row + len(block.frame)]
    new = block.frame[block.columns[0].name]
    return all(cell is None for cell in held) and bool((new.notna() & (new != "")).all())


def filled(writer: Writer, seen: Seen, blocks: Sequence[Block]) -> bool:
    """Fill the blocks of one column by the macro; False if the workbook has none. Raises Refusal if Excel refuses."""
    column, at, (top, left) = blocks[0].columns[0], blocks[0].column, seen.first
    new = [block.frame[column.name] for block in blocks]
    text = "|".join(f"{top + row};{cell}" for block, cells in zip(blocks, new, strict=True)
                      for row, cell in enumerate(packed(column, cells), block.row))
    written_cells = [(block.row, [written(column, cells, writer.prepare)])
                     for block, cells in zip(blocks, new, strict=True)]
    try:
        said = writer.scatter(seen, at, written_cells, lambda: _asked(seen, left + at, text))
    except Exception as error:
        if busy(error) or not from_excel(error):
            raise
        return False
    if said:
        raise Refusal(f"Excel refused to fill in {seen.table.name}, column {column.name} ({' '.join(said.split())}), "
                      "so the workbook was left as it was. Is the sheet protected?")
    return True


def packed(column: Column, cells: pd.Series) -> list[str]:
    """"kind;value" of each cell; see LeadbookFill.bas."""
    if column.is_text:
        return [f"{'x' if retyped(text) else 't'};{text.encode('utf-16-be', 'surrogatepass').hex()}"
                for text in cells.tolist()]
    numbers = frames.to_serials(cells) if column.is_date else cells.to_numpy(dtype="float64")
    return [f"{'d' if column.is_date else 'n'};{number:.17g}" for number in numbers.tolist()]


def _asked(seen: Seen, column: int, packed: str) -> str:
    book = seen.sheet.book
    name = book.name.replace("'", "''")
    return str(book.app.macro(f"'{name}'!{MACRO}")(seen.sheet.name, column, packed) or "")
