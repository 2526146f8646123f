"""What the job is doing, on one line of stderr that goes away again; only on a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

import click


class Phases:
    """Call it with the name of each phase. It shows nothing where stderr is not a terminal."""

    def __init__(self, name: str, silent: bool = False):
        self.name = name
        self.shown = not silent and sys.stderr.isatty()
        self.started = time.monotonic()
        self.width = 0

    def __enter__(self) -> Phases:
        return self

    def __call__(self, phase: str) -> None:
        """Show ``phase`` with the seconds since the start."""
        if self.shown:
            text = f"{self.name}: {phase} ... {time.monotonic() - self.started:.0f} s"
            self._write(text)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self.shown and self.width:
            self._write("")
            click.echo("\r", nl=False, err=True)

    def _write(self, text: str) -> None:
        click.echo("\r" + text.ljust(self.width), nl=False, err=True)
        self.width = len(text)
