"""How far a table reaches: room under it, growing, shrinking. No row of the sheet is ever deleted or inserted.

Excel lets a table grow by itself over what is written just under it, unless somebody switched that off; so it is
looked at afterwards. Where it did not, the table is resized; where Excel refuses that (a totals row), rows are added.
"""

from __future__ import annotations

from leadbook.books.live.patience import busy, from_excel, patiently
from leadbook.books.live.seen import Seen
from leadbook.books.live.writer import Writer
from leadbook.errors import Busy, Refusal

LAST_ROW = 1_048_576


def check_below(seen: Seen, count: int) -> None:
    """Raise Refusal unless ``count`` rows just under the table are free."""
    if count <= 0 or seen.totals:
        return
    table, under = seen.table, seen.first[0] + len(seen.body)
    if under + count - 1 > LAST_ROW:
        raise Refusal(f"{count:,} more rows do not fit on the sheet of {table.name}; archive old ones.")
    for offset, line in enumerate(seen.texts(len(seen.body), 0, count, len(seen.header))):
        if any(line):
            raise Refusal(f"Something stands under the table {table.name} (row {under + offset}), so no row can be "
                          "added. If it belongs to the table, drag the table's corner over it; else move it away.")


def check_unchanged(seen: Seen) -> None:
    """Raise Busy if the table grew or shrank since it was looked at: a row of ours could meet a row of theirs."""
    if rows_now(seen) != len(seen.body):
        raise Busy(f"Somebody added or deleted rows of {seen.table.name} at the very moment LeadBook wrote; what was "
                   "written was taken back. Run it again.")


def rows_now(seen: Seen) -> int:
    """How many data rows the table has at this moment."""
    height: int = patiently(lambda: seen.listed.range.shape[0])
    return height - 1 - seen.totals


def sized(writer: Writer, seen: Seen, rows: int, free: bool = False) -> None:
    """Give the table ``rows`` data rows. Raises Refusal if it cannot grow; shrinking may be left undone.

    ``free``: nothing of ours stands under the table yet, so that rows may be added one by one.
    """
    now = rows_now(seen)
    if now == rows:
        return
    try:
        writer.do(lambda: _resize(seen, rows), lambda: None)
    except Exception as error:
        if busy(error) or not from_excel(error):
            raise
        for _ in range(rows - now if free else 0):
            writer.do(seen.listed.rows.add, lambda: None)
    if rows_now(seen) < rows:
        raise Refusal(f"Excel did not let the table {seen.table.name} grow to {rows:,} rows; nothing was added.")


def remember(writer: Writer, seen: Seen) -> None:
    """Put the table's present size on the way back."""
    writer.do(lambda: None, lambda: _as_before(seen))


def _as_before(seen: Seen) -> None:
    """The table's old size, unless somebody wrote into the rows that would fall out of it."""
    before, now = len(seen.body), rows_now(seen)
    if now > before:
        more = seen.texts(before, 0, now - before, len(seen.header))
        if any(text and text[0] != "=" for line in more for text in line):
            return
        if seen.totals:
            for row in range(now, before, -1):
                seen.listed.rows[row - 1].delete()
            return
    if now != before:
        _resize(seen, before)


def _resize(seen: Seen, rows: int) -> None:
    seen.listed.resize(seen.block(-1, 0, rows + 1 + seen.totals, len(seen.header)))
