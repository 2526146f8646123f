"""The button Account: every lead that ever came in is counted, and who is gone is named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook import sentences
from leadbook.ribbon.click import Click
from leadbook.ribbon.running import facts, left
from leadbook.rules.words import some_of

if TYPE_CHECKING:
    from leadbook.jobs import Report

SHEET = "Account"
STALE = "The sheet Account says it as of the last Refresh."
MOST = 8                            # of each kind are named; the command lists them all
HOW = {"deleted": "deleted", "pasted over": "pasted over", "renumbered": "under another Lead ID"}


def account(click: Click) -> None:
    """The identity in one sentence; a message with names where a row is missing, doubled or muddled. Goes to the
    sheet Account where the workbook has one.
    """
    report = click.run("account")
    shown = click.go_to(SHEET)
    first, gaps = sentences.accounted(facts(report)), len(report.own["cracks"])
    if gaps:
        first += f" {sentences.plural(gaps, 'open lead')} without owner, next action or a date ahead: see =CRACKS()."
    found = _found(report, click.book.name)
    click.voice.say(first, *found, *[STALE] * bool(found and shown), *left(report))


def _found(report: Report, file: str) -> list[str]:
    """One line for each kind of thing that is wrong, then what to do; nothing if all is well."""
    own = report.own
    lines = [_listed("Missing", [_who(one) for one in own["missing"]]),
             _listed("There, but under another Lead ID",
                     [f"{one['name']} (row {one['row']})" for one in own["renumbered"]]),
             _listed("Two rows with one Lead ID", [f"{one['name'] or one['lead']} (rows {_rows(one['rows'])})"
                                                   for one in own["doubled"]]),
             *(one["message"] for one in own["muddled"][:MOST])]
    touches, said = own["missing_touches"], f'"{file}"' if " " in file else file
    lines += [f"{sentences.plural(touches, 'row')} of the log Touches deleted."] * bool(touches)
    back = own["missing"] or own["renumbered"] or own["muddled"] or touches
    lines += [f"To bring them back, close the workbook and run in a terminal: leadbook restore {said} --dry-run. "
              "It shows what would come back; without --dry-run it does it."] * bool(back)
    if own["missing"]:
        lines += [f"Was one deleted on purpose? leadbook account {said} --let-go {own['missing'][0]['lead']}"]
    return [line for line in [*lines, *own["advice"]] if line]


def _who(one: dict[str, Any]) -> str:
    """``Ann Ng (deleted, last with Maria)``."""
    return f"{one['name']} ({HOW[one['why']]}{', last with ' + one['owner'] if one['owner'] else ''})"


def _rows(rows: Sequence[int]) -> str:
    return f"{', '.join(map(str, rows[:-1]))} and {rows[-1]}"


def _listed(title: str, some: Sequence[str]) -> str:
    return f"{title}: {some_of(some, MOST)}." if some else ""
