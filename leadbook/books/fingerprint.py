"""Nothing to do since the last run: known from the zip directory of the file alone, no sheet is read.

After a run LeadBook remembers, in the per-user folder, the checksum of each part of the workbook as that run left it,
what was asked for, and what was reported. The same question about the same parts has the same answer.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import leadbook
from leadbook.books import places
from leadbook.errors import LeadbookError
from leadbook.ooxml import data_parts, part_crcs

KEPT = 12  # runs remembered for a workbook: every job, with and without options


def remembered_zone(path: Path) -> str | None:
    """The business time zone of the workbook as the last run knew it, None if no run is remembered.

    Today and now depend on it, and it stands in a sheet: if it is no longer true, the parts are not the same either.
    """
    runs = _runs(path)
    zone = runs[next(reversed(runs))]["zone"] if runs else None
    return zone if isinstance(zone, str) else None


def remembered(path: Path, job: str, today: dt.date, now: dt.datetime, options: Mapping[str, Any]
               ) -> dict[str, Any] | None:
    """The report of the last run if a run now would find the same and write nothing, else None.

    ``now`` is the naive wall clock of the business time zone; a memory is no good from its ``valid_until`` on.
    ``options`` are the job's own, as JSON takes them. Reads only the file's directory and the memory; never raises.
    """
    run = _runs(path).get(_question(job, today, options))
    if run is None or not _in_force(run, now):
        return None
    try:
        here = data_parts(part_crcs(path))
    except (LeadbookError, OSError):
        return None
    report: dict[str, Any] = run["report"]
    return report if here == run["parts"] else None


def remember(path: Path, job: str, today: dt.date, now: dt.datetime, options: Mapping[str, Any], *,
             crcs: Mapping[str, int], zone: str, report: Mapping[str, Any],
             valid_until: dt.datetime | None = None) -> None:
    """Keep ``report`` for the next time the same is asked of the same parts.

    ``crcs``: the checksum of each part as the run left it (``ClosedBook.crcs``), not as the file may be by now;
    ``zone``: the business time zone. Do not remember a run that skipped cells: the next one picks them up.
    A memory that cannot be written is no failure: the next run does the work again.
    """
    runs = _runs(path)
    question = _question(job, today, options)
    runs.pop(question, None)
    runs[question] = {"parts": data_parts(crcs), "zone": zone, "since": now.isoformat(), "report": dict(report),
                      "valid_until": valid_until and valid_until.isoformat()}
    place = _place(path)
    part = place.with_suffix(f".{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(dict(list(runs.items())[-KEPT:])), encoding="utf-8")
        part.replace(place)
    except (OSError, TypeError, ValueError):
        with contextlib.suppress(OSError):
            part.unlink()


def _question(job: str, today: dt.date, options: Mapping[str, Any]) -> str:
    return json.dumps([leadbook.__version__, job, today.isoformat(), dict(options)], sort_keys=True, default=str)


def _in_force(run: Mapping[str, Any], now: dt.datetime) -> bool:
    """A run is in force from its own moment to its ``valid_until``; a clock that went back ends it too."""
    until = run["valid_until"]
    return bool(run["since"] <= now.isoformat() and (until is None or now.isoformat() < until))


def _place(path: Path) -> Path:
    place = places.of_workbook("runs", path)
    return place.with_name(f"{place.name}.json")


def _runs(path: Path) -> dict[str, Any]:
    """Question -> run; a memory that is missing or damaged is empty."""
    try:
        runs = json.loads(_place(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    needed = {"parts", "zone", "since", "report", "valid_until"}
    if not isinstance(runs, dict):
        return {}
    return {q: run for q, run in runs.items() if isinstance(run, dict) and needed <= run.keys()}
