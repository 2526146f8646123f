"""sweep: the rows of the sheet Inbox -> leads, as import does it; a bad row stays, with its reason beside it.

Mission row 2. Nothing that a person typed is removed or changed: a row that was taken over gets the Lead ID, and its Id
says what it said then. Rows in = new + matched + stayed, each one named.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.frames import DAMAGED
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.imports.importing import imported
from leadbook.rules.inbox.waiting import TYPED, Waiting, waiting
from leadbook.schema import INBOX

if TYPE_CHECKING:
    import pandas as pd

FIRST_ROW = 2                       # the sheet's row of position 0
GONE = "Not in Leads any more"
COMPANY = INBOX.names.index("Company")
Cells = dict[int, str]


@dataclass
class Swept:
    """``leads``, ``inbox``: the new frames. ``report``: waiting, new, matched, stayed (one record a row, with the row
    of the sheet, name, lead or reason).
    """

    leads: pd.DataFrame
    inbox: pd.DataFrame
    report: dict[str, Any]


def swept(inbox: pd.DataFrame, problems: pd.DataFrame, leads: pd.DataFrame, config: Config, now: dt.datetime) -> Swept:
    """Inbox and Leads (each lead with its id) in; both as they should be, and the account, out."""
    todo = waiting(inbox, leads)
    unread = _unread(problems)
    fit = [row for row in todo.rows if row not in unread]
    stayed = [_stays(inbox, row, unread[row]) for row in todo.rows if row in unread]
    report: dict[str, Any] = {"waiting": len(todo.rows), "new": [], "matched": [], "stayed": stayed}
    marks: dict[str, Cells] = {"Lead ID": {}, "Id": {}, "Reason": {}}
    if fit:
        done = imported(leads, _as_file(inbox, fit, todo.leads), config, now)
        leads = done.leads
        _mark(done.report, todo, marks, report)
    marks["Reason"] = _settled(inbox, todo, set(leads["Lead ID"])) | marks["Reason"]
    for one in stayed:
        marks["Reason"][one["row"] - FIRST_ROW] = one["reason"]
    stayed.sort(key=lambda one: int(one["row"]))
    return Swept(leads, _marked(inbox, marks), report)


def _unread(problems: pd.DataFrame) -> dict[int, str]:
    """Position -> what to mend, for rows in which a cell cannot be read: taking them over would lose it."""
    names = [column.name for column in TYPED]
    here = problems[problems["problem"].isin(DAMAGED) & problems["column"].isin(names)]
    return {row: f"{column} cannot be read ({raw}): type it anew" for row, column, raw in
            reversed(list(zip(here["row"].tolist(), here["column"], here["raw"], strict=True)))}


def _as_file(inbox: pd.DataFrame, rows: list[int], leads: dict[int, tuple[str, str]]) -> Incoming:
    """The rows as a contacts file; one whose name was emptied since it became a lead goes under that lead's."""
    here = inbox.loc[rows]
    columns = [["" if value is None else str(value) for value in frames.cells(c, here[c.name])] for c in TYPED]
    known = [leads.get(row, ("", "")) for row in rows]
    columns[0] = [name or (called if not company else "") for name, company, (_, called) in
                  zip(columns[0], columns[COMPANY], known, strict=True)]
    texts = [list(cells) for cells in zip(*columns, (lead for lead, _ in known), strict=True)]
    header = [*(column.name for column in TYPED), "Lead ID"]
    return Incoming("Inbox", "Inbox", header, texts, [row + FIRST_ROW for row in rows], "")


def _mark(done: dict[str, Any], todo: Waiting, marks: dict[str, Cells], report: dict[str, Any]) -> None:
    """Which lead each row became, and what the person at the Inbox should know of it."""
    said: dict[int, list[str]] = {}
    for one in done["differences"]:
        said.setdefault(one["row"], []).append(f"{one['column']} in Leads stays {one['kept']}")
    for what in ("new", "matched"):
        for one in done[what]:
            row = one["row"] - FIRST_ROW
            marks["Lead ID"][row], marks["Id"][row] = one["lead"], todo.ids[row]
            marks["Reason"][row] = f"{'; '.join(said[one['row']])}." if one["row"] in said else ""
            report[what].append({"row": one["row"], "name": one["name"], "lead": one["lead"]})
    report["stayed"] += [{"row": one["row"], "name": one["name"], "reason": _reason(one["reason"])}
                         for one in done["refused"]]


def _stays(inbox: pd.DataFrame, row: int, what: str) -> dict[str, Any]:
    return {"row": row + FIRST_ROW, "name": inbox.at[row, "Name"] or inbox.at[row, "Company"], "reason": _reason(what)}


def _reason(what: str) -> str:
    return f"Not in Leads yet: {what}{' (write one of them)' if 'neither' in what else ''}."


def _settled(inbox: pd.DataFrame, todo: Waiting, leads: set[str]) -> Cells:
    """Reasons of the rows that wait for nothing: one whose lead is gone from Leads says so, by itself it comes not
    back (somebody may have deleted it on purpose); a reason that holds no more goes.
    """
    busy, said = set(todo.rows), {}
    for row, lead, reason in zip(inbox.index.tolist(), inbox["Lead ID"], inbox["Reason"], strict=True):
        if row in busy:
            continue
        if lead and lead not in leads and row in todo.ids:
            said[row] = f"{GONE}: somebody deleted {lead}. To have it back: leadbook restore, or blank Lead ID here."
        elif reason and (not lead or reason.startswith(GONE)):
            said[row] = ""
    return said


def _marked(inbox: pd.DataFrame, marks: dict[str, Cells]) -> pd.DataFrame:
    for name, cells in marks.items():
        if cells:
            column = inbox[name].copy()
            column.loc[list(cells)] = list(cells.values())
            inbox = inbox.assign(**{name: column})
    assert list(inbox.columns) == INBOX.names
    return inbox
