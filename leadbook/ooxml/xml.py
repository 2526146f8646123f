"""Small XML parts as a light tree that knows its byte offsets, so that edits are splices of a few bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from leadbook.errors import Refusal
from leadbook.ooxml.guard import MAX_DEPTH, MAX_NODES, MAX_TREE

_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_NAME = re.compile(rb"<([^\s/>]+)")


class Splice(NamedTuple):
    """Replace the bytes from `start` to `end` with `new`."""

    start: int
    end: int
    new: bytes


@dataclass(slots=True)
class Node:
    """An element: `tag` without namespace, attributes by local name, byte offsets into the part.

    `start`..`open_end` is its start tag; `close` is where its end tag starts (= `open_end` when self-closed);
    `end` is behind it all.
    """

    tag: str
    space: str
    attrs: dict[str, str]
    start: int
    open_end: int
    close: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def each(self, tag: str) -> list[Node]:
        """Return the direct children called `tag`."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> Node | None:
        """Return the first direct child called `tag`, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def walk(self) -> Iterator[Node]:
        """Yield this element and everything below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def check_utf8(data: bytes, what: str) -> None:
    """Refuse a part that does not say it is UTF-8 (Excel never writes another encoding)."""
    found = _ENCODING.match(data[:200])
    if data[:2] in (b"\xfe\xff", b"\xff\xfe", b"\x00<", b"<\x00") or (
        found and found[1].lower() not in (b"utf-8", b"us-ascii", b"ascii", b"utf8")
    ):
        raise Refusal(f"{what} is not written in UTF-8; open the workbook in Excel and save it anew.")


def hardened_parser(what: str, **options: Any) -> expat.XMLParserType:
    """Return an expat parser that refuses a DTD or an entity declaration (bombs, files from elsewhere)."""
    parser = expat.ParserCreate(**options)

    def stop(*_: object) -> None:
        raise Refusal(f"{what} declares XML entities or a DTD, which no workbook needs; nothing was read.")

    parser.StartDoctypeDeclHandler = stop
    parser.EntityDeclHandler = stop
    parser.ExternalEntityRefHandler = stop  # type: ignore[assignment]
    return parser


class _Builder:
    def __init__(self, data: bytes, parser: expat.XMLParserType, what: str) -> None:
        self.data, self.parser, self.what = data, parser, what
        self.stack: list[Node] = []
        self.root: Node | None = None
        self.count = 0

    def open(self, name: str, attrs: dict[str, str]) -> None:
        self.count += 1
        if len(self.stack) >= MAX_DEPTH or self.count > MAX_NODES:
            raise Refusal(f"{self.what} nests or repeats elements beyond all sense; nothing was read.")
        space, _, tag = name.rpartition(" ")
        start = self.parser.CurrentByteIndex
        match = _TAG.match(self.data, start)
        if match is None:
            raise Refusal(f"{self.what} holds XML in an unusual form; open it in Excel and save it anew.")
        node = Node(tag, space, {k.rpartition(" ")[2]: v for k, v in attrs.items()}, start, match.end())
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node
        self.stack.append(node)

    def close(self, _: str) -> None:
        node = self.stack.pop()
        if self.data[node.open_end - 2 : node.open_end] == b"/>":
            node.close = node.end = node.open_end
        else:
            node.close = self.parser.CurrentByteIndex
            node.end = self.data.index(b">", node.close) + 1

    def text(self, text: str) -> None:
        self.stack[-1].text += text


def parse(data: bytes, what: str) -> Node:
    """Parse a small part into its root `Node`; `what` names it in the `Refusal` for anything hostile or broken."""
    if len(data) > MAX_TREE:
        raise Refusal(f"{what} is larger than LeadBook takes apart ({len(data):,} bytes).")
    check_utf8(data, what)
    parser = hardened_parser(what, namespace_separator=" ")
    parser.buffer_text = True
    builder = _Builder(data, parser, what)
    parser.StartElementHandler = builder.open
    parser.EndElementHandler = builder.close
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refusal(f"{what} is not well-formed XML ({error}); take a fresh copy or a backup.") from error
    if builder.root is None:
        raise Refusal(f"{what} is empty; take a fresh copy or a backup.")
    return builder.root


def attribute_splice(data: bytes, node: Node, name: str, value: str | None) -> Splice:
    """Return the splice that sets attribute `name` of `node` (None takes it away) and nothing else."""
    quoted = escape(value or "", {'"': "&quot;"}).encode()
    for match in _ATTRIBUTE.finditer(data, node.start, node.open_end):
        if match[1] == name.encode():
            if value is None:
                return Splice(match.start(), match.end(), b"")
            return Splice(match.start(2), match.end(2), b'"%s"' % quoted)
    named = _NAME.match(data, node.start)
    at = named.end() if named else node.start
    return Splice(at, at, b"" if value is None else b' %s="%s"' % (name.encode(), quoted))


def prefix_of(data: bytes, node: Node) -> bytes:
    """Return the namespace prefix `node` is written with, colon included, or nothing."""
    named = _NAME.match(data, node.start)
    head, colon, _ = named[1].rpartition(b":") if named else (b"", b"", b"")
    return head + colon


def splice(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return `data` with all `splices` applied (they must not overlap)."""
    out: list[bytes] = []
    at = 0
    for part in sorted(splices):
        if part.start < at:
            raise ValueError("two edits touch the same bytes")
        out += (data[at : part.start], part.new)
        at = part.end
    out.append(data[at:])
    return b"".join(out)
