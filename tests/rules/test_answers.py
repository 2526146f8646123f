"""What the worksheet functions answer, on sheets small enough to read. Today is Monday, 23 November 2026."""

import datetime as dt

import pytest

from leadbook import config, frames
from leadbook.errors import BadInput, NotALeadbook
from leadbook.rules import answers
from leadbook.schema import LEADS, PLAN, TOUCHES

TODAY = dt.date(2026, 11, 23)
CONFIG = config.checked(config.merged({"owners": {"Jane Doe": {}, "Tom Lee": {}}}), "test")
DANA = {"Lead ID": "L-7K3QF9X2AB", "Name": "Dana Whitfield", "Company": "Whitfield & Sons", "Stage": "Contacted",
        "Owner": "Jane Doe", "Phone": "(212) 555-0142"}


def leads(*rows):
    """Rows with an id each; what a test is not about is as Dana's."""
    return frames.of(LEADS, [DANA | {"Lead ID": f"L-{n}", "Name": f"Lead {n}", "Company": ""} | row
                             for n, row in enumerate(rows)])


def touches(*rows):
    """(when, lead, channel, outcome)"""
    return frames.of(TOUCHES, [{"When": dt.datetime.fromisoformat(when), "Lead ID": lead, "Channel": channel,
                                "Outcome": outcome} for when, lead, channel, outcome in rows])


def plan(*rows):
    """(date, lead, changes)"""
    return frames.of(PLAN, [{"Date": dt.date.fromisoformat(day), "Lead ID": lead, "Channel": "Call", "Why": "Touch 1",
                             "Status": "Planned"} | (more[0] if more else {}) for day, lead, *more in rows])


def day(text):
    return dt.date.fromisoformat(text)


class TestTheLeadAskedFor:
    SHEET = (DANA, {"Lead ID": "C-7", "Name": "Ann Baker"}, {"Name": "Dan Baker", "Company": "Acme"}, {"Name": "Acme"})

    @pytest.mark.parametrize(("asked", "row"), [
        ("L-7K3QF9X2AB", 0), ("l-7k3qf9x2ab", 0), ("7K3QF9X2AB", 0), (" L-7K3QF9X2AB ", 0), ("dana  whitfield", 0),
        ("Whitfield & Sons", 0), ("dana", 0), ("sons", 0), ("C-7", 1), ("c-7", 1), ("ann", 1), ("L-3", 3),
        ("acme", 3)])  # a name comes before a company
    def test_is_found(self, asked, row):
        book = leads(*self.SHEET)
        due = plan(*((f"2026-12-0{n + 1}", lead) for n, lead in enumerate(book["Lead ID"])))
        assert answers.next_touch(book, due, asked, TODAY) == day(f"2026-12-0{row + 1}")

    @pytest.mark.parametrize(("asked", "said"), [
        ("baker", "2 leads fit 'baker'"), ("Dana Whitfeld", "did you mean Dana Whitfield"),
        ("L-9", "No lead is called")])
    def test_is_not_found(self, asked, said):
        with pytest.raises(BadInput, match=said):
            answers.last_touch(leads(*self.SHEET), touches(), CONFIG, asked, TODAY)

    def test_nothing_asked_is_nothing_answered(self):
        book = leads(DANA)
        assert answers.next_touch(book, plan(), " ", TODAY) is None
        assert answers.last_touch(book, touches(), CONFIG, "", TODAY) is None
        assert answers.touches_this_month(book, touches(), CONFIG, "", TODAY) is None
        assert answers.why_today(book, touches(), plan(), CONFIG, "", TODAY) == ""


