"""What tests use: a LibreOffice for the session, and the twin of a workbook that is open in it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.host.link import Link
from tests.host.office import missing, running

STARTER = Path(__file__).with_name("click.py")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pipe of a LibreOffice that runs as long as the tests do."""
    if lacking := missing():
        if os.environ.get("LEADBOOK_REQUIRE_HOSTS") == "1":
            pytest.fail(f"LEADBOOK_REQUIRE_HOSTS=1, but {lacking}")
        pytest.skip(lacking)
    with running(tmp_path_factory.mktemp("office")) as pipe:
        yield pipe


@contextmanager
def opened(office: str, path: Path) -> Iterator[Link]:
    """A workbook, open in LibreOffice."""
    link = Link(office)
    link.open(path=str(path))
    try:
        yield link
    finally:
        link.close()
        link.end()


class Twin:
    """The twin of a workbook, open; ``folder`` holds its settings and what it noted."""

    def __init__(self, link: Link, path: Path, folder: Path, pipe: str) -> None:
        self.link, self.path, self.folder, self.pipe = link, path, folder, pipe

    def set(self, **settings: str) -> None:
        """Replace the settings of xlwings' stand-in: INTERPRETER_WIN, LINE, FILE, RETURN, RAISE ..."""
        python = self.folder / "python.exe"
        python.touch()
        known = {"INTERPRETER_WIN": str(python), "INTERPRETER_MAC": "/usr/bin/python3", "PYTHON": sys.executable,
                 "STARTER": str(STARTER), "PIPE": self.pipe}
        text = "\n".join(f"{key}={value}" for key, value in (known | settings).items())
        (self.folder / "settings.txt").write_text(text + "\n", "utf-8")

    def press(self, callback: str, tag: str = "") -> None:
        """Call a callback of the ribbon; a run-time error in it fails the test."""
        assert self.call("Press", callback, tag) == "ok"

    def start_python(self, **settings: str) -> None:
        """From now on RunPython does start Python, and worksheet functions have it. NOW: the time it is for buttons."""
        self.set(CLICK=str(self.path), **settings)
        (self.folder / f"xlwings64-{version('xlwings')}.dll").touch()

    def python_said(self) -> dict[str, Any]:
        """What the last Python did that ended well: its statuses, alerts, calls, and the state it left."""
        said: dict[str, Any] = json.loads((self.folder / "python.json").read_text("utf-8"))
        assert (self.folder / "stderr.txt").read_text("utf-8") == ""
        return said

    def call(self, function: str, *arguments: Any) -> Any:
        """The result of a function of the module Driver."""
        return self.link.invoke(macro=f"Driver.{function}", arguments=arguments)

    def noted(self, name: str) -> list[str]:
        """The lines of a note ("commands", "said") since they were asked for last."""
        path = self.folder / f"{name}.txt"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines
