"""The day's list: who stands in it, in which order, and why."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import frames
from leadbook.config import default_config
from leadbook.rules.today.today import COLUMNS, todays
from leadbook.schema import LEADS, PLAN, TOUCHES

CONFIG = default_config()
TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 8)
CALL = {"Channel": "Call", "Outcome": "Spoke"}
FINE = {"Stage": "Nurture", "Received": "2026-11-01"}   # a lead that gives no reason of its own


def listed(leads, touches=(), plan=(), owner="", columns=("Kind", "Name", "What")):
    out = todays(frames.of(LEADS, [{"Lead ID": f"L-{n}"} | lead for n, lead in enumerate(leads)]),
                 frames.of(TOUCHES, touches), frames.of(PLAN, [{"Status": "Planned"} | row for row in plan]),
                 CONFIG, TODAY, NOW, owner)
    assert tuple(out.columns) == COLUMNS
    assert out["Rank"].tolist() == list(range(1, len(out) + 1))
    return [tuple(str(v)[:16] if hasattr(v, "year") else v for v in row) for row in out[list(columns)].to_numpy()]


def test_promises_then_new_then_due_touches_then_stale():
    leads = [
        FINE | {"Name": "Planned", "Received": "2026-10-30"},
        {"Stage": "Contacted", "Name": "Red", "Received": "2026-11-01"},
        {"Name": "New later", "Received": "2026-11-23 07:00"},
        FINE | {"Name": "Promised today", "Promise": "2026-11-23"},
        {"Stage": "Contacted", "Name": "Amber", "Received": "2026-11-20"},
        FINE | {"Name": "Promised", "Promise": "2026-11-11", "Next Action": "Call about the appraisal"},
        {"Name": "New first", "Received": "2026-11-22 12:00"},
        FINE | {"Name": "Fine"},
        FINE | {"Name": "Next", "Next Date": "2026-11-20", "Next Action": "Send the offer"},
        {"Stage": "Won", "Company": "A client"},
        {"Stage": "Proposal", "Name": "Redder", "Received": "2026-10-01"},
    ]
    plan = [{"Lead ID": "L-0", "Date": "2026-11-23", "Scheduled": "2026-11-23", "Channel": "Text", "Plan ID": "P-1",
             "Why": "Touch 2 of 3 in November"},
            {"Lead ID": "L-9", "Date": "2026-11-19", "Scheduled": "2026-11-19", "Channel": "Call"}]
    assert listed(leads, plan=plan) == [
        ("Promise", "Promised", "Promised for 11 Nov, 12 days overdue: Call about the appraisal"),
        ("Promise", "Promised today", "Promised for today"),
        ("New", "New first", "Received 22 Nov 12:00, nobody has spoken to them yet, contact by 23 Nov 12:00"),
        ("New", "New later", "Received 23 Nov 07:00, nobody has spoken to them yet, contact by 24 Nov 07:00"),
        ("Touch", "A client", "Planned for 19 Nov, 4 days overdue"),
        ("Touch", "Next", "Next action for 20 Nov, 3 days overdue: Send the offer"),
        ("Touch", "Planned", "Planned for today: Touch 2 of 3 in November"),
        ("Stale", "Redder", "Proposal: 53 days since it was received on 1 Oct, limit 3"),
        ("Stale", "Red", "Contacted: 22 days since it was received on 1 Nov, limit 3"),
        ("Stale", "Amber", "Contacted: 3 days since it was received on 20 Nov, limit 3, turns red tomorrow"),
    ]


def test_a_lead_stands_once_with_its_other_reasons():
    leads = [{"Name": "Dana", "Stage": "Proposal", "Received": "2026-11-01", "Promise": "2026-11-20",
              "Next Date": "2026-11-18", "Next Action": "Mail the draft"}]
    plan = [{"Lead ID": "l-0", "Date": "2026-11-19", "Channel": "Text", "Plan ID": "P-2"},
            {"Lead ID": "L-0", "Date": "2026-11-17", "Channel": "E-mail", "Plan ID": "P-1", "Why": "Touch 1 of 3"}]
    assert listed(leads, plan=plan, columns=("Kind", "What", "Also", "Due", "Plan ID")) == [(
        "Promise", "Promised for 20 Nov, 3 days overdue: Mail the draft",
        "Planned for 17 Nov, 6 days overdue: Touch 1 of 3; Next action for 18 Nov, 5 days overdue: Mail the draft; "
        "Proposal: 22 days since it was received on 1 Nov, limit 3", "2026-11-20 00:00", "")]


def test_the_planned_touch_of_a_promise_is_the_promise():
    leads = [FINE | {"Name": "Dana", "Promise": "2026-11-23", "Phone": "1"}]
    plan = [{"Lead ID": "L-0", "Date": "2026-11-23", "Channel": "Text", "Plan ID": "P-1"}]
    assert listed(leads, plan=plan, columns=("Kind", "Channel", "Plan ID", "Also")) == [("Promise", "Text", "P-1", "")]


@pytest.mark.parametrize(("touch", "kinds"), [
    ({"When": "2026-11-19 23:00", **CALL}, ["Promise"]),
    ({"When": "2026-11-20 08:00", **CALL}, []),
    ({"When": "2026-11-22 08:00", **CALL}, []),
    ({"When": "2026-11-22 08:00", "Channel": "Call", "Outcome": "Left message"}, ["Promise"]),
    ({"When": "2026-11-24 08:00", **CALL}, ["Promise"]),
])
def test_only_a_contact_keeps_a_promise(touch, kinds):
    leads = [FINE | {"Promise": "2026-11-20"}]
    assert [kind for kind, *_ in listed(leads, [{"Lead ID": "L-0", **touch}])] == kinds


@pytest.mark.parametrize(("lead", "touch", "kinds"), [
    ({}, {}, ["New"]),
    ({}, {"When": "2026-11-22 12:00", "Channel": "Call", "Outcome": "No answer"}, ["New"]),
    ({}, {"When": "2026-11-23 07:00", "Channel": "Newsletter", "Outcome": "Sent"}, ["New"]),
    ({}, {"When": "2026-11-23 07:00", "Channel": "Call", "Outcome": "No answer"}, ["Stale"]),   # tried, and late
    ({"Received": "2026-11-23 06:00"}, {"When": "2026-11-23 07:00", "Channel": "Text", "Outcome": "Sent"}, []),
    ({"Received": "2026-11-23 06:00"}, {"When": "2026-11-23 07:00", **CALL}, []),
    ({"Received": "2026-11-23 06:00", "First Contact": "2026-11-23 07:00"}, {}, []),
    ({"Promise": "2027-05-03"}, {}, []),                                                       # "call me in May"
    ({"Stage": "Lost"}, {}, []),
    ({"Stage": ""}, {}, ["New"]),
])
def test_new_and_uncalled(lead, touch, kinds):
    touches = [{"Lead ID": "L-0", **touch}] if touch else []
    assert [kind for kind, *_ in listed([{"Stage": "New", "Received": "2026-11-20 09:00"} | lead], touches)] == kinds


@pytest.mark.parametrize(("stage", "row", "kinds"), [
    ("Nurture", {"Date": "2026-11-24"}, []),
    ("Nurture", {"Date": "2026-11-23", "Status": "Done"}, []),
    ("Nurture", {"Date": "2026-11-23", "Status": "skipped"}, []),
    ("Nurture", {"Date": "2026-11-23", "Status": ""}, ["Touch"]),
    ("Won", {"Date": "2026-11-23"}, ["Touch"]),
    ("Somewhere", {"Date": "2026-11-23"}, ["Touch"]),
    ("Lost", {"Date": "2026-11-23"}, []),
    ("Nurture", {"Date": "2026-11-23", "Lead ID": "L-9"}, []),
])
def test_planned_touches_of_planned_stages(stage, row, kinds):
    assert [kind for kind, *_ in listed([FINE | {"Stage": stage}], plan=[{"Lead ID": "L-0"} | row])] == kinds


HAS = {"Phone": "(212) 555-0142", "Email": "dana@example.com", "Address": "12 Elm Street"}


@pytest.mark.parametrize(("lead", "planned", "channel"), [
    (HAS, "", "Call"),
    (HAS, "Mail", "Mail"),
    (HAS | {"Do Not Contact": "Call"}, "", "E-mail"),
    (HAS | {"Do Not Contact": "Call, Mail"}, "Mail", "E-mail"),
    ({"Address": "12 Elm Street"}, "", "Mail"),
    ({}, "", ""),
])
def test_the_channel_is_one_that_the_lead_has_and_permits(lead, planned, channel):
    plan = [{"Lead ID": "L-0", "Date": "2026-11-23", "Channel": planned}]
    assert listed([FINE | lead], plan=plan, columns=("Channel",)) == [(channel,)]


@pytest.mark.parametrize("word", ["Yes", "all", "X", "1", "TRUE"])
def test_people_who_must_never_be_contacted_do_not_stand_in_it(word):
    lead = {"Received": "2026-11-20 09:00", "Promise": "2026-11-20", "Next Date": "2026-11-20", "Do Not Contact": word}
    assert listed([lead], plan=[{"Lead ID": "L-0", "Date": "2026-11-20"}]) == []


def test_the_list_of_one_owner():
    leads = [FINE | {"Name": name, "Owner": owner, "Promise": "2026-11-20"}
             for name, owner in (("A", "Jane Doe"), ("B", "Tom"), ("C", "jane doe"), ("D", ""))]
    assert [name for name, in listed(leads, owner=" JANE DOE ", columns=("Name",))] == ["A", "C"]
    assert len(listed(leads)) == 4


def test_nothing_to_do():
    assert listed([]) == []
    assert listed([FINE], owner="Nobody") == []


days = st.dates(dt.date(2026, 11, 18), dt.date(2026, 11, 28))


@given(st.lists(st.fixed_dictionaries({
    "Stage": st.sampled_from([*CONFIG.stages, "", "Somewhere"]), "Received": days}, optional={
    "Promise": days, "Next Date": days, "Do Not Contact": st.sampled_from(["", "Yes", "Call"])}), max_size=8),
    st.lists(st.tuples(st.integers(0, 8), days), max_size=8), st.permutations(range(8)))
@settings(max_examples=15, deadline=None)
def test_everybody_once_in_order_wherever_the_row_stands(leads, planned, order):
    rows = [{"Lead ID": f"L-{n}", "Name": f"N{n}", "Phone": "1"} | lead for n, lead in enumerate(leads)]
    plan = [{"Lead ID": f"L-{n}", "Date": day} for n, day in planned]
    columns = ("Kind", "Name", "Due", "What", "Also")
    out = listed(rows, plan=plan, columns=columns)
    names = [name for _, name, *_ in out]
    assert len(set(names)) == len(names)
    kinds = [("Promise", "New", "Touch", "Stale").index(kind) for kind, *_ in out]
    assert kinds == sorted(kinds)
    for kind in ("Promise", "New", "Touch"):
        dues = [due for k, _, due, *_ in out if k == kind]
        assert dues == sorted(dues)
    shuffled = [rows[n] for n in order if n < len(rows)]
    assert sorted(listed(shuffled, plan=plan, columns=columns)) == sorted(out)
