"""plan: an independent certificate of three touches a month, and what people did with the plan stays."""

import datetime as dt
import itertools
import shutil

import openpyxl
import pytest

from tests.acceptance.conftest import Book

DAY = dt.timedelta(days=1)
US_HOLIDAYS = {dt.date(2026, 11, 11), dt.date(2026, 11, 26), dt.date(2026, 12, 25), dt.date(2027, 1, 1),
               dt.date(2027, 1, 18), dt.date(2027, 2, 15), dt.date(2027, 5, 31), dt.date(2027, 6, 18),
               dt.date(2027, 6, 19), dt.date(2027, 7, 4), dt.date(2027, 7, 5)}


def person(n, received=dt.datetime(2026, 9, 1, 9), **other):
    kind = ["New", "Contacted", "Appointment", "Nurture", "Won"][n % 5]
    return {"Name": f"Person {n}", "Stage": kind, "Owner": ["Jane Doe", "Tom Lee"][n % 2], "Received": received,
            "Phone": f"(212) 555-{n:04}", "Email": f"p{n}@example.com", "Address": f"{n} Elm Street"} | other


def month(day):
    return day.strftime("%Y-%m")


def working_days(first):
    day, out = first, []
    while day.month == first.month:
        out += [day] * (day.weekday() < 5 and day not in US_HOLIDAYS)
        day += DAY
    return out


def certificate(book, today, months):
    """From the sheets alone: Lead ID -> {month: [(day, channel), ...]} of all that is done or still planned."""
    held = {lead["Lead ID"]: {m: [] for m in months} for lead in book.rows("Leads")}
    done = {row["Plan ID"] for row in book.rows("Touches") if row["Plan ID"]}
    for row in book.rows("Touches"):
        if row["Outcome"] in ("Spoke", "Sent", "Met", "Replied") and row["When"].date() <= today:
            held[row["Lead ID"]].setdefault(month(row["When"]), []).append((row["When"].date(), row["Channel"]))
    for row in book.rows("Plan"):
        if row["Status"] in (None, "", "Planned") and row["Plan ID"] not in done:
            held[row["Lead ID"]].setdefault(month(row["Date"]), []).append((row["Date"].date(), row["Channel"]))
    return held


@pytest.fixture(scope="module")
def crowd(made, tmp_path_factory):
    """40 people received long ago, planned on the first working day of November."""
    from tests.acceptance.conftest import PEOPLE

    book = Book(shutil.copy(made(PEOPLE), tmp_path_factory.mktemp("crowd") / "Crowd.xlsx"))
    book.leads(*(person(n) for n in range(40)))
    book.facts = book.json("plan", today=dt.date(2026, 11, 2))
    return book


def test_everybody_has_three_touches_this_month_and_next_and_a_call(crowd):
    held = certificate(crowd, dt.date(2026, 11, 2), ("2026-11", "2026-12"))
    assert len(held) == 40
    for lead, months in held.items():
        assert {m: len(t) for m, t in months.items()} == {"2026-11": 3, "2026-12": 3}, lead
        assert all(any(channel != "Newsletter" for _, channel in t) for t in months.values())
        assert any(channel == "Call" for t in months.values() for _, channel in t)
    assert (crowd.facts["plan"]["shortfall"], crowd.facts["plan"]["unreachable"]) == ([], [])


