"""The part that defines an Excel table: its range, columns and calculated columns, and its resizing by splices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leadbook.errors import Refusal
from leadbook.ooxml import refs
from leadbook.ooxml.guard import MAX_CELLS
from leadbook.ooxml.refs import Area
from leadbook.ooxml.text import decode_escapes
from leadbook.ooxml.xml import Node, Splice, attribute_splice, parse, splice


@dataclass(frozen=True, slots=True)
class Calculated:
    """The formula a calculated column gives to each new row; `array` when it is entered as an array."""

    formula: str
    array: bool


@dataclass(frozen=True, slots=True)
class TableDef:
    """A table as its part defines it. `area` includes the header and totals rows; rows count from 1."""

    part: str
    data: bytes
    root: Node
    name: str
    area: Area
    header: int
    totals: int
    columns: tuple[str, ...]
    calculated: dict[int, Calculated]
    waiting: bool  # Excel's insertRow: the table has no rows, its range shows one blank row
    source: str  # "" for a plain table, else what fills it

    @property
    def first(self) -> int:
        """The first data row's number on the sheet."""
        return self.area.top + self.header

    @property
    def last(self) -> int:
        """The last data row's number on the sheet (before `first` when there is none)."""
        return self.area.bottom - self.totals

    def resized(self, last: int) -> bytes:
        """Return the part for a table whose last data row is `last`: every range in it that ended there moves."""
        out: list[Splice] = []
        for node in self.root.walk():
            if node is self.root:
                new = self.area._replace(bottom=last + self.totals)
                out.append(attribute_splice(self.data, node, "ref", str(new)))
                if self.waiting:
                    out.append(attribute_splice(self.data, node, "insertRow", None))
            elif node.tag in ("autoFilter", "sortState", "sortCondition") and "ref" in node.attrs:
                old = refs.area(node.attrs["ref"])
                if old.bottom == self.last and last >= old.top:
                    text = str(old._replace(bottom=last))
                    out.append(attribute_splice(self.data, node, "ref", text))
        return splice(self.data, out)


def table_def(data: bytes, part: str, where: str) -> TableDef:
    """Parse a table part; `where` names file and sheet in the `Refusal` for a table that contradicts itself."""
    root = parse(data, f"{where}: the part {part}")
    get = root.attrs.get
    name = decode_escapes(get("displayName") or get("name") or "")
    wrong = Refusal(f"{where}: the table {name or part} is damaged; open the workbook in Excel and let it repair it.")
    nodes = [node for group in root.each("tableColumns") for node in group.each("tableColumn")]
    columns = tuple(decode_escapes(node.attrs.get("name", "")) for node in nodes)
    try:
        area = refs.area(get("ref", ""))
        header, totals = int(get("headerRowCount", "1")), int(get("totalsRowCount", "0"))
    except ValueError:
        raise wrong from None
    if root.tag != "table" or not name or len(columns) != area.right - area.left + 1:
        raise wrong
    if header not in (0, 1) or totals not in (0, 1) or area.bottom - area.top + 1 < header + totals:
        raise wrong
    if len({column.casefold() for column in columns}) != len(columns):
        raise wrong
    if len(columns) * (area.bottom - area.top) > MAX_CELLS:
        raise Refusal(f"{where}: the table {name} covers more cells ({area}) than LeadBook reads; resize it in Excel.")
    calculated = {
        index: Calculated(formula.text, formula.attrs.get("array", "0") in ("1", "true"))
        for index, node in enumerate(nodes)
        if (formula := node.first("calculatedColumnFormula")) is not None and formula.text
    }
    waiting = get("insertRow", "0") in ("1", "true")
    return TableDef(part, data, root, name, area, header, totals, columns, calculated, waiting, _source(root, nodes))


def _source(root: Node, columns: list[Node]) -> str:
    kind = root.attrs.get("tableType", "worksheet")
    if kind == "queryTable" or any("queryTableFieldId" in node.attrs for node in columns):
        return "a query"
    if kind == "xml" or any(node.first("xmlColumnPr") for node in columns):
        return "an XML mapping"
    return ""


_RELATIVE = re.compile(r"(?<![\w.\[$])\$?[A-Za-z]{1,3}\d{1,7}(?![\w(.\]])")
_QUOTED = re.compile(r'"[^"]*"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|\'[^\']*\'')


def relative_cell(formula: str) -> str:
    """Return the first cell address in a formula whose row moves when it is copied down, or an empty text."""
    found = _RELATIVE.search(_QUOTED.sub(" ", formula))
    return found[0] if found else ""
