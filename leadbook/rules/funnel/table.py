"""Columns of plain arrays -> a typed frame of one of the funnel tables; the words that several of them share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from leadbook.schema import Table

if TYPE_CHECKING:
    import pandas as pd

TEAM, NO_OWNER, OTHER_OWNERS = "Team", "(no owner)", "(other owners)"
ALL_SOURCES, NO_SOURCE = "All sources", "(no source)"


def filled(table: Table, columns: Mapping[str, Any]) -> pd.DataFrame:
    """A typed frame (see ``frames``) of ``table`` from equally long columns; KeyError if one is missing."""
    import pandas as pd

    return pd.DataFrame({c.name: pd.Series(columns[c.name], dtype=object if c.is_text else
                                           "datetime64[s]" if c.is_date else "float64") for c in table.columns})


def owner_name(name: str) -> str:
    """The name an owner has in the tables: somebody called Team is not everybody."""
    return f"{TEAM} (as owner)" if name == TEAM else name


def few(n: Any, small_n: int) -> list[str]:
    """'n < 10' beside every count below ``small_n``: read such a rate with care."""
    return [f"n < {small_n}" if count < small_n else "" for count in n]
