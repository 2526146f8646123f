"""The words people write for stages, owners, channels ... -> the names in the settings; leads and lists by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def canonical(values: pd.Series, known: Mapping[str, Any]) -> pd.Series:
    """Each word as the name in ``known`` that it means, whatever its case; an unknown word stays as it was typed.

    ``known`` maps names to records; a record's ``also`` lists further words for the name.
    """
    names = synonyms(known)
    return each(values, lambda word: names.get(word.casefold(), word))


def each(values: pd.Series, meaning: Callable[[str], Any]) -> pd.Series:
    """What each text means, as an object series; ``meaning`` is asked once for each different text."""
    import numpy as np
    import pandas as pd

    texts = values.tolist()
    known = {text: meaning(text) for text in set(texts)}
    meant = np.empty(len(texts), dtype=object)
    meant[:] = list(map(known.__getitem__, texts))
    return pd.Series(meant, index=values.index, name=values.name, dtype=object)


def synonyms(known: Mapping[str, Any]) -> dict[str, str]:
    """Case-folded word -> name, the names themselves first."""
    first_wins = reversed(list(known.items()))
    also = {word.casefold(): name for name, record in first_wins for word in getattr(record, "also", ())}
    return also | {name.casefold(): name for name in known}


def called(leads: pd.DataFrame) -> pd.Series:
    """What to call each lead: its name, else its company, else ""."""
    return leads["Name"].where(leads["Name"].to_numpy() != "", leads["Company"])


def some_of(names: Sequence[str], most: int) -> str:
    """``Ann Lee, Bob Ray and 3 more``: the first ``most`` of ``names``, and how many are left."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
