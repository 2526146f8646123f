"""What leaves the book: calendars that update and never double, and lists in which consent always wins."""

import csv
import datetime as dt
import io
import zoneinfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from leadbook import frames
from leadbook.config import default_config
from leadbook.rules.contact.people import numbered
from leadbook.rules.outgoing.events import events
from leadbook.rules.outgoing.file_names import NOBODY, file_names
from leadbook.rules.outgoing.ics import ics
from leadbook.rules.outgoing.lists import BROADCAST, MAILING, broadcast, mailing
from leadbook.rules.outgoing.sheet import csv_bytes, harmless
from leadbook.schema import LEADS, PLAN
from tests.rules.book import with_settings

CONFIG = default_config()
TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
DANA = {"Lead ID": "L-DANA", "Name": "Dana Whitfield", "Phone": "(212) 555-0142", "Owner": "Jane Doe", "Stage": "New",
        "Email": "dana@example.com", "Address": "12 Elm Street", "City": "Newark", "State": "NJ", "ZIP": "06020",
        "Newsletter": "Yes", "Notes": "Has a dog; rings twice"}
CALL = {"Plan ID": "P-DANA-202611-1", "Lead ID": "L-DANA", "Name": "Dana Whitfield", "Owner": "Jane Doe",
        "Channel": "Call", "Status": "Planned", "Date": "2026-11-24", "Scheduled": "2026-11-24", "Why": "Touch 1 of 3"}


def leads_of(*rows):
    return numbered(frames.of(LEADS, [{"Lead ID": f"L-{n}"} | row for n, row in enumerate(rows)]), CONFIG)


def out(leads=(DANA,), plan=(CALL,), config=CONFIG, today=TODAY):
    return events(leads_of(*leads), frames.of(PLAN, plan), config, today, "B-1")


def seen(leads=(DANA,), plan=(CALL,), columns=("Owner", "Date", "Open", "Summary"), **more):
    rows = out(leads, plan, **more).table[list(columns)].to_numpy().tolist()
    return [tuple(f"{v:%d %b}" if hasattr(v, "year") else v for v in row) for row in rows]


def read(content):
    return [dict(event) for event in Calendar.from_ical(content).walk("VEVENT")]


def test_a_planned_touch_reads_back_as_an_all_day_event():
    [event] = read(ics(out().table, "Jane", NOW))
    assert event["UID"] == "P-DANA-202611-1@B-1.leadbook"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2026, 11, 24), dt.date(2026, 11, 25))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["SUMMARY"] == "Call Dana Whitfield"
    assert event["DESCRIPTION"].splitlines() == [
        "Phone: (212) 555-0142", "Email: dana@example.com", "Why: Touch 1 of 3", "Notes: Has a dog; rings twice"]
    assert event["CATEGORIES"].cats == ["Call"]
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == NOW
    assert b"VALARM" not in ics(out().table, "Jane", NOW)


def test_a_touch_that_moved_keeps_its_uid_and_a_later_file_wins():
    [one] = read(ics(out().table, "Jane", NOW))
    moved = out(plan=[CALL | {"Date": "2026-12-02"}]).table
    [two] = read(ics(moved, "Jane", NOW + dt.timedelta(minutes=1)))
    assert one["UID"] == two["UID"]
    assert (one["DTSTART"].dt, two["DTSTART"].dt) == (dt.date(2026, 11, 24), dt.date(2026, 12, 2))
    assert two["SEQUENCE"] > one["SEQUENCE"]


def test_a_row_that_people_added_keeps_its_uid_when_it_moves_and_another_has_another():
    mine = {**CALL, "Plan ID": "", "Scheduled": None}
    first = out(plan=[mine, mine | {"Date": "2026-11-25"}]).table["UID"].tolist()
    later = out(plan=[mine | {"Date": "2026-11-20", "Status": "Done"}, mine | {"Date": "2026-12-09"}]).table["UID"]
    assert len({*first}) == 2
    assert later.tolist() == [first[1]]


