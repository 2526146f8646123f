"""A worksheet that writes formulas in half the time: XlsxWriter searches each of thousands for 30 to 180 names.

Excel stores newer functions with a prefix (``_xlfn.``). The library knows which; it is asked once for each name that
our formulas call, not once for each formula. Were it to name its method otherwise, only the speed would be lost.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xlsxwriter.worksheet import Worksheet

CALLED = re.compile(r"[\w.]+(?=\()")


class Sheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """What ``Workbook.add_worksheet`` takes as ``worksheet_class``."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if all(_as_it_is(name) for name in set(CALLED.findall(formula))):
            return formula.removeprefix("{").removeprefix("=").removesuffix("}")
        prepared: str = super()._prepare_formula(formula, expand_future_functions)
        return prepared


@lru_cache(maxsize=512)
def _as_it_is(name: str) -> bool:
    """Whether the function is stored under the name that people write."""
    asked = f"{name}("
    return bool(Worksheet()._prepare_formula(asked, True) == asked)
