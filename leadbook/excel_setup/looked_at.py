"""Does Excel find this LeadBook, and do the workbook's macros fit it? What ``doctor`` says of both; nothing changes."""

from __future__ import annotations

import ntpath
import os
import posixpath
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from leadbook.excel_setup import conf, setup
from leadbook.excel_setup.system import System

Said = tuple[str, str, str]  # status (ok, warn, fail), subject, sentence
AGAIN = "run 'leadbook setup', then start Excel again"


def settings(system: System) -> Iterator[Said]:
    """xlwings' settings of this user, and on a Mac the script."""
    if system.kind == "other":
        yield "ok", "excel", "No Excel on this system: the commands work on closed workbooks."
        return
    there = {key.strip().upper(): value for key, value in reversed(setup.standing(system))}
    wanted = conf.wanted(system)
    key = next(iter(wanted))
    python = there.get(key, "")
    if not python:
        yield "warn", "excel", f"Excel does not know where Python is ({system.conf}): {AGAIN}."
        return
    if python != wanted[key]:
        gone = "" if _there(python, system) else ", which is not there"
        yield "warn", "excel", f"Excel starts another Python ({python}{gone}) than this LeadBook's: {AGAIN}."
    for name in [name for name in wanted if name not in (key, "UDF MODULES")]:
        if there.get(name, "").lower() != wanted[name].lower():
            yield "warn", "excel", (f"xlwings' setting {name} is {there.get(name) or 'blank'}, LeadBook needs "
                                    f"{wanted[name]}: {AGAIN}.")
    if "UDF MODULES" in wanted and conf.MODULES not in there.get("UDF MODULES", "").split(";"):
        yield "warn", "excel", f"Excel does not know LeadBook's worksheet functions: {AGAIN}."
    if python == wanted[key]:
        yield "ok", "excel", f"Excel starts this LeadBook's Python ({system.conf})."
    if system.kind == "mac" and not (system.scripts / setup.script().name).is_file():
        yield "warn", "script", f"The script with which Excel starts Python is not in {system.scripts}: {AGAIN}."


def macros(path: Path) -> Iterator[Said]:
    """The macros inside the workbook: there, of the version that is installed, and not blocked by Windows."""
    if path.suffix.lower() != ".xlsm":
        yield "ok", "macros", f"{path.name} carries no macros: it has no LeadBook tab, everything else works."
        return
    inside, installed = macro_version(path), metadata.version("xlwings")
    if inside is None:
        yield "warn", "macros", (f"{path.name} has lost its macros, so Excel shows no LeadBook tab that works: make a "
                                 "new book with 'leadbook init' and move the sheets' rows there, or restore a backup.")
    elif inside != installed:
        yield "warn", "macros", (f"The buttons of {path.name} are made for xlwings {inside or '(unknown)'}, and "
                                 f"{installed} is installed here: install the LeadBook that your team uses.")
    else:
        yield "ok", "macros", f"The buttons of {path.name} fit xlwings {installed}, which is installed here."
    if blocked(path):
        yield "warn", "blocked", (f"Windows blocks the macros of {path.name}, because it came by mail or from a web "
                                  "page: right-click it, Properties, tick Unblock, OK.")


def macro_version(path: Path) -> str | None:
    """The version of xlwings that the workbook's macros name; "" = they name none, None = no macros."""
    import re

    from pyopenvba.cfb import CFB
    from pyopenvba.vba import parse_vba_project

    try:
        with zipfile.ZipFile(path) as parts:
            project = parse_vba_project(CFB.from_bytes(parts.read("xl/vbaProject.bin")))
            source = next((str(module.source) for module in project.modules if module.name.lower() == "xlwings"), None)
    except KeyError:
        return None
    except Exception:  # whatever the reader stumbles over: macros are there, and nobody can tell what they say
        return ""
    found = re.search(r"^'Version: (\S+)", source or "", re.MULTILINE)
    return found[1] if found else ""


def blocked(path: Path) -> bool:
    """Whether the file carries Windows' Mark of the Web (an alternate stream; zone 3 is the internet, 4 restricted)."""
    try:
        with open(f"{path}:Zone.Identifier", encoding="utf-8", errors="replace") as mark:  # noqa: PTH123
            return any(line.strip() in ("ZoneId=3", "ZoneId=4") for line in mark)
    except OSError:
        return False


def _there(python: str, system: System) -> bool:
    home = str(system.home)
    shown = python.replace("%USERPROFILE%", home).replace("$HOME", home)
    absolute = ntpath.isabs(shown) if system.kind == "windows" else posixpath.isabs(shown)
    return not absolute or os.path.exists(shown.replace("\\", "/") if os.sep == "/" else shown)  # noqa: PTH110