class TestDueToday:
    def test_oldest_first_planned_touches_before_next_actions(self):
        book = leads({"Next Date": day("2026-11-23"), "Next Action": "Send the listing"},
                     {"Next Date": day("2026-11-24")}, {"Next Date": day("2026-11-20"), "Name": "", "Company": "Acme"})
        due = answers.due_today(book, plan(("2026-11-23", "L-1"), ("2026-11-22", "l-0"), ("2026-11-24", "L-0")),
                                CONFIG, TODAY)
        assert due[["Lead ID", "Name", "Channel", "Why", "Days Late"]].to_numpy().tolist() == [
            ["L-2", "Acme", "", "Next Date has come, no Next Action", 3], ["l-0", "Lead 0", "Call", "Touch 1", 1],
            ["L-1", "Lead 1", "Call", "Touch 1", 0], ["L-0", "Lead 0", "", "Send the listing", 0]]
        assert due["Phone"].tolist() == ["(212) 555-0142"] * 4

    @pytest.mark.parametrize("changes", [
        {"Status": "Done"}, {"Status": "x"}, {"Status": "skipped"}, {"Done On": day("2026-11-23")}])
    def test_done_and_skipped_touches_are_left_out(self, changes):
        assert answers.due_today(leads({}), plan(("2026-11-20", "L-0", changes)), CONFIG, TODAY).empty

    @pytest.mark.parametrize("changes", [{"Status": ""}, {"Status": "maybe"}, {"Done On": day("2026-11-24")}])
    def test_the_others_wait(self, changes):
        assert len(answers.due_today(leads({}), plan(("2026-11-20", "L-0", changes)), CONFIG, TODAY)) == 1

    @pytest.mark.parametrize(("lead", "shown"), [
        ({"Stage": "Lost"}, 0), ({"Stage": "merged"}, 0), ({"Stage": "Won"}, 2), ({"Stage": "Nurture"}, 2),
        ({"Stage": "Parked"}, 2), ({"Do Not Contact": "Yes"}, 0), ({"Do Not Contact": "please stop"}, 0),
        ({"Do Not Contact": "Text"}, 2)])
    def test_whom_we_keep_up_with(self, lead, shown):
        book = leads({"Next Date": TODAY} | lead)
        assert len(answers.due_today(book, plan(("2026-11-23", "L-0")), CONFIG, TODAY)) == shown

    def test_a_channel_they_do_not_want_is_not_shown(self):
        book = leads({"Do Not Contact": "phone and SMS"}, {"Newsletter": "No"}, {"Do Not Contact": "E-mail"})
        planned = plan(*(("2026-11-23", lead, {"Channel": channel}) for lead, channel in (
            ("L-0", "Call"), ("L-0", "text"), ("L-0", "Mail"), ("L-1", "Newsletter"), ("L-1", "E-mail"),
            ("L-2", "Newsletter"), ("L-2", "Call"))))
        assert answers.due_today(book, planned, CONFIG, TODAY)["Channel"].tolist() == [
            "", "", "Mail", "", "E-mail", "", "Call"]

    def test_promises_that_no_planned_touch_stands_for(self):
        book = leads({"Promise": day("2026-11-20"), "Next Action": "Call in November"}, {"Promise": TODAY},
                     {"Promise": day("2026-11-20"), "Last Touch": dt.datetime(2026, 11, 20, 9)},
                     {"Promise": day("2026-11-20"), "Last Touch": dt.datetime(2026, 11, 19, 23)},
                     {"Promise": day("2026-11-24")}, {"Promise": TODAY, "Stage": "Won"},
                     {"Promise": TODAY, "Do Not Contact": "Yes"}, {"Promise": TODAY, "Lead ID": ""})
        planned = plan(("2026-11-23", "l-1"), ("2026-11-20", "L-3", {"Status": "Done"}), ("2026-11-19", "L-0"))
        due = answers.due_today(book, planned, CONFIG, TODAY)
        assert due[["Lead ID", "Why", "Days Late"]].to_numpy().tolist() == [
            ["L-0", "Touch 1", 4], ["L-0", "Promised: Call in November", 3], ["L-3", "Promised", 3],
            ["l-1", "Touch 1", 0], ["", "Promised", 0]]

    def test_a_touch_whose_lead_is_gone_is_shown_as_the_plan_has_it(self):
        gone = plan(("2026-11-20", "L-9", {"Name": "Old Friend", "Owner": "Tom Lee"}), ("2026-11-20", ""))
        due = answers.due_today(leads({}), gone, CONFIG, TODAY)
        assert due[["Lead ID", "Name", "Owner", "Phone"]].to_numpy().tolist() == [
            ["L-9", "Old Friend", "Tom Lee", ""], ["", "", "", ""]]

    def test_one_owner(self):
        book = leads({"Owner": "tom lee"}, {"Owner": ""})
        planned = plan(("2026-11-23", "L-0"), ("2026-11-23", "L-1"))
        assert answers.due_today(book, planned, CONFIG, TODAY, " Tom Lee ")["Lead ID"].tolist() == ["L-0"]
        assert answers.due_today(book, planned, CONFIG, TODAY, "Jane Doe").empty  # an owner, with nothing to do
        with pytest.raises(BadInput, match="No owner is called 'Jnae'; there are: Jane Doe, Tom Lee"):
            answers.due_today(book, planned, CONFIG, TODAY, "Jnae")


    def test_a_planned_touch_belongs_to_who_does_it_all_else_to_the_leads_owner(self):
        """Jane Doe stands in for Tom Lee: the plan says so."""
        book = leads({"Owner": "Tom Lee", "Next Date": day("2026-11-20"), "Next Action": "Call about the offer"})
        planned = plan(("2026-11-23", "L-0", {"Owner": "jane doe"}))
        shown = {who: answers.due_today(book, planned, CONFIG, TODAY, who)["Why"].tolist()
                 for who in ("Tom Lee", "Jane Doe", "")}
        assert shown == {"Tom Lee": ["Call about the offer"], "Jane Doe": ["Touch 1"],
                         "": ["Call about the offer", "Touch 1"]}


