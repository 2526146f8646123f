"""The workbooks that are measured: the demo's team with so many leads and three touches each in the log, made once.

Nobody's day is full there: five people have thousands of leads each, and three touches a month for all of them is the
job that is measured (with the demo's 30 touches a day most would be left out, and soon written).
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path

import leadbook

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 7)
TOUCHES = 3.0  # a lead


def folder() -> Path:
    """Where inputs are kept: LEADBOOK_BENCH_DIR, else a folder of the system's for temporary files."""
    place = Path(os.environ.get("LEADBOOK_BENCH_DIR") or Path(tempfile.gettempdir()) / "leadbook-benchmarks")
    place.mkdir(parents=True, exist_ok=True)
    return place


def workbook(leads: int) -> Path:
    """A workbook with ``leads`` leads that no job has seen yet."""
    path = folder() / f"leads-{leads}-{leadbook.__version__}.xlsx"
    if not path.exists():
        from leadbook import factory
        from leadbook.factory import demo

        config = demo.demo_config()
        team = {name: owner.model_copy(update={"capacity_per_day": None}) for name, owner in config.owners.items()}
        config = config.model_copy(update={"owners": team})
        made = path.with_name(f"making-{path.name}")
        made.unlink(missing_ok=True)
        factory.create(made, config, demo.content(leads, 1, TODAY, config, TOUCHES), today=TODAY)
        made.replace(path)
    return path
