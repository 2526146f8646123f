"""The shared strings of a workbook as a list of texts."""

from __future__ import annotations

import re
from xml.parsers.expat import ExpatError

from leadbook.errors import Refusal
from leadbook.ooxml.text import decode_escapes, unescaped
from leadbook.ooxml.xml import Node, check_utf8, hardened_parser

_OPEN, _CLOSE, _KEPT = "<si><t>", "</t></si>", '<t xml:space="preserve">'
_ITEM = re.compile(r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t></si>|(.*?)</si>)|<si/>', re.DOTALL)
_RUN_PROPERTIES = re.compile(r"<rPr>.*?</rPr>|<rPh .*?</rPh>|<phoneticPr [^>]*/>", re.DOTALL)
_RUN_TEXT = re.compile(r'<t(?: xml:space="preserve")?>([^<]*)</t>')
_RUN_LEFT = re.compile(r"(?:<r>|</r>|<t/>|<t xml:space=\"preserve\"/>|\s)+")


def shared_strings(data: bytes, what: str) -> list[str]:
    """Return the texts of a sharedStrings part in order; rich text is joined, phonetic hints are left out.

    Raises `Refusal` (naming the part as `what`) for hostile or broken XML.
    """
    check_utf8(data, what)
    start, end = data.find(b"<si"), data.rfind(b"</sst>")
    if data.find(b"<!") < 0 and 0 <= start < end:
        fast = _plain_strings(data[start:end].decode("utf-8"))
        if fast is not None:
            return fast
    return _any_strings(data, what)


def _plain_strings(text: str) -> list[str] | None:
    total = text.count("<si")
    parts = _one_form(text.replace(_KEPT, "<t>"), total)
    if parts is None and ((parts := _rich_strings(text)) is None or len(parts) != total):
        return None
    return unescaped(parts)


def _one_form(text: str, total: int) -> list[str] | None:
    """The texts of `total` items that are all nothing but a text; None if some are more."""
    if not text.startswith(_OPEN) or text.count("<") != 4 * total or not (text := text.rstrip()).endswith(_CLOSE):
        return None
    parts = text[len(_OPEN) : -len(_CLOSE)].split(_CLOSE + _OPEN)
    return parts if len(parts) == total else None


def _rich_strings(text: str) -> list[str] | None:
    out: list[str] = []
    for simple, rich in _ITEM.findall(text):
        if not rich:
            out.append(simple)
            continue
        runs = _RUN_PROPERTIES.sub("", rich)
        if _RUN_LEFT.sub("", _RUN_TEXT.sub("", runs)):
            return None
        out.append("".join(_RUN_TEXT.findall(runs)))
    return out


def _any_strings(data: bytes, what: str) -> list[str]:
    """Read the part with expat: every form of XML, several times slower."""
    parser = hardened_parser(what, namespace_separator=" ")
    out: list[str] = []
    path: list[str] = []
    buffer: list[str] = []

    def opened(name: str, _: dict[str, str]) -> None:
        path.append(name.rpartition(" ")[2])
        if path[-1] == "si":
            buffer.clear()

    def closed(_: str) -> None:
        if path.pop() == "si":
            out.append(decode_escapes("".join(buffer)))

    def text(chars: str) -> None:
        if path[-1] == "t" and "rPh" not in path:
            buffer.append(chars)

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise Refusal(f"{what} is not well-formed XML ({error}); take a fresh copy or a backup.") from error
    return out


def item_text(node: Node) -> str:
    """Return the text of an `<is>` or `<si>` element: its runs joined, phonetic hints left out."""
    parts = [
        child.text
        for item in ([node] if node.tag == "t" else node.children)
        for child in ([item] if item.tag == "t" else item.children if item.tag == "r" else [])
        if child.tag == "t"
    ]
    return decode_escapes("".join(parts))
