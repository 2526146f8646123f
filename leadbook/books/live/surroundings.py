"""Excel's surroundings while LeadBook writes: no repainting, no recalculation, no macros of the workbook's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from leadbook.books.live.patience import LONG_PATIENCE, patiently

if TYPE_CHECKING:
    import xlwings as xw

QUIET = {"screen_updating": False, "enable_events": False, "calculation": "manual"}


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Everything is put back as it was, also after an error; what cannot be put back hinders nothing else."""
    before = {name: patiently(partial(getattr, app, name)) for name in QUIET}
    touched = [name for name, value in QUIET.items() if before[name] != value]
    try:
        for name in touched:
            patiently(partial(setattr, app, name, QUIET[name]))
        yield
    finally:
        for name in reversed(touched):
            with suppress(Exception):
                patiently(partial(setattr, app, name, before[name]), LONG_PATIENCE)
