"""What a check is: a function with a stable code and the words that explain it, in one record.

The guide (docs/checks.md) is drawn from these records, so a check and its page cannot part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.rules.checks.evidence import Evidence

if TYPE_CHECKING:
    import pandas as pd

Found = Sequence["pd.DataFrame"]


@dataclass(frozen=True)
class Check:
    """``run``: Evidence -> frames of findings (see ``findings_at``). ``column``: where to look, for the guide.

    ``example`` is a sentence that the check really says; a test shows the row it says it of.
    """

    code: str
    title: str
    table: str
    column: str
    finds: str
    mend: str
    example: str
    run: Callable[[Evidence], Found]


def check(code: str, title: str, place: str, finds: str, mend: str, example: str
          ) -> Callable[[Callable[[Evidence], Found]], Check]:
    """Decorator: a function Evidence -> findings becomes a Check. ``place`` is ``Table[Column]``."""
    table, column = place.rstrip("]").split("[")
    return lambda run: Check(code, title, table, column, finds, mend, example, run)


def findings_at(evidence: Evidence, table: str, column: str | Sequence[str], rows: Any,
                message: str | Sequence[str]) -> pd.DataFrame:
    """Findings (table, row, lead, column, message) at ``rows``: a boolean array over the table, or positions.

    ``message`` is one sentence for all, or one for each row found, in order.
    """
    import numpy as np
    import pandas as pd

    rows = np.asarray(rows)
    if not (rows.any() if rows.dtype == bool else len(rows)):
        return evidence.once(_nothing)
    frame = evidence.table(table)
    positions = frame.index.to_numpy()[rows] if rows.dtype == bool else rows
    leads = frame["Lead ID"].reindex(positions).fillna("").to_numpy() if "Lead ID" in frame else ""
    return pd.DataFrame({"table": table, "row": positions.astype("int64"), "lead": leads, "column": column,
                         "message": message}, index=range(len(positions)))


def _nothing(evidence: Evidence) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame()


def shown(value: str) -> str:
    """What a cell holds, in a sentence: quoted, on one line, cut after 40 characters."""
    text = plain(value)
    return f"'{text[:39]}...'" if len(text) > 42 else f"'{text}'"


def plain(text: str) -> str:
    """Text on one line, without anything that cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def listed(words: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
