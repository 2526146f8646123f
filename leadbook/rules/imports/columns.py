"""The header row of a contacts file -> who reads which column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.imports import words
from leadbook.rules.imports.values import month_first
from leadbook.schema import LEADS

NAMES = ("Name", words.FIRST, words.LAST, "Company")
OURS = tuple(c.name for c in LEADS.columns if c.owner == "leadbook" and c.name != "Lead ID")


@dataclass(frozen=True)
class Incoming:
    """A contacts file as read: its name, its batch id, the header, the rows of text and each one's row number.

    ``source``: where its people come from, if neither the file nor the person who imports it says so.
    """

    file: str
    batch: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    source: str = "Import"


@dataclass(frozen=True)
class Column:
    """One column of the file: ``label`` holds the column that says what kind of phone or e-mail it is."""

    at: int
    header: str
    target: str
    label: int | None = None
    month_first: bool = True


@dataclass(frozen=True)
class Columns:
    """The columns by target, those asked first in front; ``unknown`` go to Notes under their own header."""

    of: dict[str, list[Column]] = field(default_factory=dict)
    unknown: list[Column] = field(default_factory=list)


def columns(incoming: Incoming, config: Config) -> Columns:
    """Sort the file's columns by what they mean. Raises BadInput if none of them can name a lead."""
    header = incoming.header
    targets = [words.target_of(name) for name in header]
    if not any(target in NAMES for target in targets):
        shown = ", ".join(name.strip() or "(blank)" for name in header[:8])
        raise BadInput(f"{incoming.file} has no column for a name or a company: its first row is {shown}; write the "
                       "column names there, for example Name, Company, Phone, Email.")
    kinds = {_pair(name): at for at, name in enumerate(header) if targets[at] == "label"}
    export_of_ours = "Lead ID" in targets
    out, used = Columns(), set()
    for at in sorted(range(len(header)), key=lambda i: (words.rank_of(header[i]), i)):
        target, name = targets[at], header[at].strip() or f"Column {at + 1}"
        if target in OURS:
            if export_of_ours:
                continue
            target = ""
        if target in ("", "label"):
            continue
        label = kinds.get(_pair(name)) if target in ("Phone", "Email") else None
        used.update({at} if label is None else {at, label})
        out.of.setdefault(target, []).append(Column(at, name, target, label, _order(incoming, at, target, config)))
    for at, name in enumerate(header):
        if at not in used and not (export_of_ours and targets[at] in OURS):
            out.unknown.append(Column(at, name.strip() or f"Column {at + 1}", ""))
    return out


def _pair(header: str) -> str:
    """What ``E-mail 1 - Label`` and ``E-mail 1 - Value`` share."""
    return re.sub(r"e ?mail", "email", re.sub(r" (?:label|type|value|address)$", "", words.plain(header)))


def _order(incoming: Incoming, at: int, target: str, config: Config) -> bool:
    if target not in LEADS.names or not LEADS[target].is_date:
        return True
    return month_first((row[at] for row in incoming.rows if at < len(row) and row[at]), config.business.country)
