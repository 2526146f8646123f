"""Where LeadBook keeps what is not in a workbook: backups, locks and what it remembers, per user and per workbook."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

HOME = "LEADBOOK_HOME"


def home() -> Path:
    """The per-user folder: the environment variable LEADBOOK_HOME, else the system's place for program data."""
    if given := os.environ.get(HOME):
        return Path(given).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("LeadBook", appauthor=False))


def of_workbook(kind: str, path: Path) -> Path:
    """The place of one workbook in the folder of ``kind`` (backups, locks, runs); it need not exist yet.

    The name is the file's own, for people, and a hash of its resolved path, so that two workbooks of the same
    name in two folders never meet.
    """
    whole = os.path.normcase(path.resolve())
    readable = re.sub(r"[^\w.-]+", "-", path.stem)[:40].strip("-.")
    return home() / kind / f"{readable}-{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