def test_stale_leads_red_first_then_by_deadline():
    book = leads({"Alert": "Amber", "Deadline": day("2026-11-20"), "Stale": "soon"}, {"Alert": "Red"}, {},
                 {"Alert": "Red", "Deadline": day("2026-11-22"), "Stale": "late"},
                 {"Alert": "Red", "Deadline": day("2026-11-21")},
                 {"Alert": "Red", "Stage": "Won"}, {"Alert": "Red", "Do Not Contact": "all"})
    found = answers.stale_leads(book, CONFIG)
    assert found["Lead ID"].tolist() == ["L-4", "L-3", "L-1", "L-0"]
    assert found["Why"].tolist() == ["", "late", "", "soon"]


@pytest.mark.parametrize(("lead", "missing"), [
    ({}, None), ({"Owner": ""}, "no owner"), ({"Next Action": "TBD"}, "no next action"),
    ({"Next Date": None}, "no next date"), ({"Next Date": day("2026-11-22")}, "next date was 22 Nov"),
    ({"Next Date": day("2025-11-22")}, "next date was 22 Nov 2025"), ({"Next Date": day("2026-11-23")}, None),
    ({"Next Action": "", "Check": "Incomplete: type a phone."}, None),
    ({"Owner": "", "Next Action": "", "Next Date": None}, "no owner; no next action; no next date"),
    ({"Owner": "", "Stage": "Won"}, None), ({"Owner": "", "Stage": "Parked"}, "no owner"),
    ({"Stage": "Nurture", "Next Action": "", "Next Date": None}, None),
    ({"Stage": "nurture", "Next Date": day("2026-11-20"), "Owner": ""}, "no owner; next date was 20 Nov"),
    ({"Lead ID": "", "Name": "", "Owner": ""}, None),
    ({"Lead ID": "", "Name": "", "Company": "Acme", "Owner": ""}, "no owner")])
def test_cracks(lead, missing):
    book = leads({"Next Action": "Call", "Next Date": day("2026-11-24")} | lead)
    assert answers.cracks(book, CONFIG, TODAY)["Missing"].tolist() == ([] if missing is None else [missing])


