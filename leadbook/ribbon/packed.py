"""Text on its way from VBA to Python: hex of its UTF-16 code units, four digits each.

It goes through VBA's string literals, a Windows or Mac command line and Python's source: hex passes all of them,
whatever quotes, ampersands, umlauts or emoji the text holds.
"""

from __future__ import annotations

import re

from leadbook.errors import BadInput

_HEX = re.compile("(?:[0-9A-Fa-f]{4})*")


def packed(text: str) -> str:
    """``A"ü`` -> ``0041002200FC``, as VBA does it."""
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def unpacked(digits: str) -> str:
    """The text behind ``digits``. Raises BadInput if they are no packed text."""
    if not isinstance(digits, str) or not _HEX.fullmatch(digits):
        raise BadInput("The button handed over something that is no text; install LeadBook again, and make the "
                       "workbook's macros new with it.")
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
