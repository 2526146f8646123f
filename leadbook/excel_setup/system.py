"""Where Excel and xlwings look on this computer: Windows and Mac, and what differs between them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal


@dataclass(frozen=True)
class System:
    """A user's computer. ``home``: the user's folder; ``python``: the interpreter that runs this very LeadBook."""

    kind: Literal["windows", "mac", "other"]
    home: Path
    python: PurePath

    @property
    def conf(self) -> Path:
        """xlwings' settings file of this user."""
        if self.kind == "mac":
            return self.home / "Library" / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf"
        return self.home / ".xlwings" / "xlwings.conf"

    @property
    def scripts(self) -> Path:
        """The one folder on a Mac from which Excel may start scripts."""
        return self.home / "Library" / "Application Scripts" / "com.microsoft.Excel"

    @property
    def shown_python(self) -> str:
        """The interpreter as the settings name it: on Windows from %USERPROFILE%, so that any user's name fits."""
        if self.kind == "windows" and self.python.is_relative_to(self.home):
            return "%USERPROFILE%\\" + str(self.python.relative_to(self.home)).replace("/", "\\")
        return str(self.python)

    @property
    def newline(self) -> str:
        """How lines of the settings file end."""
        return "\r\n" if self.kind == "windows" else "\n"


def this() -> System:
    """The computer we run on."""
    kinds: dict[str, Literal["windows", "mac"]] = {"win32": "windows", "darwin": "mac"}
    return System(kinds.get(sys.platform, "other"), Path.home(), Path(sys.executable))
