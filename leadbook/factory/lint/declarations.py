"""The procedures that a VBA source declares, and how: enough to see whether the ribbon can call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SUB = re.compile(r"^[ \t]*(?:(Public|Private|Friend|Global)[ \t]+)?(?:Static[ \t]+)?(Sub|Function)[ \t]+(\w+)[ \t]*"
                 r"(?:\((.*)\))?[^\n()]*$", re.IGNORECASE | re.MULTILINE)
PARAMETER = re.compile(r"(?:Optional\s+)?(?:(ByVal|ByRef)\s+)?(?:ParamArray\s+)?(\w+)(?:\(\))?(?:\s+As\s+([\w.]+))?"
                       r"(?:\s*=.*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Declared:
    """A procedure; ``types``: of its parameters in lower case, variant where none is given."""

    module: str
    name: str
    kind: str
    public: bool
    types: tuple[str, ...]
    by_value: tuple[bool, ...]


@lru_cache(maxsize=64)
def plain(source: str) -> str:
    """The code on logical lines: continued lines joined, texts emptied, comments gone, LF line ends."""
    lines = re.sub(r"[ \t]+_\n[ \t]*", " ", source.replace("\r\n", "\n")).split("\n")
    return "\n".join(_without_comment(line) for line in lines)


def declared(module: str, source: str) -> list[Declared]:
    """Every Sub and Function of a module, in their order."""
    found = []
    for scope, kind, name, listed in SUB.findall(plain(source)):
        parameters = [PARAMETER.fullmatch(one.strip()) for one in listed.split(",") if one.strip()]
        found.append(Declared(
            module, name, kind.lower(), scope.lower() in ("", "public", "global"),
            tuple((one[3] or "variant").lower() if one else "?" for one in parameters),
            tuple(bool(one and (one[1] or "").lower() == "byval") for one in parameters)))
    return found


def is_standard(source: str) -> bool:
    """Whether the source is that of a standard module: a class or a sheet's module has a base."""
    return "Attribute VB_Base" not in source


def _without_comment(line: str) -> str:
    code = re.sub(r'"(?:[^"]|"")*"', '""', line)
    return re.sub(r"(?:^|(?<=:))[ \t]*Rem\b.*", "", code.partition("'")[0], flags=re.IGNORECASE)