def test_last_touch_is_the_last_that_reached_them():
    log = touches(("2026-11-20 10:00", "L-0", "Call", "Spoke"), ("2026-11-21 10:00", "l-0", "SMS", "Sent"),
                  ("2026-11-22 10:00", "L-0", "Call", "Left message"), ("2026-11-22 11:00", "L-1", "Call", "Spoke"),
                  ("2026-11-24 00:00", "L-0", "Call", "Spoke"), ("2026-11-22 12:00", "L-0", "Pigeon", "Sent"))
    book = leads({}, {}, {})
    assert answers.last_touch(book, log, CONFIG, "L-0", TODAY) == dt.datetime(2026, 11, 21, 10)
    assert answers.last_touch(book, log, CONFIG, "L-0", day("2026-11-24")) == dt.datetime(2026, 11, 24)
    assert answers.last_touch(book, log, CONFIG, "L-2", TODAY) is None


def test_a_touch_typed_with_the_name_counts_if_only_one_lead_has_it():
    book = leads({"Name": "Ann"}, {"Name": "Bo"}, {"Name": "bo"})
    log = touches(("2026-11-20 10:00", "", "Call", "Spoke"), ("2026-11-21 10:00", "", "Call", "Spoke"))
    log = log.assign(Name=["ann", "Bo"])
    assert answers.last_touch(book, log, CONFIG, "Ann", TODAY) == dt.datetime(2026, 11, 20, 10)
    assert answers.last_touch(book, log, CONFIG, "L-1", TODAY) is None


