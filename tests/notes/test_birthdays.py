"""Birthday notes: how a birthday is read, and when and how its note is planned."""

import datetime as dt
from itertools import pairwise

import pytest

from leadbook.rules.birthdays import birthday, in_year
from tests.notes.book import DANA, START, run, settings, shown


@pytest.mark.parametrize(("text", "day"), [
    ("03-07", (3, 7)), ("--03-07", (3, 7)), ("--0307", (3, 7)), ("1980-03-07", (3, 7)), ("1980-03-07 00:00:00", (3, 7)),
    ("1980/3/7", (3, 7)), ("7.3.", (3, 7)), ("7. 3. 1980", (3, 7)), ("7.3.80", (3, 7)), ("3/7", (3, 7)),
    ("3/7/1980", (3, 7)), ("3/7/80", (3, 7)), ("25/3", (3, 25)), ("7 March", (3, 7)), ("7th of March", (3, 7)),
    ("7 Mar 1980", (3, 7)), ("7-Mar-80", (3, 7)), ("March 7", (3, 7)), ("Mar. 7th, 1980", (3, 7)), ("29286", (3, 6)),
    ("29 Feb", (2, 29)), ("02-29", (2, 29)), ("1980-02-29", (2, 29)), ("Sept 1", (9, 1)), ("May 5", (5, 5)),
    ("", None), ("spring", None), ("31 April", None), ("13-13", None), ("30 Feb", None), ("1980", None),
    ("7 Marz", None), ("March", None), ("03-07-", None), ("in 3-7 days", None), ("0-0", None), ("00000", (12, 30)),
])
def test_a_birthday_is_read_in_the_forms_people_write(text, day):
    assert birthday(text, "US") == day


def test_where_the_day_stands_first_it_is_read_so():
    assert (birthday("3/7", "GB"), birthday("3/25", "GB"), birthday("3/7/1980", "DE")) == ((7, 3), (3, 25), (7, 3))


def test_29_february_is_on_the_28th_in_common_years():
    assert (in_year(2, 29, 2027), in_year(2, 29, 2028)) == (dt.date(2027, 2, 28), dt.date(2028, 2, 29))


@pytest.mark.parametrize(("lead", "today", "note"), [
    ({"Birthday": "03-12"}, START, ("09 Mar", "Mail", "Birthday on 12 Mar: send the note by 9 Mar")),     # 3 workdays
    ({"Birthday": "1980-03-14"}, START, ("10 Mar", "Mail", "Birthday on 14 Mar: send the note by 10 Mar")),   # a Sunday
    ({"Birthday": "03-12", "Address": ""}, START, ("12 Mar", "E-mail", "Birthday on 12 Mar: send the note that day")),
    ({"Birthday": "03-14", "Address": ""}, START, ("12 Mar", "E-mail", "Birthday on 14 Mar: send the note by 12 Mar")),
    ({"Birthday": "03-12", "Address": "", "Email": ""}, START,
     ("12 Mar", "Text", "Birthday on 12 Mar: send the note that day")),
    ({"Birthday": "03-12", "Do Not Contact": "Mail"}, START,
     ("12 Mar", "E-mail", "Birthday on 12 Mar: send the note that day")),
    ({"Birthday": "03-03"}, START, ("03 Mar", "E-mail", "Birthday on 3 Mar: send the note that day")),
    ({"Birthday": "03-03", "Email": "", "Phone": ""}, START,
     ("01 Mar", "Mail", "Birthday on 3 Mar: the note should have left by 26 Feb")),
    ({"Birthday": "29 Feb"}, dt.date(2027, 2, 1), ("24 Feb", "Mail", "Birthday on 28 Feb: send the note by 24 Feb")),
    ({"Birthday": "29 Feb"}, dt.date(2028, 2, 1), ("24 Feb", "Mail", "Birthday on 29 Feb: send the note by 24 Feb")),
    ({"Birthday": "01-02"}, dt.date(2027, 12, 1),
     ("28 Dec", "Mail", "Birthday on 2 Jan 2028: send the note by 28 Dec")),     # 31 Dec is a holiday
])
def test_a_note_is_planned_with_the_day_to_send_it(lead, today, note):
    result = run([{**DANA, **lead}], today=today)
    assert shown(result, "BIRTHDAY", "Channel", "Why") == [note]
    row = result.plan[result.plan["Plan ID"].str.contains("BIRTHDAY")].iloc[0]
    occasion = 2028 if "2028" in note[2] else today.year
    assert (row["Plan ID"], row["Pinned"], row["Owner"]) == (f"P-DANA-BIRTHDAY-{occasion}", "Yes", "Jane")


