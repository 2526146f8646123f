"""Conflict copies: when two people save at once, the sync client keeps one version under another name.

Names seen (facts/excel-and-onedrive.md): Name-MACHINE, Name-MACHINE-2, Name-host-safeBackup-0001, Name (1),
Name - Copy. A name alone proves nothing (LeadBook-Sales): the workbook's id inside must be the same.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from leadbook.errors import LeadbookError

_ENDS = re.compile(r"-[^-].*|[ _]?\(\d{1,3}\)|\s-\s(Copy|Kopie|Copie|Copia)(\s\(\d{1,3}\))?", re.IGNORECASE)


def candidates(path: Path) -> list[Path]:
    """Files beside ``path`` whose names look like conflict copies of it, sorted by name."""
    found = []
    for other in sorted(path.parent.glob("*" + path.suffix)):
        start, end = other.stem[: len(path.stem)], other.stem[len(path.stem):]
        if start.casefold() == path.stem.casefold() and _ENDS.fullmatch(end):
            found.append(other)
    return found


def conflict_copies(path: Path, book_id: str, id_of: Callable[[Path], str]) -> list[str]:
    """Names of the conflict copies of the workbook ``path`` in its folder.

    ``id_of`` reads a workbook's id; a candidate that cannot be read, or has another id, is no copy.
    """
    if not book_id:
        return []
    return [other.name for other in candidates(path) if _id(other, id_of) == book_id]


def _id(path: Path, id_of: Callable[[Path], str]) -> str:
    try:
        return id_of(path)
    except (LeadbookError, OSError):
        return ""


def sentence(name: str, copies: list[str]) -> str:
    """What to tell the person about ``copies`` of the file ``name``."""
    many = len(copies) > 1
    return (f"Beside {name} {'lie' if many else 'lies'} {', '.join(copies)}: {'copies' if many else 'a copy'} of the "
            f"same workbook, as OneDrive makes when two people save at once. Bring them together with 'leadbook merge "
            f"{shlex.quote(name)}', look at the result, then delete {'them' if many else 'it'}.")
