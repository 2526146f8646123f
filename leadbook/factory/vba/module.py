"""A VBA module as it stands in a project: its name, its kind, and its source with the attributes that Excel expects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba import names

Kind = Literal["standard", "class", "document"]
CODE_PAGE = "cp1252"
CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"
ATTRIBUTE = re.compile(r"Attribute (VB_\w+) = (.*)")
PREAMBLE = re.compile(r"VERSION [^\n]*\nBEGIN\b.*?\nEND[^\n]*\n", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Module:
    """One module; ``source`` has CRLF line ends, begins with its attributes, and fits into code page 1252."""

    name: str
    kind: Kind
    source: str

    @property
    def stored(self) -> bytes:
        """The source as the project holds it, before compression."""
        return self.source.encode(CODE_PAGE)


def from_text(file: str, text: str) -> Module:
    """The module in a text file (``Ribbon.bas``, ``Dictionary.cls``), as the editor exports them or typed by hand.

    Line ends become CRLF, the VERSION ... END block of a class goes (in a project it would be code), missing
    attributes come. Raises CannotBuild if the file's name is not the module's, or a character cannot be stored.
    """
    stem, _, suffix = file.rpartition(".")
    kinds: dict[str, Kind] = {"bas": "standard", "cls": "class"}
    if suffix.lower() not in kinds:
        raise CannotBuild(f"{file}: a VBA source is a .bas or a .cls file.")
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\N{BYTE ORDER MARK}"))
    given, code = _split(PREAMBLE.sub("", text, count=1) if text.startswith("VERSION") else text)
    name = given.get("VB_Name", f'"{stem}"').strip('"')
    if name != stem:
        raise CannotBuild(f"{file}: its first line names the module {name}; file and module must be called the same.")
    return _module(name, kinds[suffix.lower()], given, code)


def document(name: str, base: str = SHEET_BASE) -> Module:
    """The module behind a sheet, or with WORKBOOK_BASE behind the workbook: attributes, and no code."""
    shown = {"VB_Base": f'"{base}"', "VB_PredeclaredId": "True", "VB_Exposed": "True", "VB_Customizable": "True"}
    return _module(name, "document", shown, "")


def _module(name: str, kind: Kind, given: dict[str, str], code: str) -> Module:
    names.check(name)
    defaults = {"VB_Name": f'"{name}"'}
    if kind != "standard":
        defaults |= {"VB_Base": f'"{CLASS_BASE}"'} | dict.fromkeys((
            "VB_GlobalNameSpace", "VB_Creatable", "VB_PredeclaredId", "VB_Exposed", "VB_TemplateDerived",
            "VB_Customizable"), "False")
    head = "".join(f"Attribute {key} = {value}\n" for key, value in (defaults | given).items())
    _check_characters(name, code)
    source = head + code + ("\n" if code and not code.endswith("\n") else "")
    return Module(name, kind, source.replace("\n", "\r\n"))


def _split(text: str) -> tuple[dict[str, str], str]:
    """The attributes at the top of a source, and the code below them."""
    lines = text.split("\n")
    given: dict[str, str] = {}
    while lines and (found := ATTRIBUTE.fullmatch(lines[0])):
        given[found[1]] = found[2].strip()
        del lines[0]
    return given, "\n".join(lines)


def _check_characters(name: str, code: str) -> None:
    for number, line in enumerate(code.split("\n"), 1):
        try:
            line.encode(CODE_PAGE)
        except UnicodeEncodeError as error:
            bad = line[error.start]
        else:
            found = re.search(r"[\x00-\x08\x0B-\x1F\x7F]", line)
            if not found:
                continue
            bad = found[0]
        raise CannotBuild(f"VBA module {name}: line {number} of its code holds the character U+{ord(bad):04X}, "
                          "which VBA source cannot hold (code page 1252); write it as ChrW(...).")
