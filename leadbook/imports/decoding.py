"""The bytes of a text file -> text: UTF-8 and UTF-16 for sure, then what the letters look like."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 200_000
_WESTERN, _CENTRAL = "cp1252", "cp1250"
_HIGH = "[\xc0-\xd6\xd8-\xf6\xf8-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e]"
_ACCENTED = re.compile(f"[A-Za-z]*{_HIGH}+")
_ALL_ACCENTS = re.compile(f"\\b{_HIGH}{{3,}}\\b")                    # no such word is Western: Cyrillic, Greek ...
_SIGN_IN_WORD = re.compile(f"[\xa3\xa5\xaf\xb3\xb9\xbc\xbe](?=[a-z]|{_HIGH})")      # Polish: \xa3ukasz Wa\xb3\xeasa
_ODD = re.compile("[\xa2\xa4-\xa6\xa8\xac\xaf\xb1\xb5\xb6\xb8\xbc-\xbe\ufffd\u02c6\u02dc\u2020\u2021\u2030]")


def decoded(data: bytes) -> str:
    """The text of a contacts file. Never raises: what cannot be anything else is read as Western European."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if wide := _without_mark(data):
        return data.decode(wide, errors="replace")
    return data.decode(_eight_bit(data), errors="replace")


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain letters is zero."""
    head = data[:_SAMPLE]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) // 4 else ""


def _eight_bit(data: bytes) -> str:
    """Western European (Outlook's exports), unless the letters are clearly others (Polish, Cyrillic, Japanese ...)."""
    from charset_normalizer import from_bytes

    text = data[:_SAMPLE].decode(_WESTERN, errors="replace")
    few = len(_ACCENTED.findall(text)) / 5
    others = len(_ALL_ACCENTS.findall(text)) > few
    if not others and len(_SIGN_IN_WORD.findall(text)) > few:
        return _CENTRAL
    if not others and len(_ODD.findall(text)) <= few:
        return _WESTERN
    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else _WESTERN
