"""What crosses the border between Python and Excel through COM: its errors, its times, its money."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

CALL_REJECTED = -2147418111   # RPC_E_CALL_REJECTED: Excel is busy, a cell is being edited
EXCEPTION = -2147352567       # DISP_E_EXCEPTION: Excel refused; what it refused stands in excepinfo
ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#NULL!": -2146826288,
          "#NUM!": -2146826252, "#REF!": -2146826265, "#VALUE!": -2146826273}
ERROR_NAMES = {code: name for name, code in ERRORS.items()}
SPILL = -2146826243           # #SPILL!, which xlwings does not know by name
EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)


class ComError(Exception):
    """Like ``pywintypes.com_error``: hresult, text, excepinfo."""

    def __init__(self, hresult: int, text: str, excepinfo: tuple[object, ...] | None = None) -> None:
        super().__init__(hresult, text, excepinfo, None)
        self.hresult, self.strerror, self.excepinfo = hresult, text, excepinfo


def busy() -> ComError:
    """Somebody is editing a cell."""
    return ComError(CALL_REJECTED, "Call was rejected by callee.")


def refused(why: str) -> ComError:
    """Excel's run-time error 1004."""
    return ComError(EXCEPTION, "Exception occurred.", (0, "Microsoft Excel", why, "xlmain11.chm", 0, -2146827284))


class ComTime(dt.datetime):
    """Like a pywintypes time: aware, in "UTC", with milliseconds cut off; ``serial`` is what the cell holds."""

    serial: float

    @classmethod
    def of(cls, serial: float) -> ComTime:
        at = EPOCH + dt.timedelta(days=math.floor(serial),
                                  milliseconds=math.floor((serial - math.floor(serial)) * 86_400_000))
        made = cls(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=dt.UTC)
        made.serial = serial
        return made


class Currency(Decimal):
    """What a cell with a currency format hands out: four decimals; ``exact`` is what the cell holds."""

    exact: float

    @classmethod
    def of(cls, number: float) -> Currency:
        made = cls(Decimal(repr(number)).quantize(Decimal("0.0001")))
        made.exact = number
        return made


def serial_of(moment: dt.datetime) -> float:
    """The serial number that Excel stores for a time."""
    at = moment.replace(tzinfo=dt.UTC)
    delta = at - EPOCH
    return delta.days + (delta.seconds + delta.microseconds / 1e6) / 86400
