"""The tables as a host hands them over -> columns of cells, whatever their form.

- a frame (plain Python): taken as it is;
- rows, the first of which holds the headings: ``Leads[#All]`` in a formula, or lists in Python;
- a dict of columns;
- packed by the macro ``LB_Table``: whether the workbook counts days from 1904, then heading, cells, heading, cells ...
  where cells are rows of one cell each, one single value, or None (no row). Numbers are floats, an error is its code.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import marshal
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from leadbook.errors import NotALeadbook
from leadbook.functions.error_value import OF_CODE
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

NOTHING = float("nan")      # an error cell, which reads as blank


def fingerprint(content: Any) -> bytes | None:
    """16 bytes that differ when anything in ``content`` differs, its type included; None = no such thing can be had.

    An int and a float of one value differ, and so do True and 1; it only holds within one process.
    """
    try:
        return hashlib.blake2b(marshal.dumps(content, 2), digest_size=16).digest()
    except ValueError:      # a frame, or a date
        return None


def frame(table: str, content: Any) -> pd.DataFrame:
    """The typed frame of what ``content`` has of the table's columns, blank rows left out.

    Raises NotALeadbook if there is no table, or none of its headings.
    """
    import dataclasses

    import pandas as pd

    from leadbook import frames

    if isinstance(content, pd.DataFrame):
        return content
    cells, date1904 = columns(table, content)
    known = [column for column in TABLES[table].columns if column.name in cells]
    if not known:
        raise NotALeadbook(f"There is no table {table} here, or it has lost its headings: give it as {table}[#All].")
    raw = {column.name: cells[column.name] for column in known}
    rows = max(map(len, raw.values()))
    raw = {name: _sound(values) + [None] * (rows - len(values)) for name, values in raw.items()}
    return frames.typed(dataclasses.replace(TABLES[table], columns=tuple(known)), raw, date1904)[0]


def columns(table: str, content: Any) -> tuple[dict[str, list[Any]], bool]:
    """(heading -> cells, whether days count from 1904)."""
    match content:
        case Mapping():
            return {str(name).strip(): list(values) for name, values in content.items()}, False
        case [bool() as date1904, *packed]:
            return {name: _cells(values) for name, values in zip(packed[::2], packed[1::2], strict=True)}, date1904
        case [[*heads], *rows]:
            names = [str(head).strip() for head in heads]
            return {name: [row[x] for row in rows] for x, name in enumerate(names)}, False
        case None | [] | ():
            return {}, False
    raise NotALeadbook(f"This is no table {table}: give it with its headings, as {table}[#All].")


def _cells(values: Any) -> list[Any]:
    if values is None:
        return []
    return [row[0] for row in values] if isinstance(values, tuple | list) else [values]


def _sound(values: list[Any]) -> list[Any]:
    """Error cells become blank, COM's money a number, and its times, which end a millisecond early, whole seconds."""
    kinds = set(map(type, values))
    if int in kinds:
        values = [NOTHING if type(v) is int and v in OF_CODE else v for v in values]
    if kinds - {str, float, int, bool, type(None)}:
        values = [_plain(v) for v in values]
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.datetime) and value == value:
        return (value.replace(tzinfo=None) + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return value
