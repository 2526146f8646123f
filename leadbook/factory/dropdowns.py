"""What may stand in a column: dropdowns and input help on whole columns, drawn from the schema."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.factory import places
from leadbook.schema import Column, Table

CLOSED = ("Stage", "Channel", "Outcome")  # words that rules depend on; other lists may be typed over after a warning
EARLY, LATE = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def add(sheet: Any, table: Table) -> None:
    """Put a rule and an input message on every column that people type in, from its first row to the sheet's last."""
    for position, column in enumerate(table.columns):
        rule = _rule(column) | {"input_title": column.name[:32], "input_message": message(column), "ignore_blank": True}
        sheet.data_validation(table.top + 1, position, places.LAST_ROW - 1, position, rule)


def message(column: Column) -> str:
    """The column's line of help, with an example; never longer than Excel allows."""
    if column.owner == "leadbook":
        text = f"{column.help} LeadBook writes this column."
    elif column.example and column.kind not in ("choice", "long"):
        text = f"{column.help} For example: {column.example}"
    else:
        text = column.help
    return text if len(text) <= 255 else column.help[:255]


def _rule(column: Column) -> dict[str, Any]:
    if column.owner == "leadbook":
        return {"validate": "any"}
    if column.kind == "choice":
        return _choice(column)
    if column.is_date:
        return {"validate": "date", "criteria": "between", "minimum": EARLY, "maximum": LATE, "error_type": "warning",
                "error_title": "Is this a date?",
                "error_message": f"{column.name} takes a date, for example {column.example[:10]}. Keep it anyway?"}
    if column.kind in ("money", "count", "number"):
        return {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning",
                "error_title": "Is this a number?",
                "error_message": f"{column.name} takes a plain number, for example {column.example}. Keep it anyway?"}
    return {"validate": "any"}


def _choice(column: Column) -> dict[str, Any]:
    """Words that rules depend on are kept to (stop); a new owner, source or giver may be typed after a warning."""
    rule: dict[str, Any] = {"validate": "list", "error_type": "warning"}
    if isinstance(column.options, str):
        rule["source"] = f"=lb_{column.options}"
        if column.options in CLOSED:
            return rule | {"error_type": "stop", "error_title": f"Not a known {column.name}"[:32],
                           "error_message": "Choose one from the list. To add a word, change the sheet Settings."}
        return rule | {"error_title": f"A new {column.name}?"[:32],
                       "error_message": f"This is not in the list of {column.name}. Keep it anyway?"}
    said = f"{column.name} takes one of: {', '.join(column.options)}."
    if column.name == "Status":
        return rule | {"source": list(column.options), "error_type": "stop", "error_title": "Not a known Status",
                       "error_message": said}
    if column.name == "Choice":         # of the sheet Conflicts: a typed value is a choice, too
        return rule | {"source": list(column.options), "error_type": "information",
                       "error_title": "Neither Ours nor Theirs",
                       "error_message": "LeadBook will put exactly what you typed into the lead's cell."}
    return rule | {"source": list(column.options), "error_title": "Is this right?",
                   "error_message": f"{said} Keep it anyway?"}
