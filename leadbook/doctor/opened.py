"""The workbook that is open in Excel: its address, AutoSave, and the versions of LeadBook that worked on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leadbook.doctor.content import versions
from leadbook.doctor.line import Line

if TYPE_CHECKING:
    import pandas as pd


def opened(name: str, address: str, autosave: bool | None, settings: pd.DataFrame) -> Iterator[Line]:
    """``address``: Excel's full name of the workbook, a path or a web address; ``autosave``: None = not known."""
    shared = address.lower().startswith(("http://", "https://"))
    if shared:
        yield Line("ok", "address", f"Excel has {name} open from its web address: every button works. Dropped files "
                                    "and conflict copies are looked for beside the file: synchronise its folder, too.")
    if shared and autosave is False:
        yield Line("warn", "autosave", "AutoSave is off: your teammates see nothing until you save, and Excel may then "
                                       "find two versions. Switch it on, at the top left.")
    yield from versions(name, settings)
