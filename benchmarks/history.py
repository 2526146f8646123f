"""What History costs: refresh with and without it, in one run; and what it adds to the file. A Markdown table.

python benchmarks/history.py [--leads 10000 100000] [--turns 3] [--into docs/measured_history.md]

"Without" is the same refresh of the same file, but nothing is remembered (``jobs.remembering.remember`` does nothing,
so the sheet Account counts nobody as missing). In turns in one warm process; medians.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import importlib
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import inputs

from leadbook import jobs
from leadbook.books.closed import ClosedBook
from leadbook.ooxml import Workbook

running: Any = importlib.import_module("leadbook.jobs.run")      # ``jobs.run`` is the function
PAGE = "docs/measured_history.md"
EDITED = 100                        # every so-many-eth lead, between two runs
HEAD = "| leads | refresh | with History | without | with / without | file with | file without |"


@contextmanager
def forgetful() -> Iterator[None]:
    """Runs remember nothing meanwhile."""
    kept = running.remember
    running.remember = lambda work, job: None
    try:
        yield
    finally:
        running.remember = kept


@contextmanager
def as_shipped() -> Iterator[None]:
    """Runs remember."""
    yield


WAYS: dict[str, Callable[[], Any]] = {"with": as_shipped, "without": forgetful}


def refresh(path: Path, day: int = 0) -> float:
    """Seconds of a refresh, so many days later."""
    gc.collect()
    start = time.perf_counter()
    with ClosedBook(path) as book:
        jobs.run(book, "refresh", inputs.TODAY + dt.timedelta(days=day), inputs.NOW + dt.timedelta(days=day))
    return time.perf_counter() - start


def edited(path: Path, leads: int) -> None:
    """What people did since: a note beside every hundredth lead."""
    with Workbook.open(path) as book:
        book.tables["Leads"].set("Notes", {row: f"called, {row}" for row in range(0, leads, EDITED)})
        book.save()


def measured(leads: int, turns: int) -> list[str]:
    """Two rows of the table: the first refresh of a workbook, and one on the next day, after edits."""
    source = inputs.workbook(leads)
    seconds: dict[tuple[str, str], list[float]] = {}
    size: dict[tuple[str, str], int] = {}
    with tempfile.TemporaryDirectory(dir=inputs.folder()) as name:
        path = Path(name) / "work.xlsx"
        shutil.copyfile(inputs.workbook(300), path)
        refresh(path)               # imports and caches
        for _ in range(turns):
            for way, as_ in WAYS.items():
                shutil.copyfile(source, path)
                with as_():
                    seconds.setdefault(("the first", way), []).append(refresh(path))
                    size["the first", way] = path.stat().st_size
                    edited(path, leads)
                    seconds.setdefault(("the next day", way), []).append(refresh(path, 1))
                    size["the next day", way] = path.stat().st_size
    rows = []
    for which in ("the first", "the next day"):
        one, other = (statistics.median(seconds[which, way]) for way in WAYS)
        mine, bare = (size[which, way] / 1e6 for way in WAYS)
        rows.append(f"| {leads:,} | {which} | {one:.2f} s | {other:.2f} s | {one / other:.2f} | {mine:.1f} MB | "
                    f"{bare:.1f} MB |")
    return rows


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--leads", type=int, nargs="+", default=[10_000, 100_000])
    asked.add_argument("--turns", type=int, default=3)
    asked.add_argument("--into", type=Path)
    given: Any = asked.parse_args()
    os.environ["LEADBOOK_HOME"] = str(inputs.folder() / "home")
    rows = [row for leads in given.leads for row in measured(leads, given.turns)]
    table = "\n".join([HEAD, "|---|---|---|---|---|---|---|", *rows])
    print(table)
    if given.into:
        given.into.write_text(page(table, given), encoding="utf-8")


def page(table: str, given: Any) -> str:
    """The page docs/measured_history.md."""
    leads = " ".join(map(str, given.leads))
    command = f"python benchmarks/history.py --leads {leads} --turns {given.turns} --into {PAGE}"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# What History costs

A refresh of a closed workbook (the demo's team, three touches a lead in the log) as it is, and the same refresh
remembering nothing, in turns in one warm process; medians of {given.turns}. At most 1.5 times the time was asked for.

    {command}

{dt.date.today().isoformat()}, {machine}.

{table}

- **The first** refresh of a workbook remembers the people's tables whole (sheet Seen); it is the dearest one.
- **The next day**: a note was typed beside every hundredth lead, and the run notices that. Only the changes are added,
  so History grows with what people do, not with the number of runs.
"""


if __name__ == "__main__":
    main()
