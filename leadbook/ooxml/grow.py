"""Ranges that follow a table: conditional formats and validations that end on its last row end on the new one."""

from __future__ import annotations

from leadbook.ooxml import refs
from leadbook.ooxml.refs import Area
from leadbook.ooxml.sheet import Sheet
from leadbook.ooxml.xml import Node, Splice, attribute_splice

_FOLLOW = {"conditionalFormatting", "dataValidation"}


def followed(sheet: Sheet, table: Area, body_last: int, new_last: int, totals: int) -> list[Splice]:
    """Return splices in the sheet's shell for all ranges that follow a table's last data row to `new_last`.

    A range follows when it lies within the table's columns and ends on `body_last`; ranges that cover the
    totals row (if there is one) move or stretch with it. Whole columns and all else stay.
    """
    out: list[Splice] = []
    for node in sheet.root.walk():
        if node.tag not in _FOLLOW:
            continue
        if "sqref" in node.attrs:
            new = _moved(node.attrs["sqref"], table, body_last, new_last, totals)
            if new != node.attrs["sqref"]:
                out.append(attribute_splice(sheet.shell, node, "sqref", new))
        for inner in node.each("sqref"):
            out += _inner(inner, table, body_last, new_last, totals)
    return out


def _inner(node: Node, table: Area, body_last: int, new_last: int, totals: int) -> list[Splice]:
    new = _moved(node.text, table, body_last, new_last, totals)
    if new == node.text or node.close <= node.open_end:
        return []
    return [Splice(node.open_end, node.close, new.encode())]


def _moved(text: str, table: Area, body_last: int, new_last: int, totals: int) -> str:
    by = new_last - body_last
    words: list[str] = []
    touched = False
    for part, word in zip(refs.areas(text), text.split(), strict=True):
        inside = isinstance(part, Area) and table.left <= part.left and part.right <= table.right
        if isinstance(part, Area) and inside and table.top <= part.top:
            if totals and part.bottom == body_last + 1:
                top = part.top + (by if part.top > body_last else 0)
                part = part._replace(top=top, bottom=part.bottom + by)
            elif part.bottom == body_last and part.top <= new_last:
                part = part._replace(bottom=new_last)
            touched = touched or str(part) != word
            word = str(part)
        words.append(word)
    return " ".join(words) if touched else text
