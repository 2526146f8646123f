"""The twin of a built workbook, for LibreOffice: the same sheets and macros, but for what it has no room for."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from leadbook.factory import vba
from leadbook.factory.vba.module import CODE_PAGE, SHEET_BASE, WORKBOOK_BASE, Module, document, from_text
from tests.host.conditional import resolved

SHIM = Path(__file__).with_name("shim")
PROJECT = "xl/vbaProject.bin"
UNREADABLE = "Dictionary"       # xlwings' class for Macs: LibreOffice knows no Enum with values from VBA's library
TAKEN = re.compile(r"\bFileExists\b")      # LibreOffice has a function of this name, which wins
CALLBACK = re.compile(r"^Public Sub (\w+)\((?:control As IRibbonControl|ui As IRibbonUI)\)\s*$", re.MULTILINE)


def modules(built: Path) -> dict[str, str]:
    """Module name -> source of the macros in a workbook, as olevba reads them; without UNREADABLE."""
    return {name: code for name, code in _read(built) if name != UNREADABLE}


@lru_cache(maxsize=2)
def _read(built: Path) -> list[tuple[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")                 # oletools calls pyparsing by its old names
        from oletools.olevba import VBA_Parser
    parser = VBA_Parser(str(built))
    try:
        return [(name.rpartition(".")[0], code) for _, _, name, code in parser.extract_macros()]
    finally:
        parser.close()


def as_they_are(built: Path, out: Path, constants: Mapping[str, object], **planted: str) -> Path:
    """The workbook with all its macros, xlwings' too, only ``#If`` resolved; Driver.Sentinel says that they compile.

    ``planted``: module name -> source to put in place of a module's own.
    """
    sources = {name: resolved(source, constants) for name, source in (modules(built) | planted).items()}
    sentinel = 'Attribute VB_Name = "Driver"\nPublic Function Sentinel() As String\n' \
               'Sentinel = "compiled"\nEnd Function\n'
    return _written(built, out, sources | {"Driver": sentinel})


def twin(built: Path, out: Path, folder: Path, constants: Mapping[str, object]) -> Path:
    """The workbook that runs: xlwings and the windows are swapped; settings and notes are files in ``folder``."""
    sources = {name: resolved(source, constants) for name, source in modules(built).items()}
    cases = "\n".join(f"    Case \"{name}\": {name} control" for name in callbacks(sources["Ribbon"]))
    for path in sorted(SHIM.iterdir()):
        text = path.read_text("utf-8").replace("@CASES@", cases).replace("@FOLDER@", str(folder))
        sources[path.stem] = text.replace("@VERSION@", version("xlwings"))
    return _written(built, out, {name: TAKEN.sub("LB_FileExists", source) for name, source in sources.items()})


def callbacks(ribbon: str) -> list[str]:
    """The Subs of the module Ribbon that a ribbon calls."""
    return CALLBACK.findall(ribbon.replace("\r\n", "\n"))


def _written(built: Path, out: Path, sources: Mapping[str, str]) -> Path:
    project = vba.project([_module(name, source) for name, source in sources.items()])
    with zipfile.ZipFile(built) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, project if name == PROJECT else old.read(name))
    return out


def _module(name: str, source: str) -> Module:
    source.encode(CODE_PAGE)
    if f'VB_Base = "{WORKBOOK_BASE}"' in source:
        return document(name, WORKBOOK_BASE)
    if f'VB_Base = "{SHEET_BASE}"' in source:
        return document(name)
    is_class = "Attribute VB_Base" in source or (SHIM / f"{name}.cls").exists()
    return from_text(f"{name}.{'cls' if is_class else 'bas'}", source)
