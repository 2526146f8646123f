"""A book for the tests of the checks: rows in, findings out. Today is Monday, 23 November 2026."""

import datetime as dt

from leadbook import config
from leadbook.books.memory import MemoryBook
from leadbook.rules import validation
from leadbook.schema import TABLES

TODAY = dt.date(2026, 11, 23)
CONFIG = config.default_config()

# A lead about which there is nothing to say; rows of the tests change what they are about.
GOOD = {"Lead ID": "L-0", "Name": "Dana Whitfield", "Phone": "(212) 555-0142", "Owner": "Jane Doe", "Stage": "New",
        "Next Action": "Call about the house", "Next Date": "2026-11-24", "Received": "2026-11-20"}
GOOD_TOUCH = {"Touch ID": "T-0", "Lead ID": "L-0", "When": "2026-11-20 10:05",
        "Channel": "Call", "Outcome": "No answer"}
GOOD_PLAN = {"Plan ID": "P-0", "Lead ID": "L-0", "Date": "2026-11-24", "Status": "Planned"}


def leads(*changes):
    """Good leads, each with an id and a phone of its own, with the changes of its row."""
    return [GOOD | {"Lead ID": f"L-{n}", "Phone": f"(212) 555-01{n:02}"} | change for n, change in enumerate(changes)]


def touches(*changes):
    return [GOOD_TOUCH | {"Touch ID": f"T-{n}"} | change for n, change in enumerate(changes)]


def plan(*changes):
    return [GOOD_PLAN | {"Plan ID": f"P-{n}"} | change for n, change in enumerate(changes)]


class AsText(str):
    """A date or a number that stands in its cell as text."""


class ErrorCell:
    """A cell that holds an error value."""

    def __str__(self):
        return "#REF!"


def _dated(table, row):
    """ISO text in date columns becomes a real date."""
    isos = {n: v for n, v in row.items() if TABLES[table][n].is_date and type(v) is str and v[:2] == "20"}
    return row | {name: dt.datetime.fromisoformat(value) for name, value in isos.items()}


def read(leads=(GOOD,), touches=(), plan=()):
    """(sheets, problems) of a book with these rows; dates are given as ISO text."""
    rows = {"Leads": leads, "Touches": touches, "Plan": plan}
    book = MemoryBook({table: [_dated(table, row) for row in rows[table]] for table in rows})
    return {t: book.read(t) for t in rows}, {t: book.problems(t) for t in rows}


def findings(leads=(GOOD,), touches=(), plan=(), settings=None):
    return validation.findings(*read(leads, touches, plan), settings or CONFIG, TODAY)


def with_settings(**sections):
    return config.checked(config.merged(sections), "test")