@pytest.mark.parametrize(("lead", "why"), [
    ({"Birthday": "02-28"}, "it is over"), ({"Birthday": "06-01"}, "too far ahead"),
    ({"Birthday": "soon"}, "unreadable"),
    ({"Birthday": ""}, "blank"), ({"Birthday": "03-12", "Do Not Contact": "Yes"}, "never contacted"),
    ({"Birthday": "03-12", "Stage": "Lost"}, "not planned"),
    ({"Birthday": "03-12", "Do Not Contact": "Mail, E-mail, Text"}, "nothing that carries a note is permitted"),
])
def test_no_note_without_a_reason_for_one(lead, why):
    assert shown(run([{**DANA, **lead}]), "BIRTHDAY", "Channel") == [], why


def test_the_note_is_one_of_the_month_s_three_touches():
    with_note, without = run([{**DANA, "Birthday": "03-12"}]), run([DANA])
    march = [sum(date.month == 3 for date in result.plan["Date"]) for result in (with_note, without)]
    assert march == [3, 3]
    days = sorted(date.day for date in with_note.plan["Date"] if date.month == 3)
    assert min(b - a for a, b in pairwise(days)) >= 4


def test_a_person_with_two_leads_gets_one_note_a_year():
    two = [{**DANA, "Birthday": "03-12"}, {**DANA, "Lead ID": "L-TWO", "Birthday": "12 March"}]
    first = run(two)
    assert len(shown(first, "BIRTHDAY")) == 1
    assert len(shown(run(two[::-1], plan=first.plan), "BIRTHDAY")) == 1


@pytest.mark.parametrize(("change", "today", "status"), [
    ({}, dt.date(2027, 3, 11), "Planned"),                     # overdue, and the birthday is still to come
    ({}, dt.date(2027, 3, 13), "Skipped"),                     # over: a card would be too late
    ({"Birthday": ""}, START, "Skipped"), ({"Birthday": "?"}, START, "Skipped"),
    ({"Stage": "Lost"}, START, "Skipped"), ({"Do Not Contact": "Yes"}, START, "Skipped"),
    ({"Do Not Contact": "Mail"}, START, "Skipped"), ({"Do Not Contact": "Call"}, START, "Planned"),
])
def test_a_note_that_makes_no_sense_any_more_is_skipped(change, today, status):
    dana = {**DANA, "Birthday": "03-12"}
    before = run([dana])
    after = run([{**dana, **change}], plan=before.plan, today=today)
    assert shown(after, "BIRTHDAY", "Status") == [("09 Mar", status)]


@pytest.mark.parametrize(("channel", "status"), [("Mail", "Done"), ("E-mail", "Planned"), ("Call", "Planned")])
def test_a_note_is_done_only_by_its_own_channel(channel, status):
    dana = {**DANA, "Birthday": "03-12"}
    before = run([dana])
    touch = {"Lead ID": "L-DANA", "When": "2027-03-09 10:00", "Channel": channel,
             "Outcome": "Spoke" if channel == "Call" else "Sent"}
    after = run([dana], [touch], before.plan, today=dt.date(2027, 3, 9))
    assert shown(after, "BIRTHDAY", "Status") == [("09 Mar", status)]


def test_settings_of_notes():
    dana = [{**DANA, "Birthday": "03-12"}]
    assert shown(run(dana, settings=settings(notes={"birthdays": False})), "BIRTHDAY") == []
    assert shown(run(dana, settings=settings(notes={"send_days_before": 5})), "BIRTHDAY", "Channel") == [
        ("05 Mar", "Mail")]
    assert shown(run(dana, settings=settings(notes={"channels": ["E-mail", "Mail"]})), "BIRTHDAY", "Channel") == [
        ("12 Mar", "E-mail")]
    with pytest.raises(Exception, match=r"notes.channels: 'Post card' is not one of the channels"):
        settings(notes={"channels": ["Post card"]})


@pytest.mark.parametrize(("corrected", "note"), [
    ("03-22", ("17 Mar", "Mail", "Birthday on 22 Mar: send the note by 17 Mar")),
    ("12 March 1980", ("09 Mar", "Mail", "Birthday on 12 Mar: send the note by 9 Mar")),
    ("03-01", ("01 Mar", "E-mail", "Birthday on 1 Mar: send the note that day")),
    ("1 Dec", ("26 Nov", "Mail", "Birthday on 1 Dec: send the note by 26 Nov"))])
def test_a_corrected_birthday_moves_the_note(corrected, note):
    before = run([{**DANA, "Birthday": "03-12"}])
    after = run([{**DANA, "Birthday": corrected}], plan=before.plan)
    assert shown(after, "BIRTHDAY", "Channel", "Why") == [note]


def test_a_note_that_people_moved_stays_there():
    before = run([{**DANA, "Birthday": "03-12"}])
    note = before.plan["Plan ID"].str.contains("BIRTHDAY")
    moved = before.plan.assign(Date=before.plan["Date"].mask(note, dt.datetime(2027, 3, 5)).astype("datetime64[s]"))
    after = run([{**DANA, "Birthday": "03-22"}], plan=moved, today=dt.date(2027, 3, 3))
    assert shown(after, "BIRTHDAY", "Status") == [("05 Mar", "Planned")]
