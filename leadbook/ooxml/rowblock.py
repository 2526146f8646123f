"""New rows as XML: a block of whole columns at once, rendered in stretches while the file is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leadbook.ooxml.refs import letters
from leadbook.ooxml.tabledef import Calculated
from leadbook.ooxml.text import escape
from leadbook.ooxml.values import tail, tails

_STRETCH = 16_384  # rows whose values become texts at once
_PIECE = 1_024  # rows that become XML at once


@dataclass(slots=True)
class BlockColumn:
    """One column of a block: its number, the style of its cells, and plain values or a formula.

    `implied` says that the sheet gives a cell that is not there this style anyway: blank ones are left out.
    """

    number: int
    style: int
    values: list[Any] | None
    formula: Calculated | None = None
    implied: bool = False


@dataclass(slots=True)
class Block:
    """`count` rows that do not exist yet, from row `first` on; `offset` is where its values start in the columns."""

    first: int
    count: int
    columns: list[BlockColumn]
    offset: int = 0
    row_attributes: str = ""
    prefix: str = ""

    def rendered(self) -> Iterator[bytes]:
        """Yield the rows as XML, some thousand at a time."""
        live = [column for column in self.columns if not self._void(column)]
        for start in range(0, self.count, _STRETCH):
            fixed, parts = self._stretch(live, start, min(start + _STRETCH, self.count))
            for at in range(0, len(parts[0]), _PIECE):
                yield _woven(fixed, [part[at : at + _PIECE] for part in parts])

    def _void(self, column: BlockColumn) -> bool:
        styled = column.style and not column.implied
        if column.formula or styled or column.values is None:
            return column.formula is None and column.values is None and not styled
        span = column.values[self.offset : self.offset + self.count]
        return not any(span) and span.count(None) == len(span)

    def _stretch(self, columns: list[BlockColumn], start: int, stop: int) -> tuple[list[str], list[Sequence[Any]]]:
        """The rows `start` to `stop` as what is the same in all of them, and what stands between, by column."""
        rows = range(self.first + start, self.first + stop)
        numbers = list(map(str, rows))
        p = self.prefix
        fixed = [f'<{p}row r="', f'"{self.row_attributes}>']
        parts: list[Sequence[Any]] = [numbers]
        for column in columns:
            style = f' s="{column.style}"' if column.style else ""
            form, values = self._tails(column, rows, start, stop)
            before, after = form.split("%s")
            name, before = f'<{p}c r="{letters(column.number)}', f'"{style}{before}'
            if column.implied and "/>" in values:
                cells = zip(numbers, values, strict=True)
                parts.append(["" if v == "/>" else f"{name}{n}{before}{v}{after}" for n, v in cells])
                fixed.append("")
                continue
            fixed[-1] += name
            fixed += (before, after)
            parts += (numbers, values)
        fixed[-1] += f"</{p}row>"
        return fixed, parts

    def _tails(self, column: BlockColumn, rows: range, start: int, stop: int) -> tuple[str, Sequence[Any]]:
        if column.formula is not None:
            name = letters(column.number)
            return "%s", [formula_tail(column.formula, f"{name}{row}", self.prefix) for row in rows]
        if column.values is None:
            return "%s", ["/>"] * (stop - start)
        values = column.values[self.offset + start : self.offset + stop]
        return ("%s", [tail(value, self.prefix) for value in values]) if self.prefix else tails(values)


def _woven(fixed: list[str], parts: Sequence[Sequence[Any]]) -> bytes:
    """For each row `fixed[0]`, `parts[0]`, `fixed[1]` ... to the last of `fixed`. Few rows at a time stay in the cache.
    """
    count, step = len(parts[0]), 2 * len(parts) + 1
    out = [fixed[-1]] * (step * count)
    for nth, part in enumerate(parts):
        out[2 * nth :: step] = [fixed[nth]] * count
        out[2 * nth + 1 :: step] = part
    return "".join(out).encode()


def formula_tail(calculated: Calculated, address: str, prefix: str = "") -> str:
    """Return what follows `<c r=".." s=".."` for a formula without a cached value."""
    p = prefix
    kind = f' t="array" ref="{address}"' if calculated.array else ""
    return f"><{p}f{kind}>{escape(calculated.formula)}</{p}f></{p}c>"
