"""New rows as XML: a block of whole columns at once, rendered in stretches while the file is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from leadbook.ooxml.refs import letters
from leadbook.ooxml.tabledef import Calculated
from leadbook.ooxml.text import escape
from leadbook.ooxml.values import checked, tail, tails

_STRETCH = 16_384


@dataclass(slots=True)
class BlockColumn:
    """One column of a block: its number, the style of its cells, and values or a formula."""

    number: int
    style: int
    values: list[Any] | None
    formula: Calculated | None = None


@dataclass(slots=True)
class Block:
    """`count` rows that do not exist yet, from row `first` on; `offset` is where its values start in the columns."""

    first: int
    count: int
    columns: list[BlockColumn]
    date1904: bool
    offset: int = 0
    row_attributes: str = ""
    prefix: str = ""

    def rendered(self) -> Iterator[bytes]:
        """Yield the rows as XML, some thousand at a time."""
        live = [column for column in self.columns if not self._void(column)]
        for start in range(0, self.count, _STRETCH):
            yield self._stretch(live, start, min(start + _STRETCH, self.count))

    def _void(self, column: BlockColumn) -> bool:
        if column.formula or column.style or column.values is None:
            return column.formula is None and column.values is None and not column.style
        span = column.values[self.offset : self.offset + self.count]
        return span.count(None) == len(span)

    def _stretch(self, columns: list[BlockColumn], start: int, stop: int) -> bytes:
        rows = range(self.first + start, self.first + stop)
        p = self.prefix
        pattern = [f'<{p}row r="%d"{self.row_attributes}>']
        parts: list[Any] = [rows]
        for column in columns:
            style = f' s="{column.style}"' if column.style else ""
            pattern.append(f'<{p}c r="{letters(column.number)}%d"{style}%s')
            parts += (rows, self._tails(column, rows, start, stop))
        template = "".join(pattern) + f"</{p}row>"
        return "".join(map(template.__mod__, zip(*parts, strict=True))).encode()

    def _tails(self, column: BlockColumn, rows: range, start: int, stop: int) -> list[str]:
        if column.formula is not None:
            return [
                formula_tail(column.formula, f"{letters(column.number)}{row}", self.prefix) for row in rows
            ]
        if column.values is None:
            return ["/>"] * (stop - start)
        values, bad, why = checked(column.values[self.offset + start : self.offset + stop], self.date1904)
        if bad >= 0:
            raise ValueError(why)
        return [tail(value, self.prefix) for value in values] if self.prefix else tails(values)


def formula_tail(calculated: Calculated, address: str, prefix: str = "") -> str:
    """Return what follows `<c r=".." s=".."` for a formula without a cached value."""
    p = prefix
    kind = f' t="array" ref="{address}"' if calculated.array else ""
    return f"><{p}f{kind}>{escape(calculated.formula)}</{p}f></{p}c>"
