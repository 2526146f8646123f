"""What Excel says when it cannot just now, or will not: wait a little, then one sentence.

Excel rejects calls while a cell is edited or a dialog is open. xlwings by itself would try again for ever
(N_COM_ATTEMPTS is 0); here it tries a finite number of times, and LeadBook waits between its own tries.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from leadbook.errors import Busy, Refusal

T = TypeVar("T")
ATTEMPTS = 20            # xlwings' tries at one call, without a pause
PAUSE = 0.1              # seconds between LeadBook's own tries
PATIENCE = 2.0           # seconds in all, before anything was written
LONG_PATIENCE = 20.0     # seconds in all, once something was: then giving up costs more
BUSY = (-2147418111, -2147417846, -2146777998, -1712)  # call rejected, retry later, Excel's own "ignore"; Mac: timeout


def busy(error: BaseException) -> bool:
    """Whether Excel only said "not now"."""
    return type(error).__name__ == "ExcelBusyError" or any(number in BUSY for number in _numbers(error))


def from_excel(error: BaseException) -> bool:
    """Whether ``error`` is one that Excel itself gave, over COM (Windows) or Apple events (Mac)."""
    return busy(error) or hasattr(error, "hresult") or hasattr(error, "errornumber")


def _numbers(error: BaseException) -> list[Any]:
    excepinfo: tuple[Any, ...] = getattr(error, "excepinfo", None) or ()
    return [getattr(error, "hresult", None), getattr(error, "errornumber", None), *excepinfo[-1:]]


def patiently(call: Callable[[], T], patience: float | None = None) -> T:
    """The result of ``call``, tried again while Excel is busy, for ``patience`` seconds (None: the usual)."""
    left = PATIENCE if patience is None else patience
    while True:
        try:
            return call()
        except Exception as error:
            if not busy(error) or left <= 0:
                raise
        time.sleep(PAUSE)
        left -= PAUSE


@contextmanager
def in_words(book: str, doing: str) -> Iterator[None]:
    """Errors of Excel's become Busy or Refusal with a sentence; others pass. xlwings' tries are finite inside."""
    windows = sys.modules.get("xlwings._xlwindows")
    before = getattr(windows, "N_COM_ATTEMPTS", None)
    if before is not None:
        windows.N_COM_ATTEMPTS = ATTEMPTS  # type: ignore[union-attr]
    try:
        yield
    except Exception as error:
        if busy(error):
            raise Busy(f"Excel is busy, so {book} was left as it was: finish the cell you are editing (press Enter or "
                       "Esc), close any open dialog, and try again.") from error
        if from_excel(error):
            raise Refusal(f"Excel refused {doing} ({_reason(error)}), so {book} was left as it was. Is the sheet "
                          "protected, or the workbook open read-only?") from error
        raise
    finally:
        if before is not None:
            windows.N_COM_ATTEMPTS = before  # type: ignore[union-attr]


def _reason(error: BaseException) -> str:
    """Excel's own words for what went wrong, on one line."""
    excepinfo: tuple[Any, ...] = getattr(error, "excepinfo", None) or ()
    said = excepinfo[2] if len(excepinfo) > 2 and excepinfo[2] else getattr(error, "strerror", None) or str(error)
    return " ".join(str(said).split()).rstrip(".")
