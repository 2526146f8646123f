"""A contacts file -> its header and rows of text, whatever the encoding and the separator.

Reads .csv, .tsv and .txt, and .json. The row numbers are those that a spreadsheet shows: the header is row 1.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import re
from pathlib import Path

from leadbook.errors import BadInput
from leadbook.imports import json_rows
from leadbook.imports.decoding import decoded
from leadbook.rules.ids import code
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.imports.words import target_of

LARGEST = 500_000_000               # bytes; a contacts file is far smaller
JSON = (".json", ".jsonl")
SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 20_000
_NOT_TEXT = ((b"PK\x03\x04", "a workbook or zip file: open it and save it as CSV"),
             (b"\xd0\xcf\x11\xe0", "an old or protected workbook: open it and save it as CSV"),
             (b"%PDF", "a PDF: export the contacts as CSV"),
             (b"BEGIN:VCARD", "a vCard file: export the contacts as CSV"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def read(path: Path) -> Incoming:
    """The content of a contacts file; blank rows are left out. Raises BadInput in one sentence."""
    if path.is_dir():
        raise BadInput(f"{path} is a folder; name the CSV file in it.")
    if not path.exists():
        raise BadInput(f"There is no file {path} to import; {_near(path)}")
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"{path.name} is larger than {LARGEST // 1_000_000} MB; split it first.")
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from error
    for mark, what in _NOT_TEXT:
        if data[:64].upper().startswith(mark):
            raise BadInput(f"{path.name} is {what}.")
    text = _CONTROL.sub(" ", decoded(data).replace("\xa0", " "))
    if not text.strip():
        raise BadInput(f"{path.name} is empty.")
    read_rows = json_rows.table if path.suffix.lower() in JSON else rows
    numbered = [(n, row) for n, row in enumerate(read_rows(text, path.name), 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise BadInput(f"{path.name} holds nobody.")
    (_, header), body = numbered[0], numbered[1:]
    batch = f"B-{code(hashlib.sha256(data).hexdigest())}"
    return Incoming(path.name, batch, header, [row for _, row in body], [n for n, _ in body])


def _near(path: Path) -> str:
    names = sorted(p.name for p in path.parent.glob("*.[ct][sx][vt]")) if path.parent.is_dir() else []
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else "check the name and the folder."


def rows(text: str, name: str) -> list[list[str]]:
    """Text -> rows of cells. Raises BadInput for a quotation mark that is never closed: half the file would vanish."""
    text, separator = _stated(text)
    dialect: dict[str, str] = {"delimiter": separator} if separator else _dialect(text)
    csv.field_size_limit(2**31 - 1)
    strict = csv.reader(io.StringIO(text, newline=""), strict=True, **dialect)  # type: ignore[arg-type]
    out: list[list[str]] = []
    try:
        for row in strict:
            out.append(row)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise BadInput(f"{name}: a quotation mark in or after row {len(out) + 1} is opened and never closed; "
                           "mend that row and import again.") from error
        return list(csv.reader(io.StringIO(text, newline=""), **dialect))  # type: ignore[arg-type]
    return out


def _stated(text: str) -> tuple[str, str]:
    """A first line ``sep=;`` (Excel writes it) names the separator."""
    found = re.match(r"\s*\"?sep=(.)\"?\r?\n", text, re.IGNORECASE)
    return (text[found.end():], found[1]) if found else (text, "")


def _dialect(text: str) -> dict[str, str]:
    """The separator under which the header holds most names that we know; else what the whole text looks like."""
    first = next(line for line in text.splitlines() if line.strip())
    known = {s: sum(target_of(cell) != "" for cell in next(csv.reader([first], delimiter=s))) for s in SEPARATORS}
    best = max(SEPARATORS, key=lambda s: known[s])
    if known[best] > 1 or (known[best] == 1 and not any(s in first for s in SEPARATORS if s != best)):
        return {"delimiter": best}
    return _sniffed(text[:_SAMPLE]) or {"delimiter": max(SEPARATORS, key=first.count)}


def _sniffed(sample: str) -> dict[str, str]:
    """What clevercsv makes of the text; {} if it is not sure."""
    import clevercsv

    try:
        found = clevercsv.Sniffer().sniff(sample, delimiters=SEPARATORS)
    except (clevercsv.Error, ValueError, IndexError):
        return {}
    if found is None or found.delimiter not in SEPARATORS:
        return {}
    return {"delimiter": found.delimiter} | ({"quotechar": found.quotechar} if found.quotechar else {})
