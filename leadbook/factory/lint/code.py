"""LeadBook's VBA: modules match the sheets, sheets hold no code, types are spelt right, lines are not too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadbook.factory.lint.declarations import declared, is_standard, plain
from leadbook.factory.lint.package import MAIN, Package
from leadbook.factory.vba.module import SHEET_BASE, WORKBOOK_BASE
from leadbook.factory.vba.sources import XLWINGS

LINE, CONTINUED = 1023, 24              # the longest line, the most line ends in one statement
RIBBON_TYPES = ("iribboncontrol", "iribbonui")
THEIRS = tuple(name.rpartition("/")[2].partition(".")[0] for name in XLWINGS)


def code_names(package: Package) -> Iterator[str]:
    """The workbook and each sheet have a module of their code name, with the base of their kind, and none is over."""
    books = [package.workbook.find(f"{MAIN}workbookPr")]
    sheets = [package.tree(sheet.part).find(f"{MAIN}sheetPr") for sheet in package.sheets
              if sheet.part in package.parts]
    wanted: dict[str, str] = {}
    for base, elements in ((WORKBOOK_BASE, books), (SHEET_BASE, sheets)):
        for element in elements:
            name = "" if element is None else element.get("codeName", "")
            if not name:
                yield "the workbook or a sheet has no code name"
            elif name in wanted:
                yield f"two sheets have the code name {name}"
            wanted[name] = base
    for name, base in wanted.items():
        if name and f'Attribute VB_Base = "{base}"' not in package.modules.get(name, ""):
            yield f"the code name {name} has no VBA module of its kind"
    for name, source in package.modules.items():
        if name not in wanted and any(f'VB_Base = "{base}"' in source for base in (WORKBOOK_BASE, SHEET_BASE)):
            yield f"the VBA module {name} is that of a sheet, and no sheet has this code name"


def quiet_sheets(package: Package) -> Iterator[str]:
    """No code behind the workbook or a sheet, and nothing that runs by itself when the file is opened or closed."""
    for name, source in package.modules.items():
        code = re.sub(r"(?m)^Attribute .*$", "", plain(source)).strip()
        if "VB_PredeclaredId = True" in source and code:
            yield f"the VBA module {name} of a sheet or the workbook holds code; LeadBook has no events"
        if found := re.search(r"(?im)^\s*(?:(?:Public|Private)\s+)?Sub\s+(Auto_?(?:Open|Close)|Workbook_\w+)\b", code):
            yield f"the VBA module {name} has {found[1]}, which runs by itself; LeadBook runs from buttons only"


def well_formed(package: Package) -> Iterator[str]:
    """LeadBook's own modules: Option Explicit, ribbon types spelt right, lines that the editor takes."""
    for name, source in package.modules.items():
        code = plain(source)
        for kind in sorted(set(re.findall(r"(?i)\bAs\s+(?:Office\.)?(IR\w+)", code))):
            if kind.lower() not in RIBBON_TYPES:
                yield f"the VBA module {name} has the unknown type {kind}; it is IRibbonControl or IRibbonUI"
        if name in THEIRS:
            continue
        if is_standard(source) and not re.search(r"(?im)^\s*Option\s+Explicit\b", code):
            yield f"the VBA module {name} lacks Option Explicit"
        lines = source.replace("\r\n", "\n").split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > LINE:
                yield f"the VBA module {name}: line {number} has {len(line)} characters; {LINE} is the most"
        if re.search(rf"(?:[^\n]* _\n){{{CONTINUED + 1}}}", "\n".join(lines)):
            yield f"the VBA module {name} continues a statement over more than {CONTINUED} lines"


def once(package: Package) -> Iterator[str]:
    """No public procedure of LeadBook's has the name of another module's: Excel could not tell which is meant."""
    found: dict[str, set[str]] = {}
    for module, source in package.modules.items():
        for one in declared(module, source) if is_standard(source) else ():
            if one.public:
                found.setdefault(one.name.lower(), set()).add(module)
    for name, modules in found.items():
        if len(modules) > 1:
            yield f"the VBA procedure {name} is in the modules {' and '.join(sorted(modules))}"
