"""The log of unexpected errors, in the per-user folder."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from leadbook.books.places import home


def write_log(traceback: str) -> Path | None:
    """Keep a traceback for whoever mends it; the path, or None where the folder cannot be written."""
    moment = dt.datetime.now()
    path = home() / "logs" / f"error-{moment:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{moment.isoformat()}\n{sys.version}\n{' '.join(sys.argv)}\n\n{traceback}", encoding="utf-8")
    except OSError:
        return None
    return path
