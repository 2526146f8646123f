"""After writing, table by table: it is looked at until it stands still, mended once, and what is lost is reported."""

from __future__ import annotations

from collections.abc import Callable

from leadbook.books.changes import Receipt
from leadbook.books.live import looking
from leadbook.books.live.edit import Edit
from leadbook.books.live.meant import Meant
from leadbook.books.live.seen import Seen
from leadbook.books.live.writer import Writer

LOOKS = 3


def confirmed(writer: Writer, edit: Edit, see: Callable[[], Seen], receipt: Receipt) -> None:
    """See that everything of ``edit`` stands where it should. Raises Busy or Refusal if rows or columns were moved."""
    after = see()
    looking.check_columns(edit.seen, after)
    if looking.wrong(edit.blocks, after):
        after = _settled(after, see)
        looking.check_columns(edit.seen, after)
    found, meant = looking.wrong(edit.blocks, after), Meant(edit.blocks, after)
    if found and looking.mended(writer, found, after, meant):
        after = see()
        found, meant = looking.wrong(edit.blocks, after), Meant(edit.blocks, after)
    meant.check(edit.cells)
    looking.report(found, meant, receipt)


def _settled(before: Seen, see: Callable[[], Seen]) -> Seen:
    """The table once it stands still: somebody may be moving rows while it is read."""
    for _ in range(LOOKS):
        after = see()
        if after.same_as(before):
            break
        before = after
    return after