def test_touches_this_month_are_the_persons():
    book = leads({"Person": 1}, {"Person": 1}, {"Person": 2}, {})
    log = touches(("2026-10-31 23:59", "L-0", "Call", "Spoke"), ("2026-11-01 00:00", "L-0", "Newsletter", "Sent"),
                  ("2026-11-05 10:00", "L-1", "Call", "Met"), ("2026-11-06 10:00", "L-1", "Call", "No answer"),
                  ("2026-11-23 23:59", "L-2", "Text", "Sent"), ("2026-11-24 00:00", "L-2", "Text", "Sent"))
    assert [answers.touches_this_month(book, log, CONFIG, f"L-{n}", TODAY) for n in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize(("rows", "found"), [
    ([], None), ([("2026-11-20", "L-0")], "2026-11-20"), ([("2026-11-20", "L-0"), ("2026-11-24", "L-0")], "2026-11-24"),
    ([("2026-11-20", "L-0"), ("2026-11-21", "L-1")], "2026-11-20"), ([("2026-11-23", "l-1")], "2026-11-23"),
    ([("2026-11-25", "L-0", {"Status": "Done"}), ("2026-11-26", "L-0", {"Status": "Skipped"})], None),
    ([("2026-11-25", "L-2")], None)])
def test_next_touch(rows, found):
    book = leads({"Person": 1}, {"Person": 1}, {"Person": 2})
    assert answers.next_touch(book, plan(*rows), "L-0", TODAY) == (found and day(found))


SPOKE = touches(("2026-11-20 10:00", "L-0", "Call", "Spoke"))


@pytest.mark.parametrize(("lead", "log", "planned", "why"), [
    ({}, SPOKE, (), ""),
    ({"Promise": day("2026-11-20"), "Next Action": "Call"}, touches(), (), "Promised for 20 Nov, 3 days overdue: Call"),
    ({"Promise": TODAY}, SPOKE, (), "Promised for today"), ({"Promise": day("2026-11-20")}, SPOKE, (), ""),
    ({"Promise": day("2026-11-20"), "Stage": "Lost"}, touches(), (), ""),
    ({"Stage": "New", "Received": dt.datetime(2026, 11, 22, 9, 30), "Deadline": dt.datetime(2026, 11, 23, 9, 30)},
     touches(), (), "Received 22 Nov 09:30, nobody has spoken to them yet, contact by 23 Nov 09:30"),
    ({"Stage": "", "Received": day("2025-11-22")}, touches(), (),
     "Received 22 Nov 2025, nobody has spoken to them yet"),
    ({"Stage": "New"}, touches(("2026-11-23 08:00", "L-0", "Call", "Left message")), (), ""),
    ({"Stage": "New", "Promise": day("2026-11-30")}, touches(), (), ""),
    ({"Stage": "New"}, touches(("2026-11-22 08:00", "L-0", "Call", "Left message")), (),
     "Nobody has spoken to them yet"),
    ({}, SPOKE, (("2026-11-22", "L-0"),), "Planned for 22 Nov, 1 day overdue: Touch 1"),
    ({}, SPOKE, (("2026-11-22", "L-0", {"Status": "Done"}),), ""),
    ({"Next Date": day("2026-11-22"), "Next Action": "Call"}, SPOKE, (("2026-11-22", "L-0"),),
     "Planned for 22 Nov, 1 day overdue: Touch 1; Next action for 22 Nov, 1 day overdue: Call"),
    ({"Next Date": day("2026-11-21")}, SPOKE, (("2026-11-22", "L-0"),),
     "Next action for 21 Nov, 2 days overdue; Planned for 22 Nov, 1 day overdue: Touch 1"),
    ({"Promise": TODAY}, touches(), (("2026-11-23", "L-0"),), "Promised for today"),
    ({"Alert": "Red", "Stale": "Contacted: 4 days"}, SPOKE, (), "Contacted: 4 days"),
    ({"Alert": "Red", "Stale": "New: late", "Stage": "New"}, touches(), (), "Nobody has spoken to them yet"),
    ({"Alert": "Red", "Stale": "Contacted: 4 days", "Do Not Contact": "Yes"}, SPOKE, (), "")])
def test_why_today(lead, log, planned, why):
    assert answers.why_today(leads(lead), log, plan(*planned), CONFIG, "L-0", TODAY) == why


class TestFunnelCount:
    BOOK = leads({"Received": dt.datetime(2026, 11, 16, 0, 0)}, {"Received": dt.datetime(2026, 11, 22, 23, 59)},
                 {"Received": dt.datetime(2026, 11, 23)}, {"Received": day("2026-11-18"), "Stage": "Merged"},
                 {"Received": day("2026-11-18"), "Type": "Connector"})

    @pytest.mark.parametrize(("first", "last", "count"), [
        ("2026-11-16", "2026-11-22", 2), ("2026-11-17", "2026-11-21", 0), ("2026-11-22", "2026-11-22", 1),
        (None, "2026-11-22", 2), ("2026-11-17", None, 2), (None, None, 3), ("2026-11-23", "2026-11-16", 0)])
    def test_both_days_count(self, first, last, count):
        days = [text and day(text) for text in (first, last)]
        assert answers.funnel_count(self.BOOK, touches(), CONFIG, "leads in", *days) == count

    @pytest.mark.parametrize("stage", ["", "Nurture", "Sold"])
    def test_another_word_is_refused(self, stage):
        with pytest.raises(BadInput):
            answers.funnel_count(self.BOOK, touches(), CONFIG, stage)


@pytest.mark.parametrize(("table", "column", "ask"), [
    ("Leads", "Owner", lambda le, to, pl: answers.due_today(le, pl, CONFIG, TODAY)),
    ("Plan", "Status", lambda le, to, pl: answers.due_today(le, pl, CONFIG, TODAY)),
    ("Leads", "Alert", lambda le, to, pl: answers.stale_leads(le, CONFIG)),
    ("Leads", "Next Date", lambda le, to, pl: answers.cracks(le, CONFIG, TODAY)),
    ("Leads", "Company", lambda le, to, pl: answers.next_touch(le, pl, "L-0", TODAY)),
    ("Plan", "Date", lambda le, to, pl: answers.next_touch(le, pl, "L-0", TODAY)),
    ("Touches", "Outcome", lambda le, to, pl: answers.last_touch(le, to, CONFIG, "L-0", TODAY)),
    ("Leads", "Person", lambda le, to, pl: answers.touches_this_month(le, to, CONFIG, "L-0", TODAY)),
    ("Leads", "Promise", lambda le, to, pl: answers.why_today(le, to, pl, CONFIG, "L-0", TODAY)),
    ("Leads", "Received", lambda le, to, pl: answers.funnel_count(le, to, CONFIG, "New"))])
def test_a_column_that_is_gone_is_named(table, column, ask):
    tables = {"Leads": leads({}), "Touches": touches(), "Plan": plan()}
    tables[table] = tables[table].drop(columns=column)
    with pytest.raises(NotALeadbook, match=f"The table {table} has no column {column}"):
        ask(*tables.values())
