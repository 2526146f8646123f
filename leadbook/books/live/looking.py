"""After writing: look again. What Excel turned into something else is mended once; what others did meanwhile stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.changes import Receipt, Skipped
from leadbook.books.live.blocks import Block
from leadbook.books.live.meant import Meant
from leadbook.books.live.retyping import TEXT
from leadbook.books.live.runs import runs
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import differing, written
from leadbook.books.live.writer import Writer
from leadbook.errors import Busy, Refusal
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

FORMATS = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}  # where somebody made a column of days Text
ELSE = "somebody wrote there at the same moment"
Wrong = tuple[Block, Column, list[int]]  # a block, one of its columns, the rows that hold something else


def check_columns(before: Seen, after: Seen) -> None:
    """Raise Busy if the columns are not where they were when it was decided what to write."""
    if before.header != after.header:
        raise Busy(f"Somebody moved or renamed columns of {after.table.name} at the very moment LeadBook wrote; what "
                   "was written was taken back. Run it again.")


def wrong(blocks: Sequence[Block], after: Seen) -> list[Wrong]:
    """Where something else stands than was written. Raises Refusal if the table lost rows that were written."""
    out = []
    for block in blocks:
        stop = block.row + len(block.frame)
        if stop > len(after.body):
            raise Refusal(f"The table {after.table.name} became shorter while LeadBook wrote; run it again.")
        for offset, column in enumerate(block.columns):
            found = after.columns[block.column + offset][block.row:stop]
            if rows := [block.row + at for at in differing(column, found, block.frame[column.name])]:
                out.append((block, column, rows))
    return out


def mended(writer: Writer, found: Sequence[Wrong], after: Seen, meant: Meant) -> bool:
    """Write once more what Excel made something else of; True if there was anything (then look again)."""
    anything = False
    for block, column, rows in found:
        wanted = block.frame[column.name]
        ours = [row for row in rows if meant.same(block, row)
                and _by_excel(column, wanted[row], _held(after, column, row))]
        for start, stop in runs(ours):
            _mend(writer, after, column, wanted.loc[start:stop - 1])
            anything = True
    return anything


def report(found: Sequence[Wrong], meant: Meant, receipt: Receipt) -> None:
    """Put into the receipt what is not as it was asked: cells, and new rows whose id is nowhere in the table."""
    table = meant.table
    for block, column, wrong_rows in found:
        if block.whole and column.name == table.key:
            rows = meant.lost(block)
            receipt.count(table.name, rows=-len(rows))
        else:
            rows = [row for row in wrong_rows if row in block.asked and meant.same(block, row)]
            receipt.count(table.name, cells=0 if block.whole else -len(rows))
        receipt.skipped += [Skipped(table.name, row, block.asked[row], column.name, ELSE) for row in rows]


def _held(after: Seen, column: Column, row: int) -> Any:
    return after.columns[after.position(column.name)][row]


def _by_excel(column: Column, wanted: Any, held: Any) -> bool:
    """Whether a difference looks like Excel's doing: another type, an apostrophe eaten, nothing written at all."""
    blank = wanted == "" or wanted != wanted
    if held is None or held == "":
        return not blank
    if column.is_text:
        return not blank and (not isinstance(held, str) or f"'{held}" == wanted)
    return not blank and isinstance(held, str)


def _mend(writer: Writer, after: Seen, column: Column, wanted: pd.Series) -> None:
    position, start = after.position(column.name), int(wanted.index[0])
    area = after.block(start, position, len(wanted), 1)
    writer.form(area, TEXT if column.is_text else FORMATS.get(column.kind, "General"))
    cells = written(column, wanted, writer.prepare)
    held = after.columns[position][start:start + len(wanted)]
    if column.is_text:
        cells = [f"'{new}" if f"'{old}" == new else new for new, old in zip(cells, held, strict=True)]
    writer.put(after, start, position, [cells], [list(held)])
