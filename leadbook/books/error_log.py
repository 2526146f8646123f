"""The log of unexpected errors, in the per-user folder: the last 20, none of them long, for every door."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import traceback
from pathlib import Path

from leadbook.books.places import home

KEPT = 20
LONGEST = 40_000                    # characters of a traceback that are kept: its end says most


def write_log(error: BaseException, doing: str = "") -> Path | None:
    """Keep the traceback of ``error`` for whoever mends it; the path, or None where the folder cannot be written.

    ``doing``: what was asked, without people's data (default: the command line). No values of variables are kept.
    """
    moment = dt.datetime.now()
    path = home() / "logs" / f"error-{moment:%Y%m%d-%H%M%S-%f}.txt"
    told, what = "".join(traceback.format_exception(error)), doing or " ".join(sys.argv)
    if len(told) > LONGEST:
        told = f"... {len(told) - LONGEST:,} characters before this are left out\n{told[-LONGEST:]}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{moment.isoformat()}\n{sys.version}\n{what}\n\n{told}", encoding="utf-8")
        for old in sorted(path.parent.glob("error-*.txt"))[:-KEPT]:
            with contextlib.suppress(OSError):
                old.unlink()
    except OSError:
        return None
    return path
