"""The defined names: each worksheet function as ``LB.<NAME>``, and the helpers they call, with comments."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from leadbook.factory.native import lists, values, whom, words
from leadbook.factory.native.stored import stored
from leadbook.rules.answers.declared import FUNCTIONS

HELPER_COMMENT = "A part of LeadBook's own functions (LB. ...); not for use in cells."


def typed() -> dict[str, str]:
    """Name -> formula as a person would type it, without the equals sign."""
    functions = lists.LISTS | values.VALUES
    helpers = words.HELPERS | whom.HELPERS | values.HELPERS
    return {f"LB.{function.name}": functions[function.name] for function in FUNCTIONS} | helpers


def comments() -> dict[str, str]:
    """Name -> what stands beside it in the name manager and in the list Excel offers while typing."""
    told = {f"LB.{function.name}": f"{function.call}: {function.gives}" for function in FUNCTIONS}
    return {name: told.get(name, HELPER_COMMENT) for name in typed()}


def add(book: Any) -> None:
    """Define them in an XlsxWriter workbook."""
    for name, formula in typed().items():
        book.define_name(name, f"={stored(formula)}")


def commented(workbook_xml: bytes) -> bytes:
    """``xl/workbook.xml`` with the comments, which XlsxWriter does not write."""
    for name, text in comments().items():
        opening = f'<definedName name="{name}">'.encode()
        workbook_xml = workbook_xml.replace(opening, opening[:-1] + f" comment={quoteattr(text)}>".encode())
    return workbook_xml
