"""The finished file's bytes: the same members, in the same order, with fixed dates, on every machine."""

from __future__ import annotations

import io
import zipfile
from typing import IO

PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def repacked(source: IO[bytes], macro: bool) -> bytes:
    """The package in ``source`` with everything that depends on machine and moment taken out of its zip.

    Formulas whose value nobody computed (XlsxWriter writes 0 or "") lose it: a program that trusts stored values,
    as LibreOffice does, then computes them instead of showing zeros.
    ``macro``: give the workbook the content type that Excel demands of a file called .xlsm.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in old.namelist():
            content = old.read(name)
            if macro and name == "[Content_Types].xml":
                content = content.replace(PLAIN, MACRO)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b"</f><v>0</v>", b"</f>").replace(b"</f><v></v>", b"</f>")
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(entry, content)
    return target.getvalue()
