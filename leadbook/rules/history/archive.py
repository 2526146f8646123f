"""Old rows of History as a CSV file, and back. Old and New stand there as JSON texts, so that nothing in them runs as a
formula in a spreadsheet, and each comes back as it was."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.history.events import BY_JOB
from leadbook.schema import HISTORY

if TYPE_CHECKING:
    import pandas as pd

WORKBOOK = "Workbook"
COVERS = "covers"                   # Field of the row that says which days (Old up to New) an archive knows of
QUOTED = ("Old", "New", "By", "Field")


def written(history: pd.DataFrame, book_id: str, first: dt.date, before: dt.date) -> bytes:
    """The rows as CSV (UTF-8 with a byte order mark), each with the id of its workbook: all that was noticed from
    ``first`` on and before ``before``."""
    import pandas as pd

    sign = {"At": pd.Timestamp(first), "Table": "History", "Field": COVERS, "Old": first.isoformat(),
            "New": before.isoformat(), "By": BY_JOB.format("archive"), "Batch": 0.0}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HISTORY.names, WORKBOOK])
    rows: list[Any] = [dict.fromkeys(HISTORY.names, "") | sign, *history[HISTORY.names].to_dict("records")]
    for row in rows:
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


def chained(archives: list[pd.DataFrame], start: dt.date) -> tuple[list[pd.DataFrame], dt.date]:
    """(the archives that reach back from ``start`` without a gap, the first day that they know of)."""
    covers = [(found[(found["Field"] == COVERS).to_numpy() & (found["Table"].to_numpy() == "History")], found)
              for found in archives]
    days = {sign["New"].iloc[0]: (sign["Old"].iloc[0], found) for sign, found in covers if len(sign)}
    used: list[pd.DataFrame] = []
    while (here := days.pop(start.isoformat(), None)) is not None:
        used.append(here[1])
        start = dt.date.fromisoformat(here[0])
    return used, start
