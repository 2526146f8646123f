"""Sheets for the tests of the funnel: rows in, cells out."""

import datetime as dt

from leadbook import config as settings
from leadbook import frames
from leadbook.rules.funnel.funnel import funnel
from leadbook.schema import LEADS, TOUCHES

TODAY, NOW = dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 12)  # a Wednesday
KEYS = {"id": "Lead ID", "contact": "First Contact", "first_source": "First Source"}


def config(**sections):
    return settings.checked(settings.merged(sections), "test")


CONFIG = config()


def row(*base, **cells):
    """A row as a dict; ``base`` holds cells that it shares with other rows."""
    return {**(base[0] if base else {}), **cells}


def leads(*rows):
    """Rows with small keys: id, stage, owner, received, contact, appointment, proposal, closed, value ..."""
    return frames.of(LEADS, [{KEYS.get(key, key.replace("_", " ").title()): value for key, value in row.items()}
                             for row in rows])


def touches(*rows):
    """Rows (lead, when, channel, outcome)."""
    return frames.of(TOUCHES, [dict(zip(("Lead ID", "When", "Channel", "Outcome"), row, strict=True)) for row in rows])


def filled(leads_, touches_=None, config=CONFIG, today=TODAY, now=NOW, **more):
    return funnel(leads_, touches() if touches_ is None else touches_, config, today, now, **more)


def cells(frame, *columns, **where):
    """The cells of the rows in which the columns equal ``where``: a tuple a row; blank = None."""
    for column, value in where.items():
        frame = frame[frame[column] == value]
    return [tuple(None if v is None or v != v else v.date().isoformat() if hasattr(v, "date") else v for v in row)
            for row in frame[list(columns)].itertuples(index=False)]
