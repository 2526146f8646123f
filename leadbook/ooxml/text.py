"""Text as spreadsheets write it: XML escapes and the `_xHHHH_` escapes for characters XML cannot hold."""

from __future__ import annotations

import re
from itertools import repeat

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_UNSAFE = re.compile("[&<>\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_RARE = re.compile("[\x01-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ASCII = bytes(range(32, 127))  # what is printable of it
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x7f": "\x7f"}


def escape(text: str) -> str:
    """Return `text` as the content of a `<t>`: XML-escaped, the impossible characters as `_xHHHH_`."""
    return _UNSAFE.sub(_escaped, text) if _UNSAFE.search(text) else text


def escaped(texts: list[str]) -> list[str]:
    """Return `escape` of each of the texts, `texts` itself if that changes nothing; fast where nothing rarer than
    `& < >` asks for it.
    """
    whole = "".join(texts)
    usual = _printable(whole) and ("_" not in whole or "_x" not in whole)  # several times faster than the search
    if not usual and ("\0" in whole or _RARE.search(whole)):
        return list(map(escape, texts))
    marks = [mark for mark in "&<>" if mark in whole]
    if not marks:
        return texts
    joined = "\0".join(texts)
    for mark in marks:
        joined = joined.replace(mark, _XML[mark])
    return joined.split("\0")


def _printable(whole: str) -> bool:
    return not whole.encode().translate(None, _ASCII) if whole.isascii() else whole.isprintable()


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return _XML.get(char) or f"_x{ord(char):04X}_"


def decode_escapes(text: str) -> str:
    """Return `text` with its `_xHHHH_` escapes turned into characters (pairs of surrogates joined)."""
    if "_x" not in text:
        return text
    out = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= char <= "\udfff" for char in out):
        out = out.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return out


def unescape(raw: str) -> str:
    """Return the text of raw XML content: references resolved, line ends as XML wants them, escapes decoded."""
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in raw:
        if raw.count("&") != len(_REFERENCE.findall(raw)):
            raise ValueError("a text refers to an unknown XML entity")
        raw = _REFERENCE.sub(_resolved, raw)
    return decode_escapes(raw)


def unescaped(raws: list[str]) -> list[str]:
    """Return `unescape` of each of the raw texts, `raws` itself if that changes nothing."""
    whole = "".join(raws)
    marks = [mark for mark in ("&", "\r", "_x") if mark[0] in whole and mark in whole]
    if not marks:
        return raws
    if len(marks) == 1:
        return [unescape(raw) if marks[0] in raw else raw for raw in raws]
    return [unescape(raw) if "&" in raw or "\r" in raw or "_x" in raw else raw for raw in raws]


def _resolved(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] != "#":
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))


def spaced(texts: list[str]) -> bool:
    """Say whether any of the texts has white space that XML readers may drop: at its ends, or not a single blank."""
    whole = "".join(texts)
    if any(mark in whole for mark in ("  ", "\n", "\t", "\r")):
        return True  # two blanks may be the end of one text and the start of the next: then it is the ends
    return " " in whole and list(map(str.strip, texts, repeat(" "))) != texts
