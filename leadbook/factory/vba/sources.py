"""Where the VBA comes from: LeadBook's own text files, and two modules of the installed xlwings package."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from pathlib import Path

from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba.module import CODE_PAGE, Module, from_text

XLWINGS = ("xlwings.bas", "addin/Dictionary.cls")   # the standalone module, and a class that it needs on a Mac


def folder(name: str) -> Path:
    """The folder of text sources called ``name`` (vba, ribbon): in the installed package, or in the checkout."""
    here = Path(__file__).parents[1]
    places = (here / "sources" / name, here.parents[1] / "workbook" / name)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise CannotBuild(f"The workbook's sources are missing (folder {places[1]}); install LeadBook again.")
    return found


def own() -> list[Module]:
    """LeadBook's modules in the order of their names. Raises CannotBuild if one cannot stand in a project."""
    files = sorted(folder("vba").iterdir(), key=lambda path: (path.name.lower(), path.name))
    return [_read(path) for path in files if path.suffix.lower() in (".bas", ".cls")]


def of_xlwings() -> list[Module]:
    """xlwings' standalone module and its Dictionary, with the licence notices in their headers.

    The module names the version of xlwings that it works with. Raises CannotBuild if that is not the installed one.
    """
    found = importlib.util.find_spec("xlwings")          # finds it without importing it, which takes a second
    if found is None or not found.submodule_search_locations:
        raise CannotBuild("xlwings is not installed, and its VBA is part of the workbook: pip install xlwings.")
    package = Path(found.submodule_search_locations[0])
    modules = [_read(package / name) for name in XLWINGS]
    installed, named = importlib.metadata.version("xlwings"), version(modules[0])
    if named != installed:
        raise CannotBuild(f"xlwings {installed} is installed, but its VBA module is of version {named or 'unknown'}: "
                          "install xlwings again.")
    return modules


def version(module: Module) -> str:
    """The version that xlwings' module names in its header, "" if none."""
    found = re.search(r"^'Version: (\S+)\r$", module.source, re.MULTILINE)
    return found[1] if found else ""


def _read(path: Path) -> Module:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotBuild(f"Cannot read the VBA source {path}: {error.strerror or error}.") from None
    try:
        return from_text(path.name, content.decode("utf-8"))
    except UnicodeDecodeError:
        return from_text(path.name, content.decode(CODE_PAGE, "replace"))
