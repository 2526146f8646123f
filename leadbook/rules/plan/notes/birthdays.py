"""Birthday notes: a planned touch for everybody with a Birthday, with the day by which it must leave (mission row 27).

It is a personal touch of its month like any other, pinned on its day. Plan ID: lead + year of the birthday, so a
birthday gets one row for ever, also if people skip or move it; a person with several leads gets one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.frames import below
from leadbook.rules.birthdays import birthday, in_year
from leadbook.rules.dates import day_words
from leadbook.rules.plan.notes.marks import BIRTHDAY, open_notes, skipped
from leadbook.rules.plan.notes.sending import Sending, sending
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.rows import plan_frame
from leadbook.workdays import Calendar

if TYPE_CHECKING:
    import pandas as pd


def birthday_notes(plan: pd.DataFrame, leads: pd.DataFrame, roster: Roster, config: Config, today: dt.date,
                   calendar: Calendar) -> pd.DataFrame:
    """The plan with a row for each birthday note to send from ``today`` to the end of the months that are planned.

    An open note that nobody moved becomes Skipped when its birthday is over, or unknown by now, or when the lead is not
    planned any more; it moves when the Birthday was corrected.
    Do Not Contact and consent are kept by ``permitted`` (and by ``withdrawn``).
    """
    import numpy as np

    known = _known(leads, roster, config)
    plan = _corrected(_given_up(plan, roster, known, today), roster, known, config, today, calendar)
    rows, occasion = _occasions(known, roster, today, last_day(today, config), config)
    rows, occasion = _new(plan, roster, rows, occasion)
    if not len(rows):
        return plan
    sent = sending(occasion, roster.permitted[roster.person[rows]], config, today, calendar)
    keep = (sent.channel >= 0) & (sent.day <= np.datetime64(last_day(today, config), "D"))
    codes = [key.removeprefix("L-") for key in leads["Lead ID"].to_numpy()[rows[keep]]]
    years = occasion[keep].astype("datetime64[Y]").astype(str)
    keys = [f"P-{code}{BIRTHDAY}{year}" for code, year in zip(codes, years, strict=True)]
    names = np.array(list(config.channels), dtype=object)
    why = _whys(occasion, sent, today)[keep]
    return below(plan, plan_frame(keys, sent.day[keep], leads, rows[keep], names[sent.channel[keep]], why, config,
                                  pinned=True))


def _known(leads: pd.DataFrame, roster: Roster, config: Config) -> dict[int, tuple[int, int]]:
    """Row in Leads -> (month, day) of the active leads whose Birthday can be read; none if no notes are wanted."""
    if not config.notes.birthdays:
        return {}
    typed = leads["Birthday"]
    read = {text: birthday(text, config.business.country) for text in typed[roster.active].unique() if text}
    rows = (typed.isin([text for text, day in read.items() if day]).to_numpy() & roster.active).nonzero()[0].tolist()
    return {row: day for row, text in zip(rows, typed.to_numpy()[rows], strict=True) if (day := read[text])}


def last_day(today: dt.date, config: Config) -> dt.date:
    """The last day of the months that are planned."""
    month = today.year * 12 + today.month - 1 + config.cadence.months_ahead
    return dt.date(month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _occasions(known: dict[int, tuple[int, int]], roster: Roster, today: dt.date, last: dt.date, config: Config
               ) -> tuple[Any, Any]:
    """(row in Leads, birthday) of those from ``today`` on whose note may have to leave by ``last``; one a person."""
    import numpy as np

    reach = last + dt.timedelta(days=7 * config.notes.send_days_before + 14)
    found, seen = [], set()
    for row, (month, day) in known.items():
        person = int(roster.person[row])
        if person in seen:
            continue
        seen.add(person)
        days = (in_year(month, day, year) for year in range(today.year, reach.year + 1))
        found += [(row, when) for when in days if today <= when <= reach]
    rows = np.array([row for row, _ in found], dtype="int64")
    return rows, np.array([when for _, when in found], dtype="datetime64[D]")


def _new(plan: pd.DataFrame, roster: Roster, rows: Any, occasion: Any) -> tuple[Any, Any]:
    """Those for whose person and year the plan has no row yet, whatever became of it."""
    import numpy as np

    there = plan[[BIRTHDAY in key for key in plan["Plan ID"]]] if len(plan) else plan
    who = roster.person_at(roster.row_of(there["Lead ID"]))
    have = {(int(p), key[-4:]) for p, key in zip(who, there["Plan ID"], strict=True)}
    years = occasion.astype("datetime64[Y]").astype(str)
    new = np.array([(int(roster.person[row]), year) not in have for row, year in zip(rows, years, strict=True)],
                   dtype=bool)
    return rows[new], occasion[new]


def _given_up(plan: pd.DataFrame, roster: Roster, known: dict[int, tuple[int, int]], today: dt.date) -> pd.DataFrame:
    """Open notes of birthdays that are over, or that nobody knows any more, are Skipped."""
    import numpy as np

    rows = open_notes(plan, BIRTHDAY)
    at = roster.row_of(plan["Lead ID"].iloc[rows]).tolist()
    days = [(known.get(row), int(key[-4:])) for row, key in zip(at, plan["Plan ID"].iloc[rows], strict=True)]
    gone = [row >= 0 and (day is None or in_year(*day, year) < today)
            for row, (day, year) in zip(at, days, strict=True)]
    return skipped(plan, rows[np.array(gone, dtype=bool)])


def _corrected(plan: pd.DataFrame, roster: Roster, known: dict[int, tuple[int, int]], config: Config, today: dt.date,
               calendar: Calendar) -> pd.DataFrame:
    """Open notes of leads whose Birthday says another day by now stand on the day to send it for that one."""
    import numpy as np
    import pandas as pd

    rows = open_notes(plan, BIRTHDAY)
    at = roster.row_of(plan["Lead ID"].iloc[rows])
    years = [int(key[-4:]) for key in plan["Plan ID"].iloc[rows]]
    when = [in_year(*known[row], year) if row in known else None for row, year in zip(at.tolist(), years, strict=True)]
    other = np.array([day is not None and not said.startswith((f"{_title(day)}:", f"{_title(day)} 2"))
                      for day, said in zip(when, plan["Why"].iloc[rows], strict=True)], dtype=bool)
    rows, at, occasion = rows[other], at[other], np.array(when, dtype="datetime64[D]")[other]
    if not len(rows):
        return plan
    sent = sending(occasion, roster.permitted[roster.person[at]], config, today, calendar)
    can = sent.channel >= 0
    columns = {name: plan[name].to_numpy(copy=True) for name in ("Date", "Scheduled", "Channel", "Why")}
    columns["Date"][rows[can]] = columns["Scheduled"][rows[can]] = sent.day[can].astype("datetime64[s]")
    columns["Channel"][rows[can]] = np.array(list(config.channels), dtype=object)[sent.channel[can]]
    columns["Why"][rows[can]] = _whys(occasion, sent, today)[can]
    return plan.assign(**{name: pd.Series(values, index=plan.index, dtype=plan[name].dtype)
                          for name, values in columns.items()})


def _title(day: dt.date) -> str:
    return f"Birthday on {day_words(day, day)}"


def _whys(occasion: Any, sent: Sending, today: dt.date) -> Any:
    """Array of sentences, one a note."""
    import numpy as np

    texts = []
    for when, by, late in zip(occasion.tolist(), sent.by.tolist(), sent.late.tolist(), strict=True):
        said = f"Birthday on {day_words(when, today)}"
        if late:
            said += f": the note should have left by {day_words(by, today)}"
        elif by is not None:
            said += f": send the note {'that day' if by == when else f'by {day_words(by, today)}'}"
        texts.append(said)
    return np.array(texts, dtype=object)
