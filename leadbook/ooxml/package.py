"""A workbook as a zip of parts: inflate those that are asked for, copy the others raw."""

from __future__ import annotations

import io
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass

from leadbook.errors import Refusal
from leadbook.ooxml.codec import Deflated, Deflater, check, crc32, inflate
from leadbook.ooxml.directory import CENTRAL, END, Entry, read_directory
from leadbook.ooxml.guard import check_size

LOCAL = struct.Struct("<4s5H3L2H")
Pieces = Callable[[], Iterable[bytes | memoryview]]


@dataclass(frozen=True, slots=True)
class _Place:
    start: int  # of the local header
    data: int  # of the packed bytes
    end: int  # of everything before the next member


class Package:
    """The parts of one workbook: `data` is the whole file, `file` its name for sentences."""

    def __init__(self, data: bytes, file: str) -> None:
        self.data = data
        self.file = file
        directory = read_directory(io.BytesIO(data), file)
        self.entries = directory.entries
        self._end = directory.end_record
        self._start = directory.start
        self._places = self._locate()
        self._by_key = {_key(entry.name): entry for entry in self.entries}
        self._inflated: dict[str, bytes] = {}

    def find(self, name: str) -> str | None:
        """Return the member's own spelling of the part `name` (case and slashes aside), None if absent."""
        entry = self._by_key.get(_key(name))
        return entry.name if entry else None

    def crcs(self) -> dict[str, int]:
        """Return member name -> CRC as the directory says."""
        return {entry.name: entry.crc for entry in self.entries}

    def read(self, name: str, *, keep: bool = False) -> bytes:
        """Return the inflated, CRC-checked bytes of part `name`; `keep` holds them for the next time."""
        if name in self._inflated:
            return self._inflated[name]
        entry = self._by_key.get(_key(name))
        if entry is None:
            raise Refusal(f"{self.file}: the part {name} is missing; open it in Excel and save it anew.")
        out = self._unpack(entry)
        if keep:
            self._inflated[name] = out
        return out

    def sound(self, name: str) -> bool:
        """Say whether a part that LeadBook wrote inflates to what the directory says of it."""
        entry = self._by_key[_key(name)]
        place = self._places[entry.name]
        return check(self.data[place.data : place.data + entry.packed], entry.size, entry.crc)

    def _unpack(self, entry: Entry) -> bytes:
        check_size(self.file, entry.name, entry.packed, entry.size)
        place = self._places[entry.name]
        packed = self.data[place.data : place.data + entry.packed]
        try:
            if entry.method == 8:
                out = inflate(packed, entry.size)
            elif entry.method == 0 and entry.packed == entry.size:
                out = packed
            else:
                raise ValueError(f"it is packed by method {entry.method}, which Excel does not use")
            if crc32(out) != entry.crc:
                raise ValueError("its checksum is wrong")
        except ValueError as error:
            raise Refusal(
                f"{self.file}: the part {entry.name} is damaged: {error}; take a fresh copy or a backup."
            ) from error
        return out

    def _locate(self) -> dict[str, _Place]:
        places: dict[str, _Place] = {}
        limit = self._start
        for entry in sorted(self.entries, key=lambda e: e.offset, reverse=True):
            at = entry.offset
            data = at + LOCAL.size
            fits = data <= limit and self.data[at : at + 4] == b"PK\x03\x04"
            if fits:
                name_size, extra = LOCAL.unpack_from(self.data, at)[9:]
                same = self.data[data : data + name_size] == entry.raw_name
                data += name_size + extra
                fits = same and data + entry.packed <= limit
            if not fits:
                raise Refusal(f"{self.file}: its part {entry.name} is damaged; take a fresh copy or a backup.")
            places[entry.name] = _Place(at, data, limit)
            limit = at
        return places

    def written(self, changed: dict[str, Pieces], dropped: set[str]) -> Iterator[bytes]:
        """Yield the new file: `changed` parts deflated anew, `dropped` ones left out, all others copied raw.

        The members keep their order in the file and in the directory. With nothing to change, the
        bytes are those that were read.
        """
        if not changed and not dropped:
            yield self.data
            return
        at = min((place.start for place in self._places.values()), default=self._start)
        yield self.data[:at]
        records: dict[str, bytes] = {}
        for entry, member, fields in self._members(changed, dropped):
            records[entry.name] = _record(entry, fields, at)
            at += len(member)
            yield member
        central = b"".join(records[entry.name] for entry in self.entries if entry.name in records)
        end = list(END.unpack_from(self._end))
        end[3] = end[4] = len(records)
        end[5], end[6] = len(central), at
        yield central + END.pack(*end) + self._end[END.size :]

    def _members(
        self, changed: dict[str, Pieces], dropped: set[str]
    ) -> Iterator[tuple[Entry, bytes, dict[int, int]]]:
        """Each member as it stands in the new file, in order, and what its record says anew. A changed part is
        deflated while the next ones are made.
        """
        waiting: deque[tuple[Entry, Future[Deflated] | None]] = deque()
        with Deflater() as deflater:
            for entry in sorted(self.entries, key=lambda e: e.offset):
                if entry.name in dropped:
                    continue
                waiting.append((entry, deflater.run(changed[entry.name]()) if entry.name in changed else None))
                while waiting and (waiting[0][1] is None or waiting[0][1].done()):
                    yield self._member(*waiting.popleft())
            while waiting:
                yield self._member(*waiting.popleft())

    def _member(self, entry: Entry, new: Future[Deflated] | None) -> tuple[Entry, bytes, dict[int, int]]:
        if new is None:
            place = self._places[entry.name]
            return entry, self.data[place.start : place.end], {}
        return entry, *_packed(entry, new.result())


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _packed(entry: Entry, new: Deflated) -> tuple[bytes, dict[int, int]]:
    c = CENTRAL.unpack_from(entry.record)
    flags, packed = entry.flags & 0x800, len(new.body)
    header = LOCAL.pack(
        b"PK\x03\x04", 20, flags, 8, c[5], c[6], new.crc, packed, new.size, len(entry.raw_name), 0
    )
    fields = {2: 20, 3: flags, 4: 8, 7: new.crc, 8: packed, 9: new.size}
    return header + entry.raw_name + new.body, fields


def _record(entry: Entry, fields: dict[int, int], offset: int) -> bytes:
    values = list(CENTRAL.unpack_from(entry.record))
    for index, value in fields.items():
        values[index] = value
    values[16] = offset
    return CENTRAL.pack(*values) + entry.record[CENTRAL.size :]
