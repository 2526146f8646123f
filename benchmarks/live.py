"""A refresh of an open workbook on the test Excel: its engine calls and where its time goes. A Markdown page.

python benchmarks/live.py [--few 100] [--many 10000] [--turns 3] [--into docs/measured_live.md]

The test Excel (tests/excel) is no Excel: its own time is measured apart and says nothing of Excel's. Calls are what
crosses the border to it, and are the same with a real one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import importlib.util
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from inputs import NOW, TODAY, TOUCHES

from tests.excel.engine import registered
from tests.excel.excel import WRITES, Excel
from tests.excel.fixtures import open_book
from tests.excel.grid import Grid

PAGE = "docs/measured_live.md"
Row = tuple[str, ...]
RUNS = ("first refresh", "again at once", "the day after")
READS = ("table.range", "table.show_totals", "range.value", "range.formula", "range.coords")
FORMATS = ("range.number_format", "range.number_format =")


class Clock:
    """Seconds by what they were spent on; what is measured inside something else is taken off it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside = [0.0]

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """``work``, its own time counted under ``name``."""
        def measured(*args: Any, **named: Any) -> Any:
            start = time.perf_counter()
            self._inside.append(0.0)
            try:
                return work(*args, **named)
            finally:
                spent = time.perf_counter() - start
                inside = self._inside.pop()
                self.seconds[name] = self.seconds.get(name, 0.0) + spent - inside
                self._inside[-1] += spent
        return measured


def content(leads: int) -> dict[str, Any]:
    """The frames of the demo's team, as no job has seen them yet."""
    from leadbook.factory import demo, settings_rows
    from leadbook.rules.lists import lists

    config = demo.demo_config()
    made = dict(demo.content(leads, 1, TODAY, config, TOUCHES))
    for table, blanks in (("Leads", ("Phone", "Next Date")), ("Touches", ("Name",))):
        made[table] = made[table].copy()        # in a small book too, the kinds of blanks that a large one has
        for name in blanks:
            made[table].loc[list(range(5, 95, 10)), name] = None if name == "Next Date" else ""
    return made | {"Lists": lists(config), "Settings": settings_rows.rows(config, "B-LIVE")}


def refreshed(book: Any, day: dt.date, clock: Clock) -> None:
    """One refresh of the open ``book``, as a click makes it."""
    from leadbook import jobs
    from leadbook.books.live import LiveBook

    live: Any = LiveBook(book)
    for name, kind in (("read", "reading"), ("problems", "reading"), ("apply", "writing")):
        setattr(live, name, clock.timed(kind, getattr(live, name)))
    gc.collect()
    clock.timed("deciding", jobs.run)(live, "refresh", day, dt.datetime.combine(day, NOW.time()))


def runs(leads: int, excel: Excel) -> tuple[list[dict[str, int]], list[dict[str, float]]]:
    """Calls and seconds of the three runs, one after the other on one open book."""
    excel.books.clear()
    book, calls, seconds = open_book(content(leads)), [], []
    for day in (TODAY, TODAY, TODAY + dt.timedelta(days=1)):
        clock = Clock()
        before = {name: getattr(Grid, name) for name in ("values", "texts", "put", "reform", "forms_in")}
        for name, work in before.items():
            setattr(Grid, name, clock.timed("test Excel", work))
        excel.calls.clear()
        refreshed(book, day, clock)
        for name, work in before.items():
            setattr(Grid, name, work)
        calls.append(excel.tally())
        seconds.append(clock.seconds)
    return calls, seconds


def call_rows(calls: Mapping[int, Sequence[Mapping[str, int]]]) -> list[Row]:
    """Calls of each run: in all, and by what they are for."""
    kinds = {"in all": None, "looking at tables": READS, "blocks written, tables resized": WRITES[:1] + WRITES[3:],
             "formats looked at or set": FORMATS}
    return [(f"{run}: {what}", *(str(sum(n for kind, n in calls[leads][at].items() if wanted is None or kind in wanted))
                                 for leads in calls))
            for at, run in enumerate(RUNS) for what, wanted in kinds.items()]


def time_rows(turns: Sequence[Sequence[Mapping[str, float]]]) -> list[Row]:
    """Medians of the seconds of each run."""
    out = []
    for at, run in enumerate(RUNS):
        medians = {kind: statistics.median(turn[at].get(kind, 0.0) for turn in turns)
                   for kind in ("reading", "deciding", "writing", "test Excel")}
        ours = sum(medians.values()) - medians["test Excel"]
        out.append((run, *(f"{medians[kind]:.2f} s" for kind in ("reading", "deciding", "writing")), f"{ours:.2f} s",
                    f"{medians['test Excel']:.2f} s"))
    return out


def table(head: Sequence[str], rows: Sequence[Row]) -> str:
    """Rows as Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [tuple(head), ("---",) * len(head), *rows])


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--few", type=int, default=100)
    asked.add_argument("--many", type=int, default=10_000)
    asked.add_argument("--turns", type=int, default=3)
    asked.add_argument("--into", type=Path)
    given: Any = asked.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["LEADBOOK_HOME"] = home
        excel = registered()
        calls = {given.few: runs(given.few, excel)[0]}
        turns = []
        for _ in range(given.turns):
            calls[given.many], seconds = runs(given.many, excel)
            turns.append(seconds)
    text = page(table(("engine calls", *(f"{leads:,} leads" for leads in calls)), call_rows(calls)),
                table(("warm", "reading", "deciding", "writing", "LeadBook in all", "the test Excel's own time"),
                      time_rows(turns)), given)
    print(text)
    if given.into:
        given.into.write_text(text, encoding="utf-8")


def page(calls: str, times: str, given: Any) -> str:
    """The page docs/measured_live.md."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# Measured: an open workbook

`refresh` on the test Excel (`tests/excel`), the demo's team with three touches a lead. An *engine call* is one request
that crosses the border to Excel: where a table is, what a block holds, a block written.

    python benchmarks/live.py --few {given.few} --many {given.many} --turns {given.turns} --into {PAGE}

{dt.date.today().isoformat()}, {machine}. Medians of {given.turns}.

{calls}

A table is read in three calls (where it is, has it a totals row, what it holds); one that is written is read so again
just before (and the formulas of the columns that change are asked for) and just after. A block is written in one call.
LeadBook's own columns are written in at most four blocks each; blanks of people's columns that LeadBook fills in are
written alone, so that nothing beside them is touched: by the workbook's macro `LB_Fill` in one call a column, however
many they are (with macros off, one call each). Once a click, a call a sheet and a call a table find the tables; nine
keep Excel quiet.

{times}

At {given.many:,} leads. *Reading* and *writing* are LeadBook's own work around the calls; *deciding* is the rules.
{functions()}"""


def functions() -> str:
    """What ``benchmarks/first_value.py`` measured of worksheet functions (its ``section()``), if it is there."""
    if importlib.util.find_spec("first_value") is None:
        return ""
    return f"\n{importlib.import_module('first_value').section()}\n"


if __name__ == "__main__":
    main()
