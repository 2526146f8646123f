"""``leadbook --help``: how long it takes, and what it does not load."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

HEAVY = ("pandas", "numpy", "xlwings", "openpyxl", "xlsxwriter", "pydantic", "phonenumbers", "holidays")
PROBE = """
import contextlib, io, sys
from leadbook.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(["--help"])
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded() -> set[str]:
    """The top-level modules that ``leadbook --help`` loads."""
    done = subprocess.run([sys.executable, "-c", PROBE], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def seconds(times: int = 5) -> float:
    """The median time of ``leadbook --help``, a whole process."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "leadbook", "--help"], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    heavy = sorted(loaded().intersection(HEAVY))
    print(f"leadbook --help: {seconds():.2f} s; loads {', '.join(heavy) or 'none of ' + ', '.join(HEAVY)}")
