"""The ``dir`` stream, read by a small parser of the test's own: records, order and sizes of [MS-OVBA] 2.3.4.2."""

from __future__ import annotations

import struct

from leadbook.factory.vba.dir_stream import dir_stream
from leadbook.factory.vba.module import WORKBOOK_BASE, document, from_text

MODULES = [document("ThisWorkbook", WORKBOOK_BASE), document("SheetToday"), from_text("Ribbon.bas", "Sub A()\nEnd Sub"),
           from_text("Words.cls", "Option Explicit")]
INFORMATION = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C]
REFERENCE = [0x16, 0x3E, 0x0D]
MODULE = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C, None, 0x2B]     # None: the kind, 0x21 or 0x22


def records(stream: bytes) -> list[tuple[int, bytes]]:
    """Every record as (number, content); the version's size field does not count its minor number."""
    found, position = [], 0
    while position < len(stream):
        number, size = struct.unpack_from("<HI", stream, position)
        position += 6
        size += 2 if number == 0x09 else 0
        assert position + size <= len(stream)
        found.append((number, stream[position:position + size]))
        position += size
    return found


def test_records_stand_in_the_order_of_the_specification():
    found = records(dir_stream(MODULES))
    wanted = [*INFORMATION, *REFERENCE * 2, 0x0F, 0x13, *MODULE * len(MODULES), 0x10]
    assert len(found) == len(wanted)
    for (number, _), number_wanted in zip(found, wanted, strict=True):
        assert number in ((0x21, 0x22) if number_wanted is None else (number_wanted,))


def test_what_the_project_says_of_itself():
    said = dict(records(dir_stream(MODULES))[:len(INFORMATION)])
    assert said[0x01] == struct.pack("<I", 3)
    assert said[0x02] == said[0x14] == struct.pack("<I", 0x409)
    assert said[0x03] == struct.pack("<H", 1252)
    assert said[0x04] == b"VBAProject"
    assert said[0x07] == said[0x08] == bytes(4)
    assert len(said[0x09]) == 6
    assert all(said[number] == b"" for number in (0x05, 0x40, 0x06, 0x3D, 0x0C, 0x3C))


def test_references_are_ole_and_office_by_their_library_ids():
    found = records(dir_stream(MODULES))[len(INFORMATION):][:6]
    for (name, wide, library), wanted in zip((found[:3], found[3:]), ("stdole", "Office"), strict=True):
        assert name[1].decode() == wide[1].decode("utf-16-le") == wanted
        (size,) = struct.unpack_from("<I", library[1])
        assert library[1][4 + size:] == bytes(6)
        kind, version, locale, path, told = library[1][4:4 + size].decode().split("#")
        assert kind.startswith(r"*\G{")
        assert len(kind) == 41
        assert version == "2.0"
        assert locale == "0"
        assert path
        assert told


def test_each_module_has_its_names_its_kind_and_no_cache_before_its_source():
    found = records(dir_stream(MODULES))
    start = len(INFORMATION) + 2 * len(REFERENCE)
    assert found[start:start + 2] == [(0x0F, struct.pack("<H", 4)), (0x13, b"\xff\xff")]
    for nth, module in enumerate(MODULES):
        at = start + 2 + nth * len(MODULE)
        name, wide, stream, stream_wide, *docs, offset, help_id, cookie, kind, end = found[at:at + len(MODULE)]
        assert name[1].decode("cp1252") == stream[1].decode("cp1252") == module.name
        assert wide[1].decode("utf-16-le") == stream_wide[1].decode("utf-16-le") == module.name
        assert [content for _, content in docs] == [b"", b""]
        assert offset == (0x31, bytes(4))
        assert help_id == (0x1E, bytes(4))
        assert cookie == (0x2C, b"\xff\xff")
        assert kind == (0x21 if module.name == "Ribbon" else 0x22, b"")
        assert end == (0x2B, b"")
