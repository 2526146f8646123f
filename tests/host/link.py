"""The near end of ``uno_side.py``: a workbook that is open in LibreOffice, as a Python object."""

from __future__ import annotations

import json
import select
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

FAR = Path(__file__).with_name("uno_side.py")
PYTHONS = ("/usr/bin/python3", "python3", "/usr/lib/libreoffice/program/python", "/opt/libreoffice/program/python")
PATIENCE = 300                      # seconds that one answer may take


class FarError(Exception):
    """What went wrong in LibreOffice."""


@lru_cache
def python_with_uno() -> str:
    """A Python that can ``import uno``, "" if there is none."""
    for python in filter(shutil.which, (*PYTHONS, sys.executable)):
        if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return python
    return ""


class Link:
    """A connection to the LibreOffice that listens at ``pipe`` within ``seconds``; methods are those of
    ``uno_side.Document``.
    """

    def __init__(self, pipe: str, seconds: int = 60) -> None:
        self.far = subprocess.Popen([python_with_uno(), "-E", str(FAR), pipe, str(seconds)], stdin=subprocess.PIPE,
                                    stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self._answer()

    def __getattr__(self, name: str) -> Any:
        return lambda **arguments: self._ask({"do": name, **arguments})

    def _ask(self, asked: dict[str, Any]) -> Any:
        assert self.far.stdin is not None
        self.far.stdin.write(json.dumps(asked) + "\n")
        self.far.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self.far.stdout is not None
        ready, _, _ = select.select([self.far.stdout], [], [], PATIENCE)
        if not ready:
            self.far.kill()
        line = self.far.stdout.readline() if ready else ""
        if not line:
            raise FarError("LibreOffice does not answer")
        answer = json.loads(line)
        if "error" in answer:
            raise FarError(answer["error"])
        return answer["ok"]

    def end(self) -> None:
        """Let go; the workbook stays open."""
        assert self.far.stdin is not None
        self.far.stdin.close()
        self.far.wait(30)
