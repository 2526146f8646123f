"""Writing the new workbook to a temp file beside the old one, and proving it before anyone relies on it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from leadbook.errors import Refusal
from leadbook.ooxml.guard import refusing
from leadbook.ooxml.package import Package, Pieces


def write_temp(package: Package, changed: dict[str, Pieces], dropped: set[str], beside: Path) -> Path:
    """Write the edited `package` to a new `.~lb-*.tmp` in the folder of `beside`; return its path once verified.

    Flushed, fsynced, reopened; raises `Refusal` (and leaves no temp file) if anything differs from the plan.
    """
    with refusing(beside.name, "writing the new copy beside it"):
        handle, name = tempfile.mkstemp(prefix=".~lb-", suffix=".tmp", dir=beside.parent)
        temp = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                size = _write(stream.write, package.written(changed, dropped))
                stream.flush()
                os.fsync(stream.fileno())
            _same_rights(beside, temp)
            _verify(package, temp, size, set(changed), dropped)
        except BaseException:
            temp.unlink(missing_ok=True)
            raise
        return temp


def _same_rights(beside: Path, temp: Path) -> None:
    """Give `temp` the rights of the file it will replace, or those of any new file."""
    with contextlib.suppress(OSError):
        if beside.exists():
            shutil.copymode(beside, temp)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temp.chmod(0o666 & ~mask)


def _write(write: Callable[[bytes], object], pieces: Iterable[bytes]) -> int:
    size = 0
    for piece in pieces:
        write(piece)
        size += len(piece)
    return size


def _verify(package: Package, temp: Path, size: int, changed: set[str], dropped: set[str]) -> None:
    """Reopen `temp`: its size, its members and their order, the CRC of each, and the changed ones inflated."""
    data = temp.read_bytes()
    if len(data) != size:
        raise Refusal(f"{package.file}: the disk did not keep what was written; nothing was changed.")
    new = Package(data, package.file)
    before = {name: crc for name, crc in package.crcs().items() if name not in dropped}
    after = new.crcs()
    if list(before) != list(after):
        raise Refusal(f"{package.file}: the new copy does not hold the parts it should; nothing was changed.")
    with ThreadPoolExecutor(2) as both:  # cores
        for name, sound in zip(changed, both.map(new.sound, changed), strict=True):
            if not sound:
                raise Refusal(f"{package.file}: the disk did not keep the part {name}; nothing was changed.")
    for name, crc in after.items():
        if name not in changed and crc != before[name]:
            raise Refusal(f"{package.file}: the part {name} changed and should not have; nothing was written.")
