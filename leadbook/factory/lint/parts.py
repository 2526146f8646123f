"""The package: no part that breaks co-authoring or asks a question, none missing, none lost, every sheet there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leadbook.factory.lint.package import MAIN, Package

FORBIDDEN = {  # the beginning of a part's name -> what it is
    "xl/activeX/": "an ActiveX control", "xl/ctrlProps/": "a form control", "xl/externalLinks/": "an external link",
    "xl/printerSettings/": "a printer's settings", "xl/xmlMaps": "an XML map", "xl/connections": "a data connection",
    "xl/queryTables/": "a query", "xl/revisions/": "legacy sharing", "xl/embeddings/": "an embedded file",
    "xl/webextensions/": "an add-in", "xl/model/": "a data model", "xl/macrosheets/": "a macro sheet",
    "xl/dialogsheets/": "a dialog sheet"}
NOT_LINKED = ("[Content_Types].xml", "_rels/")
SHEET_NAME = re.compile(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')")
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def forbidden(package: Package) -> Iterator[str]:
    """Parts and elements that a shared workbook must not have."""
    for name in package.parts:
        for start, what in FORBIDDEN.items():
            if name.lower().startswith(start.lower()):
                yield f"the part {name} is {what}; the workbook must have none"
    for sheet in package.sheets:
        for element in ("sheetProtection", "oleObjects", "controls", "webPublishItems"):
            if sheet.part in package.parts and package.tree(sheet.part).find(f"{MAIN}{element}") is not None:
                yield f"sheet {sheet.name} has <{element}>; the workbook must have none"
    for element in ("workbookProtection", "fileSharing", "externalReferences"):
        if package.workbook.find(f"{MAIN}{element}") is not None:
            yield f"the workbook has <{element}>; it must have none"


def complete(package: Package) -> Iterator[str]:
    """Each part has its type and is linked, each link leads to a part, no name is there twice."""
    for name in package.twice:
        yield f"the part {name} is in the file twice"
    reached = set(_reached(package))
    for name in package.parts:
        if name not in reached and "_rels/" not in name and not name.startswith(NOT_LINKED):
            yield f"nothing links the part {name}"
    for name in sorted(reached - package.parts.keys()):
        yield f"a relationship leads to {name}, which is not there"
    types = package.tree("[Content_Types].xml")
    whole = {one.get("PartName", "")[1:] for one in types.iterfind(f"{TYPES}Override")}
    endings = {one.get("Extension", "").lower() for one in types.iterfind(f"{TYPES}Default")}
    for name in package.parts:
        if name not in whole and name.rpartition(".")[2].lower() not in endings:
            yield f"the part {name} has no content type"
    for name in sorted(whole - package.parts.keys()):
        yield f"the content types name {name}, which is not there"


def sheets_reachable(package: Package) -> Iterator[str]:
    """Every sheet can be seen and opened, has a name that Excel takes, and no sheet's part lies about unused."""
    for sheet in package.sheets:
        if sheet.part not in package.parts:
            yield f"sheet {sheet.name} leads to no part of the file"
        if sheet.state != "visible":
            yield f"sheet {sheet.name} is {sheet.state}; a person must be able to see every sheet"
        if not SHEET_NAME.fullmatch(sheet.name):
            yield f"sheet {sheet.name!r} has a name that Excel does not take"
    shown = {sheet.part for sheet in package.sheets}
    for name in package.parts:
        if re.match(r"xl/(work|chart)sheets/[^/]+\.xml$", name) and name not in shown:
            yield f"the sheet in {name} is in no list of sheets, so nobody can reach it"
    yield from _alike("sheet name", (sheet.name for sheet in package.sheets))
    yield from _alike("sheet number", (sheet.number for sheet in package.sheets))


def _reached(package: Package) -> Iterator[str]:
    """The parts that relationships lead to, from the package on."""
    seen, waiting = set[str](), [""]
    while waiting:
        for link in package.links(waiting.pop()):
            if link.part and link.part not in seen:
                seen.add(link.part)
                waiting.append(link.part)
                yield link.part


def _alike(what: str, values: Iterable[str]) -> Iterator[str]:
    seen = set[str]()
    for value in values:
        if value.lower() in seen:
            yield f"the {what} {value} is there twice"
        seen.add(value.lower())
