"""Where things stand: the letter of a column, its whole range, and the names the formulas use."""

from __future__ import annotations

from leadbook.schema import LISTS, Table

LAST_ROW = 1_048_576
LONGEST_LIST = 2_000


def letter(position: int) -> str:
    """0 -> A, 26 -> AA."""
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(65 + rest) + text
    return text


def fixed(row: int, column: int) -> str:
    """(0, 0) -> $A$1."""
    return f"${letter(column)}${row + 1}"


def of(table: Table, column: str) -> str:
    """The letter of a table's column."""
    return letter(table.names.index(column))


def whole(table: Table, *columns: str) -> str:
    """The columns from the first data row to the last row of the sheet, neighbours joined, with blanks between."""
    spans: list[list[int]] = []
    for position in sorted(table.names.index(c) for c in columns):
        if spans and spans[-1][1] == position - 1:
            spans[-1][1] = position
        else:
            spans.append([position, position])
    return " ".join(f"{letter(first)}{table.top + 2}:{letter(last)}{LAST_ROW}" for first, last in spans)


def list_names() -> dict[str, str]:
    """Defined name -> formula: the filled part of each Lists column, whatever its length."""
    return {f"lb_{column}": f"=Lists!${a}$2:INDEX(Lists!${a}$2:${a}${LONGEST_LIST},"
                            f"MAX(1,COUNTA(Lists!${a}$2:${a}${LONGEST_LIST})))"
            for a, column in ((of(LISTS, name), name) for name in LISTS.names)}
