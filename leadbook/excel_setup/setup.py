"""Write what Excel needs to find this LeadBook, and say what was done."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from leadbook.errors import BadInput
from leadbook.excel_setup import conf
from leadbook.excel_setup.system import System

KEPT = ".before-leadbook"


def set_up(system: System, dry_run: bool = False) -> list[str]:
    """Write xlwings' settings of this user (and the Mac script); returns a sentence a step.

    A file that is there keeps every key that LeadBook does not need, and is copied beside itself first.
    ``dry_run``: only say. Raises BadInput where there is no Excel to set up, or nothing can be written.
    """
    if system.kind == "other":
        raise BadInput("There is no Excel for this system, so there is nothing to set up; the commands work on closed "
                       "workbooks as they are.")
    if system.kind == "mac" and not system.conf.parent.is_dir():
        raise BadInput("Excel has not made its folder on this Mac yet: start Excel once, quit it, then run "
                       "'leadbook setup' again.")
    try:
        return [*_settings(system, dry_run), *(_script(system, dry_run) if system.kind == "mac" else ())]
    except OSError as error:
        raise BadInput(f"Cannot write {error.filename or system.conf}: {error.strerror or error}; nothing was "
                       "changed there.") from error


def script() -> Path:
    """The AppleScript of the installed xlwings. Raises BadInput if xlwings is not there."""
    found = importlib.util.find_spec("xlwings")
    if found is None or not found.submodule_search_locations:
        raise BadInput("xlwings is missing: install LeadBook again.")
    return Path(found.submodule_search_locations[0]) / f"xlwings-{metadata.version('xlwings')}.applescript"


def standing(system: System) -> list[tuple[str, str]]:
    """The (key, value) pairs of the settings file as it is; none if there is no file."""
    return conf.read(system.conf.read_bytes().decode("latin-1")) if system.conf.is_file() else []


def _settings(system: System, dry_run: bool) -> Iterator[str]:
    old = system.conf.read_bytes() if system.conf.is_file() else b""
    before = standing(system)
    new = conf.written(conf.merged(before, conf.wanted(system)), system)
    if new == old:
        yield f"Excel knows this LeadBook already ({system.conf})."
        return
    if not dry_run:
        system.conf.parent.mkdir(parents=True, exist_ok=True)
        if old:
            shutil.copyfile(system.conf, f"{system.conf}{KEPT}")
        temporary = system.conf.with_name(system.conf.name + ".new")
        temporary.write_bytes(new)
        temporary.replace(system.conf)
    would = "Would tell" if dry_run else "Told"
    yield f"{would} Excel where Python is: {system.shown_python} (in {system.conf})."
    if old:
        yield f"The settings of before {'would be' if dry_run else 'are'} kept as {system.conf.name}{KEPT}."
    for key, value in before:
        ours = conf.wanted(system).get(key.strip().upper())
        if ours is not None and value not in (ours, "") and key.strip().upper() != "UDF MODULES":
            yield f"{key} was {value!r} before."


def _script(system: System, dry_run: bool) -> Iterator[str]:
    source, target = script(), system.scripts / script().name
    if target.is_file() and target.read_bytes() == source.read_bytes():
        yield "The script with which Excel starts Python is there already."
        return
    if not dry_run:
        system.scripts.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    yield f"{'Would put' if dry_run else 'Put'} the script with which Excel starts Python into {system.scripts}."
