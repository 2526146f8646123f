"""A refresh with nothing to do since the last one: how long it takes, and that no part of the file is inflated."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import inputs

COUNTED = """
import sys
from leadbook.ooxml import package
inflated = []
unpack = package.Package._unpack
package.Package._unpack = lambda self, entry: inflated.append(entry.name) or unpack(self, entry)
from leadbook.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    print(f"{len(inflated)} parts inflated", file=sys.stderr)
    sys.exit(ended.code)
"""


def command(book: Path) -> list[str]:
    """The arguments of the refresh that is repeated."""
    return ["refresh", str(book), "--today", inputs.TODAY.isoformat(), "--now", f"{inputs.NOW:%H:%M}"]


def measured(book: Path) -> list[tuple[str, str, str]]:
    """Refresh a copy of ``book``, then again three times; rows of the table."""
    copy = inputs.folder() / "noop.xlsx"
    shutil.copyfile(book, copy)
    cli = [sys.executable, "-m", "leadbook", *command(copy)]
    environment = os.environ | {"LEADBOOK_HOME": str(inputs.folder() / "home")}
    subprocess.run(cli, check=True, stdout=subprocess.DEVNULL, env=environment)
    before = (copy.read_bytes(), copy.stat().st_mtime_ns)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(cli, check=True, stdout=subprocess.DEVNULL, env=environment)
        seconds.append(time.perf_counter() - start)
    counting = subprocess.run([sys.executable, "-c", COUNTED, *command(copy)], check=True, capture_output=True,
                              text=True, env=environment)
    counted = counting.stderr.strip().splitlines()[-1]
    same = (copy.read_bytes(), copy.stat().st_mtime_ns) == before
    copy.unlink()
    return [("refresh with nothing to do, whole process", f"{statistics.median(seconds):.2f} s, {counted}, "
             f"file {'untouched' if same else 'CHANGED'}", "no sheet parsed")]


if __name__ == "__main__":
    print(measured(inputs.workbook(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)))
