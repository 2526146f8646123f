"""A small book for the tests of notes, stand-ins and invitations: rows in, plan out. March 2027 starts on a Monday."""

import datetime as dt

from leadbook import config, frames, schema
from leadbook.rules.contact.people import numbered
from leadbook.rules.plan.cadence import planned
from leadbook.rules.plan.fulfilment import ticked
from leadbook.workdays import calendar_for

START = dt.date(2027, 3, 1)
DANA = {"Lead ID": "L-DANA", "Name": "Dana", "Owner": "Jane", "Stage": "Contacted", "Person": 1,
        "Phone": "212-555-0142", "Email": "dana@gmail.com", "Address": "12 Elm", "Received": "2025-03-01"}
JANE_AND_TOM = {"Jane": {}, "Tom": {}}


def settings(**sections):
    return config.checked(config.merged({"owners": JANE_AND_TOM} | sections), "test")


def run(leads, touches=(), plan=(), today=START, settings=settings()):  # noqa: B008
    made = lambda table, rows: rows if hasattr(rows, "columns") else frames.of(table, rows)  # noqa: E731
    leads = numbered(made(schema.LEADS, leads), settings)
    touches, plan = ticked(made(schema.TOUCHES, touches), made(schema.PLAN, plan), settings, today,
                           leads.drop_duplicates("Lead ID").set_index("Lead ID")["Person"])
    result = planned(leads, touches, plan, settings, today, calendar_for(settings.business))
    assert result.plan.dtypes.equals(frames.of(schema.PLAN).dtypes)
    again = planned(result.leads, touches, result.plan, settings, today, calendar_for(settings.business))
    assert again.plan is result.plan
    assert again.leads is result.leads
    return result


def shown(result, mark, *columns):
    """The plan's rows whose Plan ID or Why holds ``mark``: the day and these columns."""
    plan = result.plan[result.plan["Plan ID"].str.contains(mark) | result.plan["Why"].str.contains(mark)]
    return [(f"{date:%d %b}", *rest) for date, *rest in zip(plan["Date"], *(plan[c] for c in columns), strict=True)]
