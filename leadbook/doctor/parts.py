"""What inside the file keeps a team from editing it at once, or loses their rows (facts/excel-and-onedrive.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from leadbook.doctor.line import Line
from leadbook.schema import TABLES

PEOPLES = [table.sheet for table in TABLES.values() if table.owner == "people"] + ["Plan"]
BLOCKS = {  # the start of a part's name -> what it is, what to do
    "xl/activex/": ("ActiveX controls", "delete them (tab Developer, Design Mode)"),
    "xl/ctrlprops/": ("form controls such as drawn buttons", "delete them: the LeadBook tab has the buttons"),
    "xl/xmlmaps": ("an XML map", "remove it (tab Developer, Source, XML Maps)"),
    "xl/revisions/": ("the old 'Shared Workbook'", "turn it off (tab Review, Unshare Workbook)")}


def shareable(path: Path) -> Iterator[Line]:
    """Co-authoring's obstacles, read-only marks, protected sheets, a sensitivity label."""
    from leadbook.ooxml.book_parts import BookParts
    from leadbook.ooxml.package import Package

    package = Package(path.read_bytes(), path.name)
    book = BookParts(package)
    names = {name.lower(): name for name in package.crcs()}
    for start, (what, to_do) in BLOCKS.items():
        if any(name.startswith(start) for name in names):
            yield Line("warn", "sharing", f"{path.name} holds {what}; people cannot edit it at once then: {to_do}.")
    sharing = book.root.first("fileSharing")
    if sharing is not None and sharing.attrs.get("readOnlyRecommended") in ("1", "true"):
        yield Line("warn", "read-only", f"Excel asks everybody to open {path.name} read-only: File, Save As, Tools, "
                                        "General Options, take the tick off.")
    custom = names.get("docprops/custom.xml")
    if custom and re.search(rb"_MarkAsFinal.{0,200}?<vt:bool>(true|1)<", package.read(custom), re.DOTALL):
        yield Line("warn", "final", f"{path.name} is marked as final: File, Info, Protect Workbook, Mark as Final.")
    protected = [sheet.name for sheet in book.sheets
                 if sheet.name in PEOPLES and b"<sheetProtection" in package.read(sheet.part)]
    if protected:
        yield Line("warn", "protected", f"The sheet {' and '.join(protected)} of {path.name} is protected: tables do "
                                        "not grow there, and new rows get lost. Tab Review, Unprotect Sheet.")
    if "docmetadata/labelinfo.xml" in names:
        yield Line("ok", "label", "It carries a sensitivity label. One that encrypts would lock LeadBook out.")
