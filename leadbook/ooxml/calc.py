"""Recalculation: Excel is told to compute anew at open, and the chain of formulas is dropped when it would lie."""

from __future__ import annotations

from leadbook.ooxml.package import Package
from leadbook.ooxml.xml import Node, Splice, attribute_splice, parse, prefix_of, splice

_BEFORE_CALC = {
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "revisionPtr", "absPath",
}  # fmt: skip


def has_formula(data: bytes) -> bool:
    """Say whether a sheet's bytes hold a formula."""
    return data.find(b"</f>") >= 0 or data.find(b":f>") >= 0  # an empty <f/> shares a formula that is written out


def full_calculation(data: bytes, root: Node) -> bytes:
    """Return the workbook part with `fullCalcOnLoad="1"` on its calcPr, which is added in its place if absent."""
    node = root.first("calcPr")
    if node is not None:
        if node.attrs.get("fullCalcOnLoad") in ("1", "true"):
            return data
        return splice(data, [attribute_splice(data, node, "fullCalcOnLoad", "1")])
    ends = [child.end for child in root.children if child.tag in _BEFORE_CALC]
    at = max(ends, default=root.open_end)
    new = b"<" + prefix_of(data, root) + b'calcPr fullCalcOnLoad="1"/>'
    return splice(data, [Splice(at, at, new)])


def without_chain(package: Package, workbook_rels: str, chain: str) -> dict[str, bytes]:
    """Return the parts that name the calcChain part `chain` (relationships and content types) without it."""
    out: dict[str, bytes] = {}
    rels = package.read(workbook_rels)
    root = parse(rels, f"{package.file}: the part {workbook_rels}")
    gone = [node for node in root.children if node.attrs.get("Type", "").endswith("/calcChain")]
    out[workbook_rels] = splice(rels, [Splice(node.start, node.end, b"") for node in gone])
    types_name = package.find("[Content_Types].xml") or "[Content_Types].xml"
    types = package.read(types_name)
    root = parse(types, f"{package.file}: the part {types_name}")
    key = "/" + chain.replace("\\", "/").lstrip("/").casefold()
    gone = [node for node in root.children if node.attrs.get("PartName", "").casefold() == key]
    out[types_name] = splice(types, [Splice(node.start, node.end, b"") for node in gone])
    return out