@pytest.mark.parametrize(("change", "wish"), [
    ({"Status": "Done", "Done On": "2026-11-23"}, {}), ({"Status": "skipped"}, {}),
    ({}, {"Do Not Contact": "Yes"}), ({}, {"Do Not Contact": "Call"}), ({"Pinned": "Yes"}, {"Do Not Contact": "Phone"}),
    ({}, {"Stage": "Lost"}), ({"Lead ID": "L-GONE"}, {})])
def test_what_is_done_skipped_withdrawn_or_unwished_is_cancelled_and_says_nothing_more(change, wish):
    [event] = read(ics(out([DANA | wish], [CALL | change]).table, "Jane", NOW))
    assert event["STATUS"] == "CANCELLED"
    assert event["UID"] == "P-DANA-202611-1@B-1.leadbook"
    assert "DESCRIPTION" not in event


def test_the_wish_about_one_channel_leaves_the_others():
    plan = [CALL, CALL | {"Plan ID": "P-2", "Channel": "Email", "Date": "2026-11-30", "Scheduled": "2026-11-30"}]
    assert seen([DANA | {"Do Not Contact": "Call"}], plan) == [
        ("Jane Doe", "24 Nov", False, "Call Dana Whitfield"), ("Jane Doe", "30 Nov", True, "E-mail Dana Whitfield")]


def test_every_row_of_the_plan_is_in_the_calendars_or_counted():
    plan = [CALL, CALL, CALL | {"Plan ID": "P-2", "Date": "2026-11-20"}, CALL | {"Plan ID": "P-3", "Date": None},
            CALL | {"Plan ID": "P-4", "Date": "2026-11-20", "Status": "Done"}, CALL | {"Plan ID": "P-5"},
            CALL | {"Plan ID": "P-5", "Date": "2026-11-19", "Status": "Done"}]
    found = out(plan=plan)
    assert found.table["UID"].tolist() == ["P-5@B-1.leadbook", "P-DANA-202611-1@B-1.leadbook"]
    assert found.left_out == {"without a date": 1, "overdue (the list of today has them)": 1, "in the past": 2,
                              "with the Plan ID of another row": 1}
    assert len(found.table) + sum(found.left_out.values()) == len(plan)


def test_promises_that_the_plan_does_not_know_yet_stand_there_with_the_id_it_will_give_them():
    promised = DANA | {"Promise": "2027-05-03"}
    [(owner, day, open_, title, uid)] = seen([promised], (), ("Owner", "Date", "Open", "Summary", "UID"))
    assert (owner, day, open_, title) == ("Jane Doe", "03 May", True, "Call Dana Whitfield (promised)")
    assert uid == "P-DANA-PROMISE-20270503@B-1.leadbook"
    old = CALL | {"Plan ID": "P-DANA-PROMISE-20261201", "Date": "2026-12-01", "Scheduled": "2026-12-01"}
    assert [(day, open_) for _, day, open_, _ in seen([promised], [old])] == [("01 Dec", False), ("03 May", True)]
    assert seen([promised | {"Do Not Contact": "All"}], ()) == []


