"""Lists of formulas (the sheets Today and Owners): whose line is it?

Each cell of such a line looks into a table, ``INDEX(Leads[Phone],$X$14)``, and the cell it names holds the position of
the row there. So the formulas say which lead a line shows, wherever the lists stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leadbook.ribbon.click import Click

if TYPE_CHECKING:
    import xlwings as xw

_LOOKS = re.compile(r"INDEX\((Leads|Plan)\[[^\]]+\],\s*\$?([A-Z]{1,3})\$?(\d+)\)", re.IGNORECASE)
MOST = 500                          # lines that are looked at: no list is longer
Area = tuple[int, int, int, int]


def leads(click: Click, sheet: xw.Sheet, area: Area) -> list[str | int]:
    """The leads shown in the selected cells (row, column, rows, columns), as ``find_lead.all_found`` takes them."""
    used = sheet.used_range
    last, width = used.row + used.shape[0] - 1, used.column + used.shape[1] - 1
    top, bottom = area[0], min(area[0] + area[2] - 1, last, area[0] + MOST)
    if bottom < top:
        return []
    block = sheet.range((top, 1), (bottom, width))
    formulas, values = _rows(block.formula), _rows(block.value)
    found: list[str | int] = []
    for texts, held in zip(formulas, values, strict=True):
        for (table, column), _ in _shown(texts, area[1], area[1] + area[3] - 1):
            position = held[column - 1] if column <= len(held) else None
            if isinstance(position, int | float) and position >= 1:
                found += _lead(click, table, int(position) - 1)
    return found


def _shown(texts: list[Any], first: int, last: int) -> list[tuple[tuple[str, int], int]]:
    """((table, column that holds the position), column where the list begins) of each list that is touched."""
    begins: dict[tuple[str, int], int] = {}
    for column, text in enumerate(texts, 1):
        if looks := _LOOKS.search(str(text or "")):
            begins.setdefault((looks[1].capitalize(), _number(looks[2].upper())), column)
    lists = sorted(begins.items(), key=lambda one: one[1])
    ends = [*(begin - 1 for _, begin in lists[1:]), 10**6]
    return [one for one, end in zip(lists, ends, strict=False) if one[1] <= last and first <= end]


def _lead(click: Click, table: str, position: int) -> list[str | int]:
    if table == "Leads":
        return [position]
    plan = click.book.read("Plan")
    lead = str(plan["Lead ID"].get(position, "")) or str(plan["Name"].get(position, ""))
    return [lead] if lead else []


def _number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _rows(value: Any) -> list[list[Any]]:
    """What Excel hands out for a block, always as rows of lists."""
    if not isinstance(value, list | tuple):
        return [[value]]
    return [list(row) for row in value] if isinstance(value[0], list | tuple) else [list(value)]
