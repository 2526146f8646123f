"""A compound file, [MS-CFB] version 3: sectors of 512 bytes, small streams together in the mini stream."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from leadbook.factory.vba.directory import FREE, ROOT, STORAGE, STREAM, Entry, numbered

SECTOR, MINI, CUTOFF = 512, 64, 4096        # a stream below the cutoff goes into the mini stream
A_SECTOR = SECTOR // 4                      # sector numbers that one sector holds
IN_HEADER = 109                             # numbers of FAT sectors that the header itself holds
END, FAT_SECTOR, DIFAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")

Tree = Mapping[str, "bytes | Tree"]         # name -> a stream's content, or a storage


def compound_file(tree: Tree) -> bytes:
    """The file that holds ``tree``; the same tree gives the same bytes.

    Order: header, file allocation table (FAT), its own table (DIFAT) if the header is too small for it, directory,
    mini FAT, mini stream, then each large stream.
    """
    entries = numbered(Entry("Root Entry", ROOT, children=_children(tree)))
    mini, mini_fat = _small(entries)
    large = [mini, *(e.content for e in entries if e.kind == STREAM and e.size >= CUTOFF)]
    parts = [_filled(b"".join(entry.packed() for entry in entries), FREE), mini_fat, *large]
    fat_sectors, difat_sectors = _table_sizes(sum(map(_sectors, parts)))
    fat = [FAT_SECTOR] * fat_sectors + [DIFAT_SECTOR] * difat_sectors
    starts = [_chained(fat, _sectors(part)) for part in parts]
    homes = [entries[0], *(e for e in entries if e.kind == STREAM and e.size >= CUTOFF)]
    for entry, start in zip(homes, starts[2:], strict=True):
        entry.start = start
    parts[0] = _filled(b"".join(entry.packed() for entry in entries), FREE)
    header = struct.pack("<8s16x5H6x9I", MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, starts[0], 0,
                         CUTOFF, starts[1], _sectors(mini_fat), fat_sectors if difat_sectors else END, difat_sectors)
    header += _numbers(range(min(fat_sectors, IN_HEADER)))
    return b"".join((_padded(header, b"\xFF"), _padded(_numbers(fat), b"\xFF"), _difat(fat_sectors, difat_sectors),
                     *(_padded(part, b"\x00") for part in parts)))


def _children(tree: Tree) -> list[Entry]:
    return [Entry(name, STREAM, content, size=len(content)) if isinstance(content, bytes)
            else Entry(name, STORAGE, children=_children(content)) for name, content in tree.items()]


def _small(entries: list[Entry]) -> tuple[bytes, bytes]:
    """The mini stream and its FAT; the small streams learn where they start in it, the root how long it is."""
    stream, fat = bytearray(), list[int]()
    for entry in entries:
        if entry.kind == STREAM and entry.size < CUTOFF:
            count = -(-entry.size // MINI)
            entry.start = _chained(fat, count)
            stream += entry.content.ljust(count * MINI, b"\x00")
    entries[0].size = len(stream)
    return bytes(stream), _filled(_numbers(fat), b"\xFF")


def _chained(fat: list[int], count: int) -> int:
    """Append a chain of ``count`` sectors to ``fat``; the number of its first one, END if there is none."""
    if not count:
        return END
    start = len(fat)
    fat += [*range(start + 1, start + count), END]
    return start


def _table_sizes(others: int) -> tuple[int, int]:
    """How many sectors FAT and DIFAT need to list ``others`` sectors and themselves."""
    fat = difat = 0
    while True:
        wanted = -(-(others + fat + difat) // A_SECTOR)
        more = max(0, -(-(wanted - IN_HEADER) // (A_SECTOR - 1)))
        if (wanted, more) == (fat, difat):
            return fat, difat
        fat, difat = wanted, more


def _difat(fat_sectors: int, difat_sectors: int) -> bytes:
    """The numbers of the FAT sectors that the header has no room for; each sector ends with the next one's number."""
    rest = range(IN_HEADER, fat_sectors)
    written = b""
    for nth in range(difat_sectors):
        here = _numbers(rest[nth * (A_SECTOR - 1):(nth + 1) * (A_SECTOR - 1)]).ljust(SECTOR - 4, b"\xFF")
        written += here + _numbers([fat_sectors + nth + 1 if nth + 1 < difat_sectors else END])
    return written


def _numbers(numbers: list[int] | range) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _sectors(content: bytes) -> int:
    return -(-len(content) // SECTOR)


def _padded(content: bytes, by: bytes) -> bytes:
    return content.ljust(_sectors(content) * SECTOR, by)


def _filled(content: bytes, by: bytes) -> bytes:
    """``content`` and as many ``by`` as fill its last sector."""
    return content + by * ((_sectors(content) * SECTOR - len(content)) // len(by))
