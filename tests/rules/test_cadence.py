"""plan, case by case. Each test shows its sheet; November 2026 has 19 working days (11 and 26 Nov are holidays)."""

import datetime as dt

import pytest

from leadbook import config, config_records, frames, schema
from leadbook.rules.plan.cadence import planned
from leadbook.workdays import calendar_for

CONFIG = config.default_config()
DANA = {"Lead ID": "L-DANA", "Name": "Dana", "Owner": "Jane", "Stage": "Contacted", "Person": 1,
        "Phone": "212-555-0142", "Email": "dana@gmail.com", "Received": "2025-03-01"}
START = dt.date(2026, 11, 1)
SPOKE = {"Lead ID": "L-DANA", "Channel": "Call", "Outcome": "Spoke"}


def run(leads, touches=(), plan=(), today=START, settings=CONFIG):
    made = lambda table, rows: rows if hasattr(rows, "columns") else frames.of(table, rows)  # noqa: E731
    result = planned(made(schema.LEADS, leads), made(schema.TOUCHES, touches), made(schema.PLAN, plan), settings, today,
                     calendar_for(settings.business))
    assert result.plan.dtypes.equals(frames.of(schema.PLAN).dtypes)
    assert result.leads.dtypes.equals(frames.of(schema.LEADS).dtypes)
    return result


def rows(result, month=None, status="Planned"):
    plan = result.plan[result.plan["Status"] == status]
    return [(f"{date:%d %b}", channel) for date, channel in zip(plan["Date"], plan["Channel"], strict=True)
            if month is None or date.month == month]


def cadence(**settings):
    return CONFIG.model_copy(update={"cadence": CONFIG.cadence.model_copy(update=settings)})


def test_a_person_without_anything_gets_three_touches_this_month_and_next():
    result = run([DANA])
    assert rows(result) == [("05 Nov", "E-mail"), ("17 Nov", "Text"), ("25 Nov", "E-mail"),
                            ("07 Dec", "Call"), ("16 Dec", "E-mail"), ("29 Dec", "Text")]
    first = result.plan.iloc[0].to_dict()
    assert [first[name] for name in ("Plan ID", "Lead ID", "Name", "Owner")] == [
        "P-DANA-202611-1", "L-DANA", "Dana", "Jane"]
    assert (first["Status"], first["Pinned"], first["Scheduled"]) == ("Planned", "", first["Date"])
    assert result.plan["Why"].tolist()[1:4] == [
        "Touch 2 of 3 in November; their usual day", "Touch 3 of 3 in November; their usual day",
        "Touch 1 of 3 in December; call of every other month; their usual day"]
    assert str(result.leads["Next Touch"][0])[:10] == "2026-11-05"
    assert not len(result.findings)


def test_a_second_run_writes_nothing():
    once = run([DANA])
    again = run(once.leads, plan=once.plan)
    assert again.plan is once.plan
    assert again.leads is once.leads
    assert again.report["planned"] == {"new": 0, "existing": 6}


def test_adding_a_person_moves_nobody():
    alone = run([DANA]).plan
    both = run([{**DANA, "Lead ID": "L-TOM", "Phone": "212-555-0143", "Email": "", "Person": 2}, DANA]).plan
    assert both[both["Lead ID"] == "L-DANA"]["Date"].tolist() == alone["Date"].tolist()


def test_done_touches_count_and_broadcasts_only_beyond_the_personal_minimum():
    done = [{**SPOKE, "When": "2026-11-03 10:00"}]
    assert len(rows(run([DANA], done, today=dt.date(2026, 11, 4)), 11)) == 2
    mail = [{"Lead ID": "L-DANA", "Channel": "Newsletter", "Outcome": "Sent", "When": f"2026-11-0{d}"}
            for d in (2, 3, 4, 5)]
    assert len(rows(run([DANA], mail, today=dt.date(2026, 11, 6)), 11)) == 1


def test_an_attempt_is_no_touch():
    attempts = [{"Lead ID": "L-DANA", "Channel": "Call", "Outcome": "Left message", "When": "2026-11-03"}]
    assert len(rows(run([DANA], attempts, today=dt.date(2026, 11, 4)), 11)) == 3


def test_the_first_run_late_in_the_month_spreads_what_is_missing():
    result = run([DANA], today=dt.date(2026, 11, 20))
    assert [day for day, _ in rows(result, 11)] == ["23 Nov", "25 Nov", "30 Nov"]
    assert not result.report["shortfall"]


