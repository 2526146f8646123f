"""The steps of calendar, mailing and broadcast: files that leave the book. They only read the workbook.

Options: ``write`` takes the bytes (of the calendars: {file name: bytes}) and puts them where the person asked, a dry
run gives one that does nothing; ``into`` says where that is, for the report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from leadbook.errors import BadInput
from leadbook.jobs.entries import asked_owner
from leadbook.jobs.work import Work
from leadbook.rules.outgoing import lists
from leadbook.rules.outgoing.events import events
from leadbook.rules.outgoing.file_names import file_names
from leadbook.rules.outgoing.ics import ics
from leadbook.rules.outgoing.sheet import csv_bytes


def calendar_(work: Work) -> None:
    """A calendar for each owner. Options: ``owner``, ``write``. Report: ``calendars`` (``owner``, ``file``, ``open``,
    ``cancelled``, ``first``, ``last``), ``planned`` (rows of the plan and promises), ``left_out`` (why -> how many).
    """
    asked = asked_owner(work)
    found = events(work.leads, work.plan, work.config, work.today, work.book_id)
    owners = found.table["Owner"].unique().tolist()
    names = file_names(owners, ".ics")
    now = work.now.replace(tzinfo=work.config.business.zone)
    made, said = {}, []
    for owner in owners:
        if asked and owner.casefold() != asked.casefold():
            continue
        mine = found.table[found.table["Owner"] == owner]
        work.progress(f"the calendar of {owner or 'nobody'}")
        made[names[owner]] = ics(mine, f"LeadBook: {owner or 'No owner'}", now)
        due = mine[mine["Open"]]["Date"]
        said.append({"owner": owner, "file": names[owner], "open": len(due), "cancelled": len(mine) - len(due),
                     "first": _day(due.min()), "last": _day(due.max())})
    if made:
        work.options["write"](made)
    planned = int((~found.table["Handed On"]).sum()) + sum(found.left_out.values())
    work.report |= {"into": work.options["into"], "calendars": said, "planned": planned, "left_out": found.left_out}


def mailing(work: Work) -> None:
    """The mailing list as CSV. Option: ``write``. Report: see ``_list``. Raises BadInput without such a channel."""
    channel = lists.list_channel(work.config, "address", True) or lists.list_channel(work.config, "address", False)
    _list(work, channel, lists.mailing, "postal address")


def broadcast(work: Work) -> None:
    """The broadcast list as CSV. Option: ``write``. Report: see ``_list``. Raises BadInput without such a channel."""
    _list(work, lists.list_channel(work.config, "email", False), lists.broadcast, "e-mail address and is a broadcast")


def _list(work: Work, channel: str, rule: Callable[..., lists.Listed], uses: str) -> None:
    """Report: ``channel``, ``leads`` = ``listed`` + the counts in ``reasons``; ``left_out``: lead, name, why."""
    if not channel:
        raise BadInput(f"No channel of the settings uses the {uses}; add one on the sheet Settings (section channels).")
    made = rule(work.leads, work.config, channel)
    work.options["write"](csv_bytes(made.table))
    reasons = {str(why): int(n) for why, n in made.left_out["why"].value_counts(sort=False).items()}
    work.report |= {"into": work.options["into"], "channel": channel, "leads": len(work.leads),
                    "listed": len(made.table), "reasons": reasons, "left_out": made.left_out.to_dict("records")}


def _day(moment: Any) -> str:
    return moment.date().isoformat() if isinstance(moment, dt.datetime) and moment == moment else ""
