"""quick-add: one line about a person -> a lead, or the lead that is there already.

Mission row 1 (a name or a company is enough, enter it at once) and row 23 (duplicate search): who is there already is
said, not doubled. The search is that of import; a line with neither phone nor e-mail finds its person by the name.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.find_lead import described
from leadbook.rules.imports import importing, typed_line
from leadbook.rules.imports.columns import NAMES
from leadbook.rules.imports.match import name_key
from leadbook.rules.imports.words import target_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class QuickAdd:
    """``leads``: the new Leads frame; ``row``: the person's position in it; ``added``: it is a new lead.

    ``report``: line (header and value of each piece), lead, added; ``sentence`` starts what the person is told.
    """

    leads: pd.DataFrame
    row: int
    added: bool
    sentence: str
    report: dict[str, Any]


def quick_added(leads: pd.DataFrame, text: str, config: Config, now: dt.datetime, owner: str = "") -> QuickAdd:
    """Leads (each with its id) and a person's line in. ``owner``: of a new lead, if the line names none.

    Raises BadInput if the line holds no name, or one that several leads have and nothing else to tell them apart.
    """
    incoming = typed_line.incoming(text, config)
    pieces = list(zip(incoming.header, *incoming.rows, strict=True)) if incoming.rows[0] else []
    namesakes = _namesakes(leads, pieces)
    if namesakes and not {header for header, _ in pieces} & {"Phone", "Email"}:
        return _known(leads, namesakes, pieces)
    if not any(target_of(header) in NAMES for header, _ in pieces):
        raise BadInput(f"There is no name in {' '.join(text.split())[:80]!r}: write for example "
                       "\"Ann Lee, 555 0100, ann@x.com, met at the open house\".")
    done = importing.imported(leads, incoming, config, now, owner=owner)
    if done.report["refused"]:
        raise BadInput(f"The line cannot become a lead: {done.report['refused'][0]['reason']}.")
    told = (done.report["new"] or done.report["matched"])[0]
    row = int(done.leads.index[(done.leads["Lead ID"] == told["lead"]).to_numpy()][0])
    added = bool(done.report["new"])
    lead = dict(done.leads.loc[row])
    words = _added(lead, namesakes, done.report) if added else _matched(lead, row, told, done.report)
    return QuickAdd(done.leads, row, added, words, {"line": pieces, "lead": told["lead"], "added": added})


def _namesakes(leads: pd.DataFrame, pieces: list[tuple[str, str]]) -> list[int]:
    """Positions of leads with the name in the line (or its company, where it has no name)."""
    said = dict(reversed(pieces))
    wanted = name_key(said.get("Name", ""), said.get("Company", ""))
    if not wanted:
        return []
    keys = map(name_key, leads["Name"], leads["Company"])
    return [row for row, key in zip(leads.index.tolist(), keys, strict=True) if key == wanted]


def _known(leads: pd.DataFrame, rows: list[int], pieces: list[tuple[str, str]]) -> QuickAdd:
    who = [dict(leads.loc[row]) for row in rows]
    more = "Somebody else? Add a phone or an e-mail to the line."
    if len(rows) == 1:
        said = f"{described(who[0])} is there already, in row {rows[0] + 2}; nothing was added. {more}"
    else:
        shown = ", ".join(f"row {row + 2}" for row in rows[:5])
        said = f"{len(rows)} leads are called {who[0]['Name'] or who[0]['Company']} already ({shown}); nothing was " \
               f"added. {more}"
    return QuickAdd(leads, rows[0], False, said, {"line": pieces, "lead": who[0]["Lead ID"], "added": False})


def _added(lead: dict[Any, Any], namesakes: list[int], report: dict[str, Any]) -> str:
    has = [str(lead[column]) for column in ("Phone", "Email", "How Met", "Giver") if lead[column]]
    said = f"Added {described(lead)}{': ' if has else ''}{', '.join(has)}."
    mails = [one["value"] for one in report["notices"] if one["column"] == "Email"]
    shared = f" {mails[0]} is somebody else's e-mail too." if mails else ""
    other = f" Somebody of the same name stands in row {namesakes[0] + 2}: is it another person?" if namesakes else ""
    return said + shared + other


def _matched(lead: dict[Any, Any], row: int, told: dict[str, Any], report: dict[str, Any]) -> str:
    filled = [column for column in told["filled"] if column != "Batch"]
    said = f"{described(lead)} is there already, in row {row + 2} ({told['by']})"
    said += f"; filled in: {', '.join(filled)}." if filled else "; nothing was added."
    kept = [f"{one['column']} stays {one['kept']!r}, not {one['in_file']!r}" for one in report["differences"]]
    return f"{said} {'; '.join(kept)}." if kept else said
