"""How a button speaks: one sentence on Excel's status bar and, where it matters, in a message."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xlwings as xw

TITLE = "LeadBook"
LONGEST_STATUS = 240                # Excel takes 255
LONGEST_MESSAGE = 1_500


class Voice:
    """Speaks in ``app``, once there is one. Nothing here raises: who cannot speak must not stop who works."""

    def __init__(self, button: str) -> None:
        self.button = button
        self.app: xw.App | None = None

    def progress(self, phase: str) -> None:
        """What the job is doing just now."""
        self._status(f"{TITLE}: {self.button}, {phase} ...")

    def say(self, sentence: str, *more: str, message: bool = False) -> None:
        """The outcome: on the status bar; with ``more`` (lines), or if asked for, in a message, too."""
        shown = self._status(f"{TITLE}: {' '.join(sentence.split())}")
        lines = [line for line in more if line]
        if lines or message or not shown:
            self.tell("\n".join([sentence, *lines]))
        keep_status()

    def warn(self, sentence: str) -> None:
        """What went wrong: on the status bar and in a message."""
        self._status(f"{TITLE}: {' '.join(sentence.split())}")
        self.tell(sentence)
        keep_status()

    def tell(self, text: str) -> None:
        """A message that the person closes."""
        text = text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE].rsplit(' ', 1)[0]} ..."
        if self.app is not None:
            with contextlib.suppress(Exception):
                self.app.alert(text, f"{TITLE}: {self.button}")
                return
        outside_excel(text)

    def ask(self, question: str) -> bool:
        """Yes or no; no where nobody can be asked."""
        with contextlib.suppress(Exception):
            return self.app is not None and self.app.alert(question, f"{TITLE}: {self.button}", "yes_no") == "yes"
        return False

    def _status(self, text: str) -> bool:
        """Whether Excel showed it."""
        if self.app is None:
            return False
        with contextlib.suppress(Exception):
            self.app.status_bar = text if len(text) <= LONGEST_STATUS else f"{text[:LONGEST_STATUS - 4]} ..."
            return True
        return False


def outside_excel(text: str) -> None:
    """Excel does not answer: the system's own message, or the terminal of whoever started this without Excel."""
    with contextlib.suppress(Exception):
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, text, TITLE, 0x40 | 0x10000)  # information, in the foreground
        elif sys.platform == "darwin":
            script = 'on run {what}\ndisplay alert "LeadBook" message what\nend run'
            subprocess.run(["osascript", "-e", script, text], check=False, capture_output=True)
        else:
            sys.stderr.write(f"{TITLE}: {text}\n")


def keep_status() -> None:
    """On a Mac xlwings clears the status bar when Python ends, to put its "Running..." away; our sentence stays."""
    mac: Any = sys.modules.get("xlwings._xlmac")
    if mac is not None and hasattr(mac, "cleanup"):
        import atexit

        atexit.unregister(mac.cleanup)
