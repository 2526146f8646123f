"""One line that a person typed about somebody -> a contacts file of one row.

``Ann Lee, 555 0100, ann@x.com, met at the open house``: commas, semicolons or line ends between. Phones and e-mails are
known by their look wherever they stand, ``Company: Acme`` by its word (the words of import), a word of the settings by
itself; of the rest the first is the name, the others are notes. Nothing is dropped.
"""

from __future__ import annotations

import re

from leadbook.config_records import Config
from leadbook.rules.imports import values, words
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.words import synonyms

_PARTS = re.compile(r"[;\n\r\t]+|(?<!\d),|,(?!\d{3}(?![\d\s-]))")     # but for the comma in $350,000
_EMAIL = re.compile(r"<?(?:mailto:)?([^\s<>,;:()]+@[^\s<>,;:()]+)>?", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.@])(?:tel\.?:?\s*)?(\+?[(\d][\d\s().\-]{4,}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?)(?![\w@])",
                    re.IGNORECASE)
_FEWEST_DIGITS = 6
_MET = re.compile(r"(?:we )?met\b|how met\b", re.IGNORECASE)
_GIVER = re.compile(r"(?:referred by|referral (?:from|of)|recommended by|sent by)\s+(.+)", re.IGNORECASE)
_LABELLED = re.compile(r"([A-Za-z][\w /-]{1,30}?)\s*[:=]\s*(.+)")
NAMES = ("Name", words.FIRST, words.LAST)
Cells = list[tuple[str, str]]


def incoming(text: str, config: Config) -> Incoming:
    """The line as a contacts file of one row, whose header says what each piece is; no piece, no column."""
    cells: Cells = []
    for part in _PARTS.split(text):
        _take(" ".join(part.split()), cells, config)
    if not any(words.target_of(header) in NAMES for header, _ in cells):
        cells = [("Name" if at == _first_note(cells) else header, value) for at, (header, value) in enumerate(cells)]
    if not any(header == "Source" for header, _ in cells):
        cells += [("Source", name) for name in _sources(cells, config)[:1]]
    header = [name for name, _ in cells] or ["Name"]
    return Incoming("your line", "", header, [[value for _, value in cells]], [1], "")


def _first_note(cells: Cells) -> int:
    return next((at for at, (header, _) in enumerate(cells) if header == "Notes"), -1)


def _take(part: str, cells: Cells, config: Config) -> None:
    labelled = _LABELLED.fullmatch(part)
    target = words.target_of(labelled[1]) if labelled else ""
    if labelled and target and target != "label":
        cells.append((labelled[1], labelled[2]))
        return
    mails = _EMAIL.findall(part)
    cells += [("Email", mail.strip(".")) for mail in mails]
    rest = _EMAIL.sub(" ", part)
    phones = [found for found in _PHONE.findall(rest) if _is_phone(found, config)]
    for phone in phones:
        cells.append(("Phone", phone.strip()))
        rest = rest.replace(phone, " ", 1)
    if mails or phones:             # what stood around them
        rest = re.sub(r"^(?:tel|phone|cell|mobile)\.?:?$", "", rest.strip(" .-<>()|/:"), flags=re.IGNORECASE)
    if rest.strip():
        cells.append(_meaning(" ".join(rest.split()), config))


def _is_phone(text: str, config: Config) -> bool:
    digits = sum(c.isdigit() for c in text)
    return digits >= _FEWEST_DIGITS and values.moment(text.strip(), config) is None


def _meaning(text: str, config: Config) -> tuple[str, str]:
    """(header, value) of a piece that is neither phone nor e-mail."""
    if giver := _GIVER.fullmatch(text):
        return "Giver", giver[1]
    if _MET.match(text):
        return "How Met", text
    for header, known in (("Source", config.sources), ("Stage", config.stages), ("Owner", config.owners)):
        if text.casefold() in synonyms(known):
            return header, text
    return "Notes", text


def _sources(cells: Cells, config: Config) -> list[str]:
    """Sources of the settings that the words about the meeting name: "met at the open house"."""
    met = " ".join(value for header, value in cells if header == "How Met").casefold()
    return [name for name in config.sources if re.search(rf"\b{re.escape(name.casefold())}\b", met)]
