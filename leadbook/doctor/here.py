"""This computer: Python, the packages, time zones, LeadBook's own folder, and Excel's settings."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib import metadata

from leadbook import __version__
from leadbook.doctor.line import Line, Status, lines
from leadbook.excel_setup import looked_at
from leadbook.excel_setup.system import this

PACKAGES = ("pandas", "click", "pydantic", "phonenumbers", "email-validator", "holidays", "XlsxWriter", "xlwings")
MAY_BE = ("openpyxl", "python-calamine")


def versions() -> Iterator[Line]:
    """Python, LeadBook, and the packages it needs."""
    python = ".".join(map(str, sys.version_info[:3]))
    status: Status = "ok" if sys.version_info >= (3, 11) else "fail"
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


def zones() -> Iterator[Line]:
    """Whether the computer knows the time zones."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        yield Line("fail", "time zones", "No time zones on this computer: pip install tzdata.")


def own_folder() -> Iterator[Line]:
    """The folder of backups, journals and logs; errors that are on record."""
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


def excel() -> Iterator[Line]:
    """What Excel on this computer knows of LeadBook."""
    return lines(looked_at.settings(this()))
