"""Ids of leads and touches: short, random-looking, and the same for every user who looks at the same row.

An id is a hash of what the row says, so two teammates who refresh at once give a typed row the same id, and the
same inputs give the same bytes. 10 characters of Crockford's base32 = 50 bits: among 100,000 rows two equal ids
are a 1 in 200,000 chance, and ``filled`` gives the second one another id.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.schema import Table

if TYPE_CHECKING:
    import pandas as pd

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = {"Leads": "L-", "Touches": "T-"}


def code(text: str, length: int = 10) -> str:
    """``length`` characters of base32 that stand for ``text``."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:10], "big")
    return "".join(_ALPHABET[(number >> (5 * i)) & 31] for i in range(length))


def lead_id(text: str) -> str:
    """The Lead ID that stands for ``text``."""
    return PREFIX["Leads"] + code(text)


def filled(frame: pd.DataFrame, table: Table, salt: str, damaged: Any = ()) -> pd.DataFrame:
    """Give every row without an id (column ``table.key``) its id; rows whose position is in ``damaged`` wait.

    ``salt`` is the workbook's id. What people typed in the row, and how many equal rows stand above it, make the id.
    """
    ids = frame[table.key]
    todo = (ids.to_numpy() == "") & ~frame.index.isin(list(damaged))
    if not todo.any():
        return frame
    taken, made = set(ids), []
    typed = [c for c in table.columns if c.owner == "people"]
    rows = zip(*(frames.cells(c, frame.loc[todo, c.name]) for c in typed), strict=True)
    for row in rows:
        text = "\x1f".join([salt, table.name, *("" if v is None else str(v) for v in row)])
        count = 0
        while (new := PREFIX[table.name] + code(f"{text}\x1f{count}")) in taken:
            count += 1
        taken.add(new)
        made.append(new)
    ids = ids.copy()
    ids[todo] = made
    return frame.assign(**{table.key: ids})
