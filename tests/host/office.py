"""A LibreOffice of one's own: its profile, its pipe, its end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.host.link import FarError, Link, python_with_uno

RECALCULATE_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def missing() -> str:
    """What the machine lacks for these tests, "" if nothing."""
    if not shutil.which("soffice"):
        return "LibreOffice (soffice) is not installed"
    return "" if python_with_uno() else "no Python here can import uno (Debian: python3-uno)"


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A LibreOffice without a window, with its profile in ``folder``; gives the name of its pipe."""
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(RECALCULATE_ALWAYS)
    pipe = f"leadbook-{os.getpid()}-{abs(hash(folder)) % 10**6}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
         f"--accept=pipe,name={pipe};urp;"], start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield pipe
    finally:
        _ended(office, pipe)


def _ended(office: subprocess.Popen[bytes], pipe: str) -> None:
    """Ask it to end, and see that it and the processes it started have."""
    if office.poll() is None:
        with suppress(FarError, OSError):
            link = Link(pipe, seconds=3)        # it may have crashed
            with suppress(FarError):
                link.terminate()
            link.end()
    try:
        office.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait(10)