def test_a_lead_that_got_another_owner_leaves_the_calendar_of_the_first_one():
    found = out([DANA | {"Owner": "Tom Lee"}])
    jane, tom = (read(ics(found.table[found.table["Owner"] == who], who, NOW))[0] for who in ("Jane Doe", "Tom Lee"))
    assert (jane["STATUS"], tom["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert jane["UID"] == tom["UID"]
    assert jane["SEQUENCE"] < tom["SEQUENCE"]       # who reads both into one calendar keeps the touch


def test_a_backup_whom_the_plan_names_does_it():
    config = with_settings(owners={"Jane Doe": {"backup": "Tom Lee"}, "Tom Lee": {}})
    assert seen(plan=[CALL | {"Owner": "tom lee"}], config=config) == [
        ("Jane Doe", "24 Nov", False, "Call Dana Whitfield"), ("Tom Lee", "24 Nov", True, "Call Dana Whitfield")]


def test_owners_in_two_spellings_are_one_and_nobody_is_blank():
    leads = [DANA, DANA | {"Lead ID": "L-2", "Owner": "JANE DOE", "Phone": "", "Email": "x@example.com"},
             DANA | {"Lead ID": "L-3", "Owner": "", "Phone": "", "Email": "y@example.com"}]
    plan = [CALL, *(CALL | {"Plan ID": f"P-{n}", "Lead ID": f"L-{n}", "Owner": "", "Channel": "Mail"} for n in (2, 3))]
    assert seen(leads, plan, ("Owner", "Summary")) == [
        ("", "Mail: Dana Whitfield"), ("JANE DOE", "Mail: Dana Whitfield"), ("JANE DOE", "Call Dana Whitfield")]
    assert "Address: 12 Elm Street, Newark, NJ, 06020" in out(leads, plan).table["Description"].iloc[0]


@settings(max_examples=60, deadline=None)
@example(name="\r", note="\r\n")
@given(name=st.text(min_size=1, max_size=80), note=st.text(max_size=300))
def test_any_name_and_any_note_reads_back_and_gives_the_same_bytes_twice(name, note):
    table = out([DANA | {"Name": name, "Notes": note}]).table
    content = ics(table, name, NOW)
    assert content == ics(table, name, NOW)
    [event] = read(content)
    assert event["UID"] == "P-DANA-202611-1@B-1.leadbook"
    assert len(Calendar.from_ical(content).errors) == 0


def test_file_names_that_every_computer_takes():
    owners = ["", "Jane Doe", "A/B", "A:B", "CON", "com1.x", "..", "Zo\u00eb", "\u674e" * 200, "No owner"]
    names = file_names(owners, ".ics")
    assert names[""] == f"{NOBODY}.ics"
    assert (names["Jane Doe"], names["Zo\u00eb"], names["A/B"]) == ("Jane Doe.ics", "Zo\u00eb.ics", "A-B.ics")
    assert names["A:B"].startswith("A-B ")
    assert (names["CON"], names["com1.x"], names[".."]) == ("Owner CON.ics", "Owner com1.x.ics", "Owner.ics")


@given(st.lists(st.text(max_size=120)))
def test_no_two_owners_share_a_file_and_no_name_leaves_the_folder(owners):
    names = file_names(owners, ".ics")
    assert set(names) == set(owners)
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert not set(name) & set('<>:"/\\|?*\x00\n')
        assert 0 < len(name.encode()) < 200
        assert name == name.strip()
        assert not name.startswith(".")


# --- lists --------------------------------------------------------------------------------------------------------

def left_out(listed):
    return listed.left_out[["name", "why"]].to_numpy().tolist()


def test_the_mailing_list_and_who_is_not_in_it():
    leads = leads_of(
        DANA, {"Name": "No address"},
        DANA | {"Name": "Never", "Do Not Contact": "please stop", "Phone": "", "Email": ""},
        {"Name": "No post", "Address": "1 Elm", "Do Not Contact": "Mail"},
        {"Name": "Gone", "Address": "2 Elm", "Stage": "lost"},
        {"Company": "A company", "Address": "3 Elm", "Newsletter": "No", "Do Not Contact": "Call, E-mail"},
        {"Phone": "(212) 555-0199", "Address": "4 Elm"}, DANA | {"Lead ID": "L-TWICE", "Name": "Dana again"})
    listed = mailing(leads, CONFIG, "Mail")
    assert tuple(listed.table.columns) == MAILING
    assert listed.table[["Name", "Company", "Address", "ZIP"]].to_numpy().tolist() == [
        ["Dana Whitfield", "", "12 Elm Street", "06020"], ["", "A company", "3 Elm", ""]]
    assert left_out(listed) == [
        ["No address", "without a postal address"], ["Never", "who asked not to be contacted"],
        ["No post", "who asked for no Mail (Do Not Contact)"], ["Gone", "in stage Lost"],
        ["", "without name and company"], ["Dana again", "of a person who is in the list already"]]


def test_the_broadcast_list_needs_a_yes():
    mail = ({"Name": n, "Email": f"{n}@example.com", "Newsletter": w} for n, w in
            (("yes", "yes"), ("no", "No"), ("blank", ""), ("maybe", "maybe")))
    leads = leads_of(*mail, {"Name": "typo", "Email": "x@", "Newsletter": "Yes"},
                     DANA | {"Do Not Contact": "E-mail"})
    listed = broadcast(leads, CONFIG, "Newsletter")
    assert tuple(listed.table.columns) == BROADCAST
    assert listed.table["Email"].tolist() == ["yes@example.com"]
    declined = "who asked for no Newsletter (Do Not Contact, or Newsletter is No)"
    assert left_out(listed) == [["no", declined], *([n, "who have not agreed (Newsletter is not Yes)"]
                                                    for n in ("blank", "maybe")),
                                ["typo", "without a valid e-mail address"], ["Dana Whitfield", declined]]


@pytest.mark.parametrize("wish", [{"Do Not Contact": "Yes"}, {"Newsletter": "No"}, {"Do Not Contact": "Newsletter"}])
def test_what_one_lead_of_a_person_asks_for_holds_for_all_of_them(wish):
    again = DANA | {"Lead ID": "L-2", "Newsletter": "", "Address": ""} | wish
    for rows in ((DANA, again), (again, DANA)):
        assert len(broadcast(leads_of(*rows), CONFIG, "Newsletter").table) == 0


CELLS = st.sampled_from(["", "Yes", "No", "Call", "Mail", "E-mail", "all", "Newsletter"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["", "1 Elm"]), st.sampled_from(["", "New", "Lost", "odd"]),
                          st.integers(0, 4)), max_size=12))
