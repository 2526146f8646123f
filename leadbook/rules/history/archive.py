"""Old rows of History as a CSV file, and back. Old and New stand there as JSON texts, so that nothing in them runs as a
formula in a spreadsheet, and each comes back as it was."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.schema import HISTORY

if TYPE_CHECKING:
    import pandas as pd

WORKBOOK = "Workbook"
QUOTED = ("Old", "New", "By", "Field")


def written(history: pd.DataFrame, book_id: str) -> bytes:
    """The rows as CSV (UTF-8 with a byte order mark), each with the id of its workbook."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HISTORY.names, WORKBOOK])
    for row in history[HISTORY.names].to_dict("records"):
        texts = {name: json.dumps(row[name], ensure_ascii=False) if name in QUOTED else row[name] for name in row}
        texts |= {"At": f"{row['At']:%Y-%m-%d %H:%M:%S}", "Batch": f"{row['Batch']:.0f}"}
        writer.writerow([*(texts[name] for name in HISTORY.names), book_id])
    return out.getvalue().encode("utf-8-sig", "surrogatepass")


def read(content: bytes, book_id: str) -> pd.DataFrame:
    """The rows of History in an archive of the workbook ``book_id``; none, if it is another file or damaged."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig", "surrogatepass"), newline="")))
        told = [{**{name: row[name] for name in HISTORY.names}, **{name: json.loads(row[name]) for name in QUOTED},
                 "Batch": float(row["Batch"])} for row in rows if row[WORKBOOK] == book_id]
    except (ValueError, KeyError, TypeError, csv.Error):
        told = []
    return frames.of(HISTORY, told)
