"""Whether a file on disk is still what was read: cheap first (stat), then by the CRCs of its data parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leadbook.errors import Refusal
from leadbook.ooxml.directory import part_crcs

_DATA = re.compile(
    r"xl/(workbook|sharedstrings|styles|vbaproject|metadata)\.|xl/(worksheets|tables|comments|charts|drawings)/(?!_rels)"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file, and (once LeadBook itself has written it) the CRCs it should have."""

    size: int
    modified: int
    inode: int
    crcs: dict[str, int] | None = None

    @classmethod
    def of(cls, path: Path, crcs: dict[str, int] | None = None) -> Stamp:
        """Return the stamp of the file at `path`."""
        stat = path.stat()
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ino, crcs)


def data_parts(crcs: Mapping[str, int]) -> dict[str, int]:
    """Return those of the parts that hold what people put in (SharePoint rewrites others after an upload)."""
    return {name: crc for name, crc in crcs.items() if _DATA.match(name.lower())}


def unchanged(path: Path, stamp: Stamp, crcs: Mapping[str, int]) -> bool:
    """Say whether the file at `path` still holds the data parts `crcs` (those of `stamp` if it knows better)."""
    try:
        now = Stamp.of(path)
        if (now.size, now.modified, now.inode) == (stamp.size, stamp.modified, stamp.inode):
            return True
        return data_parts(part_crcs(path)) == data_parts(crcs if stamp.crcs is None else stamp.crcs)
    except (OSError, Refusal):
        return False
