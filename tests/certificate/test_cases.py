"""The certificate, case by case; each also agrees with the checker. November 2026 has 19 working days."""

import datetime as dt

from leadbook import jobs
from tests.certificate.books import agree, book, person, rows

START, MIDDLE = dt.date(2026, 11, 2), dt.date(2026, 11, 16)


def planned(today, *leads, touches=(), **sections):
    made = book(*leads, touches=touches, **sections)
    jobs.run(made, "plan", today)
    account, lines = agree(made, today)
    return made, account, lines


def verdicts(account):
    return [(one["month"], one["verdict"], one["has"], one["needs"], one["reason"]) for one in account["not_kept"]]


def spoke(when, lead="L-1"):
    return {"When": when, "Lead ID": lead, "Channel": "Call", "Outcome": "Spoke"}


def test_everybody_is_kept():
    calls = [spoke(dt.datetime(2026, 10, 5 + n), f"L-{n}") for n in range(6)]
    _, account, lines = planned(START, *(person(n) for n in range(6)), touches=calls)
    assert (account["people"], account["kept"], account["not_kept"]) == (6, 6, [])
    assert [one["kept"] for one in account["months"]] == [6, 6]
    assert 30 < account["longest_call_gap_days"] <= 62
    assert {one["needs"] for one in lines.values()} == {3}


def test_who_joins_in_mid_month_is_due_their_share():
    _, account, lines = planned(MIDDLE, *(person(n, Received=dt.datetime(2026, 11, 16, 8)) for n in range(8)))
    assert account["not_kept"] == []
    due = [line["needs"] for (_, month), line in sorted(lines.items()) if month == "2026-11"]
    assert set(due) < {0, 1, 2, 3}
    assert 8 <= sum(due) <= 16
    assert {line["needs"] for (_, month), line in lines.items() if month == "2026-12"} == {3}


def test_only_broadcasts_are_permitted():
    few = ["Call", "Text", "Mail"]
    made = book(person(1, Phone="", Address="", Newsletter="Yes"), cadence={"channels": few})
    jobs.run(made, "plan", START)
    account, _ = agree(made, START, few)
    assert {row["Channel"] for row in rows(made, "Plan")} == {"Newsletter"}
    assert verdicts(account) == [(month, "Short", 3, 3, "Only broadcasts are permitted, no personal touch.")
                                 for month in ("2026-11", "2026-12")]
    assert account["without_call"] == 1


def test_do_not_contact_is_excluded_and_listed():
    made, account, lines = planned(START, person(1), person(2, **{"Do Not Contact": "Yes"}), person(3, Stage="Lost"))
    assert (account["people"], account["kept"], account["excluded"]) == (1, 1, 1)
    assert len(lines) == 2
    own = jobs.run(made, "certificate", START, into="", write=None).own
    assert [(one["lead"], one["verdict"], one["month"]) for one in own["everybody"]][-1] == ("L-2", "Excluded", "")


def test_unreachable():
    _, account, _ = planned(START, person(1, Phone="", Email="", Address=""))
    assert [said[:4] for said in verdicts(account)] == [
        (month, "Unreachable", 0, 3) for month in ("2026-11", "2026-12")]
    assert (account["kept"], account["unreachable"], account["longest_call_gap_days"]) == (0, 1, None)


def test_leave_for_a_whole_month():
    away = {"Jane Doe": {"leave": ["2026-11-01..2026-11-30"]}}
    _, account, _ = planned(START, person(1, Owner="Jane Doe"), owners=away)
    assert verdicts(account) == [
        ("2026-11", "Short", 0, 3, "Jane Doe is away on all working days left in November.")]
    assert [(one["kept"], one["short"]) for one in account["months"]] == [(0, 1), (1, 0)]


def test_capacity_is_too_small():
    _, account, _ = planned(START, *(person(n) for n in range(20)), owners={"Jane Doe": {"capacity_per_day": 2}})
    short = [one for one in account["not_kept"] if one["verdict"] == "Short"]
    assert {one["reason"] for one in short} == {"Jane Doe has no room left in November.",
                                                "Jane Doe has no room left in December."}
    november = sum(one["needs"] - one["has"] for one in short if one["month"] == "2026-11")
    assert november == 3 * 20 - 2 * 19
    assert account["months"][0]["due"] - account["months"][0]["planned"] == november


def test_no_working_day_is_left():
    _, account, _ = planned(dt.date(2026, 11, 30), person(1))
    assert verdicts(account) == [("2026-11", "Short", 1, 3, "Only 1 working day is left in November, and nobody gets "
                                  "two touches on one day.")]


def test_a_call_that_comes_too_late_is_named_with_both_days():
    _, account, lines = planned(START, person(1), touches=[spoke(dt.datetime(2026, 8, 20, 10))])
    (one,) = account["not_kept"]
    gap = lines[1, "2026-11"]["call_gap_days"]
    assert gap > 62
    following = dt.date(2026, 8, 20) + dt.timedelta(days=gap)
    assert (one["verdict"], one["has"]) == ("Late call", 3)
    assert one["reason"] == f"{gap} days between two calls, 20 Aug and {following.day} Nov; 62 is the most."
    assert (account["kept"], account["late_calls"], account["longest_call_gap_days"]) == (1, 1, gap)


def test_a_channel_without_room_leaves_no_call():
    jane = {"capacity_by_channel": {"Call": 1}, "leave": ["2026-11-04..2026-12-13"]}
    _, account, lines = planned(START, *(person(n) for n in range(24)), owners={"Jane Doe": jane})
    late = {one["reason"] for one in account["not_kept"] if one["verdict"] == "Late call"}
    assert late == {"No call in November or December: Jane Doe has no room left."}
    calls = sum(line["next_call"] != "" for (_, month), line in lines.items() if month == "2026-12")
    assert calls == 2 + 13 == 24 - account["late_calls"]


def test_an_attempt_and_a_skipped_touch_count_as_nothing():
    tried = {"When": dt.datetime(2026, 11, 2, 9), "Lead ID": "L-1", "Channel": "Call", "Outcome": "Left message"}
    made, _, lines = planned(START, person(1), touches=[tried])
    assert lines[1, "2026-11"]["done"] == 0
    plan = rows(made, "Plan")
    again = book(*rows(made, "Leads"), touches=rows(made, "Touches"),
                 plan=[plan[0] | {"Status": "Skipped"}, *plan[1:]])
    jobs.run(again, "plan", START)
    _, lines = agree(again, START)
    assert (lines[1, "2026-11"]["planned"], lines[1, "2026-11"]["verdict"]) == (3, "Kept")
