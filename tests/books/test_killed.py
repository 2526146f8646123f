"""Killed at any moment, the file on the disk is the old or the new one, whole; the next run works.

A child process saves and is killed (SIGKILL, no clean-up of any kind): before its n-th line of the code that saves, at
points spread over all of them; before each of its file operations; and by the clock.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from leadbook import frames
from leadbook.books import backups
from leadbook.books.changes import Append, Change, Replace
from leadbook.books.closed import ClosedBook
from leadbook.schema import CHECKS, TOUCHES
from tests.books.contract import cells
from tests.books.sheets import workbook

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")
SAVING = ("closed.py", "backups.py", "lock.py", "replace.py", "save.py", "package.py", "codec.py", "shutil.py",
          "tempfile.py")
WRITING = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "shutil.copyfile", "tempfile.mkstemp"}
CLOCK = dt.datetime(2026, 11, 23, 9)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))
    (tmp_path / "books").mkdir()
    rows = [{"Lead ID": f"L-{n}", "Name": f"Name {n}", "Notes": f"{n * 7919 % 10007} " * 20} for n in range(300)]
    return workbook(tmp_path / "books" / "LeadBook.xlsx", {"Leads": rows})


def changes(book: ClosedBook) -> list[Change]:
    return [cells(book, "Leads", "Check", {n: f"Finding {n}" for n in range(0, 300, 3)}),
            Append("Touches", frames.of(TOUCHES, [{"Touch ID": f"T-{n}", "Note": "x" * 50} for n in range(200)])),
            Replace("Checks", frames.of(CHECKS, [{"Code": f"LB{n}"} for n in range(300)]))]


def saved(path: Path) -> None:
    book = ClosedBook(path, clock=lambda: CLOCK)
    book.apply(changes(book))


def killed(work: Callable[[], object], ready: Callable[[], Any] = lambda: None, after: float | None = None) -> bool:
    """Run ``work`` in a child; ``ready`` sets its trap, or it is killed ``after`` seconds. Whether it was killed."""
    child = os.fork()
    if child == 0:
        try:
            ready()
            work()
        finally:
            sys.settrace(None)
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def on_each_line(call: Callable[[], None]) -> None:
    """Call ``call`` before each line of the files that save, from now on."""
    def line(frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            call()
        return line

    sys.settrace(lambda frame, *_: line if frame.f_code.co_filename.endswith(SAVING) else None)


def line_trap(countdown: int) -> Callable[[], None]:
    """Kill the process before its ``countdown``-th line of the files that save."""
    left = countdown

    def counted() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: on_each_line(counted)


def call_trap(countdown: int) -> Callable[[], None]:
    """Kill the process before its ``countdown``-th file operation (open, rename, remove, mkdir, chmod, copy)."""
    left = countdown

    def heard(event: str, _: tuple[Any, ...]) -> None:
        nonlocal left
        if event in WRITING:
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return lambda: sys.addaudithook(heard)


def lines_of(work: Callable[[], object]) -> int:
    """How many lines of the files that save ``work`` runs through."""
    count = 0

    def counted() -> None:
        nonlocal count
        count += 1

    on_each_line(counted)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


class Judge:
    """Knows the old and the new file, byte for byte, and looks at what a killed run left."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.old = path.read_bytes()
        book = ClosedBook(path, clock=lambda: CLOCK)
        pending = changes(book)
        self.lines = lines_of(lambda: book.apply(pending))
        self.new = path.read_bytes()
        self.seen = {"old": 0, "new": 0}
        self.reset()

    def reset(self) -> None:
        self.path.write_bytes(self.old)

    def look(self, place: object) -> None:
        now = self.path.read_bytes()
        assert now in (self.old, self.new), f"killed at {place}: the file is neither the old nor the new one"
        self.seen["old" if now == self.old else "new"] += 1
        others = [p.name for p in self.path.parent.iterdir() if p != self.path]
        assert all(name.startswith(".~lb-") and name.endswith(".tmp") for name in others), others
        if now != self.old:
            self.reset()

    def next_run_works(self) -> None:
        for temp in self.path.parent.glob(".~lb-*.tmp"):
            os.utime(temp, (time.time() - 4000,) * 2)
        self.reset()
        saved(self.path)
        assert self.path.read_bytes() == self.new
        assert [p.name for p in self.path.parent.iterdir()] == [self.path.name]
        folder = Path(backups.backups(self.path)[0]).parent
        assert not list(folder.glob("*.part"))
        assert all(copy.read_bytes() in (self.old, self.new) for copy in backups.backups(self.path))


@pytest.fixture
def judge(path: Path) -> Judge:
    return Judge(path)


def test_the_same_save_gives_the_same_bytes(judge: Judge) -> None:
    saved(judge.path)
    assert judge.path.read_bytes() == judge.new != judge.old


def test_killed_at_any_line_of_a_save(judge: Judge) -> None:
    spread = [round(n * judge.lines / 50) for n in range(1, 50)]
    points = sorted({*spread, *range(judge.lines - 40, judge.lines + 1, 2)})
    book = ClosedBook(judge.path, clock=lambda: CLOCK)
    pending = changes(book)
    for point in points:
        assert killed(lambda: book.apply(pending), line_trap(point)), f"the save ended before line {point}"
        judge.look(f"line {point} of {judge.lines}")
    assert len(points) >= 60
    assert min(judge.seen.values()) > 0, f"the kills are not spread over the whole save: {judge.seen}"
    judge.next_run_works()


def test_killed_before_any_file_operation(judge: Judge) -> None:
    point = 1
    book = ClosedBook(judge.path, clock=lambda: CLOCK)
    pending = changes(book)
    while killed(lambda: book.apply(pending), call_trap(point)):
        judge.look(f"file operation {point}")
        point += 1
    assert point > 10
    judge.reset()
    judge.next_run_works()


def test_killed_by_the_clock_while_saving_again_and_again(judge: Judge) -> None:
    chance = random.Random(20261123)

    def again() -> None:
        while True:
            saved(judge.path)
            judge.reset()

    def whole() -> bool:
        return judge.path.read_bytes() in (judge.old, judge.new)

    judge.reset = lambda: _put(judge.path, judge.old)  # type: ignore[method-assign]
    for turn in range(25):
        assert killed(again, after=0.02 + chance.random() * 0.3)
        assert whole(), f"turn {turn}"
        judge.reset()
    judge.next_run_works()


def _put(path: Path, content: bytes) -> None:
    """The file as it was, put there whole (the child may be killed in the middle of this, too)."""
    beside = path.with_name(".~lb-reset.tmp")
    beside.write_bytes(content)
    beside.replace(path)


def test_the_judge_would_see_a_broken_file(judge: Judge) -> None:
    """The proof that the tests above can fail: a save that writes in place and is killed half-way."""
    def in_place() -> None:
        with judge.path.open("wb") as stream:
            for start in range(0, len(judge.new), 4096):
                stream.write(judge.new[start:start + 4096])
                stream.flush()
                if start > len(judge.new) // 2:
                    os.kill(os.getpid(), signal.SIGKILL)

    assert killed(in_place)
    with pytest.raises(AssertionError, match="neither the old nor the new"):
        judge.look("half-way")
