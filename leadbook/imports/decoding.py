"""The bytes of a text file -> text: UTF-8 and UTF-16 for sure, then what the letters look like."""

from __future__ import annotations

import codecs

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 200_000
_WESTERN = "cp1252"


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
    """Western European, unless the letters are clearly of another script (Cyrillic, Greek, Japanese ...)."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return _WESTERN
    latin = all("latin" in name.lower() or name.startswith(("General", "Currency", "Letterlike", "Number"))
                for name in best.alphabets)
    return _WESTERN if latin and not best.multi_byte_usage > 0.01 else best.encoding
