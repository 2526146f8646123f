"""The PROJECT stream ([MS-OVBA] 2.3.1), which is text, and PROJECTwm (2.3.3), the modules' names in two encodings."""

from __future__ import annotations

from collections.abc import Sequence

from leadbook.factory.vba.dir_stream import PROJECT
from leadbook.factory.vba.module import CODE_PAGE, Module
from leadbook.factory.vba.obfuscation import obfuscated

PROJECT_ID = "{6C656164-626F-4F6B-8000-000000000001}"       # the same in every LeadBook; no password hangs on it
SEED = 0x58                                                 # arbitrary: no bytes that nobody reads
OPEN_TO_ALL, NO_PASSWORD, VISIBLE = b"\x00\x00\x00\x00", b"\x00", b"\xFF"
LINES = {"standard": "Module={}", "class": "Class={}", "document": "Document={}/&H00000000"}


def project_stream(modules: Sequence[Module]) -> bytes:
    """The modules by kind, the protection fields (none is set), and that no code window is open."""
    lines = [
        f'ID="{PROJECT_ID}"',
        *(LINES[module.kind].format(module.name) for module in modules),
        f'Name="{PROJECT}"', 'HelpContextID="0"', 'VersionCompatible32="393222000"',
        *(f'{field}="{obfuscated(data, PROJECT_ID, SEED)}"'
          for field, data in (("CMG", OPEN_TO_ALL), ("DPB", NO_PASSWORD), ("GC", VISIBLE))),
        "", "[Host Extender Info]", "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "", "[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in modules), ""]
    return "\r\n".join(lines).encode(CODE_PAGE)


def name_map(modules: Sequence[Module]) -> bytes:
    """Each name in the code page and in UTF-16, both ended by a zero; Excel refuses this stream if it is compressed."""
    names = (module.name.encode(CODE_PAGE) + b"\x00" + module.name.encode("utf-16-le") + b"\x00\x00"
             for module in modules)
    return b"".join(names) + b"\x00\x00"
