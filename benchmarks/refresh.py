"""LeadBook's refresh against a plain script and against the floor: a Markdown table of ratios, from one run.

python benchmarks/refresh.py [--small 10000] [--large 100000] [--pairs 3] [--large-pairs 1] [--quick]
                             [--into docs/measured.md]

Small: naive, ours and both floors in turns in one warm process, imports left out; what is short four times a turn, on
both sides of the long one. Large: whole processes in turns, with their peak memory; ``--quick`` leaves the plain script
out there (it takes eight minutes). Medians are compared. Inputs are kept in LEADBOOK_BENCH_DIR; what LeadBook keeps
goes into a folder there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import floor
import inputs
import noop

ONE = str(Path(__file__).with_name("one.py"))
PAGE = "docs/measured.md"
JOBS = ("validate", "stale", "plan", "funnel", "refresh")
Row = tuple[str, str, str]


def process(*command: str) -> tuple[float, float]:
    """(seconds, peak memory in MB) of a whole Python process.

    Watched by a small process of its own: Linux counts the memory of whoever starts a process as that process's peak.
    """
    seconds, megabytes = answered("watched", *command)["watched"]
    return seconds, megabytes


def answered(*command: str) -> dict[str, list[float]]:
    """The JSON that a process of one.py prints."""
    call = [sys.executable, ONE, *command]
    done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    answer: dict[str, list[float]] = json.loads(done.stdout)
    return answer


def small(leads: int, pairs: int) -> list[Row]:
    """The rows of the table for the warm process."""
    found = answered("warm", str(inputs.workbook(leads)), str(pairs), str(inputs.workbook(300)))
    times = {name: statistics.median(seconds) for name, seconds in found.items()}
    return ratios(f"{leads:,} leads, imports left out", times)


def large(leads: int, pairs: int, quick: bool) -> list[Row]:
    """The rows of the table for whole processes: time and memory."""
    book = inputs.workbook(leads)
    folder = inputs.folder() / "large"
    folder.mkdir(exist_ok=True)
    copy, parts = folder / "work.xlsx", folder / "parts.xml"
    shutil.copyfile(book, copy)
    process(ONE, "once", "ours", str(copy))
    floor.changed_parts(book, copy, parts)
    names = ("ours", "floor", "isal") if quick else ("naive", "ours", "floor", "isal")
    seconds: dict[str, list[float]] = {name: [] for name in names}
    memory: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(pairs):
        for name in seconds:
            shutil.copyfile(book, copy)
            extra = [str(parts)] if name in floor.PACKERS else []
            one = process(ONE, "once", name, str(copy), *extra)
            seconds[name].append(one[0])
            memory[name].append(one[1])
    shutil.rmtree(folder)
    times = {name: statistics.median(found) for name, found in seconds.items()}
    peaks = {name: statistics.median(found) for name, found in memory.items()}
    label = f"{leads:,} leads, whole processes"
    if quick:
        return [*ratios(label, times), (f"{label}: memory of ours", f"{peaks['ours']:,.0f} MB", "-")]
    return [*ratios(label, times),
            (f"{label}: memory, ours / naive", f"{peaks['ours'] / peaks['naive']:.2f} "
             f"({peaks['ours']:,.0f} / {peaks['naive']:,.0f} MB)", "at most 0.4, aim 0.25")]


def ratios(label: str, times: dict[str, float]) -> list[Row]:
    """Naive over ours, ours over the floor."""
    out = [(f"{label}: time, ours / floor", _against(times, "ours", "floor"), "at most 2, aim 1.3"),
           (f"{label}: time, ours / floor with the fastest compressor", _against(times, "ours", "isal"), "-")]
    if "naive" in times:
        out.insert(0, (f"{label}: time, naive / ours", _against(times, "naive", "ours"), "at least 15, aim 30"))
    return out


def _against(times: dict[str, float], one: str, other: str) -> str:
    return f"{times[one] / times[other]:.2f} ({times[one]:.2f} / {times[other]:.2f} s)"


def growth(few: int, many: int, turns: int) -> list[Row]:
    """The exponent of each job's growth, both sizes in turns: 1 is linear."""
    found = answered("jobs", str(inputs.workbook(few)), str(inputs.workbook(many)), str(turns))
    out = []
    for job in JOBS:
        a, b = (statistics.median(found[f"{job} {size}"]) for size in ("few", "many"))
        exponent = math.log(b / a) / math.log(many / few)
        out.append((f"{job}: exponent from {few:,} to {many:,} leads", f"{exponent:.2f} ({a:.2f} -> {b:.2f} s)",
                    "at most 1"))
    return out


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    lines = [f"| {what} | {result} | {wish} |" for what, result, wish in rows]
    return "\n".join(["| measured | result | asked for |", "|---|---|---|", *lines])


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--small", type=int, default=10_000)
    asked.add_argument("--large", type=int, default=100_000)
    asked.add_argument("--pairs", type=int, default=3)
    asked.add_argument("--large-pairs", type=int, default=1)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--into", type=Path)
    given: Any = asked.parse_args()
    os.environ["LEADBOOK_HOME"] = str(inputs.folder() / "home")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)     # people's Python keeps what it compiled: libraries' and ours
    rows = small(given.small, given.pairs)
    print(table(rows), flush=True)
    if given.large:
        rows += large(given.large, given.large_pairs, given.quick)
        print(table(rows), flush=True)
        rows += growth(given.small, given.large, given.large_pairs + 1)
    rows += noop.measured(inputs.workbook(given.large or given.small))
    text = table(rows)
    print(text)
    if given.into:
        given.into.write_text(page(text, given), encoding="utf-8")


def page(text: str, given: Any) -> str:
    """The page docs/measured.md."""
    command = f"python benchmarks/refresh.py --pairs {given.pairs} --large-pairs {given.large_pairs} --into {PAGE}"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# Measured

`refresh` of a closed workbook (the demo's team, three touches a lead in the log, 46 columns of leads) against
`benchmarks/naive.py`, a plain pandas + openpyxl script that does the same four jobs, and against the floor,
`benchmarks/floor.py`: python-calamine reading the same sheets + deflating the same bytes, once as Python's zipfile and
openpyxl deflate (zlib, its default level), once with the fastest compressor we know, the one that LeadBook uses (isal,
level 1). All in one run, in turns; medians. The exponents, too, come from both sizes in turns.

    {command}

{dt.date.today().isoformat()}, {machine}.

{text}

## What the figures say

A first refresh reads, checks, plans, marks, counts, remembers and writes within twice the time of reading and
deflating alone; it fills 600,000 cells of Leads and adds 350,000 rows to Plan (at 100,000 leads). Part of
that is the compressor: isal makes files a little larger and is some fifteen times as fast as zlib. Against a floor
that uses it, too, a refresh takes three times as long: a sixth of the time is reading, half the rules, a third
writing. The plain script remembers nothing; History is a twentieth to a fifth of our time
(docs/measured_history.md). What would bring it down: building the new rows of Plan in a second process while the
first edits Leads, and arrays instead of lists from the reader to `frames.typed`. A refresh with nothing to do, the
one that runs most often, reads no sheet.
"""


if __name__ == "__main__":
    main()
