"""The ``dir`` stream, [MS-OVBA] 2.3.4.2: what the project is, what it refers to, its modules. The order matters."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

from leadbook.factory.vba.module import CODE_PAGE, Module

PROJECT = "VBAProject"
ENGLISH_US = 0x0409
REFERENCES = (  # every Excel project has these two beside VBA and Excel, which go without saying
    ("stdole", r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    ("Office", r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
               r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"),
)


def dir_stream(modules: Sequence[Module]) -> bytes:
    """The stream's content before compression."""
    return b"".join((*_information(), *_references(), *_modules(modules), _record(0x10, b"")))


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _short(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<H", value))


def _long(number: int, value: int) -> bytes:
    return _record(number, struct.pack("<I", value))


def _twice(number: int, wide: int, text: str) -> bytes:
    """A text in the code page, then in UTF-16 under a number of its own."""
    return _record(number, text.encode(CODE_PAGE)) + _record(wide, text.encode("utf-16-le"))


def _information() -> Iterable[bytes]:
    yield _long(0x01, 3)                                # PROJECTSYSKIND: 64-bit Windows
    yield _long(0x02, ENGLISH_US)                       # PROJECTLCID
    yield _long(0x14, ENGLISH_US)                       # PROJECTLCIDINVOKE
    yield _short(0x03, int(CODE_PAGE[2:]))              # PROJECTCODEPAGE
    yield _record(0x04, PROJECT.encode(CODE_PAGE))      # PROJECTNAME
    yield _twice(0x05, 0x40, "")                        # PROJECTDOCSTRING
    yield _record(0x06, b"") + _record(0x3D, b"")       # PROJECTHELPFILEPATH
    yield _long(0x07, 0)                                # PROJECTHELPCONTEXT
    yield _long(0x08, 0)                                # PROJECTLIBFLAGS
    yield struct.pack("<HIIH", 0x09, 4, 1, 1)           # PROJECTVERSION: its size counts the major number only
    yield _twice(0x0C, 0x3C, "")                        # PROJECTCONSTANTS


def _references() -> Iterable[bytes]:
    for name, library in REFERENCES:
        yield _twice(0x16, 0x3E, name)                  # REFERENCENAME
        path = library.encode(CODE_PAGE)
        yield _record(0x0D, struct.pack("<I", len(path)) + path + bytes(6))     # REFERENCEREGISTERED


def _modules(modules: Sequence[Module]) -> Iterable[bytes]:
    yield _short(0x0F, len(modules))                    # PROJECTMODULES
    yield _short(0x13, 0xFFFF)                          # PROJECTCOOKIE
    for module in modules:
        yield _twice(0x19, 0x47, module.name)           # MODULENAME, MODULENAMEUNICODE
        yield _twice(0x1A, 0x32, module.name)           # MODULESTREAMNAME
        yield _twice(0x1C, 0x48, "")                    # MODULEDOCSTRING
        yield _long(0x31, 0)                            # MODULEOFFSET: no performance cache before the source
        yield _long(0x1E, 0)                            # MODULEHELPCONTEXT
        yield _short(0x2C, 0xFFFF)                      # MODULECOOKIE
        yield _record(0x21 if module.kind == "standard" else 0x22, b"")         # MODULETYPE
        yield _record(0x2B, b"")
