"""The step of ``history archive``: old rows of History go to a file; what is known of later days stays as it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.errors import BadInput
from leadbook.jobs.remembering import NO_HISTORY, remember, remembered
from leadbook.jobs.work import Work
from leadbook.rules.account.missing import LET_GO, missing
from leadbook.rules.dates import day_words
from leadbook.rules.history import archive
from leadbook.rules.history import base as seen_base
from leadbook.rules.history.asof import ARCHIVED, known_from
from leadbook.rules.history.events import BY_JOB
from leadbook.rules.history.noted import next_batch
from leadbook.rules.ids import code
from leadbook.schema import HISTORY
from leadbook.sentences import plural

if TYPE_CHECKING:
    import pandas as pd

    from leadbook.rules.history.state import State


def archive_(work: Work) -> None:
    """Options: ``before`` (date), ``write`` takes the bytes of the CSV, ``into``: the file's name, for the report.

    The workbook then remembers the tables as they are now (a new base), keeps the events from ``before`` on, and those
    of rows that are still missing. Report: ``archived`` {events, kept, before, into}, ``sentence``. Raises BadInput if
    no history is kept.
    """
    remember(work, "archive")
    there = remembered(work)
    if there is None:
        raise BadInput(NO_HISTORY)
    day: dt.date = work.options["before"]
    history, into = work.sheets["History"], str(work.options["into"])
    old = (history["At"] < dt.datetime.combine(day, dt.time())).to_numpy() & (history["Table"] != "History").to_numpy()
    old &= ~_still_missing(work, history, there[1])
    moved = int(old.sum())
    figures = {"events": moved, "kept": len(history) - moved, "before": day.isoformat(), "into": into}
    if not moved:
        work.report |= {"archived": figures | {"into": ""}, "sentence": (
            f"Nothing to archive: History holds nothing from before {day_words(day, work.today)}.")}
        return
    work.options["write"](archive.written(history[old], work.book_id, known_from(there[0], history), day))
    batch = next_batch(history, there[0])
    work.sheets["Seen"] = seen_base.packed(there[1], work.now, batch)
    work.sheets["History"] = _with_sign(history[~old], work, day, into, batch)
    work.report |= {"archived": figures, "sentence": (
        f"{plural(moved, 'change')} from before {day_words(day, work.today)} went to {into}; keep that file beside the "
        "workbook, then --as-of knows the days before too.")}


def _still_missing(work: Work, history: pd.DataFrame, now: dict[str, State]) -> Any:
    """Boolean array: the events that say what a row held that is gone, and who was let go: they stay, so that it can be
    restored and is not named again."""
    import numpy as np

    found = [one for table, frame in (("Leads", work.leads), ("Touches", work.touches))
             for one in missing(table, frame, now[table], history)]
    away = {(one.table, one.key, one.batch) for one in found}
    noticed = {event for one in found for event in one.events}
    meant = (history["Field"] == LET_GO).to_numpy() & history["Old"].isin(noticed).to_numpy()
    return meant | history["Event ID"].isin(noticed).to_numpy() | np.array(
        [one in away for one in zip(history["Table"], history["Row ID"], history["Batch"], strict=True)], dtype=bool)


def _with_sign(kept: pd.DataFrame, work: Work, day: dt.date, into: str, batch: int) -> pd.DataFrame:
    """``kept`` with the row that says where the rest is."""
    import pandas as pd

    from leadbook import frames

    sign = frames.of(HISTORY, [{
        "At": work.now, "Table": "History", "Field": ARCHIVED, "Old": day.isoformat(), "New": into,
        "By": BY_JOB.format("archive"), "Batch": batch,
        "Event ID": "E-" + code(f"{ARCHIVED}\x1f{day}\x1f{batch}", 12)}])
    return pd.concat([kept, sign], ignore_index=True)
