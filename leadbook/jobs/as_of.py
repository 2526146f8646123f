"""The step of ``funnel --as-of``: the funnel of a past day, on the tables as they stood then. Only reads."""

from __future__ import annotations

import datetime as dt

from leadbook.errors import BadInput
from leadbook.jobs.remembering import NO_HISTORY, remember, remembered
from leadbook.jobs.work import Work
from leadbook.rules.dates import day_words
from leadbook.rules.history import archive
from leadbook.rules.history.asof import as_of, funnel_of, known_from


def as_of_(work: Work) -> None:
    """Options: ``day`` (date), ``archives`` (the bytes of archives of History).

    Report: ``as_of`` {day, exact, known_from, leads}, ``funnel`` (as the job funnel), ``tables`` {name: rows},
    ``sentence``. Raises BadInput for a day to come, or if no history is kept.
    """
    import pandas as pd

    day: dt.date = work.options["day"]
    if day > work.today:
        raise BadInput(f"{day.isoformat()} is still to come; --as-of takes a past day.")
    remember(work, "as-of")
    there = remembered(work)
    if there is None:
        raise BadInput(NO_HISTORY)
    base, history = there[0], work.sheets["History"]
    found = [archive.read(content, work.book_id) for content in work.options["archives"]]
    used, start = archive.chained(found, known_from(base, history))
    history = pd.concat([*used, history], ignore_index=True) if used else history
    then = as_of(day, base, history)
    filled = funnel_of(day, then, work.config, day >= start, work.today)
    shown = {name: [{column: _plain(value) for column, value in row.items()} for row in frame.to_dict("records")]
             for name, frame in filled.tables.items()}
    work.report |= {"as_of": {"day": day.isoformat(), "exact": day >= start, "known_from": start.isoformat(),
                              "leads": len(then["Leads"])}, "funnel": filled.report, "tables": shown,
                    "sentence": _sentence(filled.report["totals"], day, start, work.today)}


def _sentence(totals: dict[str, int], day: dt.date, start: dt.date, today: dt.date) -> str:
    kinds = ", ".join(f"{totals[name]:,} {name}" for name in ("open", "won", "lost", "disqualified", "merged"))
    said = f"At the end of {day_words(day, today)}: {totals['received']:,} leads received, {kinds}."
    if day >= start:
        return said
    return (f"{said} The history starts on {day_words(start, today)}: before it only the dates in the sheet are known, "
            "not the stages of that day.")


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return "" if value != value else value.date().isoformat()
    if isinstance(value, float):
        return "" if value != value else int(value) if value.is_integer() else value
    return value