def test_with_too_few_days_left_nobody_gets_two_on_a_day_and_the_shortfall_is_named():
    result = run([DANA], today=dt.date(2026, 11, 30))
    assert [day for day, _ in rows(result, 11)] == ["30 Nov"]
    assert result.report["shortfall"] == [{
        "lead": "L-DANA", "name": "Dana", "month": "2026-11", "has": 1, "needs": 3,
        "reason": "only 1 working day is left in November, and nobody gets two touches on one day"}]
    assert result.findings["message"].tolist() == [
        "1 of 3 touches in November: only 1 working day is left in November, and nobody gets two touches on one day."]
    assert len(rows(result, 12)) == 3


def test_who_joined_in_mid_month_gets_what_is_left_of_their_template():
    new = {**DANA, "Received": "2026-11-12 09:00"}
    result = run([new], today=dt.date(2026, 11, 12))
    assert rows(result, 11) == [("17 Nov", "E-mail"), ("25 Nov", "Text")]
    assert result.plan["Why"][0] == "Touch 1 of 2 in November (joined on 12 Nov); their usual day"
    assert len(rows(run([new], today=dt.date(2026, 11, 12), settings=cadence(pro_rata=False)), 11)) == 3
    assert len(rows(result, 12)) == 3


def test_a_thousand_who_join_on_one_day_share_the_rest_of_the_month():
    many = [{**DANA, "Lead ID": f"L-{k}", "Person": k, "Phone": "", "Address": "1 Elm", "Email": "",
             "Received": "2026-11-30"} for k in range(1, 1001)]
    peak = run(many, today=dt.date(2026, 11, 30)).report["peak"]
    assert peak[0]["peak"] <= 3 * 1000 / 19 + 2
    assert peak[1]["peak"] <= peak[1]["lower_bound"] + 2


def test_a_promise_is_pinned_on_its_very_day_and_counts():
    result = run([{**DANA, "Promise": "2026-11-14"}])                 # a Saturday
    assert rows(result, 11) == [("14 Nov", "Call"), ("05 Nov", "E-mail"), ("25 Nov", "Text")]
    promise = result.plan.iloc[0]
    assert (promise["Plan ID"], promise["Pinned"]) == ("P-DANA-PROMISE-20261114", "Yes")
    assert promise["Why"] == "Promise: 14 Nov is the date we gave"
    far = run([{**DANA, "Promise": "2027-05-03"}])
    assert far.plan["Plan ID"][0] == "P-DANA-PROMISE-20270503"
    assert far.plan["Why"][0] == "Promise: 3 May 2027 is the date we gave"


def test_a_changed_promise_replaces_the_old_one():
    before = run([{**DANA, "Promise": "2026-11-16"}])
    after = run([{**DANA, "Promise": "2026-11-18"}], plan=before.plan)
    status = after.plan.set_index("Plan ID")["Status"]
    assert status["P-DANA-PROMISE-20261116"] == "Skipped"
    assert status["P-DANA-PROMISE-20261118"] == "Planned"
    assert len(rows(after, 11)) == 3


def test_what_people_moved_stays():
    once = run([DANA])
    moved = once.plan.assign(Date=once.plan["Date"].mask(once.plan.index == 1, frames.day(dt.date(2026, 11, 28))))
    again = run(once.leads, plan=moved, today=dt.date(2026, 11, 3))
    assert again.plan.drop(columns=["Pinned", "Why"]).equals(moved.drop(columns=["Pinned", "Why"]))
    said = moved["Why"].mask(moved.index == 1, f"{moved['Why'][1]}; moved by hand from {once.plan['Date'][1]:%d} Nov")
    assert again.plan["Why"].tolist() == said.tolist()
    assert again.plan["Pinned"].tolist() == ["", "Yes", *[""] * (len(moved) - 2)]


def test_a_touch_moved_to_next_month_is_replaced_in_this_one():
    once = run([DANA])
    moved = once.plan.assign(Date=once.plan["Date"].mask(once.plan.index == 2, frames.day(dt.date(2026, 12, 2))))
    again = run(once.leads, plan=moved)
    assert again.plan["Plan ID"].tolist()[6:] == ["P-DANA-202611-4"]
    assert len(rows(again, 11)) == 3


def test_a_skipped_touch_is_replaced_on_another_day():
    once = run([DANA])
    skipped = once.plan.assign(Status=once.plan["Status"].mask(once.plan.index == 0, "skip"))
    again = run(once.leads, plan=skipped)
    assert again.plan["Plan ID"].tolist()[6:] == ["P-DANA-202611-4"]
    assert len({day for day, _ in rows(again, 11)} | {"05 Nov"}) == 4
    assert run(again.leads, plan=again.plan).plan is again.plan


