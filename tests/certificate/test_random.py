"""Random books, planned on one day, changed by people, planned again later: the certificate is the checker's."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import jobs
from tests.certificate.books import agree, book, person, rows

DAYS = st.dates(dt.date(2026, 1, 2), dt.date(2027, 11, 28))
CAPACITY = st.sampled_from([{}, {}, {"capacity_per_day": 1}, {"capacity_per_day": 2},
                            {"capacity_by_channel": {"Call": 1}}])


@st.composite
def leads(draw, first):
    made = []
    for n in range(draw(st.integers(1, 7))):
        shared = draw(st.sampled_from([n, n, n, 0]))
        came = draw(st.sampled_from([None, dt.date(2025, 3, 3), first - dt.timedelta(days=9), first]))
        made.append(person(
            n, Stage=draw(st.sampled_from(["New", "Contacted", "Won", "Lost"])),
            Owner=draw(st.sampled_from(["Jane Doe", "Tom Lee", ""])), Received=came,
            Phone=draw(st.sampled_from(["", f"(212) 555-01{shared:02}", f"(212) 555-01{n:02}"])),
            Email=draw(st.sampled_from(["", f"p{n}@example.com"])), Address=draw(st.sampled_from(["", "12 Elm"])),
            Newsletter=draw(st.sampled_from(["", "Yes", "No"])),
            **{"Do Not Contact": draw(st.sampled_from(["", "", "", "Yes", "Call", "E-mail, Text", "Mail"]))}))
    return made


@st.composite
def touches(draw, persons, upto):
    kinds = [("Call", "Spoke"), ("Call", "Left message"), ("E-mail", "Sent"), ("Newsletter", "Sent"), ("Text", "Sent")]
    out = []
    for _ in range(draw(st.integers(0, 7))):
        channel, outcome = draw(st.sampled_from(kinds))
        when = dt.datetime.combine(upto, dt.time(10)) - dt.timedelta(days=draw(st.integers(0, 100)))
        out.append({"When": when, "Lead ID": f"L-{draw(st.integers(0, persons - 1))}", "Channel": channel,
                    "Outcome": outcome})
    return out


def later(made, day, change, sections):
    """The book as people leave it: a touch skipped, done, or moved."""
    plan = rows(made, "Plan")
    for row in plan:
        match change.randint(0, 9):
            case 0:
                row["Status"] = "Skipped"
            case 1 if row["Date"].date() <= day:
                row["Status"] = "Done"
            case 2:
                row["Date"] = dt.datetime.combine(day + dt.timedelta(days=change.randint(0, 40)), dt.time())
    return book(*rows(made, "Leads"), touches=rows(made, "Touches"), plan=plan, **sections)


@settings(max_examples=8, deadline=None)
@given(DAYS, st.data(), st.randoms(use_true_random=False))
def test_the_certificate_is_what_a_checker_counts_on_the_sheets(first, data, change):
    people = data.draw(leads(first))
    sections = {"owners": {name: data.draw(CAPACITY) for name in ("Jane Doe", "Tom Lee")}}
    if data.draw(st.booleans()):
        away = first + dt.timedelta(days=data.draw(st.integers(-5, 30)))
        back = away + dt.timedelta(days=data.draw(st.integers(0, 45)))
        sections["owners"]["Tom Lee"] |= {"leave": [f"{away}..{back}"]}
    made = book(*people, touches=data.draw(touches(len(people), first)), **sections)
    jobs.run(made, "plan", first)
    agree(made, first)
    second = first + dt.timedelta(days=data.draw(st.integers(0, 45)))
    changed = later(made, second, change, sections)
    jobs.run(changed, "plan", second)
    agree(changed, second)
