"""The steps of import, log and today: rows in from a file or a person, and the day's list out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.errors import BadInput
from leadbook.jobs.work import Work
from leadbook.rules import new_touch
from leadbook.rules.dates import day_words
from leadbook.rules.imports import importing
from leadbook.rules.today.today import todays


def import_(work: Work) -> None:
    """Add the leads of a contacts file. Options: ``incoming`` (import_columns.Incoming), ``source``, ``owner``."""
    done = importing.imported(work.leads, work.options["incoming"], work.config, work.now,
                              source=work.options.get("source", ""), owner=work.options.get("owner", ""))
    work.sheets["Leads"] = done.leads
    work.report |= done.report


def log_(work: Work) -> None:
    """Append one touch. Options: those of ``new_touch.logged``."""
    done = new_touch.logged(work.leads, work.touches, work.config, work.now, **work.options)
    work.sheets["Touches"] = done.touches
    work.report |= {**done.report, "sentence": done.sentence}


def looking_ahead(work: Work) -> None:
    """After the bookkeeping: which planned touch the new one ticked, and when the next one is."""
    touch = work.report["touch"]
    row = work.touches[work.touches["Touch ID"] == touch["Touch ID"]]
    plan_id = str(row["Plan ID"].iloc[0]) if len(row) else ""
    plan = work.plan
    ticked = plan[(plan["Plan ID"] == plan_id) & (plan_id != "")]
    waiting = plan[(plan["Lead ID"] == touch["Lead ID"]) & (plan["Status"].isin(["", "Planned"]))
                   & (plan["Date"] >= work.now.replace(hour=0, minute=0, second=0))]["Date"]
    following = None if waiting.empty else waiting.min().date()
    words = [work.report["sentence"]]
    if len(ticked) and not work.report["already_logged"]:
        one = ticked.iloc[0]
        day = day_words(one["Date"].date(), work.today)
        words.append(f"Ticked the planned {str(one['Channel']).lower()} of {day}.")
    if following:
        words.append(f"Next touch: {day_words(following, work.today)}.")
    work.report |= {"ticked": plan_id, "next_touch": following.isoformat() if following else "",
                    "sentence": " ".join(words)}


def today_(work: Work) -> None:
    """The day's list. Option: ``owner``. Report: ``today_list``, one record a lead, in order.

    Raises BadInput for an owner that nobody knows: an empty list would look like a free day.
    """
    owner = work.options.get("owner", "").strip()
    owners = sorted({*work.leads["Owner"].unique(), *work.config.owners} - {""})
    if owner and owner.casefold() not in [name.casefold() for name in owners]:
        raise BadInput(f"Nobody called {owner!r} owns a lead; the owners are {', '.join(owners) or '(none yet)'}.")
    table = todays(work.leads, work.touches, work.plan, work.config, work.today, work.now, owner)
    table = table.rename(columns={name: name.lower().replace(" ", "_") for name in table.columns})
    table = table.rename(columns={"lead_id": "lead"})
    work.report["today_list"] = [{name: _plain(value) for name, value in row.items()}
                                 for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return "" if value != value else value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return "" if value is None or value != value else value
