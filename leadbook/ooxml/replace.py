"""Putting a finished temp file in the place of a workbook: all of it or nothing, the folder made durable."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

from leadbook.errors import Busy

_PATIENCE = 2.5  # seconds
_PASSING = {5, 32, 33}  # WinError: access denied, sharing violation, lock violation (scanners, sync clients)


def replace_file(temp: Path, target: Path) -> None:
    """Put `temp` in the place of `target` atomically and make the folder's entry durable.

    On Windows a scanner or sync client may hold the file for a moment: retried for about 2.5 s, then `Busy`
    is raised; `target` is untouched and `temp` is still there. Never overwrites in place.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(temp, target)  # noqa: PTH105 - the one call that is atomic everywhere
            break
        except OSError as error:
            passing = getattr(error, "winerror", None) in _PASSING
            if not passing or time.monotonic() > deadline:
                if not passing and not isinstance(error, PermissionError):
                    raise
                raise Busy(
                    f"{target.name}: another program holds the file; close it there and try again."
                ) from error
            time.sleep(0.1)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's list of names to disk, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
