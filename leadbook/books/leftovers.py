"""Temp files of runs that were killed: cleared at the next start, once they are surely nobody's any more."""

from __future__ import annotations

import time
from pathlib import Path

PATTERN = ".~lb-*.tmp"
AGE = 3600.0  # seconds; a younger one may belong to a run that is still writing


def cleared(folder: Path) -> list[str]:
    """Delete LeadBook's own temp files in ``folder`` that are older than an hour; returns their names."""
    gone = []
    for temp in sorted(folder.glob(PATTERN)):
        try:
            if time.time() - temp.stat().st_mtime > AGE:
                temp.unlink()
                gone.append(temp.name)
        except OSError:
            continue
    return gone
