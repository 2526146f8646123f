"""Files dropped into the folder Inbox: what is there, what they hold, and where they go when they were taken over.

A file whose people stand in the workbook moves to the folder ``done`` beside it; rows that could not be taken over are
written to ``NAME.problems.csv``. Nothing is deleted or written over. If LeadBook breaks off between writing the book
and moving the file, the next sweep reads the file again and adds nobody: the id of a row's lead is made from what the
row says.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leadbook.errors import BadInput, LeadbookError
from leadbook.imports import reading
from leadbook.rules.ids import lead_id
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.imports.importing import OUR_ID
from leadbook.rules.imports.words import plain

SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".jsonl")
PROBLEMS, DONE, WHY = ".problems.csv", "done", "Not taken because"
IDS = ("id", "uid", "uuid", "guid", "entry id", "response id", "submission id")
_SURE_ID = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w{}.-]{8,}|\d{12,}")     # 1, 2, 3 number the rows of a file only


@dataclass(frozen=True)
class Drop:
    """One file: what it holds, or the sentence that says why it cannot be read (then it stays where it is)."""

    path: Path
    incoming: Incoming | None
    problem: str = ""


def folder_of(setting: str, book: Path) -> Path | None:
    """The folder of the setting ``inbox.folder``, seen from the workbook's own folder; None where it names none."""
    return book.parent / setting if setting.strip() else None


def drops(folder: Path) -> Iterator[Drop]:
    """The files of ``folder`` in the order of their names; no such folder, no files. Raises nothing for a bad file."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda one: (one.name.casefold(), one.name)):
        name = path.name.casefold()
        if path.is_file() and name.endswith(SUFFIXES) and name[0] not in ".~" and not name.endswith(PROBLEMS):
            yield _read(path)


def _read(path: Path) -> Drop:
    try:
        before = path.stat()
        incoming = _numbered(reading.read(path))
        after = path.stat()
    except OSError as error:
        return Drop(path, None, f"{path.name} cannot be read now ({(error.strerror or str(error)).lower()}).")
    except LeadbookError as error:
        return Drop(path, None, str(error))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return Drop(path, None, f"{path.name} is still arriving; the next sweep takes it.")
    return Drop(path, incoming)


def _numbered(incoming: Incoming) -> Incoming:
    """A row's own id becomes its Lead ID, so that a row that comes again is the same lead, whatever it says by then.

    What an earlier sweep wrote into NAME.problems.csv is left out, so that the mended file can be dropped again.
    """
    kept = [at for at, name in enumerate(incoming.header) if name.strip() != WHY]
    header = [incoming.header[at] for at in kept]
    width = len(incoming.header)
    rows = [[*(row[at] for at in kept if at < len(row)), *row[width:]] for row in incoming.rows]
    words = [plain(name) for name in header]
    at = next((at for at, word in enumerate(words) if word in IDS), None)
    if at is not None and "lead id" not in words:
        own = [_as_lead(row[at]) if at < len(row) else "" for row in rows]
        rows = [[lead, *row[:at], "" if lead else row[at] if at < len(row) else "", *row[at + 1:]]
                for lead, row in zip(own, rows, strict=True)]
        header = ["Lead ID", *header]
    return Incoming(incoming.file, incoming.batch, header, rows, incoming.numbers, "")


def _as_lead(text: str) -> str:
    """The Lead ID that a row's own id stands for; "" for an id that only numbers the rows of one file."""
    text = text.strip()
    if OUR_ID.fullmatch(text.upper()):
        return text.upper()
    return lead_id(f"row id\x1f{text}") if _SURE_ID.fullmatch(text) else ""


def put_away(drop: Drop, refused: dict[int, str]) -> tuple[Path, Path | None]:
    """Move the file to ``done``, the rows of ``refused`` (row number -> reason) beside it as NAME.problems.csv.

    Returns both new places. Raises OSError: then the file is where it was.
    """
    problems = _problems(drop, refused) if refused else None
    folder = drop.path.parent / DONE
    folder.mkdir(exist_ok=True)
    target = _free(folder / drop.path.name)
    drop.path.rename(target)
    return target, problems


def _problems(drop: Drop, refused: dict[int, str]) -> Path:
    if drop.incoming is None:
        raise BadInput(f"{drop.path.name} was not read.")
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*drop.incoming.header, WHY])
    width = len(drop.incoming.header)
    for number, row in zip(drop.incoming.numbers, drop.incoming.rows, strict=True):
        if number in refused:
            writer.writerow([*row, *[""] * (width - len(row)), refused[number]])
    content = out.getvalue().encode("utf-8-sig")
    path = drop.path.with_name(drop.path.name + PROBLEMS)
    if path.exists() and path.read_bytes() == content:
        return path
    path = _free(path)
    path.write_bytes(content)
    return path


def _free(path: Path) -> Path:
    """``path``, or with (2), (3) ... before the suffixes: nothing is written over."""
    stem, dot, rest = path.name.partition(".")
    names = (path.with_name(f"{stem} ({count}){dot}{rest}") for count in range(2, 100_000))
    return path if not path.exists() else next(one for one in names if not one.exists())
