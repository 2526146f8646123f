"""Random books as people leave them: blanks, unknown words, other cases, odd ids, times at midnight, orphans."""

import datetime as dt

from hypothesis import strategies as st

from leadbook import config, frames
from leadbook.schema import TABLES

TODAY = dt.date(2026, 11, 23)
DEFAULTS = config.defaults()
CONFIG = config.checked(config.merged({
    "owners": {"Jane Doe": {}, "Tom Lee": {}, "Nobody Yet": {}},
    "stages": DEFAULTS["stages"] | {
        "Offer": {"kind": "open", "reaches": "proposal"}, "Watch": {"kind": "open", "planned": False},
        "Dream": {"kind": "nurture", "reaches": "contacted", "planned": False},
        "Sold": {"kind": "won", "reaches": "closed"}, "Gone cold": {"kind": "lost"}},
    "channels": DEFAULTS["channels"] | {"Flyer": {"personal": False, "done_as": "Sent"}}}), "test")
IDS = ("L-7K3QF9X2AB", "L-1", "A*", "?x", "~1", ">5", "=2", "5", "007", "a,b", "O'Neil", '"q"', "ü-1", "<>", "L-L-1")
NAMES = ("Dana Whitfield", "Ann Baker", "ann baker", "Dan", "Öztürk, Ali", "A*", "5", "Whitfield & Sons", "")
OWNERS = ("Jane Doe", "jane doe", "Tom Lee", "Kim", "")
STAGES = (*CONFIG.stages, "new", "WON", "gone COLD", "Parked", "")
CHANNELS = (*CONFIG.channels, "call", "SMS", "Email", "blog", "Pigeon", "")
OUTCOMES = (*CONFIG.outcomes, "spoke", "Voicemail", "Talked", "Done", "Lost it", "")
STATUSES = ("Planned", "Planned", "Done", "Skipped", "done", "x", "Ok!", "✓", "maybe", "")
WISHES = ("", "", "", "No", "Yes", "Call", "text and e-mail", "SMS/Call", "please stop", "Newsletter", "mail; Text",
"MEETING",
          "no one")
ACTIONS = ("", "Call about the house", "n/a", "-", "NONE", "TBD", "Send the listing")
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
    "Newsletter": st.sampled_from(("", "Yes", "NO", "n")), "Check": st.sampled_from(CHECKS),
    "Alert": st.sampled_from(("", "Red", "Amber")), "Stale": st.sampled_from(("", "New: not contacted, due 3 May")),
    "Deadline": moments, "Last Touch": moments,
    "Person": _or_blank(st.integers(1, 3)), "Value": _or_blank(st.just(5000))})
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
    """As a job reads it: blank rows are left out, words trimmed, days without a time."""
    return frames.of(TABLES[table], rows)


def on_the_sheet(table, rows, rough=False):
    """As it is typed: blank rows stand where they are; ``rough``: blanks around words, times of day in day columns."""
    full = frame(table, rows).reindex(range(len(rows)))
    for column in TABLES[table].columns:
        values = full[column.name]
        if column.is_text:
            values = values.fillna("").astype(object)
            values = values.map(lambda text: f"  {text} " if text else text) if rough else values
        elif column.kind == "date" and rough:
            values = values + dt.timedelta(hours=13)
        full[column.name] = values
    return full


def _at(days, clock="00:00"):
    return dt.datetime.combine(TODAY + dt.timedelta(days=days), dt.time.fromisoformat(clock))


