"""Sentences about names that do not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the end of a sentence that says which of the `known` names may have been meant."""
    names = list(known)
    lowered = {other.casefold(): other for other in names}
    close = [lowered[key] for key in get_close_matches(name.casefold(), lowered, n=3, cutoff=0.6)]
    if close:
        return f"; did you mean {' or '.join(close)}?"
    if not names:
        return "; there are none."
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"; there are: {shown}."
