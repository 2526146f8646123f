"""Putting a finished temp file in the place of a workbook: all of it or nothing, the folder made durable."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from leadbook.errors import Busy

Exchange = Callable[[str, str], None]
_PATIENCE = 2.5  # seconds
_PASSING = {
    5,
    32,
    33,
    1175,
}  # WinError: denied, shared, locked (scanners, sync clients), not removed
_WRITE_THROUGH, _IGNORE_MERGE_ERRORS = 1, 2


def replace_file(temp: Path, target: Path, exchange: Exchange | None = None) -> None:
    """Put `temp` in the place of `target` atomically and make the folder's entry durable.

    On Windows a scanner or sync client may hold the file for a moment: retried for about 2.5 s, then `Busy`
    is raised; `target` is untouched and `temp` is still there. Never overwrites in place. `exchange` (new, old)
    does it once and raises OSError: by default ReplaceFileW on Windows, which keeps the file's identity and
    rights, else `os.replace`.
    """
    exchange = exchange or (replace_keeping_identity if sys.platform == "win32" else os.replace)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            exchange(str(temp), str(target))
            break
        except OSError as error:
            passing = getattr(error, "winerror", None) in _PASSING
            if not passing or time.monotonic() > deadline:
                if not passing and not isinstance(error, PermissionError):
                    raise
                raise Busy(f"{target.name}: another program holds the file; close it there and try again.") from error
            time.sleep(0.1)
    sync_folder(target.parent)


def replace_keeping_identity(new: str, old: str, replace: Exchange | None = None) -> None:
    """ReplaceFileW, or `os.replace` where the file system cannot do it. Raises OSError with `winerror` when held.

    `replace` (new, old) stands for the call into Windows in tests.
    """
    try:
        (replace or _replace_file_w)(new, old)
    except OSError as error:
        if getattr(error, "winerror", None) in _PASSING:
            raise
        os.replace(new, old)  # noqa: PTH105 - after every other failure both files keep their names or `old` is gone


def _replace_file_w(new: str, old: str) -> None:
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    call = kernel.ReplaceFileW
    call.argtypes = [
        ctypes.c_wchar_p,
        ctypes.c_wchar_p,
        ctypes.c_wchar_p,
        ctypes.c_uint32,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]
    call.restype = ctypes.c_int
    if not call(old, new, None, _WRITE_THROUGH | _IGNORE_MERGE_ERRORS, None, None):
        raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined,unused-ignore]


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