# A book in which every branch of the functions is taken at least once.
RICH = {
    "Leads": [
        {"Lead ID": "L-1", "Name": "Dana Whitfield", "Stage": "Proposal", "Owner": "Jane Doe", "Promise": _at(-1),
         "Next Action": "Call about the house", "Next Date": _at(-2), "Person": 1, "Alert": "Red", "Stale": "late",
         "Deadline": _at(-2), "First Contact": _at(-22, "10:00"), "Received": _at(-23, "09:30"),
         "Phone": "(212) 555-01"},
        {"Lead ID": "A*", "Name": "Ann Baker", "Owner": "Tom Lee", "Received": _at(-1, "09:05"), "Next Action": "TBD",
         "Deadline": _at(0, "09:05:01"), "Alert": "Amber", "Stale": "soon", "Next Date": _at(0)},
        {},
        {"Lead ID": "?x", "Name": "ann baker", "Stage": "new", "Received": _at(-1), "Alert": "Amber", "Stale": "soon",
         "Next Date": _at(1), "Check": "Incomplete: phone"},
        {"Lead ID": ">5", "Company": "Whitfield & Sons", "Stage": "Contacted", "Type": "client", "Received": _at(-5),
         "Alert": "Red", "Deadline": _at(-5), "Owner": "Kim", "Next Date": _at(-7), "Do Not Contact": "CALL"},
        {"Lead ID": "5", "Name": "Öztürk, Ali", "Stage": "WON", "Person": 1, "Do Not Contact": "Call",
         "Closed": _at(-5),
         "Received": _at(-400, "12:00"), "Email": "d@example.com", "Newsletter": "NO", "Alert": "Red",
         "Type": "Client"},
        {"Lead ID": '"q"', "Name": "A*", "Stage": "lost", "Next Date": _at(-1), "Closed": _at(-1), "Received": _at(-30),
         "Type": "Client", "Alert": "Amber"},
        {"Lead ID": "O'Neil", "Name": "5", "Stage": "Parked", "Do Not Contact": "please stop", "Next Date": _at(-1),
         "Alert": "Red", "Promise": _at(0), "Received": _at(-7)},
        {"Lead ID": "ü-1", "Name": "Dan", "Stage": "Nurture", "Newsletter": "No", "Next Date": _at(-62),
         "Do Not Contact": "Meeting and post", "Alert": "Amber", "Stale": "soon", "Received": _at(-62),
         "Promise": _at(-7)},
        {"Lead ID": "L-L-1", "Name": "Twin", "Stage": "Merged", "Received": _at(-3), "Alert": "Red"},
        {"Name": "Nameless", "Stage": "Appointment", "Promise": _at(0), "Received": _at(-2), "Appointment": _at(-400)},
        {"Lead ID": "007", "Name": "Connie", "Type": "Connector", "Received": _at(-2), "Next Date": _at(-5),
         "Next Action": "Thank them"},
        {"Lead ID": "a,b", "Name": "Kept", "Stage": "Contacted", "Promise": _at(-1), "Received": _at(-30),
         "First Contact": _at(-20), "Last Touch": _at(-1, "10:00"), "Next Date": _at(7), "Next Action": "Call",
         "Owner": "Kim"},
        {"Lead ID": "=2", "Name": "Promised", "Stage": "Contacted", "Promise": _at(0), "Next Action": "Call in May",
         "Last Touch": _at(-5, "10:00"), "Received": _at(-5), "First Contact": _at(-5, "23:59"), "Need": "A house"},
        {"Lead ID": "T-1", "Name": "Texted", "Company": "Text Co", "Stage": "New", "Promise": _at(1),
         "Next Date": _at(0)},
        {"Lead ID": "T-2", "Name": "Blogged", "Stage": "New", "Promise": _at(0), "Last Touch": _at(0),
         "Next Action": "x",
         "First Contact": _at(1), "Do Not Contact": "E-mail"},
        {"Lead ID": "S-1", "Name": "Sold", "Stage": "sold", "Closed": _at(7), "Received": _at(1), "Alert": "Red"},
        {"Lead ID": "S-2", "Name": "Cold", "Stage": "Gone cold", "Closed": _at(-7), "Type": "Client", "Alert": "Red"},
        {"Lead ID": "S-3", "Name": "Out", "Stage": "Disqualified", "Received": _at(-7), "Type": "client",
         "Alert": "Red"},
        {"Lead ID": "S-4", "Name": "Offered", "Stage": "Offer", "Received": _at(-7), "Type": "client",
         "Next Date": _at(0),
         "Proposal": _at(-1), "Next Action": "-"},
        {"Lead ID": "S-5", "Name": "Watched", "Stage": "Watch", "Next Date": _at(-3), "Owner": "Kim"},
        {"Lead ID": "S-6", "Name": "Dreamt", "Stage": "Dream", "Next Date": _at(-3), "Next Action": "Write"}],
    "Touches": [
        {"Lead ID": "L-1", "When": _at(-22, "10:00"), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "l-1", "When": _at(-23, "08:00"), "Channel": "Phone", "Outcome": "Talked"},
        {"Lead ID": "L-1", "When": _at(0, "08:00"), "Channel": "Call", "Outcome": "Voicemail"},
        {"Lead ID": "5", "When": _at(-1, "08:00"), "Channel": "blog", "Outcome": "Sent"},
        {"Lead ID": "5", "When": _at(-22), "Channel": "Text", "Outcome": "Sent"},
        {"Lead ID": "5", "When": _at(1), "Channel": "Text", "Outcome": "Sent"},
        {},
        {"Lead ID": "?x", "When": _at(0, "07:00"), "Channel": "Call", "Outcome": "No answer"},
        {"Name": "kept", "When": _at(-2, "07:00"), "Channel": "SMS", "Outcome": "Done"},
        {"Name": "Text Co", "When": _at(0), "Channel": "Text", "Outcome": "Sent"},
        {"Name": "Ann Baker", "When": _at(-2, "07:00"), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "a,b", "When": _at(-1, "10:00"), "Channel": "Call", "Outcome": "spoke"},
        {"Lead ID": "a,b", "When": _at(-25, "10:00"), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "ü-1", "When": _at(-62, "10:00"), "Channel": "Pigeon", "Outcome": "Spoke"},
        {"Lead ID": "ü-1", "When": _at(-30, "10:00"), "Channel": "Newsletter", "Outcome": "Replied"},
        {"Lead ID": "Ü-1", "When": _at(0, "10:00"), "Channel": "Newsletter", "Outcome": "Sent"},
        {"Lead ID": "T-2", "When": _at(0, "10:00"), "Channel": "Newsletter", "Outcome": "Sent"},
        {"Lead ID": "T-2", "When": _at(1), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "S-5", "When": _at(3), "Channel": "Call", "Outcome": "Spoke"},
        {"Lead ID": "gone", "When": _at(0, "10:00"), "Channel": "Call", "Outcome": "Spoke"}],
    "Plan": [
        {"Lead ID": "L-1", "Date": _at(-1), "Channel": "Call", "Why": "Promise", "Status": "Planned",
         "Owner": "Jane Doe"},
        {"Lead ID": "5", "Date": _at(0), "Channel": "Phone", "Why": "Touch 1", "Status": ""},
        {"Lead ID": "5", "Date": _at(7), "Channel": "E-mail", "Why": "Touch 2", "Status": "Planned"},
        {"Lead ID": "5", "Date": _at(-7), "Channel": "E-mail", "Why": "Touch 0", "Status": "Planned"},
        {"Lead ID": "5", "Date": _at(-7), "Channel": "Text", "Status": "Planned"},
        {"Lead ID": "5", "Date": _at(-7), "Channel": "Newsletter", "Status": "Planned"},
        {"Lead ID": "L-1", "Date": _at(-5), "Channel": "Call", "Status": "Planned", "Done On": _at(0)},
        {"Lead ID": "ü-1", "Date": _at(-5), "Channel": "Flyer", "Why": "Touch 3", "Status": "maybe",
         "Done On": _at(1)},
        {"Lead ID": "ü-1", "Date": _at(-7), "Channel": "Mail", "Status": "Planned"},
        {"Lead ID": "?x", "Date": _at(-5), "Channel": "Call", "Status": "Ok!"},
        {"Lead ID": "gone", "Name": "Old Friend", "Owner": "Kim", "Date": _at(-30), "Channel": "Call",
         "Status": "Planned"},
        {"Lead ID": '"q"', "Date": _at(-30), "Channel": "Call", "Status": "Planned"},
        {"Lead ID": "O'Neil", "Date": _at(-30), "Channel": "Call", "Status": "Planned"},
        {"Lead ID": "=2", "Date": _at(0), "Channel": "Call", "Why": "Promise", "Status": "Skipped"},
        {"Lead ID": "007", "Date": _at(-5), "Channel": "Call", "Why": "Touch 1", "Status": "Planned"},
        {"Lead ID": "S-4", "Date": _at(1), "Channel": "Call", "Status": "Planned"},
        {"Lead ID": "T-2", "Date": _at(0), "Channel": "Newsletter", "Status": "Planned"},
        {"Lead ID": "", "Date": _at(0), "Channel": "Call", "Status": "Planned"}]}
