"""Which versions of LeadBook worked on a workbook: rows of its sheet Settings, so that differing ones are noticed.

The workbook says which version made it; each other version adds a row with its first run. A workbook that was made
before there were such rows says nothing, and gets none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.schema import SETTINGS

if TYPE_CHECKING:
    import pandas as pd

SECTION, MADE, USED = "workbook", "made by", "used by"
HELP = {MADE: "The version of LeadBook that made this workbook. Leave it as it is.",
        USED: "Another version of LeadBook that has worked on it since. Leave it as it is."}


def called(version: str) -> str:
    """What stands in the cell for ``version``."""
    return f"LeadBook {version}"


def signed(settings: pd.DataFrame, version: str) -> pd.DataFrame:
    """The table Settings with a row for ``version`` below; the same frame if it has one, or has none of any version."""
    known = versions(settings)
    if not known or version in known:
        return settings
    return frames.below(settings, frames.of(SETTINGS, [
        {"Section": SECTION, "Name": USED, "Value": called(version), "Help": HELP[USED]}]))


def versions(settings: pd.DataFrame) -> list[str]:
    """The versions that the table Settings names, the oldest first, each once."""
    here = settings[((settings["Section"] == SECTION) & settings["Name"].isin((MADE, USED))).to_numpy()]
    return sorted({value.removeprefix(called("")).strip() for value in here["Value"] if value}, key=in_order)


def in_order(version: str) -> tuple[list[int], str]:
    """What versions are compared by: ``0.10.0`` comes after ``0.9.1``."""
    return [int(number) for number in re.findall(r"\d+", version)], version