def test_it_stands_on_working_days_and_spreads(crowd):
    days = [row["Date"].date() for row in crowd.rows("Plan")]
    assert all(day.weekday() < 5 and day not in US_HOLIDAYS for day in days)
    for one, first in zip(crowd.facts["plan"]["peak"], (dt.date(2026, 11, 2), dt.date(2026, 12, 1)), strict=True):
        counts = [days.count(day) for day in working_days(first)]
        bound = -(-120 // len(counts))
        assert max(counts) <= bound + 1
        assert (one["peak"], one["lower_bound"]) == (max(counts), bound)
    assert "Busiest day" in crowd.facts["sentence"]


def test_nobody_has_two_touches_within_four_working_days(crowd):
    held = certificate(crowd, dt.date(2026, 11, 2), ())
    weekdays = working_days(dt.date(2026, 11, 1)) + working_days(dt.date(2026, 12, 1))
    for months in held.values():
        days = sorted(weekdays.index(day) for touches in months.values() for day, _ in touches)
        assert min(b - a for a, b in itertools.pairwise(days)) >= 4


def test_a_second_run_writes_nothing(crowd):
    before, plan = crowd.bytes, crowd.rows("Plan")
    assert crowd.json("plan", today=dt.date(2026, 11, 2))["changed"] == {}
    assert crowd.bytes == before
    crowd.json("plan", today=dt.date(2026, 11, 3))
    assert crowd.rows("Plan") == plan


def test_two_users_who_plan_the_same_copy_write_the_same_bytes(crowd, new, tmp_path):
    book = new(*(person(n) for n in range(12)))
    copies = [Book(shutil.copy(book.path, tmp_path / f"{n}.xlsx")) for n in "ab"]
    for copy in copies:
        copy.run("refresh")
    assert copies[0].bytes == copies[1].bytes != book.bytes


def test_half_a_year_of_refreshes_keeps_the_promise_for_ever(new):
    """Each month's touches are done on their day; the certificate holds in every month, calls come in time."""
    book = new(*(person(n) for n in range(10)))
    calls = {}
    for number in range(7):
        first = dt.date(2026 + (10 + number) // 12, (10 + number) % 12 + 1, 1)
        book.json("plan", today=first)
        following = (first + 31 * DAY).replace(day=1)
        held = certificate(book, first, (month(first), month(following)))
        for lead, months in held.items():
            assert len(months[month(first)]) >= 3
            assert len(months[month(following)]) >= 3
            assert {"Call"} & {c for m in (month(first), month(following)) for _, c in months[m]}
            calls.setdefault(lead, set()).update(d for t in months.values() for d, c in t if c == "Call")
        for row, touch in enumerate(book.rows("Plan")):
            if month(touch["Date"]) == month(first) and touch["Status"] != "Done":
                book.set("Plan", row, Status="Done") if row % 7 == 0 else None
        done = [t for t in book.rows("Plan") if month(t["Date"]) == month(first) and t["Status"] == "Planned"]
        book.touches(*({"When": t["Date"].replace(hour=10), "Lead ID": t["Lead ID"], "Channel": t["Channel"],
                        "Outcome": "Spoke" if t["Channel"] == "Call" else "Sent"} for t in done))
    for days in calls.values():
        gaps = [b - a for a, b in itertools.pairwise(sorted(days))]
        assert max(gaps) <= 62 * DAY


def test_who_joins_in_mid_month_gets_their_share(new):
    days = working_days(dt.date(2026, 11, 1))
    joiners = [person(n, dt.datetime.combine(days[n], dt.time(9))) for n in range(len(days) - 1)]
    book = new(*joiners)
    for n, day in enumerate(days[:-1]):
        assert day == joiners[n]["Received"].date()
    book.run("plan", today=days[-2])
    book = new(*joiners[:10])
    book.run("plan", today=days[9])
    held = certificate(book, days[9], ("2026-11", "2026-12"))
    got = [len(months["2026-11"]) for months in held.values()]
    left = [(len(days) - n) / len(days) for n in range(10)]
    for n, (touches, share) in enumerate(zip(got, left, strict=True)):
        assert 3 * share - 1 < touches <= 3, n
        assert len(list(held.values())[n]["2026-12"]) == 3


def test_late_in_the_month_what_cannot_be_had_is_said(new):
    book = new(person(1))
    facts = book.json("plan", today=dt.date(2026, 11, 30))
    (short,) = facts["plan"]["shortfall"]
    assert (short["month"], short["has"], short["needs"]) == ("2026-11", 1, 3)
    assert any(f["column"] == "" and "1 of 3 touches in November" in f["message"] for f in facts["findings"])
    assert "1 person will not get all their touches" in facts["sentence"]


def test_what_people_moved_ticked_skipped_or_pinned_stays(new):
    book = new(*(person(n) for n in range(6)))
    book.run("plan", today=dt.date(2026, 11, 2))
    book.set("Plan", 0, Date=dt.date(2026, 11, 28))                     # a Saturday, on purpose
    book.set("Plan", 1, Status="Done", Done_On=dt.date(2026, 11, 2))
    book.set("Plan", 2, Status="Skipped")
    book.set("Plan", 3, Pinned="Yes")
    before = book.rows("Plan")
    for today in (dt.date(2026, 11, 3), dt.date(2026, 11, 20), dt.date(2026, 12, 7)):
        book.json("refresh", today=today)
        after = book.rows("Plan")[:len(before)]
        keep = ("Plan ID", "Date", "Lead ID", "Channel", "Done On")
        assert [[r[c] for c in keep] for r in after] == [[r[c] for c in keep] for r in before]
        assert [r["Status"] for r in after[:4]] == ["Planned", "Done", "Skipped", "Planned"]
    assert after[0]["Pinned"] == "Yes"                                  # a date that people moved is a pin


def test_a_promise_is_a_pin_on_its_very_day(new):
    book = new(person(1, Promise=dt.date(2026, 12, 25)), person(2, Promise=dt.date(2027, 5, 3)))
    facts = book.json("plan")
    assert facts["plan"]["promises_pinned"] == 2
    pins = {row["Name"]: row for row in book.rows("Plan") if row["Pinned"] == "Yes"}
    assert pins["Person 1"]["Date"].date() == dt.date(2026, 12, 25)
    assert pins["Person 2"]["Date"].date() == dt.date(2027, 5, 3)
    book.json("plan", today=dt.date(2027, 4, 1))
    assert [r["Date"].date() for r in book.rows("Plan") if r["Plan ID"] == pins["Person 2"]["Plan ID"]] == [
        dt.date(2027, 5, 3)]


def test_unreachable_and_do_not_contact_people_are_listed_and_not_planned(new):
    book = new(person(1, Phone="", Email="", Address=""), person(2, **{"Do Not Contact": "Yes"}),
               person(3, **{"Do Not Contact": "Call, Text"}), person(4, Stage="Lost"), person(5, Phone=""))
    facts = book.json("plan")
    assert [p["name"] for p in facts["plan"]["unreachable"]] == ["Person 1"]
    assert [p["name"] for p in facts["plan"]["excluded"]["do_not_contact"]] == ["Person 2"]
    planned = {}
    for row in book.rows("Plan"):
        planned.setdefault(row["Name"], set()).add(row["Channel"])
    assert set(planned) == {"Person 3", "Person 5"}
    assert not planned["Person 3"] & {"Call", "Text"}
    assert not planned["Person 5"] & {"Call", "Text"}
    said = {f["lead"]: f["message"] for f in facts["findings"]}
    ids = {lead["Name"]: lead["Lead ID"] for lead in book.rows("Leads")}
    assert {ids[f"Person {n}"] for n in (1, 2, 3, 5)} == set(said)


def test_one_person_with_two_leads_is_planned_once(new):
    book = new(person(1), person(2, Phone="+1 212.555.0001"), person(3, Email="P1@EXAMPLE.COM"))
    facts = book.json("plan")
    assert facts["plan"]["people"] == facts["plan"]["active"] == 1
    assert len({row["Lead ID"] for row in book.rows("Plan")}) == 1
    assert len({lead["Next Touch"] for lead in book.rows("Leads")}) == 1


def test_a_touch_in_the_log_ticks_the_planned_one_once(new):
    book = new(person(1))
    book.run("plan", today=dt.date(2026, 11, 2))
    planned = book.rows("Plan")[0]
    outcome = "Spoke" if planned["Channel"] == "Call" else "Sent"
    book.touches({"When": planned["Date"].replace(hour=11), "Name": "Person 1", "Channel": planned["Channel"],
                  "Outcome": outcome})
    book.json("plan", today=planned["Date"].date())
    first = book.rows("Plan")[0]
    assert (first["Status"], first["Done On"]) == ("Done", planned["Date"])
    assert book.rows("Touches")[0]["Plan ID"] == planned["Plan ID"]
    assert [r["Status"] for r in book.rows("Plan")].count("Done") == 1
    assert book.json("plan", today=planned["Date"].date())["changed"] == {}
    assert len(book.rows("Touches")) == 1


def test_an_attempt_ticks_nothing(new):
    book = new(person(1))
    book.run("plan", today=dt.date(2026, 11, 2))
    book.touches({"When": dt.datetime(2026, 11, 2, 9), "Name": "Person 1", "Channel": "Call", "Outcome": "No answer"})
    book.run("plan", today=dt.date(2026, 11, 2))
    assert {r["Status"] for r in book.rows("Plan")} == {"Planned"}


@pytest.mark.parametrize("word", ["Done", "done", "x"])
def test_a_planned_touch_marked_done_becomes_one_row_of_the_log(new, word):
    book = new(person(1))
    book.run("plan", today=dt.date(2026, 11, 2))
    planned = book.rows("Plan")[0]
    book.set("Plan", 0, Status=word)
    book.run("refresh", today=planned["Date"].date())
    (touch,) = book.rows("Touches")
    assert (touch["Lead ID"], touch["Channel"], touch["When"].date(), touch["Plan ID"]) == (
        planned["Lead ID"], planned["Channel"], planned["Date"].date(), planned["Plan ID"])
    assert touch["Outcome"] == ("Spoke" if planned["Channel"] == "Call" else "Sent")
    book.run("refresh", today=planned["Date"].date() + DAY)
    assert len(book.rows("Touches")) == 1


def test_a_row_that_people_add_to_the_plan_counts_and_stays(new):
    book = new(person(1))
    book.run("validate", today=dt.date(2026, 11, 2))
    lead = book.lead("Person 1")["Lead ID"]
    book.add("Plan", {"Date": dt.date(2026, 11, 5), "Lead ID": lead, "Channel": "Meeting"})
    book.run("plan", today=dt.date(2026, 11, 2))
    held = certificate(book, dt.date(2026, 11, 2), ())[lead]
    assert (dt.date(2026, 11, 5), "Meeting") in held["2026-11"]
    assert book.json("plan", today=dt.date(2026, 11, 2))["changed"] == {}


def test_other_working_days_and_extra_holidays_are_kept(new):
    yaml = ("business: {country: DE, region: BY, working_days: [Monday, Tuesday, Saturday], "
            "extra_holidays: [2026-12-22]}\n")
    book = new(*(person(n, Phone=f"+49 89 636-4800{n}") for n in range(10)), yaml=yaml)
    book.run("plan", today=dt.date(2026, 11, 30))
    days = {row["Date"].date() for row in book.rows("Plan")}
    assert {day.weekday() for day in days} == {0, 1, 5}
    assert not days & {dt.date(2026, 12, 22), dt.date(2026, 12, 26)}


def test_a_sheet_that_people_sorted_is_planned_as_before(new):
    book = new(*(person(n) for n in range(5)))
    book.run("plan")
    workbook = openpyxl.load_workbook(book.path)
    sheet = workbook["Plan"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=2) if row[0].value]
    for at, values in enumerate(reversed(rows), 2):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column).value = value
    workbook.save(book.path)
    assert book.json("plan")["changed"] == {}
