"""The finished file's bytes: the same members, in the same order, with fixed dates, on every machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import IO

from leadbook.factory import ribbon
from leadbook.factory.native import names

NOTHING: Mapping[str, bytes] = {}


def repacked(source: IO[bytes], tab: Mapping[str, bytes] = NOTHING) -> bytes:
    """The package in ``source`` with everything that depends on machine and moment taken out of its zip.

    Formulas whose value nobody computed (XlsxWriter writes 0 or "") lose it: a program that trusts stored values,
    as LibreOffice does, then computes them instead of showing zeros.
    ``tab``: the ribbon's parts, which are put at the end and linked from the package.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = ribbon.linked(content, tab)
            if name == "xl/workbook.xml":
                content = names.commented(content)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b"</f><v>0</v>", b"</f>").replace(b"</f><v></v>", b"</f>")
            new.writestr(_entry(name), content)
        for name, content in tab.items():
            new.writestr(_entry(name), content)
    return target.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
    return entry
