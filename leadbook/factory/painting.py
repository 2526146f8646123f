"""Conditional formats on whole columns: jobs write words, these rules colour them. Never by colour alone.

A cue beside each colour: bold, italic, underline or strike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from leadbook import schema
from leadbook.factory import palette as colours
from leadbook.factory import places
from leadbook.factory.palette import Palette
from leadbook.schema import Table

RED = {"font_color": colours.RED, "bg_color": colours.RED_LIGHT, "bold": True}
AMBER = {"font_color": colours.AMBER, "bg_color": colours.AMBER_LIGHT, "italic": True}
BLUE = {"font_color": colours.BLUE, "bg_color": colours.BLUE_LIGHT, "bold": True}
LATE = {"font_color": colours.RED, "bold": True, "underline": 1}
TODAY = {"font_color": colours.BLUE, "bold": True}
RED_INK = {"font_color": colours.RED, "bold": True}
AMBER_INK = {"font_color": colours.AMBER, "italic": True}
PALE = {"font_color": colours.GREY, "italic": True}
STRUCK = {"font_color": colours.GREY, "font_strikeout": True}
TOTAL = {"bg_color": colours.MIST, "bold": True}
At = Callable[[str], str]


@dataclass(frozen=True)
class Rule:
    """Where (columns of the table), when (a formula for its first row), how, and what the legend says of it."""

    columns: tuple[str, ...]
    formula: str
    wish: dict[str, Any]
    says: str = ""


def add(sheet: Any, table: Table, palette: Palette) -> None:
    """Put the table's rules on its sheet, from its first row to the sheet's last, so that they never need extending."""
    for rule in rules(table):
        ranges = places.whole(table, *rule.columns)
        first = ranges.split(" ")[0]
        sheet.conditional_format(first, {"type": "formula", "criteria": f"={rule.formula}",
                                         "format": palette.paint(**rule.wish),
                                         **({"multi_range": ranges} if " " in ranges else {})})


def rules(table: Table) -> list[Rule]:
    """The rules of a table, the strongest first."""
    made = {"Leads": _leads, "Plan": _plan, "Checks": _checks, "Touches": _touches, "Settings": _settings,
            "Certificate": _certificate, "Account": _account, "Inbox": _inbox, "Conflicts": _conflicts}
    find = made.get(table.name, _funnel)
    at = lambda column: f"${places.of(table, column)}{table.top + 2}"  # noqa: E731
    return [*find(table, at), *_whole_days(table, at)]


def _whole_days(table: Table, at: At) -> Iterator[Rule]:
    """A moment without a time of day is shown as a day; the legend need not say it."""
    for column in table.columns:
        if column.kind == "moment":
            cell = at(column.name)
            yield Rule((column.name,), f"AND(ISNUMBER({cell}),MOD({cell},1)=0)", {"num_format": "d mmm yyyy"})


def _leads(table: Table, at: At) -> Iterator[Rule]:
    is_open = f"ISNUMBER(MATCH({at('Stage')},lb_OpenStages,0))"
    yield Rule(("Name", "Stale", "Alert"), f'{at("Alert")}="Red"', RED, "Stale: contact this lead now")
    yield Rule(("Name", "Stale", "Alert"), f'{at("Alert")}="Amber"', AMBER, "Due today, or stale tomorrow")
    yield Rule(("Check",), f'LEFT({at("Check")},10)="Incomplete"', BLUE, "Incomplete: fill in what Check says")
    for column in ("Next Date", "Promise"):
        cell = at(column)
        late = f"AND(ISNUMBER({cell}),{cell}<TODAY(),{is_open})"
        if column == "Promise":
            late = f"AND(ISNUMBER({cell}),{cell}<TODAY(),{is_open},N({at('Last Touch')})<{cell})"
        yield Rule((column,), late, LATE, "A date that has gone by")
        yield Rule((column,), f"AND({cell}=TODAY(),{is_open})", TODAY, "Today")
    yield Rule(("Do Not Contact",), f'{at("Do Not Contact")}<>""', RED, "Do not contact: all, or these channels")
    yield Rule(("Name", "Stage"), f"ISNUMBER(MATCH({at('Stage')},lb_LostStages,0))", PALE, "No longer with us")


def _plan(table: Table, at: At) -> Iterator[Rule]:
    every = tuple(table.names)
    planned = f'AND({at("Status")}="Planned",ISNUMBER({at("Date")}),{at("Date")}'
    yield Rule(every, f'{at("Status")}="Done"', STRUCK, "Done")
    yield Rule(every, f'{at("Status")}="Skipped"', PALE, "Skipped")
    yield Rule(("Date", "Name"), f"{planned}<TODAY())", LATE, "A planned day that has gone by")
    yield Rule(("Date",), f"{planned}=TODAY())", TODAY, "Today")
    yield Rule(("Pinned", "Date"), f'{at("Pinned")}="Yes"', {"bold": True}, "Pinned: LeadBook leaves it there")


def _checks(table: Table, at: At) -> Iterator[Rule]:
    yield Rule(("Code", "Since"), f"{at('Since')}=TODAY()", TODAY, "New since today")


def _certificate(table: Table, at: At) -> Iterator[Rule]:
    verdict = at("Verdict")
    shown = ("Month", "Owner", "Name", "Verdict", "Reason")
    yield Rule(("Verdict",), f'{verdict}="Not all kept"', RED_INK, "Not everybody of this owner gets what is due")
    yield Rule(("Name", "Verdict"), f'OR({verdict}="Short",{verdict}="Unreachable")', RED, "Fewer touches than due")
    yield Rule(("Name", "Verdict"), f'{verdict}="Late call"', AMBER, "The call is not in time")
    yield Rule(shown, f'AND({verdict}<>"",{at("Name")}="")', {"bold": True}, "All people of one owner")


def _account(table: Table, at: At) -> Iterator[Rule]:
    yield Rule(("Name", "Missing"), f'{at("Name")}<>""', RED, "Missing: the row is gone")
    yield Rule(("Missing",), f'{at("Missing")}>0', RED_INK, "So many leads are missing")
    yield Rule(tuple(table.names), f'AND({at("Month")}="All",{at("Owner")}="Team")', TOTAL,
               "The whole team, or all months")


def _touches(table: Table, at: At) -> Iterator[Rule]:
    attempt = f"ISNUMBER(MATCH({at('Outcome')},lb_Attempts,0))"
    yield Rule(("Outcome",), attempt, PALE, "An attempt: it did not reach them")


def _inbox(table: Table, at: At) -> Iterator[Rule]:
    yield Rule(("Name", "Reason"), f'LEFT({at("Reason")},3)="Not"', RED, "Not in Leads: see Reason")
    yield Rule(tuple(table.names), f'{at("Lead ID")}<>""', PALE, "It stands in Leads now")


def _conflicts(table: Table, at: At) -> Iterator[Rule]:
    waits = f'AND({at("Conflict ID")}<>"",{at("Decided")}="",{at("Choice")}'
    yield Rule(tuple(table.names), f'{at("Decided")}<>""', PALE, "Decided, as you chose")
    yield Rule(("Choice",), f'{waits}<>"")', BLUE, "Chosen: the next refresh or merge carries it out")
    yield Rule(("Lead", "Field", "Ours", "Theirs", "Choice"), f'{waits}="")', AMBER,
               "Two values: choose Ours or Theirs, or type what is right")


def _settings(table: Table, at: At) -> Iterator[Rule]:
    yield Rule(("Section", "Name", "Value"), f'{at("Section")}="workbook"', PALE, "Leave as it is")


def _funnel(table: Table, at: At) -> Iterator[Rule]:
    every = tuple(table.names)
    if "Note" in every:
        yield Rule(every, f'LEFT({at("Note")},3)="n <"', PALE, "Few leads: read the rate with care")
    for column, word in (("Owner", "Team"), ("Cohort", "All"), ("Source", "All sources")):
        if column in every and table in schema.FUNNELS:
            yield Rule(every, f'{at(column)}="{word}"', TOTAL, "The whole team, or all months")
