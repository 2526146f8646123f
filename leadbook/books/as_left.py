"""The workbook as the last run on this computer left it: a late sync that brings an older version back is noticed.

History travels inside the file, so an older version cannot know what it lacks. A copy of what each run left, and which
change stood last in History, are kept in the per-user folder: when that change is gone, the file went back, and
``leadbook merge`` with the copy brings all of it in again, whatever was typed into the older version meanwhile.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shlex
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leadbook.books import places
from leadbook.books.backups import backed_up
from leadbook.books.changes import Append, Change, Replace
from leadbook.books.undo.journal import Journal
from leadbook.errors import LeadbookError
from leadbook.schema import HISTORY, SEEN

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Mark:
    """How to know a version: ``book``: the workbook's id, ``base``: that of its memory (table Seen), ``event``: the
    change that stood last in History, "" if none did; ``at``: when that run wrote (computer's clock, ISO)."""

    book: str
    base: str
    event: str
    at: str


def mark(book_id: str, history: pd.DataFrame, seen: pd.DataFrame, changes: Sequence[Change], at: dt.datetime) -> Mark:
    """The mark of a workbook with the tables ``history`` and ``seen`` after ``changes``."""
    for change in changes:
        if change.table == SEEN.name and isinstance(change, Replace):
            seen = change.frame
        elif change.table == HISTORY.name:      # taken back by undo, or archived: what stands last then is not known
            history = change.frame if isinstance(change, Append) else history.iloc[:0]
    return Mark(book_id, _last(seen["Base"]), _last(history["Event ID"]), at.isoformat(timespec="seconds"))


def gone_back(path: Path, book_id: str, history: pd.DataFrame, seen: pd.DataFrame) -> Mark | None:
    """The mark of what the last run here left, if the workbook ``path``, which holds these tables, is older than that.

    None as well if nobody can tell: another workbook, one whose memory was made anew (an archive), or a run was taken
    back here since, perhaps in Excel.
    """
    left = _left(path)
    if left is None or left.book != book_id or _taken_back(path, book_id):
        return None
    if not len(seen):
        return left if left.base else None
    known = left.event in ("", *history["Event ID"]) or left.base != _last(seen["Base"])
    return None if known else left


def sentence(path: Path, left: Mark) -> str:
    """What to tell the person when ``path`` went back behind ``left``."""
    when = dt.datetime.fromisoformat(left.at)
    return (f"{path.name} is an older version: what LeadBook wrote into it on {when:%Y-%m-%d at %H:%M} is gone, and "
            "what people typed until then may be, too. OneDrive, or somebody, put the old version back. The newer one "
            f"is kept; bring it in with 'leadbook merge {shlex.quote(path.name)} {shlex.quote(str(copy_of(path)))}'. "
            "If you went back on purpose, delete that copy.")


def replaced(path: Path, book_id: str, seen: pd.DataFrame, at: dt.datetime) -> str:
    """A sentence if another workbook took the place of the one that was left here; what was left becomes a backup.

    "" if it is the same one, or a new one that no run has seen yet: somebody began anew.
    """
    left = _left(path)
    if left is None or not book_id or left.book == book_id:
        return ""
    try:
        kept = backed_up(path, at, of=copy_of(path))
        _forget(path)
    except (LeadbookError, OSError):
        kept = copy_of(path)
    return (f"{path.name} is another workbook than the one that LeadBook worked on here (another id inside). If that "
            f"was not meant, the other one is kept as {kept}.") if len(seen) else ""


@contextmanager
def keeping(path: Path, new: Path, left: Mark) -> Iterator[None]:
    """Around the moment in which ``new`` takes the place of ``path``: if that works, a copy of ``new`` is kept.

    That no copy can be made is no failure: then an older version is not noticed.
    """
    copy = copy_of(path)
    part = copy.with_name(f"{copy.name}.{os.getpid()}.part")
    try:
        with contextlib.suppress(OSError):
            part.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, part)
        yield
        with contextlib.suppress(OSError):
            _forget(path)
            part.replace(copy)
            _place(path).write_text(json.dumps(asdict(left)), encoding="utf-8")
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def copy_of(path: Path) -> Path:
    """Where the copy of the workbook ``path`` as the last run left it lies, or would lie."""
    return places.of_workbook("left", path) / path.name


def _left(path: Path) -> Mark | None:
    """What the last run left; None if nothing is known, or its copy is gone."""
    try:
        told = json.loads(_place(path).read_text(encoding="utf-8"))
        return Mark(**told) if copy_of(path).is_file() else None
    except (OSError, ValueError, TypeError):
        return None


def _taken_back(path: Path, book_id: str) -> bool:
    """Whether this user took back a run since: then the change that stood last may rightly be gone."""
    since = _place(path).stat().st_mtime
    return any(entry.state == "undone" and entry.since.timestamp() >= since for entry in Journal(book_id).entries())


def _forget(path: Path) -> None:
    for old in (_place(path), copy_of(path)):
        old.unlink(missing_ok=True)


def _place(path: Path) -> Path:
    return places.of_workbook("left", path) / "left.json"


def _last(column: pd.Series) -> str:
    return str(column.iloc[-1]) if len(column) else ""
