"""Writes functions.md, the page on the worksheet functions: python docs/make_functions.py

Drawn from their declarations (``leadbook/rules/answers/declared.py``); the examples are worked out on the small book
below. ``tests/docs/test_functions.py`` fails when the page is old, or when the native functions answer otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from leadbook import config, frames
from leadbook.rules import answers
from leadbook.rules.answers.declared import FUNCTIONS, Function
from leadbook.schema import TABLES

TODAY = dt.date(2026, 11, 23)
CONFIG = config.checked(config.merged({"owners": {"Jane Doe": {}, "Tom Lee": {}}}), "docs")
BOOK: dict[str, list[dict[str, Any]]] = {
    "Leads": [
        {"Lead ID": "L-7K3QF9X2AB", "Name": "Dana Whitfield", "Stage": "Proposal", "Owner": "Jane Doe",
         "Phone": "(212) 555-0142", "Received": dt.datetime(2026, 11, 2, 9, 30),
         "Next Action": "Call about the appraisal", "Next Date": dt.date(2026, 11, 20),
         "First Contact": dt.datetime(2026, 11, 2, 10, 5),
         "Appointment": dt.date(2026, 11, 9), "Proposal": dt.date(2026, 11, 16), "Alert": "Red", "Person": 1,
         "Stale": "Proposal: 6 days since the call of 17 Nov, limit 3", "Deadline": dt.date(2026, 11, 20)},
        {"Lead ID": "L-2M8RC4T6YP", "Name": "Omar Reyes", "Stage": "Appointment", "Owner": "Tom Lee",
         "Phone": "(212) 555-0117", "Email": "omar@example.com", "Received": dt.date(2026, 11, 12), "Person": 2,
         "First Contact": dt.date(2026, 11, 12), "Appointment": dt.date(2026, 11, 25), "Next Action": "Show the condo",
         "Next Date": dt.date(2026, 11, 25)},
        {"Lead ID": "L-9V1HE3W5ZD", "Company": "Lakeside Dental", "Stage": "Contacted", "Phone": "(212) 555-0186",
         "Received": dt.date(2026, 11, 19), "First Contact": dt.date(2026, 11, 20), "Person": 3}],
    "Touches": [
        {"Lead ID": "L-7K3QF9X2AB", "When": dt.datetime(2026, 11, 2, 10, 5), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "L-7K3QF9X2AB", "When": dt.datetime(2026, 11, 17, 15, 40), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "L-7K3QF9X2AB", "When": dt.datetime(2026, 11, 21, 11, 0), "Channel": "Call",
         "Outcome": "Left message"}],
    "Plan": [
        {"Plan ID": "P-7K3QF9X2AB-202611-3", "Lead ID": "L-7K3QF9X2AB", "Name": "Dana Whitfield", "Owner": "Jane Doe",
         "Date": dt.date(2026, 11, 27), "Channel": "E-mail", "Why": "Touch 3 of 3 in November", "Status": "Planned"},
        {"Plan ID": "P-2M8RC4T6YP-202611-2", "Lead ID": "L-2M8RC4T6YP", "Name": "Omar Reyes", "Owner": "Tom Lee",
         "Date": dt.date(2026, 11, 23), "Channel": "Call", "Why": "Touch 2 of 3 in November", "Status": "Planned"}]}
# (what is typed, the rule's answer)
ASKED: dict[str, Callable[[Any, Any, Any], Any]] = {
    '=DUE_TODAY("Jane Doe")': lambda leads, touches, plan: answers.due_today(leads, plan, CONFIG, TODAY, "Jane Doe"),
    "=STALE_LEADS()": lambda leads, touches, plan: answers.stale_leads(leads, CONFIG),
    '=NEXT_TOUCH("Dana Whitfield")': lambda leads, touches, plan: answers.next_touch(
        leads, plan, "Dana Whitfield", TODAY),
    '=LAST_TOUCH("L-7K3QF9X2AB")': lambda leads, touches, plan: answers.last_touch(
        leads, touches, CONFIG, "L-7K3QF9X2AB", TODAY),
    '=TOUCHES_THIS_MONTH("Dana Whitfield")': lambda leads, touches, plan: answers.touches_this_month(
        leads, touches, CONFIG, "Dana Whitfield", TODAY),
    '=WHY_TODAY("whitfield")': lambda leads, touches, plan: answers.why_today(
        leads, touches, plan, CONFIG, "whitfield", TODAY),
    "=CRACKS()": lambda leads, touches, plan: answers.cracks(leads, CONFIG, TODAY),
    '=FUNNEL_COUNT("Appointment", DATE(2026,11,1), DATE(2026,11,30))': lambda leads, touches, plan:
        answers.funnel_count(leads, touches, CONFIG, "Appointment", dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
}
HEAD = """# Worksheet functions

