"""Which texts Excel would turn into something else if a cell's format is not Text: numbers, days, formulas, TRUE."""

from __future__ import annotations

import re

TEXT = "@"
_A_DAY = re.compile(r"[^\W\d_]+\.?[\s\-/.,]*\d{1,4}(?:[\s\-/.,:]+\d{1,4})*(?:\s*[^\W\d_]{1,4}\.?)?")  # May 5, Mai 2026
_WORDS = frozenset((
    "true", "false", "wahr", "falsch", "vrai", "faux", "verdadero", "falso", "vero", "verdadeiro", "waar", "onwaar",
    "sant", "falskt", "sand", "falsk", "prawda", "fałsz", "tosi", "epätosi", "doğru", "yanlış"))


def retyped(text: str) -> bool:
    """Whether Excel may take ``text`` for something else than text; when in doubt, yes.

    What begins with a letter is text, unless it could be a month with a number, or TRUE and FALSE in some language.
    """
    if not text:
        return False
    return not text[0].isalpha() or text.casefold() in _WORDS or _A_DAY.fullmatch(text) is not None
