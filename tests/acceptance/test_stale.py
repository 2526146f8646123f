"""stale: limits by stage, what resets the clock and what does not, protection until due, 24 hours to the second."""

import datetime as dt

import pytest

from tests.acceptance.conftest import MONDAY, PEOPLE, whole

DAY = dt.timedelta(days=1)
NO_DATES = {"Next Date": None, "Next Action": "", "Promise": None}
LIMITS = {"New": 1, "Contacted": 3, "Appointment": 3, "Proposal": 3, "Nurture": 30}


def spoke(lead, when, channel="Call", outcome="Spoke"):
    return {"When": when, "Name": lead, "Channel": channel, "Outcome": outcome, "By": "Jane Doe"}


@pytest.mark.parametrize(("stage", "limit"), LIMITS.items())
def test_each_stage_turns_amber_on_its_last_day_and_red_after_it(new, stage, limit):
    before, last, after = (whole(Name=f"{days} days", Stage=stage, Email=f"d{days}@example.com", **NO_DATES,
                                 Received=MONDAY - days * DAY, **{"First Contact": None})
                           for days in (limit - 1, limit, limit + 1))
    book = new(before, last, after)
    facts = book.json("stale")
    assert [lead["Alert"] for lead in book.rows("Leads")] == [None, "Amber", "Red"]
    assert facts["stale"] == {"red": 1, "amber": 1}
    red = book.rows("Leads")[2]
    assert red["Stale"].startswith(f"{stage}: {limit + 1} days since it was received on ")
    assert red["Stale"].endswith(f"limit {limit}")


def test_the_reason_stands_in_the_cell(new):
    book = new(whole(Stage="Proposal", **NO_DATES)).touches(spoke("Dana Whitfield", dt.datetime(2026, 11, 12, 15)))
    book.set("Leads", 0, First_Contact=dt.datetime(2026, 11, 12, 15), Received=dt.datetime(2026, 11, 10, 9))
    book.run("stale", today=dt.date(2026, 11, 17))
    assert book.lead("Dana Whitfield")["Stale"] == "Proposal: 5 days since the call of 12 Nov, limit 3"


NO_RESET = {
    "a voicemail": spoke("Dana Whitfield", dt.datetime(2026, 11, 22, 9), outcome="Left message"),
    "no answer": spoke("Dana Whitfield", dt.datetime(2026, 11, 22, 9), outcome="No answer"),
    "a newsletter": spoke("Dana Whitfield", dt.datetime(2026, 11, 22, 9), "Newsletter", "Sent"),
    "an e-mail without an answer": spoke("Dana Whitfield", dt.datetime(2026, 11, 22, 9), "E-mail", "Sent"),
    "a touch in the future": spoke("Dana Whitfield", dt.datetime(2026, 11, 24, 9)),
    "a touch with somebody else": spoke("Carl Moss", dt.datetime(2026, 11, 22, 9)),
}


@pytest.mark.parametrize("touch", NO_RESET.values(), ids=list(NO_RESET))
def test_what_is_not_a_two_way_touch_resets_nothing(new, touch):
    old = dt.datetime(2026, 11, 16, 9)
    book = new(whole(Received=old, **NO_DATES, **{"First Contact": old}), whole(Name="Carl Moss", Phone="", Email=""))
    book.touches(touch).run("stale")
    assert book.lead("Dana Whitfield")["Alert"] == "Red"


@pytest.mark.parametrize(("channel", "outcome"), [("Call", "Spoke"), ("phone call", "TALKED"), ("Meeting", "Met"),
                                                  ("E-mail", "Replied"), ("Newsletter", "Replied")])
def test_a_two_way_touch_resets_it(new, channel, outcome):
    old = dt.datetime(2026, 11, 16, 9)
    book = new(whole(Received=old, **NO_DATES, **{"First Contact": old}))
    book.touches(spoke("Dana Whitfield", dt.datetime(2026, 11, 22, 9), channel, outcome)).run("stale")
    assert book.lead("Dana Whitfield")["Alert"] is None


def test_edits_and_imports_reset_nothing(new, tmp_path):
    old = dt.datetime(2026, 11, 16, 9)
    book = new(whole(Received=old, **NO_DATES, **{"First Contact": old}))
    book.run("refresh", today=MONDAY - DAY)
    book.set("Leads", 0, Notes="edited", Stage="Appointment", Company="Another")
    (tmp_path / "again.csv").write_text("Name,Email,City\nDana Whitfield,dana@example.com,Newark\n")
    assert book.json("import", tmp_path / "again.csv")["matched"][0]["row"] == 2
    book.run("stale")
    lead = book.lead("Dana Whitfield")
    assert (lead["Alert"], lead["City"], lead["Received"]) == ("Red", "Newark", old)