def test_in_the_list_plus_left_out_is_the_book_and_nobody_who_said_no_is_in(rows):
    leads = leads_of(*({"Name": f"n{i}", "Do Not Contact": dnc, "Newsletter": news, "Address": address, "Stage": stage,
                        "Email": f"a{who}@example.com"} for i, (dnc, news, address, stage, who) in enumerate(rows)))
    for listed, refusals in ((mailing(leads, CONFIG, "Mail"), {"Yes", "Mail", "all"}),
                             (broadcast(leads, CONFIG, "Newsletter"), {"Yes", "E-mail", "all", "Newsletter"})):
        ids = [*listed.table["Lead ID"], *listed.left_out["lead"]]
        assert sorted(ids) == sorted(leads["Lead ID"])
        assert (listed.left_out["why"] != "").all()
        refused = {who for dnc, _, _, _, who in rows if dnc in refusals}
        inside = [rows[int(i.removeprefix("L-"))] for i in listed.table["Lead ID"]]
        assert not refused & {row[4] for row in inside}
        assert len({row[4] for row in inside}) == len(inside)
        assert all(row[3] != "Lost" for row in inside)
        if tuple(listed.table.columns) == BROADCAST:
            assert all(row[1] == "Yes" for row in inside)


@pytest.mark.parametrize(("text", "safe"), [
    ("=1+1", "'=1+1"), ("+1 212", "'+1 212"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
    (" =1", "' =1"), ("\uff1d1", "'\uff1d1"), ("a=b", "a=b"), ("12 Elm", "12 Elm"), ("", ""), ("06020", "06020")])
def test_no_cell_of_a_list_runs(text, safe):
    assert harmless(text) == safe


def test_the_csv_reads_back_in_excels_way():
    leads = leads_of(DANA | {"Name": "Zo\u00eb, \"Z\"", "Address": "1 Elm\nBack door", "Company": "=cmd|x"})
    content = csv_bytes(mailing(leads, CONFIG, "Mail").table)
    assert content.startswith(b"\xef\xbb\xbfName,Company,")
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (row["Name"], row["Address"], row["Company"], row["ZIP"]) == (
        "Zo\u00eb, \"Z\"", "1 Elm\nBack door", "'=cmd|x", "06020")
