"""doctor: is everything in order, here and with a workbook? It only looks; each line says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from leadbook.doctor import content, folder, here, parts
from leadbook.doctor.line import Line

__all__ = ["Line", "looked_at"]

HERE: tuple[Callable[[], Iterator[Line]], ...] = (here.versions, here.zones, here.own_folder, here.excel)
IN_A_FILE: tuple[Callable[[Path], Iterator[Line]], ...] = (
    folder.place, content.file, content.tables, content.settings, content.written_by, content.macros, parts.shareable,
    folder.newer, folder.copies, folder.backups)


def looked_at(file: Path | None = None) -> list[Line]:
    """Every line about the installation, and about the workbook ``file`` if one is given. Writes nothing lasting."""
    lines = [line for look in HERE for line in look()]
    if file is not None:
        for look_into in IN_A_FILE:
            found = list(look_into(file))
            lines += found
            if found and found[-1].status == "fail":
                break
    return lines
