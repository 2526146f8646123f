"""The directory of a compound file, [MS-CFB] 2.6: every storage's children as a red-black tree."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

NOTHING = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
LONGEST_NAME = 31


@dataclass(eq=False)
class Entry:
    """One storage or stream; ``start`` and ``size`` are known once its content has a place."""

    name: str
    kind: int
    content: bytes = b""
    children: list[Entry] = field(default_factory=list)
    start: int = 0
    size: int = 0
    colour: int = BLACK
    left: int = NOTHING
    right: int = NOTHING
    child: int = NOTHING

    def packed(self) -> bytes:
        """The 128 bytes of the entry; no class id, no times: they would differ from build to build."""
        name = self.name.encode("utf-16-le")
        if not 0 < len(name) // 2 <= LONGEST_NAME:
            raise ValueError(f"{self.name!r} is no name of 1 to {LONGEST_NAME} characters")
        return struct.pack("<64sHBBIII16xI16xIQ", name, len(name) + 2, self.kind, self.colour,
                           self.left, self.right, self.child, 0, self.start, self.size)


FREE = struct.pack("<68xIII48x", NOTHING, NOTHING, NOTHING)


def rank(name: str) -> tuple[int, list[int]]:
    """The order of names: first by length, then by upper-case UTF-16 code units ([MS-CFB] 2.6.4)."""
    units = name.encode("utf-16-le")
    upper = (chr(unit).upper() for (unit,) in struct.iter_unpack("<H", units))
    return len(units), [ord(letter) if len(letter) == 1 else unit
                        for letter, (unit,) in zip(upper, struct.iter_unpack("<H", units), strict=True)]


def numbered(root: Entry) -> list[Entry]:
    """All entries in the order of their numbers, the root first, with siblings, children and colours set."""
    entries = [root]
    for parent in entries:                              # grows while it is walked: breadth first
        first = len(entries)
        entries += sorted(parent.children, key=lambda entry: rank(entry.name))
        deepest = len(parent.children).bit_length() - 1
        parent.child = _tree(entries, first, len(entries), 0, deepest)
    return entries


def _tree(entries: list[Entry], first: int, last: int, depth: int, deepest: int) -> int:
    """Hang the entries from ``first`` up to ``last`` (not with it) under their middle one; its number.

    Halving leaves every missing child on the deepest level or the one above, so with the deepest level red (and all
    others black) each way down meets equally many black ones.
    """
    if first == last:
        return NOTHING
    middle = (first + last) // 2
    entry = entries[middle]
    entry.colour = RED if depth == deepest and depth else BLACK
    entry.left = _tree(entries, first, middle, depth + 1, deepest)
    entry.right = _tree(entries, middle + 1, last, depth + 1, deepest)
    return middle
