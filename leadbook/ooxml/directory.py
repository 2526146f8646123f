"""The directory of a zip file: which members it holds, where they lie and what their CRCs are."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from leadbook.errors import Refusal
from leadbook.ooxml.guard import MAX_FILE, MAX_TOTAL, refusing

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
_SPAN = END.size + 65535


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the central directory; `record` is its bytes as they stand in the file."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    record: bytes


@dataclass(frozen=True, slots=True)
class Directory:
    """All entries in the directory's order, where the directory starts, and the file's end record."""

    entries: tuple[Entry, ...]
    start: int
    end_record: bytes


def read_directory(stream: BinaryIO, file: str) -> Directory:
    """Read the directory of the open zip `stream`; `file` is its name for the sentence of a `Refusal`."""
    total = stream.seek(0, os.SEEK_END)
    if total > MAX_FILE:
        raise Refusal(f"{file}: {total:,} bytes is more than LeadBook reads (1 GB); split the workbook.")
    stream.seek(0)
    _check_kind(stream.read(8), total, file)
    stream.seek(max(0, total - _SPAN))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        raise Refusal(f"{file}: the file is cut off (its end is missing); take a fresh copy or a backup.")
    _, disk, cd_disk, here, count, size, start, comment = END.unpack_from(tail, at)
    if 0xFFFFFFFF in (size, start) or count == 0xFFFF:
        raise Refusal(f"{file}: it is packed as ZIP64, for files over 4 GB; save it again in Excel.")
    end_at = total - len(tail) + at
    whole = at + END.size + comment == len(tail) and start + size == end_at
    if disk or cd_disk or here != count or not whole:
        raise Refusal(f"{file}: the file is cut off or damaged at its end; take a fresh copy or a backup.")
    stream.seek(start)
    return Directory(_entries(stream.read(size), count, file), start, tail[at:])


def part_crcs(path: str | Path) -> dict[str, int]:
    """Return member name -> CRC of the zip file at `path`, without inflating anything; raises `Refusal`."""
    path = Path(path)
    with refusing(path.name, "reading its list of parts"), path.open("rb") as stream:
        return {entry.name: entry.crc for entry in read_directory(stream, path.name).entries}


def _check_kind(head: bytes, total: int, file: str) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(
            f"{file}: it is encrypted or labelled (or an old .xls); open it in Excel, remove the password or"
            " label, save it as .xlsx or .xlsm, and try again."
        )
    if not total:
        raise Refusal(f"{file}: the file is empty; take a fresh copy or a backup.")
    if not head.startswith(b"PK\x03\x04"):
        raise Refusal(f"{file}: it is not an Excel workbook (.xlsx, .xlsm, .xltx or .xltm).")


def _entries(data: bytes, count: int, file: str) -> tuple[Entry, ...]:
    damaged = Refusal(f"{file}: its list of parts is damaged; take a fresh copy or a backup.")
    found: list[Entry] = []
    seen: set[str] = set()
    at = 0
    for _ in range(count):
        if len(data) - at < CENTRAL.size or data[at : at + 4] != b"PK\x01\x02":
            raise damaged
        f = CENTRAL.unpack_from(data, at)
        end = at + CENTRAL.size + f[10] + f[11] + f[12]
        raw = data[at + CENTRAL.size : at + CENTRAL.size + f[10]]
        if end > len(data) or 0xFFFFFFFF in (f[8], f[9], f[16]):
            raise damaged
        name = _name(raw, f[3], damaged)
        if f[3] & 0x2041:
            raise Refusal(f"{file}: its part {name} is encrypted; remove the password in Excel and try again.")
        key = name.replace("\\", "/").lstrip("/").casefold()
        if key in seen:
            raise Refusal(
                f"{file}: it holds the part {name} twice, so no one can say which counts; save it anew in Excel."
            )
        seen.add(key)
        found.append(Entry(name, raw, f[3], f[4], f[7], f[8], f[9], f[16], data[at:end]))
        at = end
    if at != len(data):
        raise damaged
    if sum(entry.size for entry in found) > MAX_TOTAL:
        raise Refusal(f"{file}: it would unpack to more than 4 GB; nothing was read.")
    return tuple(found)


def _name(raw: bytes, flags: int, damaged: Refusal) -> str:
    try:
        return raw.decode("utf-8" if flags & 0x800 else "cp437")
    except UnicodeDecodeError:
        raise damaged from None
