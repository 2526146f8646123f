"""How a workbook's parts hang together: sheets, their tables, strings, styles, found through relationships."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from leadbook.errors import Refusal
from leadbook.ooxml.package import Package
from leadbook.ooxml.tabledef import TableDef, table_def
from leadbook.ooxml.xml import Node, parse


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet by its name on the tab and its part, with the tables it carries."""

    name: str
    part: str
    tables: tuple[TableDef, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: the last word of its type, its id, and the part it leads to."""

    kind: str
    id: str
    target: str


class BookParts:
    """The workbook part and what it leads to. Raises `Refusal` when the package is no Excel workbook."""

    def __init__(self, package: Package) -> None:
        self.package = package
        file = package.file
        found = [r.target for r in self.relations("") if r.kind == "officeDocument"]
        name = package.find(found[0]) if found else None
        if name is None:
            raise Refusal(f"{file}: it is a zip file but not an Excel workbook.")
        if name.endswith(".bin"):
            raise Refusal(f"{file}: it is a binary workbook (.xlsb); save it as .xlsx or .xlsm in Excel.")
        self.workbook = name
        self.data = package.read(name)
        self.root = parse(self.data, f"{file}: the part {name}")
        if self.root.tag != "workbook":
            raise Refusal(f"{file}: it is an Office document but not an Excel workbook.")
        self.links = self.relations(name)
        properties = self.root.first("workbookPr")
        self.date1904 = properties is not None and properties.attrs.get("date1904") in ("1", "true")
        self.sheets = tuple(self._sheets())

    def relations(self, part: str) -> list[Relation]:
        """Return the relationships of `part` ("" = the package's own) that stay inside the file."""
        name = self.package.find(rels_name(part))
        if name is None:
            return []
        root = parse(self.package.read(name), f"{self.package.file}: the part {name}")
        out: list[Relation] = []
        for node in root.each("Relationship"):
            if node.attrs.get("TargetMode") == "External":
                continue
            target = unquote(node.attrs.get("Target", "").replace("\\", "/"))
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            out.append(Relation(node.attrs.get("Type", "").rpartition("/")[2], node.attrs.get("Id", ""), path))
        return out

    def linked(self, kind: str) -> str | None:
        """Return the member the workbook leads to by a relationship of `kind`, None if there is none."""
        found = next((link.target for link in self.links if link.kind == kind), None)
        return self.package.find(found) if found else None

    def _sheets(self) -> list[SheetPart]:
        by_id = {link.id: link for link in self.links}
        out: list[SheetPart] = []
        for group in self.root.each("sheets"):
            for node in group.each("sheet"):
                link = by_id.get(node.attrs.get("id", ""))
                member = self.package.find(link.target) if link and link.kind == "worksheet" else None
                if member is not None:
                    name = node.attrs.get("name", "")
                    out.append(SheetPart(name, member, tuple(self._tables(member, name))))
        return out

    def _tables(self, part: str, name: str) -> list[TableDef]:
        where = f"{self.package.file}, sheet {name}"
        out: list[TableDef] = []
        for link in self.relations(part):
            member = self.package.find(link.target) if link.kind == "table" else None
            if member is not None:
                out.append(table_def(self.package.read(member), member, where))
        return out

    def part_root(self, kind: str) -> Node | None:
        """Return the parsed part the workbook leads to by `kind`, None if there is none."""
        member = self.linked(kind)
        return parse(self.package.read(member), f"{self.package.file}: the part {member}") if member else None


def rels_name(part: str) -> str:
    """Return where the relationships of `part` are kept."""
    folder, name = posixpath.split(part.replace("\\", "/"))
    return posixpath.join(folder, "_rels", f"{name}.rels")
