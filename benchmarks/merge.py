"""Merging two copies of a workbook as a whole command: seconds and peak memory, a Markdown table from one run.

python benchmarks/merge.py [--leads 10000] [--turns 3] [--into docs/measured_merge.md]

Two copies of one refreshed workbook (the demo's team, three touches a lead in the log, two months planned) are edited
apart, then ``leadbook merge`` brings one into the other. Medians; beside it a refresh of the same file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import inputs

import leadbook
from leadbook.books.closed import ClosedBook
from leadbook.ooxml import Workbook

PAGE = "docs/measured_merge.md"
ONE = str(Path(__file__).with_name("one.py"))
COMMAND = "from leadbook.cli import main; main()"
WHEN = ("--today", str(inputs.TODAY), "--now", inputs.NOW.strftime("%H:%M"))
HEAD = ("| scene | new leads | new touches | changed cells | conflicts | merge | its memory | merged again | refresh | "
        "its memory |")
SCENES = {  # what each side edits, of a hundred leads: cells of its own, cells that both edit; new leads, new touches
    "nothing was edited": (0, 0, 0, 0),
    "a day apart": (1, 0.1, 20, 100),
    "a month apart": (20, 2, 500, 3000),
}


def refreshed(leads: int) -> Path:
    """The workbook after a refresh, made once."""
    path = inputs.folder() / f"refreshed-{leads}-{leadbook.__version__}.xlsx"
    if not path.exists():
        made = path.with_name(f"making-{path.name}")
        shutil.copyfile(inputs.workbook(leads), made)
        run("refresh", made)
        made.replace(path)
    return path


def run(*command: Any) -> tuple[float, float]:
    """(seconds, peak memory in MB) of ``leadbook COMMAND`` in a process of its own."""
    call = [sys.executable, ONE, "watched", "-c", COMMAND, *map(str, command), *WHEN]
    done = subprocess.run(call, stdout=subprocess.PIPE, check=True)
    seconds, megabytes = json.loads(done.stdout)["watched"]
    return seconds, megabytes


def edited(path: Path, leads: int, scene: tuple[float, float, int, int], side: int) -> None:
    """What the people of one side did: every so-many-eth lead's Notes, Phone where both did, and rows typed below."""
    own, both, new, touches = scene
    with Workbook.open(path) as book:
        table, log = book.tables["Leads"], book.tables["Touches"]
        ids = table.raw(["Lead ID"])["Lead ID"]
        step = int(100 / own) if own else 0
        if step:
            table.set("Notes", {row: f"note {side} of {row}" for row in range(side, leads, step)})
        if both:
            table.set("Phone", {row: f"(212) 555-{side}{row % 1000:03d}" for row in range(0, leads, int(100 / both))})
        if new:
            names = [f"Person {side}-{nth}" for nth in range(new)]
            below(table, {"Name": names, "Phone": [f"(917) 555-{side}{nth:04d}" for nth in range(new)]})
        if touches:
            days = [46_000.0 + nth % 28 for nth in range(touches)]
            below(log, {"Lead ID": [ids[(7 * nth + side) % leads] for nth in range(touches)], "When": days,
                        "Channel": ["Call"] * touches, "Outcome": ["Spoke"] * touches})
        book.save()


def below(table: Any, columns: dict[str, list[Any]]) -> None:
    """Rows under the table; other columns stay blank."""
    count = len(next(iter(columns.values())))
    table.append_columns({name: columns.get(name, [None] * count) for name in table.columns})


def measured(leads: int, turns: int) -> str:
    """The table."""
    start, folder = refreshed(leads), inputs.folder() / "merge"
    lines = [HEAD, "|" + "---|" * 10]
    for name, scene in SCENES.items():
        found: list[tuple[tuple[float, float], ...]] = []
        for _ in range(turns):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            ours, copy = folder / "Team.xlsx", folder / "Team-LAPTOP.xlsx"
            for side, path in enumerate((ours, copy)):
                shutil.copyfile(start, path)
                if any(scene):
                    edited(path, leads, scene, side)
            alone = folder.parent / "alone.xlsx"
            shutil.copyfile(ours, alone)
            found.append((run("merge", ours, copy), run("merge", ours, copy), run("refresh", alone)))
            alone.unlink()
        with ClosedBook(start) as before, ClosedBook(ours) as after:
            rows = {table: len(after.read(table)) - len(before.read(table)) for table in ("Leads", "Touches")}
            conflicts = len(after.read("Conflicts"))
            history = after.read("History")
        cells = int(((history["Field"] != "") & (history["Table"] == "Leads")).sum())
        (merge, memory), (again, _), (refresh, more) = (
            tuple(statistics.median(one[at][what] for one in found) for what in (0, 1)) for at in range(3))
        lines.append(f"| {name} | {rows['Leads']:,} | {rows['Touches']:,} | {cells:,} | {conflicts:,} | "
                     f"{merge:.1f} s | {memory:,.0f} MB | {again:.1f} s | {refresh:.1f} s | {more:,.0f} MB |")
    shutil.rmtree(folder)
    return "\n".join(lines)


def page(text: str, leads: int, turns: int) -> str:
    """The page docs/measured_merge.md."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# Merge, measured

Two copies of a workbook of {leads:,} leads, three touches each in the log and two months of plan, were edited apart;
`leadbook merge` then brings one into the other: the whole command, from its start to the written file and its backup.
Beside it a refresh of one of the copies. Medians of {turns}, all in one run:

    python benchmarks/merge.py --leads {leads} --turns {turns} --into {PAGE}

{dt.date.today().isoformat()}, {machine}.

{text}

## How to read it

- **New leads, new touches, changed cells**: of both copies together. Where both copies changed a cell differently there
  is one **conflict**; both values stand on the sheet Conflicts.
- **Merged again**: the same copy once more. It brings nothing, since History remembers what came from where.
- The time of a merge is mostly reading two workbooks and writing one: cells are compared column by column.
"""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--leads", type=int, default=10_000)
    asked.add_argument("--turns", type=int, default=3)
    asked.add_argument("--into", type=Path)
    given = asked.parse_args()
    os.environ["LEADBOOK_HOME"] = str(inputs.folder() / "home")
    text = measured(given.leads, given.turns)
    print(text)
    if given.into:
        given.into.write_text(page(text, given.leads, given.turns), encoding="utf-8")


if __name__ == "__main__":
    main()
