"""What the Open XML checkers miss in a built workbook: each check is a function that yields sentences.

A fault here is one that Excel would answer with a repair, a dead button, or an edit that teammates cannot merge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from leadbook.factory import macros
from leadbook.factory.lint import callbacks, code, controls, formulas, parts, tables
from leadbook.factory.lint.package import Package
from leadbook.factory.refusal import CannotBuild

CHECKS: tuple[Callable[[Package], Iterable[str]], ...] = (
    parts.forbidden, parts.complete, parts.sheets_reachable, tables.tables, tables.defined_names, tables.input_rules,
    controls.controls, callbacks.callbacks, code.code_names, code.quiet_sheets, code.well_formed, code.once,
    formulas.without_macros)


def faults(content: bytes, modules: Mapping[str, str]) -> list[str]:
    """What is wrong with the built workbook ``content``; ``modules``: the sources in it by VBA module name."""
    package = Package(content, modules)
    return [fault for check in CHECKS for fault in check(package)]


def refuse_faults(content: bytes) -> None:
    """Raise CannotBuild with the first fault of a workbook just built from the sources, and how many more it has."""
    sheets = [sheet.name for sheet in Package(content, {}).sheets]
    found = faults(content, {one.name: one.source for one in macros.modules(macros.code_names(sheets))})
    if found:
        more = f" (and {len(found) - 1} more)" if found[1:] else ""
        raise CannotBuild(f"The built workbook is not right: {found[0]}{more}.")
