"""The floor: what nobody who reads these sheets and writes these bytes can be faster than, with these libraries.

python-calamine reads the sheets that LeadBook's refresh reads; the parts that the refresh changed are deflated,
written and flushed to the disk. No rule, no edit, no check. Twice: ``floor`` deflates as Python's zipfile and openpyxl
do (zlib, its default level), ``isal`` with the fastest compressor we know, the one LeadBook uses (isal, level 1).
"""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path

from isal import isal_zlib
from python_calamine import CalamineWorkbook

from leadbook.ooxml import part_crcs
from leadbook.schema import TABLES

SHEETS = tuple(table.sheet for table in TABLES.values())
PACKERS = {"floor": lambda: zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15),
           "isal": lambda: isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)}


def changed_parts(before: Path, after: Path, into: Path) -> Path:
    """Write the inflated content of the parts that differ to the file ``into``: not part of what is measured."""
    old = part_crcs(before)
    with zipfile.ZipFile(after) as parts, into.open("wb") as out:
        for name, crc in part_crcs(after).items():
            if old.get(name) != crc:
                out.write(parts.read(name))
    return into


def floor(book: Path, parts: Path, out: Path, packer_name: str = "floor") -> None:
    """Read the sheets of ``book``, deflate the bytes of ``parts`` into ``out`` with one of PACKERS."""
    opened = CalamineWorkbook.from_path(str(book))
    for sheet in SHEETS:
        opened.get_sheet_by_name(sheet).to_python()
    packer = PACKERS[packer_name]()
    with parts.open("rb") as source, out.open("wb") as target:
        while piece := source.read(1 << 20):
            target.write(packer.compress(piece))
        target.write(packer.flush())
        target.flush()
        os.fsync(target.fileno())
