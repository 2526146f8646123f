"""An Excel error as a value: the text that every host of xlwings turns into the real error, and the sentence why.

Classic worksheet functions have no way to hand a real error through COM (xlwings issue 776), so the macro that called
turns these texts into errors; Office.js hosts do so themselves. So does Excel when somebody types one of them into a
cell, and a cell formatted as text that holds one is treated no differently.
"""

from __future__ import annotations

from typing import Any

NOT_AVAILABLE, NO_REFERENCE, NO_VALUE = "#N/A", "#REF!", "#VALUE!"
OF_CODE = {-2146826281: "#DIV/0!", -2146826246: "#N/A", -2146826259: "#NAME?", -2146826288: "#NULL!",
           -2146826252: "#NUM!", -2146826265: "#REF!", -2146826273: "#VALUE!"}  # how COM hands in an error cell


class ErrorValue(str):
    """``#N/A``, ``#REF!`` or another of Excel's error words; ``why`` is a sentence for a person ("" = not known)."""

    why: str

    def __new__(cls, word: str, why: str = "") -> ErrorValue:
        """The error ``word``."""
        made = super().__new__(cls, word)
        made.why = why
        return made


def given(value: Any) -> ErrorValue | None:
    """The error that a cell handed in, None if ``value`` is none."""
    if type(value) is int and value in OF_CODE:
        return ErrorValue(OF_CODE[value], "The cell that was asked about holds an error.")
    if isinstance(value, str) and value in OF_CODE.values():
        return ErrorValue(value, getattr(value, "why", ""))
    return None
