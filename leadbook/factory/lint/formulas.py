"""Formulas and macros are kept apart: the workbook computes without VBA, on the web and on a Mac too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadbook.factory.lint.declarations import declared, is_standard
from leadbook.factory.lint.package import MAIN, Package

PLACES = ("f", "formula1", "formula2", "formula", "definedName")    # elements whose text is a formula
TEXT = re.compile(r'"(?:[^"]|"")*"')


def without_macros(package: Package) -> Iterator[str]:
    """No formula calls a VBA function, and no defined name is called like one: which one Excel takes is unknown."""
    functions = {one.name.lower() for module, source in package.modules.items() if is_standard(source)
                 for one in declared(module, source) if one.kind == "function" and one.public}
    for element in package.workbook.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        if element.get("name", "").lower() in functions:
            yield f"{element.get('name')} is a defined name and a VBA function; call one of them otherwise"
    for part in ("xl/workbook.xml", *(sheet.part for sheet in package.sheets)):
        for formula in _formulas(package, part):
            called = {word.lower() for word in re.findall(r"(?<![\w.])([A-Za-z_]\w*)\(", TEXT.sub("", formula))}
            for name in sorted(called & functions):
                yield f"{part}: a formula calls the VBA function {name}: {formula[:60]}"


def _formulas(package: Package, part: str) -> Iterator[str]:
    if part in package.parts:
        for element in package.tree(part).iter():
            if element.tag.rpartition("}")[2] in PLACES and element.text:
                yield element.text
