"""The per-user folder: backups and the log of unexpected errors. ``LEADBOOK_HOME`` moves it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path


def home() -> Path:
    """The per-user folder (it may not exist yet)."""
    if given := os.environ.get("LEADBOOK_HOME"):
        return Path(given).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("LeadBook", appauthor=False))


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