@pytest.mark.parametrize("column", ["Next Date", "Promise"])
@pytest.mark.parametrize(("ahead", "alert"), [(-1, "Red"), (0, "Amber"), (1, None), (40, None)])
def test_a_date_we_gave_protects_until_that_day_is_over(new, column, ahead, alert):
    old = dt.datetime(2026, 11, 9, 9)
    book = new(whole(Received=old, **NO_DATES | {"First Contact": old} | {column: MONDAY + ahead * DAY}))
    book.run("stale")
    assert book.lead("Dana Whitfield")["Alert"] == alert


@pytest.mark.parametrize(("later", "alert"), [(0, None), (1, "Amber"), (2, "Red")])
def test_a_planned_touch_that_people_moved_protects_until_it_is_due(new, later, alert):
    book = new(whole(Received=dt.datetime(2026, 10, 1, 9), **NO_DATES))
    book.run("plan")
    book.set("Plan", 0, Date=dt.date(2026, 11, 27))
    book.run("stale", today=dt.date(2026, 11, 26) + later * DAY)
    assert book.lead("Dana Whitfield")["Alert"] == alert


def test_a_done_or_skipped_touch_protects_nothing(new):
    old = dt.datetime(2026, 10, 1, 9)
    book = new(whole(Received=old, **NO_DATES | {"First Contact": old}))
    book.run("plan")
    book.set("Plan", 0, Date=dt.date(2026, 11, 27), Status="Skipped").run("stale")
    assert book.lead("Dana Whitfield")["Alert"] == "Red"


@pytest.mark.parametrize("stage", ["Won", "Lost", "Disqualified", "Merged"])
def test_what_is_closed_is_never_stale(new, stage):
    book = new(whole(Stage=stage, Received=dt.datetime(2026, 1, 5, 9), **NO_DATES))
    book.run("stale")
    lead = book.lead("Dana Whitfield")
    assert (lead["Alert"], lead["Stale"], lead["Deadline"]) == (None, None, None)


CLOCKS = {                          # received, and the wall clock 24 elapsed hours later
    "New York, spring forward": ("America/New_York", "2026-03-07 10:00:00", "2026-03-08 11:00:00"),
    "New York, fall back": ("America/New_York", "2026-10-31 10:00:00", "2026-11-01 09:00:00"),
    "Berlin, spring forward": ("Europe/Berlin", "2026-03-28 17:30:00", "2026-03-29 18:30:00"),
    "Berlin, fall back": ("Europe/Berlin", "2026-10-24 17:30:00", "2026-10-25 16:30:00"),
    "Berlin, an ordinary day": ("Europe/Berlin", "2026-11-18 17:30:00", "2026-11-19 17:30:00"),
    "New York, just before the gap": ("America/New_York", "2026-03-07 01:59:59", "2026-03-08 01:59:59"),
    "New York, in the gap a day later": ("America/New_York", "2026-03-07 02:30:00", "2026-03-08 03:30:00"),
}


@pytest.mark.parametrize(("zone", "received", "due"), CLOCKS.values(), ids=list(CLOCKS))
def test_24_hours_pass_and_a_second_more_fails(new, zone, received, due):
    due = dt.datetime.fromisoformat(due)
    book = new({"Name": "Dana Whitfield", "Phone": "(212) 555-0142", "Received": dt.datetime.fromisoformat(received)},
               yaml=f"{PEOPLE}business: {{time_zone: {zone}}}\n")
    for moment, alert in ((due, "Amber"), (due + dt.timedelta(seconds=1), "Red")):
        book.run("stale", today=moment.date(), now=f"{moment:%H:%M:%S}")
        lead = book.lead("Dana Whitfield")
        assert lead["Alert"] == alert, moment
        assert lead["Deadline"] == due
    assert lead["Stale"].startswith("New: not contacted within 24 hours, received ")


def test_an_attempt_does_not_end_the_24_hours_and_a_contact_does(new):
    book = new(*({"Name": n, "Phone": p, "Received": dt.datetime(2026, 11, 19, 9, 0)}
                 for n, p in (("Tried", "212 555 0101"), ("Spoken", "212 555 0102"))))
    book.touches(spoke("Tried", dt.datetime(2026, 11, 19, 10), outcome="Left message"),
                 spoke("Spoken", dt.datetime(2026, 11, 19, 10)))
    book.run("stale", today=dt.date(2026, 11, 20), now="09:00:01")
    assert (book.lead("Tried")["Alert"], book.lead("Tried")["First Attempt"]) == ("Red", dt.datetime(2026, 11, 19, 10))
    assert book.lead("Tried")["First Contact"] is None
    assert book.lead("Spoken")["First Contact"] == dt.datetime(2026, 11, 19, 10)
    assert book.lead("Spoken")["Alert"] != "Red"
