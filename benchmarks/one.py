"""One measured run: a whole process (``once``), or several in one warm process, imports left out (``warm``).

python benchmarks/one.py once naive|ours|floor|isal BOOK [PARTS]      one refresh of BOOK, nothing printed
python benchmarks/one.py warm BOOK PAIRS                         JSON: seconds of naive, ours and both floors, in turns
python benchmarks/one.py jobs FEW MANY TURNS                     JSON: seconds of each job on both books, in turns
python benchmarks/one.py watched ARGUMENT ...                    JSON: seconds and peak MB of python ARGUMENT ...
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from inputs import NOW, TODAY

OFTEN = 4
JOBS = ("validate", "stale", "plan", "funnel", "refresh")


def ours(book: Path, job: str = "refresh") -> None:
    """LeadBook's job, as its command runs it."""
    from leadbook import jobs
    from leadbook.books.closed import ClosedBook

    with ClosedBook(book) as opened:
        jobs.run(opened, job, TODAY, NOW)


def naive_(book: Path) -> None:
    """The plain script."""
    import naive

    naive.refresh(book, TODAY)


def floor_(book: Path, parts: Path, packer: str) -> None:
    """The floor; writes beside ``parts``. ``packer``: "floor" (zlib) or "isal"."""
    import floor

    floor.floor(book, parts, parts.with_suffix(".deflated"), packer)


def timed(work: Callable[[Path], None], book: Path, folder: Path) -> float:
    """Seconds of ``work`` on a fresh copy of ``book``."""
    copy = folder / "work.xlsx"
    shutil.copyfile(book, copy)
    gc.collect()
    start = time.perf_counter()
    work(copy)
    return time.perf_counter() - start


def warm(book: Path, pairs: int) -> dict[str, list[float]]:
    """Naive, ours and the floors in turns; the first turn of a small book warms up and is not counted. What is short
    is run ``OFTEN`` times a turn, before and after the long one: on a noisy machine three seconds say little."""
    import floor

    out: dict[str, list[float]] = {"naive": [], "ours": [], "floor": [], "isal": []}
    with tempfile.TemporaryDirectory(dir=book.parent) as name:
        folder = Path(name)
        small = Path(sys.argv[4]) if len(sys.argv) > 4 else book
        timed(naive_, small, folder)
        timed(ours, small, folder)
        timed(ours, book, folder)
        parts = floor.changed_parts(book, folder / "work.xlsx", folder / "parts.xml")
        for _ in range(pairs):
            for nth in range(OFTEN):
                out["ours"].append(timed(ours, book, folder))
                for packer in floor.PACKERS:
                    out[packer].append(timed(lambda copy, packer=packer: floor_(copy, parts, packer), book, folder))
                if nth == OFTEN // 2:
                    out["naive"].append(timed(naive_, book, folder))
    return out


def each_job(few: Path, many: Path, turns: int) -> dict[str, list[float]]:
    """"job few" and "job many": each job on fresh copies of both books, in turns: few leads before and after the many.
    The first run on few warms up and is not counted.
    """
    out: dict[str, list[float]] = {f"{job} {size}": [] for job in JOBS for size in ("few", "many")}
    with tempfile.TemporaryDirectory(dir=few.parent) as name:
        timed(ours, few, Path(name))
        for _ in range(turns):
            for job in JOBS:
                for size, book in (("few", few), ("few", few), ("many", many), ("few", few), ("few", few)):
                    seconds = timed(lambda copy, job=job: ours(copy, job), book, Path(name))
                    out[f"{job} {size}"].append(seconds)
    return out


def watched(command: list[str]) -> list[float]:
    """Seconds and peak memory in MB of a whole Python process."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return [time.perf_counter() - start, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["once", "naive", book]:
            naive_(Path(book))
        case ["once", "ours", book]:
            ours(Path(book))
        case ["once", ("floor" | "isal") as packer, book, parts]:
            floor_(Path(book), Path(parts), packer)
        case ["warm", book, pairs, *_]:
            print(json.dumps(warm(Path(book), int(pairs))))
        case ["jobs", few, many, turns]:
            print(json.dumps(each_job(Path(few), Path(many), int(turns))))
        case ["watched", *command] if command:
            print(json.dumps({"watched": watched(command)}))
        case _:
            sys.exit(__doc__)
