"""Which rows of the Inbox are still to be taken over, and which lead a row that was corrected since belongs to.

A row that was taken over carries its lead and an ``Id``: a short code of what it said then. A row whose code is that
of what it says now is done, for ever. A row that says something else now was corrected after it was taken over (or
while it was), or its marks belong to another row, because somebody moved rows at that very moment, or copied a row to
type the next person over it. Only the first kind belongs to the lead that it names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.rules.ids import code
from leadbook.rules.imports.match import akin, name_key
from leadbook.schema import INBOX

if TYPE_CHECKING:
    import pandas as pd

PREFIX = "I-"
TYPED = tuple(column for column in INBOX.columns if column.owner == "people")


@dataclass(frozen=True)
class Waiting:
    """``rows``: positions still to be taken over; ``leads``: those among them -> the lead they were taken over as, and
    what it is called. ``ids``: position of every row that says anything -> its Id as it should be, if any
    row waits; equal rows are numbered.
    """

    rows: list[int]
    leads: dict[int, tuple[str, str]]
    ids: dict[int, str]


def waiting(inbox: pd.DataFrame, leads: pd.DataFrame) -> Waiting:
    """The rows of ``inbox`` that do not stand in Leads as they say now. A row without any text waits for nothing."""
    codes = _codes(inbox)
    owned = dict(zip(inbox.index.tolist(), zip(inbox["Id"], inbox["Lead ID"], strict=True), strict=True))
    rows = [row for row, said in codes.items() if not owned[row][1] or _stem(owned[row][0]) != said]
    if not rows:
        return Waiting([], {}, dict.fromkeys(codes, ""))
    known = dict(zip(leads["Lead ID"], leads["Name"].where(leads["Name"] != "", leads["Company"]), strict=True))
    names = dict(zip(inbox.index.tolist(), map(name_key, inbox["Name"], inbox["Company"]), strict=True))
    elsewhere = set(codes.values())
    corrected = {row: (lead, known[lead]) for row in rows for marked, lead in [owned[row]] if lead in known
                 and _stem(marked) not in elsewhere and akin(names[row], name_key(known[lead], ""))}
    return Waiting(rows, corrected, _numbered(codes))


def _codes(inbox: pd.DataFrame) -> dict[int, str]:
    """Position -> the code of what people typed there, whatever the case and spacing; rows they left blank are out."""
    columns = [frames.cells(column, inbox[column.name]) for column in TYPED]
    out = {}
    for row, *values in zip(inbox.index.tolist(), *columns, strict=True):
        said = ["" if value is None else " ".join(str(value).casefold().split()) for value in values]
        if any(said):
            out[row] = PREFIX + code("\x1f".join(said))
    return out


def _numbered(codes: dict[int, str]) -> dict[int, str]:
    seen: dict[str, int] = {}
    out = {}
    for row, said in codes.items():
        seen[said] = count = seen.get(said, 0) + 1
        out[row] = said if count == 1 else f"{said}-{count}"
    return out


def _stem(marked: str) -> str:
    return "-".join(marked.split("-")[:2])