def test_an_overdue_touch_is_still_to_be_done_and_not_planned_twice():
    once = run([DANA])
    assert run(once.leads, plan=once.plan, today=dt.date(2026, 11, 20)).plan is once.plan
    assert str(run(once.leads, plan=once.plan, today=dt.date(2026, 11, 20)).leads["Next Touch"][0])[:10] == "2026-11-25"


@pytest.mark.parametrize("change", [{"Stage": "Lost"}, {"Stage": "Merged"}, {"Do Not Contact": "Yes"}])
def test_who_is_lost_or_asked_not_to_be_contacted_has_no_open_rows(change):
    once = run([DANA])
    again = run([{**DANA, **change}], plan=once.plan)
    assert rows(again) == []
    assert again.report["cancelled"] == 6
    assert again.leads["Next Touch"].isna().all()


def test_a_pinned_row_of_a_lost_lead_stays_but_not_of_one_who_asked_never():
    once = run([DANA])
    pinned = once.plan.assign(Pinned=once.plan["Pinned"].mask(once.plan.index == 0, "Yes"))
    assert len(rows(run([{**DANA, "Stage": "Lost"}], plan=pinned))) == 1
    assert len(rows(run([{**DANA, "Do Not Contact": "all"}], plan=pinned))) == 0


def test_a_channel_left_out_later_is_replaced_by_another():
    once = run([DANA])
    again = run([{**DANA, "Do Not Contact": "Text"}], plan=once.plan)
    assert "Text" not in {channel for _, channel in rows(again)}
    assert len(rows(again, 11)) == len(rows(again, 12)) == 3


def test_unreachable_and_do_not_contact_people_are_listed_by_name():
    result = run([{"Lead ID": "L-1", "Name": "Ann", "Person": 1}, {**DANA, "Person": 2, "Do Not Contact": "stop it"},
                  {**DANA, "Lead ID": "L-3", "Person": 3, "Phone": "", "Name": "Tom"},
                  {**DANA, "Lead ID": "L-4", "Person": 4, "Stage": "Lost"}])
    assert result.report["unreachable"] == [{"lead": "L-1", "name": "Ann"}]
    assert result.report["excluded"] == {
        "do_not_contact": [{"lead": "L-DANA", "name": "Dana"}], "not_active": {"Lost": 1}}
    assert result.findings[["code", "lead"]].to_numpy().tolist() == [
        ["LB801", "L-1"], ["LB802", "L-DANA"], ["LB803", "L-3"]]
    assert {channel for _, channel in rows(result)} == {"E-mail"}


def test_who_permits_only_the_newsletter_gets_it_and_is_named():
    only = {**DANA, "Phone": "", "Newsletter": "Yes"}
    settings = cadence(channels=("Call", "Text"))
    result = run([only], settings=settings)
    assert {channel for _, channel in rows(result)} == {"Newsletter"}
    assert {row["reason"] for row in result.report["shortfall"]} == {"only broadcasts are permitted, no personal touch"}
    assert run(result.leads, plan=result.plan, settings=settings).plan is result.plan


def test_two_leads_of_one_person_are_planned_once():
    second = {**DANA, "Lead ID": "L-TWO", "Received": "2026-01-01"}
    result = run([DANA, second], [{**SPOKE, "Lead ID": "L-TWO", "When": "2026-11-02"}], today=dt.date(2026, 11, 3))
    assert len(rows(result, 11)) == 2
    assert result.leads["Next Touch"].nunique() == 1
    assert set(result.plan["Lead ID"]) == {"L-DANA"}


def test_an_empty_book_and_gaps_between_rows():
    assert run([]).report["active"] == 0
    result = run([{}, {**DANA, "Do Not Contact": "Mail"}, {}, {**DANA, "Lead ID": "L-2", "Person": 2, "Stage": "Lost"}])
    assert len(result.plan) == 6
    assert result.leads["Next Touch"].notna().tolist() == [True, False]


def test_a_pasted_copy_of_a_row_does_not_give_two_plan_rows_one_id():
    result = run([DANA, {**DANA, "Person": 2, "Phone": "", "Email": "tom@gmail.com", "Name": "Tom"}])
    assert result.plan["Plan ID"].is_unique
    assert set(result.plan["Name"]) == {"Dana"}


