"""The journal: one JSON file a run, per user and workbook, newest last; what undo reads.

A file is written before the run writes the workbook (``...-begun.json``) and renamed when that is done
(``...-written.json``) and when it was taken back (``...-undone.json``). A run that broke off stays begun: taking it
back is safe, because only cells that hold what it wrote are touched.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import leadbook
from leadbook.books import places
from leadbook.books.changes import Receipt
from leadbook.books.undo.recorded import KINDS, Record, without
from leadbook.errors import Refusal
from leadbook.schema import TABLES

State = Literal["begun", "written", "undone"]
KEPT = 20                           # runs
LARGEST = 200_000_000               # bytes of all runs together
FORMAT = 1
_NAME = re.compile(r"(\d{8})-([a-z-]+)-(begun|written|undone)\.json")


@dataclass(frozen=True)
class Entry:
    """One run. ``job``: its name; ``state``; ``since``: when it came into that state (UTC)."""

    path: Path
    number: int
    job: str
    state: State
    since: dt.datetime

    def content(self) -> dict[str, Any]:
        """What the file says: job, today, now, asked, changes. Raises Refusal if it cannot be read or taken back."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            if found["changes"] is None:
                raise Refusal(_too_much(self.job, found))
            if found["format"] == FORMAT and _sound(found["changes"]):
                return dict(found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Refusal(f"The journal of that run ({self.path}) cannot be read, so it cannot be taken back; the rest "
                          "of the workbook is as it is.") from error
        raise Refusal(f"The journal of that run ({self.path}) was written by another version of LeadBook, so it cannot "
                      "be taken back.")


class Journal:
    """The runs of one workbook, known by the id that it carries; ``name`` stands in for a workbook without one."""

    def __init__(self, book_id: str, name: str = "") -> None:
        safe = re.sub(r"[^\w.-]+", "-", book_id or f"no id {name}").strip("-.")
        self.folder = places.home() / "journal" / safe[:80]

    def entries(self) -> list[Entry]:
        """All runs, the newest first."""
        found = []
        for path in self.folder.glob("*.json") if self.folder.is_dir() else ():
            if parts := _NAME.fullmatch(path.name):
                since = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
                found.append(Entry(path, int(parts[1]), parts[2], parts[3], since))  # type: ignore[arg-type]
        return sorted(found, key=lambda entry: entry.number, reverse=True)

    def newest(self, job: str = "") -> Entry | None:
        """The newest run that was not taken back yet; ``job``: of that job only."""
        return next((e for e in self.entries() if e.state != "undone" and job in ("", e.job)), None)

    def begin(self, job: str, today: dt.date, now: dt.datetime, changes: list[Record] | None,
              asked: dict[str, Any] | None = None) -> Entry:
        """Write down what is about to be written; None = too much to be kept.

        Raises Refusal when that fails: then nothing must be written.
        """
        entries = self.entries()
        text = _text({"format": FORMAT, "leadbook": leadbook.__version__, "job": job, "today": today.isoformat(),
                      "now": now.isoformat(), "asked": asked or {}, "changes": changes})
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return self._written(max((e.number for e in entries), default=0) + 1, job, text)
        except OSError as error:
            why = error.strerror or error
            raise Refusal(f"LeadBook cannot write its journal in {self.folder} ({why}), so nothing was written; make "
                          f"room there, or set {places.HOME} to a folder that you may write in.") from error

    def confirm(self, entry: Entry, receipt: Receipt) -> Entry:
        """The run has written, but for what ``receipt`` says it skipped. Old runs are forgotten."""
        told = json.loads(entry.path.read_text(encoding="utf-8")) if receipt.skipped or receipt.backup else {}
        if told and (receipt.skipped or told["changes"] is None):
            left = {(one.table, one.row, one.column) for one in receipt.skipped}
            told["changes"] = told["changes"] and [without(record, left) for record in told["changes"]]
            _replaced(entry.path, _text(told | {"backup": receipt.backup}))
        done = self._turned(entry, "written")
        size = 0
        for nth, old in enumerate(self.entries()):
            with contextlib.suppress(OSError):
                size += old.path.stat().st_size
                if nth >= KEPT or (nth and size > LARGEST):
                    old.path.unlink()
        return done

    def undone(self, entry: Entry) -> Entry:
        """The run was taken back."""
        return self._turned(entry, "undone")

    def drop(self, entry: Entry) -> None:
        """The run wrote nothing after all."""
        with contextlib.suppress(OSError):
            entry.path.unlink()

    def _written(self, number: int, job: str, text: str) -> Entry:
        for nth in range(number, number + 100):  # another window of the same user may write at this moment
            path = self.folder / f"{nth:08}-{job}-begun.json"
            if any(self.folder.glob(f"{nth:08}-*.json")):
                continue
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            return Entry(path, nth, job, "begun", dt.datetime.now(dt.UTC))
        raise OSError("too many runs at once")

    def _turned(self, entry: Entry, state: State) -> Entry:
        """The file under its new name; that it could not be renamed is no failure: the run itself is done."""
        path = self.folder / f"{entry.number:08}-{entry.job}-{state}.json"
        with contextlib.suppress(OSError):
            os.utime(entry.path)
            entry.path.replace(path)
            return replace(entry, path=path, state=state, since=dt.datetime.now(dt.UTC))
        return entry


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _too_much(job: str, told: dict[str, Any]) -> str:
    copy = told.get("backup")
    back = f"put the copy made before it in its place: {copy}" if copy else (
        "in Excel, go back to the version before it (File > Info > Version History)")
    return f"The {job} of {told['now'][:16].replace('T', ' ')} wrote more than the journal keeps; {back}."


def _replaced(path: Path, text: str) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        part.write_text(text, encoding="utf-8")
        part.replace(path)


def _sound(changes: Any) -> bool:
    """Whether the records name tables and columns that there are: the journal may be older than this LeadBook."""
    for record in changes:
        table = TABLES.get(record["table"])
        named = {record["column"]} if record["kind"] == "cells" else set(record.get("columns") or record["new"])
        if record["kind"] not in KINDS or table is None or not named <= set(table.names):
            return False
    return True
