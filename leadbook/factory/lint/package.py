"""What the checks look at: a workbook's parts, their relationships, its sheets, and the VBA sources in it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Link:
    """A relationship: its id and type (the last word of it), and the part it leads to; outside = "" as part."""

    id: str
    kind: str
    part: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of the workbook, in its order; ``part`` is "" if nothing links it."""

    name: str
    number: str
    state: str
    part: str


class Package:
    """A built workbook, read once; ``modules``: VBA module name -> source."""

    def __init__(self, content: bytes, modules: Mapping[str, str]) -> None:
        self.modules = modules
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
            self.twice = sorted({name for name in file.namelist() if file.namelist().count(name) > 1})

    def tree(self, part: str) -> ElementTree.Element:
        """The root element of a part, to be read only: workbooks with the same part share it."""
        return _tree(self.parts[part])

    def links(self, part: str) -> list[Link]:
        """The relationships of a part; of the package itself for ""."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.parts:
            return []
        return [Link(one.get("Id", ""), one.get("Type", "").rpartition("/")[2],
                     "" if one.get("TargetMode") == "External" else _target(folder, one.get("Target", "")))
                for one in self.tree(rels)]

    @cached_property
    def workbook(self) -> ElementTree.Element:
        """The root element of ``xl/workbook.xml``."""
        return self.tree("xl/workbook.xml")

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets that the workbook lists."""
        parts = {link.id: link.part for link in self.links("xl/workbook.xml")}
        return [Sheet(one.get("name", ""), one.get("sheetId", ""), one.get("state", "visible"),
                      parts.get(one.get(f"{OFFICE}id", ""), ""))
                for one in self.workbook.iterfind(f"{MAIN}sheets/{MAIN}sheet")]

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings."""
        if "xl/sharedStrings.xml" not in self.parts:
            return []
        return ["".join(text.text or "" for text in item.iter(f"{MAIN}t"))
                for item in self.tree("xl/sharedStrings.xml").iterfind(f"{MAIN}si")]

    def cell(self, part: str, place: str) -> str:
        """The text or number in a cell, "" if there is none."""
        cell = self._cells(part).get(place)
        if cell is None:
            return ""
        if cell.get("t") == "inlineStr":
            return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
        value = cell.findtext(f"{MAIN}v", "")
        return self.strings[int(value)] if cell.get("t") == "s" else value

    def _cells(self, part: str) -> dict[str, ElementTree.Element]:
        return {cell.get("r", ""): cell for cell in self.tree(part).iter(f"{MAIN}c")}


@lru_cache(maxsize=128)
def _tree(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)


def _target(folder: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
