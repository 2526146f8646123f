"""xlwings' settings file: lines of ``"KEY","VALUE"``, read by VBA's ``Input #``; the first line of a key counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from leadbook.errors import BadInput
from leadbook.excel_setup.system import System

MODULES = "leadbook.functions"


def wanted(system: System) -> dict[str, str]:
    """What LeadBook needs: its own interpreter, on Windows a warm server, and nothing beside the workbook."""
    if system.kind == "mac":
        return {"INTERPRETER_MAC": system.shown_python, "ADD_WORKBOOK_TO_PYTHONPATH": "False"}
    return {"INTERPRETER_WIN": system.shown_python, "UDF MODULES": MODULES, "USE UDF SERVER": "True",
            "ADD_WORKBOOK_TO_PYTHONPATH": "False"}


def read(text: str) -> list[tuple[str, str]]:
    """The (key, value) pairs in order; a line that is no pair is kept as (line, "")."""
    rows = csv.reader(io.StringIO(text), skipinitialspace=True)
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows if row]


def merged(old: list[tuple[str, str]], new: Mapping[str, str]) -> list[tuple[str, str]]:
    """``old`` with LeadBook's values; every other key stays where it was, a key that stood twice stands once."""
    values = {key.upper(): value for key, value in new.items()}
    if "UDF MODULES" in values:
        values["UDF MODULES"] = _joined(dict(_upper(old)).get("UDF MODULES", ""), values["UDF MODULES"])
    out: dict[str, str] = {}
    for key, value in _upper(old):
        out.setdefault(key, values.get(key, value))
    return list((out | {key: value for key, value in values.items() if key not in out}).items())


def written(pairs: list[tuple[str, str]], system: System) -> bytes:
    """The file's bytes, others' letters as they were read (latin-1). Raises BadInput for what VBA cannot read back."""
    ours = wanted(system)
    for key, value in pairs:
        if '"' in key + value:
            raise BadInput(f'{system.conf}: {key} holds a quotation mark ("), which Excel cannot read: take it out.')
        if key in ours and not value.isascii():
            raise BadInput(f"{key} would be {value!r}, and Excel reads only plain letters (A-Z) there: install "
                           "LeadBook into a folder whose path has no accents or other special letters.")
    return "".join(f'"{key}","{value}"{system.newline}' for key, value in pairs).encode("latin-1")


def _upper(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key.strip().upper(), value) for key, value in pairs]


def _joined(old: str, new: str) -> str:
    """Modules are listed with semicolons; others' stay, ours comes last and once."""
    names = [name.strip() for name in old.split(";") if name.strip() and name.strip() != new]
    return ";".join([*names, new])
