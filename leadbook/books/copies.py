"""Finding the other copies of a workbook: by the id inside; a name alone proves nothing and misses nothing."""

from __future__ import annotations

from pathlib import Path

from leadbook.books import guards, naming
from leadbook.books.conflicts import candidates
from leadbook.errors import LeadbookError

OTHER = "another workbook (its id inside is another)."
NO_ID = "no LeadBook workbook (no id inside)."


def copies_of(path: Path, book_id: str) -> tuple[list[Path], list[dict[str, object]]]:
    """(the copies of the workbook ``path`` in its folder, by name; the other workbooks there: name, reason, and
    ``told``: whether a person should hear of it, since it cannot be read or its name looks like a copy's)."""
    copies: list[Path] = []
    passed: list[dict[str, object]] = []
    alike = {other.name for other in candidates(path)}
    for other in sorted(path.parent.iterdir()):
        if other.suffix.lower() not in guards.SUFFIXES or other.name.startswith(("~", ".")) or other.samefile(path):
            continue
        try:
            guards.readable(other)
            found = naming.id_of(other)
        except (LeadbookError, OSError) as error:
            passed.append({"name": other.name, "reason": str(error), "told": True})
            continue
        if found and found == book_id:
            copies.append(other)
        else:
            passed.append({"name": other.name, "reason": OTHER if found else NO_ID, "told": other.name in alike})
    return copies, passed
