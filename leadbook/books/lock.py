"""One LeadBook at a time writes a workbook: an advisory lock in the per-user folder, never beside the workbook."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leadbook.books import places
from leadbook.errors import Busy, Refusal


@contextmanager
def locked(path: Path, patience: float = 2.0) -> Iterator[None]:
    """Hold the lock of the workbook ``path``; raises Busy when another LeadBook holds it for over ``patience`` seconds.

    The system frees the lock when the process ends, however it ends; the lock file stays and means nothing.
    """
    with held(places.of_workbook("locks", path).with_suffix(".lock"), path.name, patience):
        yield


@contextmanager
def held(place: Path, name: str, patience: float) -> Iterator[None]:
    """Hold the lock file ``place``, which stands for the workbook called ``name``; else as ``locked``."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Refusal(f"{name}: LeadBook cannot write in its own folder {place.parent} ({error.strerror}); "
                      f"set {places.HOME} to a folder that you may write in.") from error
    try:
        deadline = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() >= deadline:
                raise Busy(f"{name}: another LeadBook is writing it just now; try again when that has ended.")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _taken(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _taken(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
