"""Started by the stand-in of xlwings' module: ``python tests/host/click.py TASK FOLDER``; TASK is click or function.

click: runs the command that stands in FOLDER/click.txt on the real command line of RunPython, in a process of its own;
what it said on stderr goes to FOLDER/stderr.txt. function: see ``answer.py``. FOLDER/TASK.done says how that ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "tests" / "host" / "site"
sys.path.insert(0, str(ROOT))

from tests.excel.fixtures import arguments  # noqa: E402
from tests.host.answer import answer  # noqa: E402


def clicked(folder: Path) -> int:
    """Run the command; the exit status."""
    settings = dict(line.split("=", 1) for line in (folder / "settings.txt").read_text("utf-8").splitlines())
    command = (folder / "click.txt").read_text("utf-8").rstrip("\n")
    book = Path(settings["CLICK"])
    asked = {"pipe": settings["PIPE"], "book": str(book), "said": str(folder / "python.json")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", f'import xlwings.utils;xlwings.utils.prepare_sys_path(""); {command}',
         *arguments(book.name)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (SITE, ROOT))), "LEADBOOK_HOME": str(folder / "home"),
                          "LEADBOOK_NOW": settings.get("NOW", ""), "LEADBOOK_TEST_HOST": json.dumps(asked)},
        capture_output=True, text=True, check=False, cwd=folder)
    (folder / "stderr.txt").write_text(done.stderr, "utf-8")
    return done.returncode


if __name__ == "__main__":
    task, folder = sys.argv[1], Path(" ".join(sys.argv[2:]))
    status = 1
    try:
        if task == "click":
            status = clicked(folder)
        else:
            answer(folder)
            status = 0
    except Exception as error:
        (folder / "stderr.txt").write_text("".join(traceback.format_exception(error)), "utf-8")
    finally:
        half = folder / f"{task}.half"
        half.write_text(str(status), "utf-8")
        half.replace(folder / f"{task}.done")
