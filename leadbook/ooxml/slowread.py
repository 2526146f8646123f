"""The same rectangle read with expat: every legal form of XML, several times slower than `read`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.parsers.expat import ExpatError

from leadbook.errors import Refusal
from leadbook.ooxml import refs
from leadbook.ooxml.guard import MAX_DEPTH
from leadbook.ooxml.oddcell import cell_value
from leadbook.ooxml.sheet import Sheet
from leadbook.ooxml.text import decode_escapes
from leadbook.ooxml.xml import hardened_parser


class _Reader:
    """Expat's handlers: they keep the row, the cell and the text of `<v>` and `<is>` as the parser meets them."""

    def __init__(self, strings: Sequence[str], done: Callable[[int, int, Any, int], None], where: str) -> None:
        self.strings, self.done, self.where = strings, done, where
        self.row = self.column = self.depth = 0
        self.path: list[str] = []
        self.attrs: dict[str, str] = {}
        self.value: list[str] | None = None
        self.inline: list[str] | None = None

    def opened(self, name: str, attrs: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self.path.append(tag)
        if len(self.path) > MAX_DEPTH:
            raise Refusal(f"{self.where}: the sheet nests elements beyond all sense; nothing was read.")
        parent = self.path[-2] if len(self.path) > 1 else ""
        if tag == "row" and parent == "sheetData":
            row = int(attrs["r"]) if "r" in attrs else self.row + 1
            if row <= self.row:
                raise Refusal(f"{self.where}: the rows of the sheet are not in order; save it anew in Excel.")
            self.row, self.column = row, 0
        elif tag == "c" and parent == "row":
            column = refs.cell(attrs["r"])[1] if "r" in attrs else self.column + 1
            if column <= self.column:
                raise Refusal(f"{self.where}: the cells of row {self.row} are not in order; save it anew in Excel.")
            self.column, self.attrs, self.value, self.inline = column, attrs, None, None
        elif tag == "v" and parent == "c":
            self.value = []
        elif tag == "is" and parent == "c":
            self.inline = []

    def text(self, chars: str) -> None:
        if self.path[-1] == "v" and self.value is not None:
            self.value.append(chars)
        elif self.path[-1] == "t" and self.inline is not None and "rPh" not in self.path:
            self.inline.append(chars)

    def closed(self, _: str) -> None:
        if self.path.pop() != "c" or not self.path or self.path[-1] != "row":
            return
        kind = self.attrs.get("t", "n")
        if kind == "inlineStr" and self.inline is not None:
            result: Any = decode_escapes("".join(self.inline))
        elif self.value is None or (not self.value and kind != "str"):
            return
        else:
            result = cell_value(kind, "".join(self.value), self.strings)
        self.done(self.row, self.column, result, int(self.attrs.get("s", "0")))


def read_cells(sheet: Sheet, strings: Sequence[str], done: Callable[[int, int, Any, int], None]) -> None:
    """Call `done(row, column, value, style)` for every cell with a value. Raises `Refusal` for broken XML."""
    what = f"{sheet.where}: the sheet"
    parser = hardened_parser(what, namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader(strings, done, sheet.where)
    parser.StartElementHandler = reader.opened
    parser.EndElementHandler = reader.closed
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(sheet.data, True)
    except ExpatError as error:
        raise Refusal(f"{what} is not well-formed XML ({error}); take a fresh copy or a backup.") from error
