"""--dry-run: each cell that would change, grouped by table and row; after the first lines only counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.commands.output import line, plural

if TYPE_CHECKING:
    from leadbook.books.changes import Change

LINES = 40


def show(changes: Sequence[Change], lines: int = LINES) -> None:
    """Print what ``changes`` would write."""
    from leadbook.jobs.report import shown

    records = [record for change in changes for record in shown(change)]
    if not records:
        line("Nothing would change.")
        return
    told = [text for table in dict.fromkeys(r["table"] for r in records)
            for text in _of_table(table, [r for r in records if r["table"] == table])]
    for text in told[:lines]:
        line(text)
    if len(told) > lines:
        line(f"... and {plural(len(told) - lines, 'more line')}; --json lists them all.")


def _of_table(table: str, records: list[dict[str, Any]]) -> list[str]:
    cells = [r for r in records if "column" in r]
    added = [r for r in records if r.get("action") == "append"]
    replaced = [r for r in records if r.get("action") == "replace"]
    counts = [plural(len(cells), "cell")] * bool(cells) + [plural(len(added), "new row")] * bool(added)
    counts += [f"written anew, {plural(len(r['rows']), 'row')}" for r in replaced]
    out = [f"{table}: {', '.join(counts)}"]
    for row in dict.fromkeys(r["row"] for r in cells):
        mine = [r for r in cells if r["row"] == row]
        out.append(f"  {mine[0]['key'] or 'row ' + str(row + 2)}")
        out += [f"    {r['column']}: {_value(r['old'])} -> {_value(r['new'])}" for r in mine]
    return out + [f"  + {_row(r['new'])}" for r in added]


def _value(value: Any) -> str:
    return repr(value) if isinstance(value, str) and value else "(blank)" if value == "" else str(value)


def _row(cells: dict[str, Any]) -> str:
    return ", ".join(str(value).replace("\n", " / ")[:60] for value in list(cells.values())[:6])