class TestCalls:
    def calls(self, result):
        return [day for day, channel in rows(result) if channel == "Call"]

    def test_a_call_comes_every_other_month_by_the_persons_number(self):
        book = [{**DANA, "Lead ID": f"L-{k}", "Person": k, "Phone": f"212-555-01{k:02}", "Email": f"p{k}@gmail.com"}
                for k in range(1, 13)]
        plan = run(book).plan
        calls = plan[plan["Channel"] == "Call"]
        assert calls["Date"].dt.month.value_counts().to_dict() == {11: 6, 12: 6}
        assert calls["Lead ID"].is_unique

    def test_without_a_call_last_month_it_is_due_now_whatever_the_turn(self):
        old = [{**SPOKE, "When": "2026-08-03 10:00"}]
        result = run([DANA], old)
        assert self.calls(result)[0] == "05 Nov"
        assert result.plan["Why"][0] == "Touch 1 of 3 in November; call due: the last was on 3 Aug; their usual day"

    def test_a_voicemail_is_no_call(self):
        voicemail = [{**SPOKE, "Outcome": "Left message", "When": "2026-10-20"}, {**SPOKE, "When": "2026-08-03"}]
        assert self.calls(run([DANA], voicemail))[0] == "05 Nov"

    def test_no_gap_over_62_days(self):
        done = [{**SPOKE, "When": "2026-10-02 10:00"}]                # 62 days later is 3 Dec; the template says 7 Dec
        result = run([DANA], done)
        assert self.calls(result) == ["03 Dec"]
        assert result.report["longest_call_gap_days"] == 62

    def test_an_overdue_call_is_still_owed_and_not_planned_twice(self):
        once = run([DANA])
        december = run(once.leads, plan=once.plan, today=dt.date(2027, 1, 4))
        january = [row for row in rows(december) if row[0].endswith("Jan")]
        assert len(january) == 3
        assert "Call" not in {channel for _, channel in january}

    def test_three_texts_do_not_replace_the_call(self):
        texts = [{**SPOKE, "Channel": "Text", "Outcome": "Sent", "When": f"2026-11-0{d}"} for d in (2, 3, 4)]
        texts.append({**SPOKE, "When": "2026-08-03"})
        result = run([DANA], texts, today=dt.date(2026, 11, 5))
        assert [channel for _, channel in rows(result, 11)] == ["Call"]
        assert result.plan["Why"][0].startswith("One touch more in November; call due")


def test_a_row_that_people_moved_is_marked_as_pinned():
    """Date 25 Nov where LeadBook gave 24 Nov: Pinned says Yes; a row that was not moved stays as it is."""
    from leadbook.rules.plan.rows import pinned_by_hand

    plan = frames.of(schema.PLAN, [
        {"Plan ID": "P-A-202611-1", "Date": dt.date(2026, 11, 25), "Scheduled": dt.date(2026, 11, 24)},
        {"Plan ID": "P-A-202611-2", "Date": dt.date(2026, 11, 27), "Scheduled": dt.date(2026, 11, 27)},
        {"Plan ID": "P-A-202611-3", "Date": dt.date(2026, 11, 28), "Scheduled": dt.date(2026, 11, 27), "Pinned": "No"},
    ])
    once = pinned_by_hand(plan)
    assert once["Pinned"].tolist() == ["Yes", "", "No"]
    assert pinned_by_hand(once) is once


# --- no more than 62 days between two calls -------------------------------------------------------------------------

def calls_of(result):
    plan = result.plan[(result.plan["Channel"] == "Call") & (result.plan["Status"] == "Planned")]
    return sorted(plan["Date"].dt.date)


def test_leave_at_the_start_of_next_month_brings_the_call_into_this_one():
    """Last call 8 May 2029: the next one by 9 July, and Jane is away from 2 to 13 July."""
    owners = {"Jane": config_records.Owner(leave=((dt.date(2029, 7, 2), dt.date(2029, 7, 13)),))}
    away = CONFIG.model_copy(update={"owners": owners})
    spoke, today = [{**SPOKE, "When": "2029-05-08 10:00"}], dt.date(2029, 6, 4)
    result = run([DANA | {"Person": 2}], spoke, today=today, settings=away)
    assert [day for day in calls_of(result) if today <= day <= dt.date(2029, 7, 9)]
    again = run(result.leads, spoke, result.plan, today, away)
    assert again.plan is result.plan


def test_a_promise_that_comes_too_late_for_the_call_gets_one_before_it_and_stays():
    """Last call 19 May 2027: the next one by 20 July; the promise is 22 July, a pin."""
    spoke, plan, leads = [{**SPOKE, "When": "2027-05-19 10:00"}], (), [DANA | {"Person": 2, "Promise": "2027-07-22"}]
    for today in (dt.date(2027, 6, 9), dt.date(2027, 6, 30), dt.date(2027, 7, 1), dt.date(2027, 7, 1)):
        result = run(leads, spoke, plan, today)
        plan = result.plan
    found = calls_of(result)
    assert dt.date(2027, 7, 22) in found
    assert len([day for day in found if day <= dt.date(2027, 7, 20)]) == 1
    assert run(leads, spoke, plan, today).plan is plan
