"""Which rows of a table are, after writing, still those that were meant; others may have moved or replaced them."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.books.live.blocks import Block
from leadbook.books.live.seen import Seen
from leadbook.books.live.values import read
from leadbook.cell_readings import as_text
from leadbook.errors import Busy


class Meant:
    """The ids that the rows of ``after`` have, against those that ``blocks`` were written for."""

    def __init__(self, blocks: Sequence[Block], after: Seen) -> None:
        self.table = after.table
        self.ids = [as_text(held)[0].strip() for held in read(after.columns[after.position(self.table.key)])]
        self.there = set(self.ids)
        key = self.table.key
        self._given = {row: str(block.frame[key][row]) for block in blocks if not block.whole and key in block.frame
                       for row in block.asked}  # rows that had no id before

    def same(self, block: Block, row: int) -> bool:
        """Whether a row is the one that was meant; a new row that is nowhere yet is, where it should stand."""
        meant = self._given.get(row, block.asked.get(row))
        here = self.ids[row] if row < len(self.ids) else None
        return meant in (None, here) or (block.whole and here == "" and meant not in self.there)

    def lost(self, block: Block) -> list[int]:
        """New rows whose ids are nowhere in the table: somebody wrote over them."""
        return [row for row, meant in block.asked.items() if meant and meant not in self.there]

    def check(self, blocks: Sequence[Block]) -> None:
        """Raise Busy if cells were written into a row that was not meant: it was moved that very moment."""
        for block in blocks:
            if not all(self.same(block, row) for row in block.asked if row not in self._given):
                raise Busy(f"Somebody moved rows of {self.table.name} at the very moment LeadBook wrote; what was "
                           "written was taken back. Run it again.")
