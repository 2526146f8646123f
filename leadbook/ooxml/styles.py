"""Which cell styles show dates: number formats looked up once per workbook."""

from __future__ import annotations

import re

from leadbook.ooxml.xml import Node

_CLOCK = {18, 19, 20, 21}
_DATE = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


def date_styles(root: Node | None) -> dict[int, bool]:
    """Return style index -> "shows a clock only" for every cell style of the styles part that shows a moment.

    Elapsed time ([h]:mm) is an amount, not a moment: left out.
    """
    if root is None:
        return {}
    codes = {
        int(fmt.attrs["numFmtId"]): fmt.attrs.get("formatCode", "")
        for formats in root.each("numFmts")
        for fmt in formats.each("numFmt")
    }
    kinds: dict[int, bool] = {}
    xfs = root.first("cellXfs")
    for index, xf in enumerate(xfs.each("xf") if xfs else ()):
        kind = _kind(int(xf.attrs.get("numFmtId", "0")), codes)
        if kind is not None:
            kinds[index] = kind
    return kinds


def _kind(fmt: int, codes: dict[int, str]) -> bool | None:
    if fmt not in codes:
        return True if fmt in _CLOCK or fmt == 45 or fmt == 47 else False if fmt in _DATE else None
    code = _QUIET.sub("", codes[fmt].partition(";")[0]).lower()
    if _ELAPSED.search(code) or "general" in code:
        return None
    if re.search(r"[dy]", code) or ("m" in code and not re.search(r"[hs]", code)):
        return False
    return True if re.search(r"[hs]", code) else None
