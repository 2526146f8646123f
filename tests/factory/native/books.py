"""Random books as people leave them: blanks, unknown words, other cases, odd ids, times at midnight, orphans."""

import datetime as dt

from hypothesis import strategies as st

from leadbook import config, frames
from leadbook.schema import TABLES

TODAY = dt.date(2026, 11, 23)
CONFIG = config.checked(config.merged({"owners": {"Jane Doe": {}, "Tom Lee": {}, "Nobody Yet": {}}}), "test")
IDS = ("L-7K3QF9X2AB", "L-1", "A*", "?x", "~1", ">5", "=2", "5", "007", "a,b", "O'Neil", '"q"', "ü-1", "<>", "L-L-1")
NAMES = ("Dana Whitfield", "Ann Baker", "ann baker", "Dan", "Öztürk, Ali", "A*", "5", "Whitfield & Sons", "")
OWNERS = ("Jane Doe", "jane doe", "Tom Lee", "Kim", "")
STAGES = (*CONFIG.stages, "new", "WON", "lost", "Parked", "")
CHANNELS = (*CONFIG.channels, "call", "SMS", "Email", "blog", "Pigeon", "")
OUTCOMES = (*CONFIG.outcomes, "spoke", "Voicemail", "Talked", "Done", "Lost it", "")
STATUSES = ("Planned", "Planned", "Done", "Skipped", "done", "x", "Ok!", "✓", "maybe", "")
WISHES = ("", "", "", "No", "Yes", "Call", "text and e-mail", "SMS/Call", "please stop", "Newsletter", "mail; Text",
          "no one")
ACTIONS = ("", "Call about the house", "n/a", "-", "None", "TBD", "Send the listing")
CHECKS = ("", "", "Incomplete: phone", "incomplete", "No owner: choose")
DAYS = (-400, -62, -30, -23, -22, -5, -1, 0, 1, 7, 30, 200)


def _or_blank(values):
    return st.one_of(st.none(), values)


dates = _or_blank(st.sampled_from(DAYS).map(lambda days: TODAY + dt.timedelta(days=days)))
moments = _or_blank(st.builds(
    lambda days, seconds: dt.datetime.combine(TODAY, dt.time()) + dt.timedelta(days=days, seconds=seconds),
    st.sampled_from(DAYS), st.sampled_from((0, 0, 1, 9 * 3600 + 300, 86399, 86340))))
leads = st.fixed_dictionaries({
    "Name": st.sampled_from(NAMES), "Company": st.sampled_from(("", "", *NAMES)), "Stage": st.sampled_from(STAGES),
    "Owner": st.sampled_from(OWNERS), "Phone": st.sampled_from(("", "(212) 555-0142")),
    "Email": st.sampled_from(("", "d@example.com")), "Next Action": st.sampled_from(ACTIONS), "Next Date": dates,
    "Promise": dates, "Received": moments, "First Contact": moments, "Appointment": dates, "Proposal": dates,
    "Closed": dates, "Type": st.sampled_from(("", "Lead", "Client", "client", "Connector")),
    "Need": st.sampled_from(("", "Sell the house")), "Do Not Contact": st.sampled_from(WISHES),
    "Newsletter": st.sampled_from(("", "Yes", "No", "n")), "Check": st.sampled_from(CHECKS),
    "Alert": st.sampled_from(("", "Red", "Amber")), "Stale": st.sampled_from(("", "New: not contacted, due 3 May")),
    "Deadline": moments, "Person": _or_blank(st.integers(1, 3)), "Value": _or_blank(st.just(5000))})
touches = st.fixed_dictionaries({
    "Lead ID": st.sampled_from(("", "", "l-7k3qf9x2ab", "gone", *IDS)), "Name": st.sampled_from(NAMES), "When": moments,
    "Channel": st.sampled_from(CHANNELS), "Outcome": st.sampled_from(OUTCOMES)})
plan = st.fixed_dictionaries({
    "Plan ID": st.just("P-1"), "Lead ID": st.sampled_from(("", "l-7k3qf9x2ab", "gone", *IDS)),
    "Name": st.sampled_from(NAMES), "Owner": st.sampled_from(OWNERS), "Date": dates, "Scheduled": dates,
    "Channel": st.sampled_from(CHANNELS), "Why": st.sampled_from(("", "Touch 2 of 3 in November; call due")),
    "Status": st.sampled_from(STATUSES), "Done On": dates})


def _some(rows, size):
    return st.lists(st.one_of(rows, rows, rows, st.just({})), max_size=size)


@st.composite
def books(draw):
    """Rows by table; {} is a blank row. Lead IDs are unique, one in six is still blank."""
    ids = draw(st.permutations(IDS))
    people = draw(_some(leads, 7))
    for row, key in zip(people, ids, strict=False):
        if row:
            row["Lead ID"] = draw(st.sampled_from((key,) * 5 + ("",)))
    return {"Leads": people, "Touches": draw(_some(touches, 12)), "Plan": draw(_some(plan, 8))}


def frame(table, rows):
    """As a job reads it: blank rows are left out."""
    return frames.of(TABLES[table], rows)


def with_blanks(table, rows):
    """As the sheet shows it: blank rows stand where they are."""
    full = frame(table, rows).reindex(range(len(rows)))
    texts = [c.name for c in TABLES[table].columns if c.is_text]
    return full.assign(**{name: full[name].fillna("").astype(object) for name in texts})
