"""A copy of the workbook before each write, in the per-user folder: the last 20 of each workbook are kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from pathlib import Path

from leadbook.books import places
from leadbook.errors import Refusal

KEPT = 20
_STAMP = "%Y%m%d-%H%M%S-%f"


def backed_up(path: Path, moment: dt.datetime, kept: int = KEPT, of: Path | None = None) -> Path:
    """Copy the workbook ``path`` (or ``of``, another version of it) to its backups and return the copy; older ones
    beyond ``kept`` are deleted.

    The copy is named by ``moment`` and the file's own name, so names sort by time; it is on the disk before this
    returns. Raises Refusal when it cannot be made: then the workbook must not be written.
    """
    folder = places.of_workbook("backups", path)
    copy = folder / f"{moment.strftime(_STAMP)} {path.name}"
    part = copy.with_name(f"{copy.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(of or path, part)
        with part.open("r+b") as stream:
            os.fsync(stream.fileno())
        part.replace(copy)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise Refusal(f"{path.name}: no backup can be made in {folder} ({error.strerror or error}), so nothing was "
                      f"written; make room there, or set {places.HOME} to another folder.") from error
    _pruned(path, kept)
    return copy


def backups(path: Path) -> list[Path]:
    """The backups of the workbook ``path``, the newest first."""
    folder = places.of_workbook("backups", path)
    return sorted(folder.glob(f"*{path.suffix}"), reverse=True) if folder.is_dir() else []


def _pruned(path: Path, kept: int) -> None:
    """Delete what is beyond ``kept``, and copies that were never finished; a file in use stays until next time."""
    folder = places.of_workbook("backups", path)
    for old in [*backups(path)[kept:], *folder.glob("*.part")]:
        try:
            old.unlink()
        except OSError:
            continue
