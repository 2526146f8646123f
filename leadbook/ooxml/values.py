"""Python values as cell XML: checked first, written later. What comes in is what `Table.set` takes."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from leadbook.ooxml.dates import to_serial
from leadbook.ooxml.guard import MAX_TEXT
from leadbook.ooxml.text import escape, escaped, spaced

_EXACT = 1 << 53
_LONG = 512  # rows from which on it pays to look for words that repeat
Value = None | str | int | float | bool | dt.datetime | dt.date | dt.time


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as #REF! as it stands in a cell; `code` is its text."""

    code: str

    def __str__(self) -> str:
        return self.code


class NotWritable(ValueError):
    """The sentence says why a value cannot stand in a cell."""


def plain(value: Any, date1904: bool) -> str | int | float | bool | None:
    """Return `value` as what the file will hold (dates as serial numbers); `NotWritable` says why not."""
    kind = type(value)
    if value is None or kind is bool:
        return value  # type: ignore[no-any-return]
    if isinstance(value, str):
        return _checked_text(value if kind is str else str(value))
    if isinstance(value, (int, float, Decimal)):
        return _checked_number(value)
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        if value != value:
            raise NotWritable("it is NaT (no date); give None for a blank cell")
        try:
            return to_serial(value, date1904)
        except ValueError as error:
            raise NotWritable(str(error)) from None
    if kind.__module__ == "numpy" and hasattr(value, "item") and getattr(value, "shape", None) == ():
        inner = value.item()
        if type(inner) is not kind and not (isinstance(inner, int) and "datetime" in kind.__name__):
            return plain(inner, date1904)
    if kind.__name__ == "NAType":
        raise NotWritable("it is NA (missing); give None for a blank cell")
    raise NotWritable(f"a cell cannot hold a {kind.__name__}")


def _checked_text(value: str) -> str:
    if len(value) > MAX_TEXT // 2 and len(value.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise NotWritable(f"it is longer than the {MAX_TEXT:,} characters a cell holds")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotWritable("it holds half a character (a lone surrogate)") from None
    return value


def _checked_number(value: int | float | Decimal) -> int | float:
    number: int | float = int(value) if isinstance(value, int) else float(value)
    if isinstance(number, float) and not math.isfinite(number):
        word = "NaN" if math.isnan(number) else "infinite"
        raise NotWritable(f"it is {word}, which Excel has no number for; give None for a blank cell")
    if isinstance(number, int) and abs(number) >= _EXACT:
        number = float(number)  # Excel holds 15 digits; OverflowError: beyond 1.8e308
    return number


def checked(values: Iterable[Any], date1904: bool) -> tuple[list[Any], int, str]:
    """Return (plain values, -1, "") for a column, or the position and reason of the first that cannot be written."""
    column = list(values)
    kinds = set(map(type, column))
    if kinds <= {type(None), bool}:
        return column, -1, ""
    if kinds <= {type(None), str} and _all_text_fits(few(column) or column):
        return column, -1, ""
    if kinds <= {int, float, type(None)}:
        given = [value for value in column if value is not None]
        if min(given) > -_EXACT and max(given) < _EXACT and all(map(math.isfinite, given)):
            return column, -1, ""
    out = []
    for position, value in enumerate(column):
        try:
            out.append(plain(value, date1904))
        except NotWritable as error:
            return column, position, str(error)
        except OverflowError:
            return column, position, "it is too large for a number in Excel"
    return out, -1, ""


def _all_text_fits(column: Collection[str | None]) -> bool:
    if max(map(len, filter(None, column)), default=0) > MAX_TEXT // 2:
        return False
    try:
        "".join(filter(None, column)).encode()
    except UnicodeEncodeError:
        return False
    return True


def tail(value: str | int | float | bool | None, prefix: str = "") -> str:
    """Return what follows `<c r=".." s=".."` for a plain value, the cell's end included."""
    return _TAILS[type(value)](value, prefix)


def _text_tail(value: str, p: str) -> str:
    space = ' xml:space="preserve"' if spaced([value]) else ""
    return f' t="inlineStr"><{p}is><{p}t{space}>{escape(value)}</{p}t></{p}is></{p}c>'


_TAILS: dict[type, Callable[[Any, str], str]] = {
    type(None): lambda value, p: "/>",
    str: _text_tail,
    bool: lambda value, p: f' t="b"><{p}v>{value:d}</{p}v></{p}c>',
    int: lambda value, p: f"><{p}v>{value}</{p}v></{p}c>",
    float: lambda value, p: f"><{p}v>{value!r}</{p}v></{p}c>",
}


def few(column: list[Any]) -> set[Any] | None:
    """Return the distinct values of a long column of texts and blanks that repeats a few words, else None."""
    if len(column) < _LONG or len(set(column[:_LONG])) > _LONG // 8:
        return None
    words = set(column)
    return words if len(words) <= len(column) // 8 else None


def tails(column: list[Any]) -> tuple[str, list[Any]]:
    """Return (form, parts) such that `form % part` is the `tail` of each plain value; fast for uniform columns."""
    kinds = set(map(type, column))
    if kinds == {type(None)}:
        return "%s", ["/>"] * len(column)
    if kinds <= {str, type(None)}:
        if (words := few(column)) is not None:
            return "%s", list(map({word: tail(word) for word in words}.__getitem__, column))
        return _text_tails(column, kinds == {str})
    if kinds == {int}:
        return "><v>%s</v></c>", list(map(str, column))
    if kinds == {float}:
        whole = all(map(float.is_integer, column)) and max(map(abs, column)) < _EXACT
        return "><v>%s</v></c>", list(map(repr, map(int, column) if whole else column))
    if kinds <= {int, float, type(None)}:
        return "%s", ["/>" if value is None else f"><v>{value!r}</v></c>" for value in column]
    return "%s", [tail(value) for value in column]


def whole_tails(column: list[Any]) -> list[str]:
    """Return the `tail` of each plain value."""
    form, parts = tails(column)
    before, after = form.split("%s")
    return [f"{before}{part}{after}" for part in parts] if before else parts


def _text_tails(column: list[Any], full: bool) -> tuple[str, list[Any]]:
    given = column if full else [value for value in column if value is not None]
    space = ' xml:space="preserve"' if spaced(given) else ""
    start, end = f' t="inlineStr"><is><t{space}>', "</t></is></c>"
    texts = escaped(given)
    if full:
        return f"{start}%s{end}", texts
    if texts is given:
        return "%s", ["/>" if value is None else f"{start}{value}{end}" for value in column]
    following = iter(texts)
    return "%s", ["/>" if value is None else f"{start}{next(following)}{end}" for value in column]
