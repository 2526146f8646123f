"""After a sweep: each dropped file that was read goes to its place, and what the person should know of it is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leadbook.imports.drops import Drop, put_away


def away(found: Sequence[Drop], reports: Sequence[dict[str, Any]], moving: bool) -> list[dict[str, Any]]:
    """Move each file that was read to its place; a record a file: file, moved_to, problems, problem (why it stays)."""
    told = iter(reports)
    return [_away(one, next(told) if one.incoming else {"problem": one.problem}, moving) for one in found]


def _away(one: Drop, told: dict[str, Any], moving: bool) -> dict[str, Any]:
    record = {"file": str(one.path), "moved_to": "", "problems": "", "problem": told.get("problem", "")}
    if record["problem"]:
        return record
    refused = {row["row"]: row["reason"] for row in told["refused"]}
    if refused:
        record["problem"] = f"{one.path.name}: {len(refused):,} of its rows cannot be leads"
    try:
        if moving:
            target, problems = put_away(one, refused)
            record |= {"moved_to": str(target), "problems": str(problems or "")}
    except OSError as error:
        record["problem"] = (f"{one.path.name} was read, but cannot be moved to 'done' "
                             f"({(error.strerror or str(error)).lower()}); reading it again adds nobody.")
        return record
    if refused:
        where = f"; they stand with the reason in {Path(record['problems']).name}" if record["problems"] else ""
        record["problem"] += f"{where}."
    return record
