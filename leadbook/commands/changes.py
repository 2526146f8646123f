"""--dry-run: each cell that would change, by table and row; the first of each table, then how many more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.commands.output import line
from leadbook.sentences import plural

if TYPE_CHECKING:
    from leadbook.books.changes import Change

ROWS = 10                           # rows shown of each table


Names = Mapping[tuple[str, int], str]


def show(changes: Sequence[Change], names: Names, rows: int = ROWS) -> None:
    """Print what ``changes`` would write. ``names``: (table, row position) -> whom that row is about."""
    from leadbook.jobs.report import shown

    tables: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        tables.setdefault(change.table, []).extend(shown(change))
    for table, records in tables.items():
        for text in _of_table(table, records, names, rows):
            line(text)
    if not tables:
        line("Nothing would change.")


def _of_table(table: str, records: list[dict[str, Any]], names: Names, rows: int) -> list[str]:
    cells: dict[tuple[int, str], list[dict[str, Any]]] = {}
    added, counts = [], []
    for record in records:
        if "column" in record:
            cells.setdefault((record["row"], record["key"]), []).append(record)
        elif record["action"] == "append":
            added.append(record["new"])
        else:
            counts.append(f"written anew, {plural(len(record['rows']), 'row')}")
    changed = sum(map(len, cells.values()))
    counts = [plural(changed, "cell")] * bool(cells) + [plural(len(added), "new row")] * bool(added) + counts
    out = [f"{table}: {', '.join(counts)}"]
    for (row, key), mine in list(cells.items())[:rows]:
        who = f"{names.get((table, row), '')} ({key or f'row {row + 2}'})"
        out.append(f"  {who.strip()}")
        out += [f"    {r['column']}: {_value(r['old'])} -> {_value(r['new'])}" for r in mine]
    if len(cells) > rows:
        out.append(f"  ... and {plural(len(cells) - rows, 'more row')}; --json lists them all.")
    out += [f"  + {_row(row)}" for row in added[:rows]]
    if len(added) > rows:
        out.append(f"  ... and {plural(len(added) - rows, 'more new row')}; --json lists them all.")
    return out


def _value(value: Any) -> str:
    return "(blank)" if value == "" else repr(value) if isinstance(value, str) else str(value)


def _row(cells: dict[str, Any]) -> str:
    return ", ".join(" ".join(str(value).split())[:60] for value in list(cells.values())[:6])
