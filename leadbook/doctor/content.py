"""The workbook itself: whether it can be read and written, its tables, its settings, who wrote it last, its macros."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from leadbook.doctor.line import Line, lines
from leadbook.errors import LeadbookError
from leadbook.excel_setup import looked_at

if TYPE_CHECKING:
    import pandas as pd


def file(path: Path) -> Iterator[Line]:
    """Whether it can be read (an encrypted or labelled file cannot), and written (not open, not read-only)."""
    from leadbook.books import guards
    from leadbook.ooxml import Workbook

    try:
        guards.readable(path)
        with Workbook.open(path):
            pass
    except LeadbookError as error:
        yield Line("fail", "file", str(error))
        return
    yield Line("ok", "file", f"{path.name} can be read ({path.stat().st_size / 1e6:.1f} MB).")
    try:
        guards.writable(path)
    except LeadbookError as error:
        yield Line("warn", "writing", str(error))


def tables(path: Path) -> Iterator[Line]:
    """Its tables and their columns."""
    from leadbook.books import naming
    from leadbook.ooxml import Workbook
    from leadbook.schema import TABLES, YOUNG

    bad, young = False, []
    with Workbook.open(path) as book:
        there = {name: table.columns for name, table in book.tables.items()}
        for table in TABLES.values():
            if table.name in YOUNG and table.name not in there:
                young.append(table.name)
                continue
            try:
                naming.check(path.name, table, there)
            except LeadbookError as error:
                bad = True
                yield Line("fail", f"table {table.name}", str(error))
                if not any(name in there for name in TABLES):
                    return
    if not bad:
        yield Line("ok", "tables", f"All {len(TABLES) - len(young)} tables have all their columns.")
    if young and any(name in there for name in TABLES):
        what = "kept a history" if "History" in young else "had all its tables"
        yield Line("warn", "history", f"{path.name} was made before LeadBook {what} (no table "
                                      f"{' and '.join(young)}): all else works. To have it make a new workbook "
                                      "with 'leadbook init' and bring your rows over.")


def settings(path: Path) -> Iterator[Line]:
    """Its settings, and the id that it carries."""
    from leadbook.books.closed import ClosedBook
    from leadbook.jobs.work import settings_of

    try:
        with ClosedBook(path) as book:
            config, book_id = settings_of(book)
    except LeadbookError as error:
        yield Line("fail", "settings", str(error))
        return
    yield Line("ok", "settings", f"The settings are in order; times are those of {config.business.time_zone}.")
    if not book_id:
        yield Line("warn", "id", f"{path.name} carries no id of its own: conflict copies cannot be told from others.")


def macros(path: Path) -> Iterator[Line]:
    """Its macros: there, of the right version, not blocked."""
    return lines(looked_at.macros(path))


def written_by(path: Path) -> Iterator[Line]:
    """Which versions of LeadBook worked on it: whether a teammate's is newer than the one here."""
    from leadbook.books.closed import ClosedBook

    with ClosedBook(path) as book:
        return versions(path.name, book.read("Settings"))


def versions(name: str, settings: pd.DataFrame) -> Iterator[Line]:
    """What the table ``settings`` of the workbook ``name`` says of them; nothing, if it was made before it told."""
    from leadbook import __version__
    from leadbook.rules.versions import in_order
    from leadbook.rules.versions import versions as versions_of

    known = versions_of(settings)
    if not known:
        return
    last = known[-1]
    if in_order(last) > in_order(__version__):
        yield Line("warn", "versions", f"A teammate works on {name} with LeadBook {last}; here is {__version__}. "
                                       f"Install {last} here, too: two versions may plan and check differently.")
    elif in_order(last) < in_order(__version__):
        yield Line("warn", "versions", f"So far {name} was used with LeadBook {last}; here is {__version__}. Give your "
                                       f"teammates {__version__}, too, then refresh.")
    else:
        yield Line("ok", "versions", f"Nobody has used a newer LeadBook than yours on {name}.")
