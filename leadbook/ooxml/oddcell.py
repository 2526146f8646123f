"""One cell at a time: values by type, and cells in a form that wants a real parser."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import Any
from xml.parsers.expat import ExpatError

from leadbook.ooxml.strings import item_text
from leadbook.ooxml.text import decode_escapes, unescape
from leadbook.ooxml.values import CellError
from leadbook.ooxml.xml import Node, parse

_INTEGER = re.compile(r"\s*[+-]?\d{1,15}\s*")


def number(raw: bytes | str) -> int | float | None:
    """Return the number a `<v>` holds: an int when written as one; None when it is empty."""
    if raw.isdigit() and len(raw) < 16:
        return int(raw)
    text = raw.decode() if isinstance(raw, bytes) else raw
    if _INTEGER.fullmatch(text):
        return int(text)
    if not text.strip():
        return None
    value = float(text)
    if not math.isfinite(value) or "_" in text:
        raise ValueError(f"{text[:40]!r} is not a number")
    return value


def truth(raw: bytes | str) -> bool:
    """Return the truth value a `<v>` of a `t="b"` cell holds."""
    text = (raw.decode() if isinstance(raw, bytes) else raw).strip().lower()
    if text in ("1", "true"):
        return True
    if text in ("0", "false"):
        return False
    raise ValueError(f"{text[:40]!r} is neither true nor false")


def moment(raw: bytes | str) -> dt.datetime | dt.time:
    """Return the date of a `t="d"` cell, which is written as ISO text; a zone is dropped, as Excel does."""
    text = (raw.decode() if isinstance(raw, bytes) else raw).strip()
    if re.match(r"\d\d:\d\d|T", text):
        return dt.time.fromisoformat(text).replace(tzinfo=None)
    return dt.datetime.fromisoformat(text).replace(tzinfo=None)


def cell_value(kind: str, text: str, strings: Sequence[str]) -> Any:
    """Return the value of a cell of type `kind` whose `<v>` holds `text` (raw for strings: still escaped)."""
    if kind == "s":
        index = int(text)
        if not 0 <= index < len(strings):
            raise ValueError("a cell points to a shared text that does not exist")
        return strings[index]
    if kind == "b":
        return truth(text)
    if kind == "e":
        return CellError(unescape(text))
    if kind == "d":
        return moment(text)
    if kind in ("str", "inlineStr"):
        return decode_escapes(text)
    return number(text)


def node_value(cell: Node, strings: Sequence[str]) -> Any:
    """Return the value of a parsed `<c>` element."""
    inline = cell.first("is")
    kind = cell.attrs.get("t", "n")
    if kind == "inlineStr" and inline is not None:
        return item_text(inline)
    value = cell.first("v")
    if value is None or (not value.text and kind != "str"):
        return None
    return cell_value(kind, value.text, strings)


def odd_value(raw: bytes, where: str, strings: Sequence[str]) -> Any:
    """Return the value of the bytes of one `<c>` element; `ValueError` or `Refusal` if they are none."""
    try:
        return node_value(parse(_declared(raw), f"{where}: a cell"), strings)
    except ExpatError as error:
        raise ValueError(f"a cell is broken ({error})") from error


def _declared(raw: bytes) -> bytes:
    """Wrap nothing, but declare the prefixes a cell's extensions use, so that it parses on its own."""
    names = set(re.findall(rb"[<\s]([A-Za-z_][\w.-]*):", raw)) - {b"xml", b"xmlns"}
    declared = b"".join(b' xmlns:%s="urn:%s"' % (name, name) for name in sorted(names))
    return raw[:2] + declared + raw[2:]
