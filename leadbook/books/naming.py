"""Whether a workbook is one of LeadBook's: its tables and columns by name, and the id it carries."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leadbook.errors import NotALeadbook
from leadbook.schema import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd


def check(file: str, table: Table, there: Mapping[str, Sequence[str]]) -> None:
    """Raise NotALeadbook unless ``there`` (table name -> columns) has ``table`` with all its columns."""
    if table.name not in there:
        if not any(name in there for name in TABLES):
            raise NotALeadbook(f"{file} is not a LeadBook workbook: it has no table {table.name}. Make a new one with "
                               f"'leadbook init' and bring your rows in with 'leadbook import'.")
        near = _nearest(table.name, [name for name in there if name not in TABLES])
        raise NotALeadbook(f"{file} has no table {table.name}{_renamed(near)}")
    columns = there[table.name]
    missing = [name for name in table.names if name not in columns]
    if missing:
        near = _nearest(missing[0], [name for name in columns if name not in table.names])
        more = f" (and {len(missing) - 1} more: {', '.join(missing[1:])})" if len(missing) > 1 else ""
        raise NotALeadbook(f"{file}: table {table.name} has no column {missing[0]}{more}{_renamed(near)}")


def _renamed(near: str) -> str:
    if near:
        return f" (there is {near!r}: was it renamed?); give it its old name back."
    return "; put it back, or take a backup of the workbook."


def _nearest(name: str, others: Iterable[str]) -> str:
    """The name among ``others`` that ``name`` was most likely renamed to, "" if none is near."""
    folded = {other.casefold(): other for other in reversed(list(others))}
    wanted = name.casefold()
    near = difflib.get_close_matches(wanted, list(folded), 1, 0.6)
    inside = [other for other in folded if wanted in other]
    return folded[near[0]] if near else folded[inside[0]] if inside else ""


def id_in(settings: pd.DataFrame) -> str:
    """The workbook's id in its Settings frame, "" if it has none."""
    here = settings[(settings["Section"] == "workbook") & (settings["Name"] == "id")]
    return str(here["Value"].iloc[0]) if len(here) else ""


def id_of(path: Path) -> str:
    """The id inside the workbook ``path``, "" if it has no Settings table. Raises Refusal if it cannot be read."""
    from leadbook.ooxml import Workbook

    with Workbook.open(path) as book:
        if "Settings" not in book.tables:
            return ""
        raw = book.tables["Settings"].raw(["Section", "Name", "Value"])
    rows = zip(raw["Section"], raw["Name"], raw["Value"], strict=True)
    return next((str(value) for section, name, value in rows if (section, name) == ("workbook", "id")), "")
