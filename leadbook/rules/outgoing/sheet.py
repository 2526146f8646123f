"""A frame of text -> the bytes of a CSV file that Excel and mail programs read, and in which nothing runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RUNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four: the same signs, full width


def csv_bytes(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark (so that Excel sees the umlauts), commas, lines end in CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([harmless(text) for text in row] for row in table.itertuples(index=False))
    return out.getvalue().encode("utf-8-sig", errors="replace")


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.lstrip().startswith(RUNS) else text
