"""A formula as a person types it -> as a workbook file stores it.

Functions newer than 2007 carry ``_xlfn.`` (FILTER and SORT ``_xlfn._xlws.``), names bound by LET and LAMBDA
``_xlpm.``, an optional parameter where it is declared ``_xlop.`` without its brackets (facts/excel-and-onedrive.md).
Convention here: bound names are lower case, functions upper case, tables and defined names neither.
"""

from __future__ import annotations

import re

NEWER = frozenset({
    "LAMBDA", "LET", "ISOMITTED", "MAP", "REDUCE", "VSTACK", "HSTACK", "TEXTSPLIT", "SEQUENCE", "SORTBY", "UNIQUE",
    "XMATCH", "UNICHAR"})
NEWEST = frozenset({"FILTER", "SORT"})
TOKEN = re.compile(r'''
    (?P<text>"(?:[^"]|"")*") | (?P<space>\s+) | (?P<column>[A-Z][A-Za-z]*\[[^\]]+\]) | \[(?P<optional>[a-z]+)\]
    | (?P<name>(?:LB\.[A-Z_]+|lbx?_[A-Za-z]+)) | (?P<function>[A-Z]+)(?=\() | (?P<bound>[a-z]+) | (?P<other>.)''',
                   re.VERBOSE)


def stored(typed: str) -> str:
    """``LAMBDA(x,[y],XMATCH(x,Leads[Name]))`` -> ``_xlfn.LAMBDA(_xlpm.x,_xlop.y,_xlfn.XMATCH(...))``, in one line."""
    return "".join(_token(match) for match in TOKEN.finditer(typed))


def _token(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "space":
        return ""
    if kind == "optional":
        return f"_xlop.{match['optional']}"
    if kind == "bound":
        return f"_xlpm.{text}"
    if kind == "function" and text in NEWEST:
        return f"_xlfn._xlws.{text}"
    return f"_xlfn.{text}" if kind == "function" and text in NEWER else text
