"""A lint of typed formulas: every name that LET or LAMBDA binds is used in its scope, and may be such a name."""

import re

from openpyxl.utils import FORMULAE

from leadbook.factory.native.stored import NEWER, NEWEST, TOKEN
from leadbook.schema import TABLES

CELL_LIKE = re.compile(r"[a-z]{1,3}\d+|r\d*c?\d*|c\d*", re.IGNORECASE)


def faults(typed):
    """Sentences about unbound names, names Excel takes for something else, and unknown functions."""
    tokens = [(m.lastgroup, m["optional"] or m[0]) for m in TOKEN.finditer(typed) if m.lastgroup != "space"]
    found = []
    rest = _expression(tokens, 0, frozenset(), found)
    return [*found, *(["brackets do not match"] if rest != len(tokens) else [])]


def _expression(tokens, at, bound, found):
    """Read until the comma or bracket that ends it; the place of that."""
    while at < len(tokens):
        kind, text = tokens[at]
        if kind == "other" and text in ",)":
            return at
        if kind == "function" and text in ("LET", "LAMBDA"):
            at = _binding(tokens, at + 2, bound, found, lambda_=text == "LAMBDA")
            continue
        if kind == "bound":
            if text not in bound:
                found.append(f"{text} is not bound")
            called = tokens[at + 1:at + 2] == [("other", "(")]
            if called and text.upper() in FORMULAE | NEWER | NEWEST:
                found.append(f"{text}( reads as the function")
        if kind == "function" and text not in FORMULAE | NEWER | NEWEST:
            found.append(f"{text} is not a known function")
        at += 1
        if kind == "other" and text == "(":
            at = _arguments(tokens, at, bound, found)
    return at


def _arguments(tokens, at, bound, found):
    at = _expression(tokens, at, bound, found)
    while tokens[at:at + 1] == [("other", ",")]:
        at = _expression(tokens, at + 1, bound, found)
    return at + 1


def _binding(tokens, at, bound, found, lambda_):
    """What stands between the brackets of LET or LAMBDA; the place behind them."""
    while tokens[at][0] in ("bound", "optional") and tokens[at + 1] == ("other", ","):
        name = tokens[at][1]
        if CELL_LIKE.fullmatch(name) or name in {table.casefold() for table in TABLES}:
            found.append(f"{name} is a cell or a table to Excel")
        at += 2
        if not lambda_:
            at = _expression(tokens, at, bound, found) + 1
        bound |= {name}
    return _arguments(tokens, at, bound, found)
