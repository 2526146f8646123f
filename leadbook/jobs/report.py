"""What a run did, for people (``sentence``) and for programs (``as_json``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook.books.changes import Append, Change, Receipt, Replace, SetCells
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Report:
    """The outcome of one job on one book. ``read`` counts the rows that held anything."""

    job: str
    file: str
    today: dt.date
    read: dict[str, int]
    receipt: Receipt
    findings: pd.DataFrame
    dry_run: bool = False
    changes: Sequence[Change] = ()
    own: dict[str, Any] = field(default_factory=dict)
    valid_until: dt.datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints (design.md, contract for callers)."""
        found = self.findings[["code", "lead", "column", "message", "table", "row"]]
        out = {"job": self.job, "file": self.file, "today": self.today.isoformat(), "dry_run": self.dry_run,
               "read": self.read, "changed": self.receipt.changed,
               "skipped": [vars(skipped) for skipped in self.receipt.skipped],
               "findings": found.to_dict("records"), "backup": self.receipt.backup, **self.own}
        if self.dry_run:
            out["changes"] = [line for change in self.changes for line in shown(change)]
        return out


def expected(changes: Sequence[Change]) -> Receipt:
    """The receipt that applying ``changes`` would give if nobody else wrote meanwhile."""
    receipt = Receipt()
    for change in changes:
        if isinstance(change, SetCells):
            receipt.count(change.table, cells=len(change.rows))
        else:
            receipt.count(change.table, rows=len(change.frame))
    return receipt


def shown(change: Change) -> list[dict[str, Any]]:
    """A change as plain records: cells with old and new, added rows, replaced tables."""
    if isinstance(change, SetCells):
        return [{"table": change.table, "row": row, "key": key, "column": change.column,
                 "old": _text(a), "new": _text(b)}
                for row, key, a, b in zip(change.rows, change.keys, change.old, change.new, strict=True)]
    action = "append" if isinstance(change, Append) else "replace"
    columns = TABLES[change.table].names
    rows = [{c: text for c, v in zip(columns, row, strict=True) if (text := _text(v)) != ""}
            for row in change.frame[columns].itertuples(index=False)]
    if isinstance(change, Replace):
        return [{"table": change.table, "action": action, "rows": rows}]
    return [{"table": change.table, "action": action, "new": row} for row in rows]


def _text(value: Any) -> Any:
    """A cell's typed value for JSON: "" for blank, ISO dates, whole numbers as int."""
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if hasattr(value, "isoformat"):
        text = str(value.isoformat(sep=" "))
        return text.removesuffix(" 00:00:00")
    return value
