"""After writing: look again. What Excel turned into something else is mended once; what others did meanwhile stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.books.changes import Receipt, Skipped
from leadbook.books.live.blocks import Block
from leadbook.books.live.retyping import TEXT
from leadbook.books.live.runs import runs
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import differing, written
from leadbook.books.live.writer import Writer
from leadbook.errors import Refusal
from leadbook.schema import Column

if TYPE_CHECKING:
    import pandas as pd

FORMATS = {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}  # where somebody made a column of days Text
ELSE = "somebody wrote there at the same moment"
Wrong = dict[tuple[int, str], Any]  # (row, column) -> what stands there


def looked(writer: Writer, blocks: Sequence[Block], after: Seen) -> bool:
    """Compare what was written with what stands there; True if something was mended (then look once more)."""
    mended = False
    for block in blocks:
        for column, rows in _wrong(block, after).items():
            ours = [row for row in rows if _by_excel(column, block.frame[column.name][row], _held(after, column, row))
                    and _same_row(block, after, row)]
            for start, stop in runs(ours):
                _mend(writer, after, column, block.frame[column.name].loc[start:stop - 1])
                mended = True
    return mended


def left(blocks: Sequence[Block], after: Seen, receipt: Receipt, rows: bool) -> None:
    """Report what is not as it was asked: cells (or, ``rows``, ids) that others wrote over meanwhile."""
    table = after.table
    for block in blocks:
        for column, wrong in _wrong(block, after).items():
            lost = [row for row in wrong if row in block.asked]
            if rows and column.name == table.key:
                there = set(after.columns[after.position(table.key)])
                lost = [row for row in lost if block.asked[row] not in there]
            receipt.skipped += [Skipped(table.name, row, block.asked[row], column.name, ELSE) for row in lost]
            if rows and column.name == table.key:
                receipt.count(table.name, rows=-len(lost))
            elif not rows:
                receipt.count(table.name, cells=-len(lost))


def _wrong(block: Block, after: Seen) -> dict[Column, list[int]]:
    """Rows in which a column holds something else than was written."""
    stop = block.row + len(block.frame)
    if stop > len(after.body):
        raise Refusal(f"The table {after.table.name} became shorter while LeadBook wrote; run it again.")
    out = {}
    for offset, column in enumerate(block.columns):
        found = after.columns[block.column + offset][block.row:stop]
        if rows := [block.row + at for at in differing(column, found, block.frame[column.name])]:
            out[column] = rows
    return out


def _held(after: Seen, column: Column, row: int) -> Any:
    return after.columns[after.position(column.name)][row]


def _same_row(block: Block, after: Seen, row: int) -> bool:
    """Whether the row is still the one that was meant."""
    key = after.table.key
    return any(column.name == key for column in block.columns) or row not in block.asked or (
        str(_held(after, after.table[key], row) or "").strip() in ("", block.asked[row]))


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
