"""Who refers to the cells of a totals row by address: formulas, names, formats and charts of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from leadbook.ooxml import refs
from leadbook.ooxml.guard import MAX_COLUMN, MAX_ROW
from leadbook.ooxml.refs import Area
from leadbook.ooxml.text import unescape

_TEXTS = re.compile(rb"<(?:[\w.-]+:)?(?:f|formula|formula1|formula2|definedName)(\s[^>]*)?>([^<]+)</(?:[\w.-]+:)?\w+>")
_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?(?<![\w.\[])\$?([A-Za-z]{1,3})\$?(\d{1,7})"
    r"(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?(?![\w(.\]])"
)
_LITERAL = re.compile(r'"[^"]*"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]')
_KEPT = (b"_xlnm.Print_Area", b"_xlnm.Print_Titles", b"_xlnm._FilterDatabase")


def totals_reference(opened: Any, part: Any, area: Area) -> str:
    """Return what refers to a cell of `area` on the sheet `part` by its address, or an empty text."""
    for name, home, data in _sources(opened):
        for attributes, raw in _TEXTS.findall(data):
            if any(kept in attributes for kept in _KEPT):
                continue
            text = unescape(raw.decode())
            if any(_hits(match, home, part.name, area) for match in _REFERENCE.finditer(_LITERAL.sub(" ", text))):
                return f"{name} ({text[:60]})"
    return ""


def _sources(opened: Any) -> Iterator[tuple[str, str, bytes]]:
    for sheet in opened.parts.sheets:
        data = opened.sheet(sheet).data
        if data.find(b"<f") >= 0 or data.find(b":f") >= 0:
            yield f"a formula on sheet {sheet.name}", sheet.name, data
    yield "a defined name", "", opened.parts.data
    for entry in opened.package.entries:
        if re.search(r"/charts/chart[^/]*\.xml$", entry.name):
            yield "a chart", "", opened.package.read(entry.name)


def _hits(match: re.Match[str], home: str, target: str, area: Area) -> bool:
    quoted, bare, left, top, right, bottom = match.groups()
    sheet = quoted.replace("''", "'") if quoted else bare or home
    if sheet.casefold() != target.casefold():
        return False
    found = Area(int(top), refs.number(left), int(bottom or top), refs.number(right or left))
    if found.bottom > MAX_ROW or found.right > MAX_COLUMN:
        return False
    return found.meets(area)
