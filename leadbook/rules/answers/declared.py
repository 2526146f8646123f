"""The worksheet functions, declared once: function wizard, names in the workbook and docs/functions.md agree."""

from __future__ import annotations

from dataclasses import dataclass

from leadbook.rules.answers import due, gaps, going_stale


@dataclass(frozen=True)
class Argument:
    """One argument: its name as people see it, what to give, and whether it may be left out."""

    name: str
    help: str
    optional: bool = False


@dataclass(frozen=True)
class Function:
    """``gives``: one sentence, at most 200 characters; ``more``: what else one should know; ``returns``: text, date,
    moment, count or list; ``columns``: the headings of a list, and ``told`` what stands under each."""

    name: str
    arguments: tuple[Argument, ...]
    gives: str
    more: str
    example: str
    returns: str
    columns: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """``NAME(lead)``, optional arguments in brackets."""
        return f"{self.name}({', '.join(f'[{a.name}]' if a.optional else a.name for a in self.arguments)})"


OWNER = Argument("owner", "Only this owner's rows, whatever the case. Left out or blank: everyone's.", True)
LEAD = Argument("lead", "A Lead ID, a name or a company; a part of one is enough when only one lead has it.")

FUNCTIONS = (
    Function("DUE_TODAY", (OWNER,), "Everything dated up to today that waits to be done, the oldest first: planned "
             "touches, promises and next actions.",
             "One row is one thing to do. Touches marked Done or Skipped, people who must never be contacted and leads "
             "that are lost or merged are left out; a channel that somebody asked you to leave out is not shown.",
             '=DUE_TODAY("Jane Doe")', "list", due.COLUMNS,
             ("The day it was to be done.", "The lead.", "Its name, else its company.", "Its phone.", "Its e-mail.",
              "How the plan would do it; blank for promises and next actions.",
              "The plan's reason, what was promised, or the next action.",
              "Who does it: the plan's Owner (a backup, while the owner is away), else the lead's.", "0 = due today.")),
    Function("STALE_LEADS", (OWNER,), "The leads that are going stale, the red ones first, with the reason.",
             "As marked at the last refresh (Leads, columns Alert, Stale, Deadline). Leads closed since are left out.",
             "=STALE_LEADS()", "list", going_stale.COLUMNS,
             ("Red = stale, Amber = soon.", "The last moment to contact them (Leads, column Deadline).", "The lead.",
              "Its name, else its company.", "Its phone.", "Where it stands.", "Who works it.",
              "The reason (Leads, column Stale).")),
    Function("NEXT_TOUCH", (LEAD,), "The day of this person's next planned touch; if only overdue ones are left, the "
             "oldest of them.",
             "Two leads of one person share their touches. Blank when none is planned.",
             '=NEXT_TOUCH("Dana Whitfield")', "date"),
    Function("LAST_TOUCH", (LEAD,), "When the last touch reached this lead: a talk, or a message, letter or newsletter "
             "that was delivered.",
             "Straight from the sheet Touches; a voicemail does not count. Blank when there was none.",
             '=LAST_TOUCH("L-7K3QF9X2AB")', "moment"),
    Function("TOUCHES_THIS_MONTH", (LEAD,), "How many touches reached this person this month, so far.",
             "As the plan counts them (three a month are promised): all leads of one person together.",
             '=TOUCHES_THIS_MONTH("Dana Whitfield")', "count"),
    Function("WHY_TODAY", (LEAD,), "Why this lead is on today's list, the most urgent reason first; blank when it is "
             "not.",
             "Promises, new leads nobody has spoken to, planned touches and next actions that are due, going stale.",
             '=WHY_TODAY("whitfield")', "text"),
    Function("CRACKS", (OWNER,), "Open leads that may fall through a crack: no owner, no next action, no next date, or "
             "a date that has passed.",
             "In the order of the sheet Leads. A lead in nurture needs an owner, and a next date only if it has one.",
             "=CRACKS()", "list", gaps.COLUMNS,
             ("The lead.", "Its name, else its company.", "Who works it.", "Its phone.", "Where it stands.",
              "What we do next.", "When we do it.", "What is missing.")),
    Function("FUNNEL_COUNT", (
        Argument("stage", "Received, Contacted, Appointment, Proposal, Closed (= won) or Lost; or a stage of yours."),
        Argument("from", "The first day that counts. Left out or blank: from the beginning.", True),
        Argument("to", "The last day that counts. Left out or blank: to the end.", True),
        Argument("as_of", "A past day: the count as the tables stood when it ended, the same answer for ever. Left out "
                 "or blank: as they stand now.", True)),
        "How many leads reached this step of the funnel for the first time in these days, first and last included.",
        "As the sheet Weekly counts: merged leads, connectors and clients who want nothing are left out. Never "
        "divide one count by another and call it a conversion rate. With as_of it counts as leadbook funnel --as-of "
        "does; only Python knows past days, LB.FUNNEL_COUNT answers #N/A.",
        '=FUNNEL_COUNT("Appointment", DATE(2026,11,1), DATE(2026,11,30))', "count"),
)
