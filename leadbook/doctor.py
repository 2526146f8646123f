"""doctor: is everything in order, here and with a workbook? It only looks; each line says what to do."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal, cast

from leadbook import __version__
from leadbook.errors import LeadbookError
from leadbook.excel_setup import looked_at as excel
from leadbook.excel_setup.system import this

PACKAGES = ("pandas", "click", "pydantic", "phonenumbers", "email-validator", "holidays", "XlsxWriter", "xlwings")
MAY_BE = ("openpyxl", "python-calamine")


@dataclass(frozen=True)
class Line:
    """One thing looked at: ``ok``, ``warn`` (works, but look at it) or ``fail`` (must be mended)."""

    status: Literal["ok", "warn", "fail"]
    subject: str
    sentence: str


def looked_at(file: Path | None = None) -> list[Line]:
    """Every line about the installation, and about the workbook ``file`` if one is given. Writes nothing lasting."""
    lines = [line for look in HERE for line in look()]
    if file is not None:
        for look_into in IN_A_FILE:
            lines += look_into(file)
            if lines[-1].status == "fail":
                break
    return lines


def _versions() -> Iterator[Line]:
    python = ".".join(map(str, sys.version_info[:3]))
    status: Literal["ok", "fail"] = "ok" if sys.version_info >= (3, 11) else "fail"
    more = "" if status == "ok" else "; LeadBook needs 3.11 or newer: install it, then install LeadBook again"
    yield Line(status, "python", f"Python {python} on {sys.platform}{more}.")
    yield Line("ok", "leadbook", f"LeadBook {__version__}.")
    found, missing, extra = [], [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    for name in MAY_BE:
        with contextlib.suppress(metadata.PackageNotFoundError):
            extra.append(f"{name} {metadata.version(name)}")
    if missing:
        yield Line("fail", "packages", f"Missing: {', '.join(missing)}; install LeadBook again (pip install .).")
    else:
        yield Line("ok", "packages", f"{', '.join(found + extra)}.")


def _zones() -> Iterator[Line]:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        yield Line("fail", "time zones", "No time zones on this computer: pip install tzdata.")


def _folder() -> Iterator[Line]:
    import tempfile

    from leadbook.books.places import HOME, home

    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield Line("fail", "folder", f"Cannot write to LeadBook's folder {folder} ({error.strerror or error}): without "
                                     f"backups nothing is written; set {HOME} to a folder of your own.")
        return
    kept = [p for p in (folder / "backups").glob("*/*.xl*") if p.is_file()]
    size = sum(p.stat().st_size for p in kept) / 1e6
    yield Line("ok", "folder", f"Backups and logs go to {folder} ({len(kept)} backups, {size:.1f} MB).")
    errors = sorted((folder / "logs").glob("error-*.txt"))
    if errors:
        yield Line("warn", "errors", f"{len(errors)} unexpected errors are on record, the last in {errors[-1]}: "
                                     "please report it, then delete it.")


def _file(path: Path) -> Iterator[Line]:
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


def _tables(path: Path) -> Iterator[Line]:
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
        what = "kept a history" if "History" in young else "had a certificate"
        yield Line("warn", "history", f"{path.name} was made before LeadBook {what} (no table "
                                      f"{' and '.join(young)}): all else works. To have it make a new workbook "
                                      "with 'leadbook init' and bring your rows over.")


def _settings(path: Path) -> Iterator[Line]:
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


def _beside(path: Path) -> Iterator[Line]:
    from leadbook.books import conflicts, guards, naming
    from leadbook.books.backups import backups

    copies = conflicts.conflict_copies(path, naming.id_of(path), naming.id_of)
    if copies:
        yield Line("warn", "copies", conflicts.sentence(path.name, copies))
    whole = str(path.resolve())
    if len(whole) > 255:
        yield Line("warn", "path", f"The path is {len(whole)} characters long; Excel takes 255: move the file up.")
    if guards.in_the_cloud(path):
        yield Line("warn", "cloud", f"{path.name} is only in the cloud; OneDrive downloads it when it is used. Choose "
                                    "'Always keep on this device' for nightly jobs.")
    elif "onedrive" in whole.lower():
        yield Line("ok", "cloud", "It lies in OneDrive: let teammates close it, or run the jobs at night, so that "
                                  "OneDrive makes no conflict copies.")
    kept = backups(path)
    newest = f", the newest is {kept[0]}" if kept else ""
    said = f"{len(kept)} {'backup' if len(kept) == 1 else 'backups'} of this workbook"
    yield Line("ok", "backups", f"{said}{newest}.")


def _excel() -> Iterator[Line]:
    return _lines(excel.settings(this()))


def _macros(path: Path) -> Iterator[Line]:
    return _lines(excel.macros(path))


def _lines(said: Iterator[excel.Said]) -> Iterator[Line]:
    for status, subject, sentence in said:
        yield Line(cast(Literal["ok", "warn", "fail"], status), subject, sentence)


HERE: tuple[Callable[[], Iterator[Line]], ...] = (_versions, _zones, _folder, _excel)
IN_A_FILE: tuple[Callable[[Path], Iterator[Line]], ...] = (_file, _tables, _settings, _macros, _beside)
