"""New rows as XML: a block of whole columns at once, rendered in stretches while the file is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leadbook.ooxml.refs import letters
from leadbook.ooxml.tabledef import Calculated
from leadbook.ooxml.text import escape
from leadbook.ooxml.values import tail, tails

_STRETCH = 16_384


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
            yield self._stretch(live, start, min(start + _STRETCH, self.count))

    def _void(self, column: BlockColumn) -> bool:
        styled = column.style and not column.implied
        if column.formula or styled or column.values is None:
            return column.formula is None and column.values is None and not styled
        span = column.values[self.offset : self.offset + self.count]
        return span.count(None) == len(span)

    def _stretch(self, columns: list[BlockColumn], start: int, stop: int) -> bytes:
        rows = range(self.first + start, self.first + stop)
        numbers = list(map(str, rows))
        p = self.prefix
        pattern = [f'<{p}row r="%s"{self.row_attributes}>']
        parts: list[Sequence[Any]] = [numbers]
        for column in columns:
            style = f' s="{column.style}"' if column.style else ""
            form, values = self._tails(column, rows, start, stop)
            if column.implied and "/>" in values:
                cell = f'<{p}c r="{letters(column.number)}%s"{style}{form}'
                pattern.append("%s")
                parts.append(["" if v == "/>" else cell % (n, v) for n, v in zip(numbers, values, strict=True)])
                continue
            pattern.append(f'<{p}c r="{letters(column.number)}%s"{style}{form}')
            parts += (numbers, values)
        template = "".join(pattern) + f"</{p}row>"
        return "".join(map(template.__mod__, zip(*parts, strict=True))).encode()

    def _tails(self, column: BlockColumn, rows: range, start: int, stop: int) -> tuple[str, Sequence[Any]]:
        if column.formula is not None:
            name = letters(column.number)
            return "%s", [formula_tail(column.formula, f"{name}{row}", self.prefix) for row in rows]
        if column.values is None:
            return "%s", ["/>"] * (stop - start)
        values = column.values[self.offset + start : self.offset + stop]
        return ("%s", [tail(value, self.prefix) for value in values]) if self.prefix else tails(values)


def formula_tail(calculated: Calculated, address: str, prefix: str = "") -> str:
    """Return what follows `<c r=".." s=".."` for a formula without a cached value."""
    p = prefix
    kind = f' t="array" ref="{address}"' if calculated.array else ""
    return f"><{p}f{kind}>{escape(calculated.formula)}</{p}f></{p}c>"