Each function comes twice, under two names that answer the same:

- **`=LB.DUE_TODAY()`** and its like are part of the workbook. They need no macros and no Python, and work in Excel for
  Windows, Excel for Mac and Excel for the web (Microsoft 365, or Excel 2024). Type `=LB.` and Excel offers them.
- **`=DUE_TODAY()`** and its like are worked out by LeadBook itself (Excel for Windows, with LeadBook set up). Use them
  where a sheet has very many rows.

No sheet of LeadBook needs either: Excel 2021 has no LAMBDA, so Today and Funnel use older formulas. Put the functions
on sheets of your own, never into the tables or under them. A list needs free cells below and to the right.

- **lead** is a Lead ID, a name or a company, in any case; a part of one will do when only one lead has it. A blank
  cell gives a blank answer, so you can fill a formula down beside rows that are still empty.
- **owner** left out or blank means everyone. A name that nobody has is `#N/A`: an empty list would say that nothing
  waits.
- `#N/A` also says: no such lead, several that fit (give the Lead ID), or no such step. `#REF!` says that a column of a
  table was deleted or renamed.
- A list with nothing in it is its row of headings.
- Excel shows a day as a number such as 46349 until its cells have a date format (Home, Number, Short Date).
- Planned touches, touches, dates and settings count as they stand now. What LeadBook works out itself (Alert, Stale,
  Deadline, Check, Person, ids) is as of the last refresh. A date or time typed as text counts once it is corrected
  (the sheet Checks lists it).
- For a column of leads at once: `=MAP(A2:A9, LB.NEXT_TOUCH)`. In the sheet Leads itself the columns Last Touch, Next
  Touch and Stale already say it.

A past day: `=FUNNEL_COUNT("Won", , , DATE(2026,3,31))` counts as the tables stood when 31 March ended, out of the
sheets History and Seen, which LeadBook keeps from its first refresh on. The answer is that of
`leadbook funnel FILE --as-of 2026-03-31`, and it stays the same for ever, whatever happens to the rows later. Of days
before the first refresh only the dates in the sheet are known. A column of month ends is answered in one call:
`=FUNNEL_COUNT("Won", , , A2:A13)`. A day to come is `#N/A`; so is `LB.FUNNEL_COUNT` with a day, because only Python can
read the history, and a day whose history went to an archive. A workbook from before there was a history gives `#REF!`.

[The funnel](funnel.md) tells what FUNNEL_COUNT counts. This page is drawn from the functions' own declarations; its
examples are worked out for Monday, 23 November 2026, on a book with three leads.
"""


def page() -> str:
    """The text of docs/functions.md."""
    tables = example_tables()
    return HEAD + "".join(_section(function, ASKED[function.example](*tables)) for function in FUNCTIONS)


def example_tables() -> list[Any]:
    """The frames of Leads, Touches and Plan."""
    return [frames.of(TABLES[table], rows) for table, rows in BOOK.items()]


def _section(function: Function, answer: Any) -> str:
    parts = [f"\n## {function.call}\n\n{function.gives} {function.more}\n"]
    parts.append("\n" + "".join(f"- **{a.name}**{' (optional)' if a.optional else ''}: {a.help}\n"
                                for a in function.arguments))
    if function.columns:
        parts.append("\n" + _table(("column", "what stands there"), zip(function.columns, function.told, strict=True)))
    parts.append(f"\nExample: `{function.example}` or `{function.example.replace('=', '=LB.', 1)}` gives")
    if function.columns:
        rows = answer.astype(object).to_numpy().tolist()
        parts.append(":\n\n" + _table(function.columns, [[_shown(value) for value in row] for row in rows]))
    else:
        parts.append(f" {_shown(answer)}\n")
    return "".join(parts)


def _table(heads: Any, rows: Any) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n".replace("|  |", "| |").replace("|  |", "| |") for line in lines)


def _shown(value: Any) -> str:
    """As a cell shows it."""
    if isinstance(value, dt.datetime):
        return "" if value != value else f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    return "" if value is None else str(value)


if __name__ == "__main__":
    (Path(__file__).parent / "functions.md").write_text(page(), encoding="utf-8", newline="\n")
