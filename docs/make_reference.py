"""Write the reference pages that are drawn from the code: tables.md (schema.py) and settings.md (config.yaml).

    python docs/make_reference.py

``tests/docs`` fails when a page no longer equals what this draws.
"""

from __future__ import annotations

from pathlib import Path

from leadbook.schema import LISTS, TABLES, Column

HERE = Path(__file__).parent
KINDS = {"id": "id", "text": "text", "long": "text", "phone": "phone", "email": "e-mail", "choice": "one of a list",
         "date": "day", "moment": "day and time", "money": "amount", "count": "whole number", "number": "number",
         "share": "percentage"}


def tables_page() -> str:
    """docs/tables.md: every table and column."""
    parts = ["# Tables and columns", "",
             "Drawn from `leadbook/schema.py`. **You** = people fill it in, LeadBook only ever fills a blank; "
             "**LeadBook** = leave it to LeadBook.", ""]
    for table in TABLES.values():
        parts += [f"## {table.name}", "", f"Sheet `{table.sheet}`. {table.help}", "",
                  "| column | holds | filled by | what it is | example |", "|---|---|---|---|---|"]
        parts += [_row(column) for column in table.columns] + [""]
    return "\n".join(parts)


def _row(column: Column) -> str:
    kind = KINDS[column.kind]
    if column.options:
        words = f"list `{column.options}` of sheet {LISTS.sheet}" if isinstance(column.options, str) \
            else ", ".join(column.options)
        kind = f"one of: {words}"
    who = "You" if column.owner == "people" else "LeadBook"
    return f"| {column.name} | {kind} | {who} | {column.help} | {column.example} |"


def settings_page() -> str:
    """docs/settings.md: config.yaml with its comments, as it is."""
    text = (HERE.parent / "config.yaml").read_text(encoding="utf-8")
    return "\n".join([
        "# Settings", "",
        "Every default, with a line of help each. In a workbook the same settings stand on the sheet Settings, one a "
        "row: section, name, value. Change them there, or give `leadbook init` a file with just the lines you want "
        "to change:", "",
        "```yaml", "business: {name: Whitfield Realty, time_zone: America/Chicago}",
        "owners: [Jane Doe, Tom Lee]", "```", "",
        "A wrong setting stops a job with a sentence that names it, and nothing is written.", "",
        "```yaml", text.rstrip(), "```", ""])


PAGES = {"tables.md": tables_page, "settings.md": settings_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8", newline="\n")
