"""Worksheet functions: the time to the first value, in a new Python and in a warm one. Markdown tables.

python benchmarks/first_value.py [--leads 10000] [--turns 5]

What the macro hands over (``leadbook.functions.needs``) is made and loaded beforehand: Excel's own reading of its
columns and their way through COM are not measured here, and cost time of their own.
"""

from __future__ import annotations

import argparse
import json
import marshal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from inputs import NOW, TODAY, TOUCHES, folder

import leadbook

LEADS, TURNS = 10_000, 5
FLOOR = "import sys, time; import xlwings, pandas; print(time.monotonic() - float(sys.argv[1]))"
COLD = ("DUE_TODAY", "NEXT_TOUCH")
Row = tuple[str, ...]
Handed = dict[str, dict[str, Any]]


def handed(leads: int) -> Path:
    """A file with what each function is handed, for the demo's team after a refresh; made once."""
    path = folder() / f"functions-{leads}-{leadbook.__version__}.marshal"
    if not path.exists():
        path.write_bytes(marshal.dumps(_made(leads), 2))
    return path


def _made(leads: int) -> Handed:
    from leadbook import frames, jobs
    from leadbook.books.memory import MemoryBook
    from leadbook.config import to_rows
    from leadbook.factory import demo
    from leadbook.functions import needs
    from leadbook.schema import TABLES

    config = demo.demo_config()
    content = demo.content(leads, 1, TODAY, config, TOUCHES)
    rows: Any = {name: frame.to_dict("records") for name, frame in content.items()}
    book = MemoryBook(rows | {
        "Settings": [dict(zip(("Section", "Name", "Value"), row, strict=False)) for row in to_rows(config)]})
    jobs.run(book, "refresh", TODAY, NOW)

    def packed(table: str, columns: tuple[str, ...]) -> tuple[Any, ...]:
        out: list[Any] = [False]
        for name in columns:
            cells = frames.cells(TABLES[table][name], book.read(table)[name], False)
            out += [name, tuple((float(cell) if isinstance(cell, int) else cell,) for cell in cells)]
        return tuple(out)

    return {name: {table.lower(): packed(table, columns) for table, columns in needs.handed(name).items()}
            for name in needs.NEEDS}


def first(name: str, path: Path, started: float) -> float:
    """Seconds from ``started`` (time.monotonic) to the function's first value; loading ``path`` is not counted."""
    start = time.monotonic()
    tables: Handed = marshal.loads(path.read_bytes())
    loading = time.monotonic() - start
    _answer(name, tables[name])
    return time.monotonic() - started - loading


def warm(path: Path, turns: int) -> dict[str, list[float]]:
    """Of each function the median seconds: the same cell again, another question, and after a table changed."""
    tables: Handed = marshal.loads(path.read_bytes())
    out = {}
    for name, given in tables.items():
        _answer(name, given)
        again, other, changed = [], [], []
        for turn in range(1, turns + 1):
            again.append(_seconds(name, given))
            other.append(_seconds(name, given, turn))
            changed.append(_seconds(name, given | {"leads": (*given["leads"], f"Turn {turn}", None)}))
        out[name] = [statistics.median(seconds) for seconds in (again, other, changed)]
    return out


def _seconds(name: str, given: dict[str, Any], question: int = 0) -> float:
    start = time.perf_counter()
    _answer(name, given, question)
    return time.perf_counter() - start


def _answer(name: str, given: dict[str, Any], question: int = 0) -> Any:
    """``question``: the number of the lead or owner asked about, or of days."""
    from leadbook import functions
    from leadbook.functions import reading

    reading.now = lambda config: NOW
    leads = dict(zip(given["leads"][1::2], given["leads"][2::2], strict=True))
    if name == "FUNNEL_COUNT":
        asked: tuple[Any, ...] = ("Contacted", 46000.0 + question)
    elif name in ("DUE_TODAY", "STALE_LEADS", "CRACKS"):
        owners = sorted({owner for owner, in leads["Owner"] if owner})
        asked = (owners[question % len(owners)],)
    else:
        asked = leads["Lead ID"][question]
    answer = getattr(functions, name)(*asked, **given)
    if isinstance(answer, functions.ErrorValue):
        raise SystemExit(f"{name} gave {answer}: {answer.why}")
    return answer


def _process(*arguments: str) -> str:
    return subprocess.run([sys.executable, "-B", *arguments], check=True, capture_output=True, text=True).stdout


def rows(leads: int = LEADS, turns: int = TURNS) -> tuple[list[Row], list[Row]]:
    """(first value in a new Python, in turns with the floor; values in a warm one): measured, then results."""
    path = handed(leads)
    cold: dict[str, list[float]] = {"": [], **{name: [] for name in COLD}}
    for _ in range(turns):
        cold[""].append(float(_process("-c", FLOOR, str(time.monotonic()))))
        for name in COLD:
            cold[name].append(float(_process(__file__, "first", name, str(path), str(time.monotonic()))))
    median = {name: statistics.median(seconds) for name, seconds in cold.items()}
    new: list[Row] = [("import xlwings, pandas (the floor)", f"{median['']:.2f} s", ""),
                      *((f"{name}: first value", f"{median[name]:.2f} s", f"{median[name] / median['']:.2f}")
                        for name in COLD)]
    again: dict[str, list[float]] = json.loads(_process(__file__, "warm", str(path), str(turns)))
    return new, [(name, *(f"{one * 1000:.0f} ms" for one in seconds)) for name, seconds in again.items()]


def section(leads: int = LEADS, turns: int = TURNS) -> str:
    """The part of docs/measured_live.md on worksheet functions."""
    new, again = rows(leads, turns)
    return f"""## Worksheet functions

{leads:,} leads, {int(leads * TOUCHES):,} touches; medians of {turns}. A new Python, from its start to the first value
(with xlwings' server running it is warm already), and the floor under it:

{_table(("a new Python", "time", "times the floor"), new)}

In a warm one: a cell that is worked out again (the tables are compared, the answer is kept), a cell that asks about
another lead or owner, and the first cell after Leads changed (it is read anew):

{_table(("one cell", "again", "another question", "after a change"), again)}

Excel's reading of its columns and their way through COM come on top and are not measured here."""


def _table(head: Row, body: list[Row]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ("---",) * len(head), *body])


def main() -> None:
    """Measure and print, or be one of the measured processes."""
    match sys.argv[1:]:
        case ["first", name, path, started]:
            print(first(name, Path(path), float(started)))
        case ["warm", path, turns]:
            print(json.dumps(warm(Path(path), int(turns))))
        case _:
            asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
            asked.add_argument("--leads", type=int, default=LEADS)
            asked.add_argument("--turns", type=int, default=TURNS)
            given = asked.parse_args()
            print(section(given.leads, given.turns))


if __name__ == "__main__":
    main()
