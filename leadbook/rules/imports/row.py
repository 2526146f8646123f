"""A lead in the making, and what becomes of a cell that has no place of its own: a line in Notes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from leadbook.rules.imports import words
from leadbook.rules.imports.columns import Column

LONGEST = 32_767                    # characters that an Excel cell can hold
Value = str | float | dt.datetime
NOTHING = frozenset({("gender", "unspecified"), ("priority", "normal"), ("private", "false"), ("sensitivity", "normal"),
                     ("e mail type", "smtp"), ("e mail type", "ex"), ("anniversary", "0/0/00")})
_SHORT_NOTHING = frozenset(text for _, text in NOTHING)
_SEVERAL = re.compile(r"\s*:::\s*")


@dataclass
class Row:
    """A lead in the making. ``unread``: (header, value) of cells without a sure reading (they are in Notes too)."""

    number: int
    cells: dict[str, Value] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def called(self) -> str:
        """Its name or company, for sentences."""
        return str(self.cells.get("Name") or self.cells.get("Company") or "")


def take_reachable(row: Row, target: str, found: list[tuple[Column, str]], texts: Sequence[str]) -> None:
    """The first phone or e-mail becomes the lead's; the others go to Notes with their label."""
    seen: set[str] = set()
    for column, text in found:
        at = len(texts) if column.label is None else column.label
        kind = texts[at].strip().lstrip("* ") if at < len(texts) else ""
        label = f"{target} ({kind})" if kind and kind.upper() not in ("SMTP", "EX") else column.header
        for one in _SEVERAL.split(text):
            folded = one.casefold()
            if not one or folded in seen:
                continue
            seen.add(folded)
            mailbox = target == "Email" and not folded.startswith("/o=")
            if mailbox:
                row.emails.append(one)
            if target not in row.cells and (mailbox or target == "Phone"):
                row.cells[target] = one
            else:
                note(row, label, one)


def note(row: Row, label: str, text: str) -> None:
    """Keep ``text`` in the row's notes under ``label``."""
    if not is_nothing(label, text):
        row.notes.append(f"{label}: {text}")


def is_nothing(header: str, text: str) -> bool:
    """Whether contact programs write ``text`` under ``header`` when they have nothing to say."""
    return text.casefold() in _SHORT_NOTHING and (words.plain(header), text.casefold()) in NOTHING
