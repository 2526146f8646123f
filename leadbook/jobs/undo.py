"""undo: take back what the last run wrote; the same for every door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.books.changes import Receipt, Skipped
from leadbook.books.port import Book
from leadbook.books.undo.inverse import Inverse, inverse
from leadbook.books.undo.journal import Entry, Journal
from leadbook.errors import BadInput
from leadbook.jobs.report import Report, expected
from leadbook.rules.dates import moment_words
from leadbook.schema import TABLES
from leadbook.sentences import plural

if TYPE_CHECKING:
    import pandas as pd

NAMED = 5                           # rows left alone that are named in the sentence
CALLED = {"log": "log", "import": "import", "quick-add": "quick add"}


def undo(book: Book, journal: Journal, today: dt.date, *, only: str = "", dry_run: bool = False,
         progress: Callable[[str], None] = lambda phase: None) -> Report:
    """Take back the newest run of ``journal`` that was not taken back yet; ``only``: the newest of that job.

    Report: ``undone`` {job, now, cells, rows}, ``left`` (one record for each cell or row that changed since, with its
    name and reason), ``sentence``. Raises BadInput if there is no such run, Busy or Refusal as the engine does; then
    nothing was written, and the run can be taken back later.
    """
    progress("reading")
    entry, told, back = _newest(book, journal, only, tidy=not dry_run)
    read = {table: len(book.read(table)) for table in dict.fromkeys(r["table"] for r in told["changes"])}
    if back.changes and not dry_run:
        progress("writing")
    receipt = expected(back.changes) if dry_run else book.apply(back.changes) if back.changes else Receipt()
    if not dry_run:
        journal.undone(entry)
    return _report(book, today, read, entry, told, back, receipt, dry_run)


def _newest(book: Book, journal: Journal, only: str, tidy: bool) -> tuple[Entry, dict[str, Any], Inverse]:
    """The run to take back, what its journal says, its inverse; runs that broke off before writing are passed over."""
    for entry in journal.entries():
        if entry.state == "undone" or (only and entry.job != only):
            continue
        told = entry.content()
        back = inverse(told["changes"], book.read, book.problems)
        if back.changes or entry.state == "written":
            return entry, told, back
        if tidy:
            journal.drop(entry)
    raise BadInput(f"There is nothing to take back: no {CALLED.get(only, only) or 'run'} of yours stands in this "
                   "workbook's journal on this computer.")


def _report(book: Book, today: dt.date, read: dict[str, int], entry: Entry, told: dict[str, Any], back: Inverse,
            receipt: Receipt, dry_run: bool) -> Report:
    stays = [*back.left, *receipt.skipped]
    names = _names(book, {one.table for one in stays})
    left = [_left(one, names) for one in stays]
    figures = {"job": entry.job, "now": told["now"], "cells": max(back.cells - len(receipt.skipped), 0),
               "rows": back.rows}
    own = {"undone": figures, "left": left, "sentence": sentence(figures, left, bool(receipt.changed), today)}
    none = frames.empty_problems().assign(code="", lead="", message="", table="")
    return Report("undo", book.name, today, read, receipt, none, dry_run, back.changes, own)


def _left(one: Skipped, names: dict[tuple[str, int], str]) -> dict[str, Any]:
    return {"table": one.table, "row": one.row, "key": one.key, "column": one.column,
            "name": names.get((one.table, one.row), ""), "reason": one.reason}


def _names(book: Book, tables: set[str]) -> dict[tuple[str, int], str]:
    """(table, row) -> whom that row is about, for the tables where something is left."""
    out: dict[tuple[str, int], str] = {}
    for table in sorted(tables):
        frame: pd.DataFrame = book.read(table)
        if "Name" in TABLES[table].names:
            called = frame["Name"]
            if table == "Leads":
                called = called.where(called != "", frame["Company"])
            out |= {(table, row): name for row, name in zip(called.index.tolist(), called, strict=True)}
    return out


def sentence(undone: dict[str, Any], left: list[dict[str, Any]], wrote: bool, today: dt.date) -> str:
    """``Took back the refresh of 23 Nov 14:30: 412 cells are as before, 36 rows are gone.`` and what was left alone."""
    run = f"the {CALLED.get(undone['job'], undone['job'])} of {moment_words(_moment(undone['now']), today)}"
    cells, rows = undone["cells"], undone["rows"]
    did = [f"{plural(cells, 'cell')} {'is' if cells == 1 else 'are'} as before"] * bool(cells)
    did += [f"{plural(rows, 'row')} {'is' if rows == 1 else 'are'} blank again"] * bool(rows)
    if not wrote:
        said = f"Nothing of {run} could be taken back."
    else:
        said = f"Took back {run}{': ' if did else ''}{', '.join(did)}."
    if not left:
        return said
    many = "1 place was" if len(left) == 1 else f"{len(left):,} places were"
    shown = "; ".join(_place(one) for one in left[:NAMED])
    more = f"; and {len(left) - NAMED:,} more" if len(left) > NAMED else ""
    return f"{said} {many} left as {'it is' if len(left) == 1 else 'they are'}: {shown}{more}."


def _place(one: dict[str, Any]) -> str:
    who = one["name"] or one["key"] or f"row {one['row'] + 2}"
    column = f", column {one['column']}" if one["column"] else ""
    return f"{one['table']}, {who}{column} ({one['reason']})"


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(second=0, microsecond=0)
