"""What a second planning run moves: from when to when, why, and how much of it had to be."""

import datetime as dt

from tests.overload.books import people, run, settings_with

MONDAY = dt.date(2026, 11, 2)


def replanned(count, first, then):
    one = run(people(count), settings_with({"Jane Doe": first}), MONDAY)[0]
    return one, run(one.leads, settings_with({"Jane Doe": then}), MONDAY, plan=one.plan)[0]


def test_nothing_moves_while_nothing_changes():
    one, two = replanned(40, {}, {})
    assert one.report["churn"] == {
        "published": 0, "moved": 0, "forced": 0, "percent_moved": 0.0, "percent_forced": 0.0}
    assert two.report["churn"]["published"] == (one.plan["Date"] > dt.datetime(2026, 11, 2)).sum()
    assert (two.report["churn"]["moved"], two.report["moves"]) == (0, [])


def test_who_goes_on_leave_moves_what_stood_there_and_each_move_is_told():
    one, two = replanned(40, {}, {"leave": ["2026-11-16..2026-11-18"]})
    stood = one.plan[(one.plan["Date"] >= dt.datetime(2026, 11, 16)) & (one.plan["Date"] <= dt.datetime(2026, 11, 18))]
    was, now = (dict(zip(done.plan["Plan ID"], done.plan["Date"], strict=True)) for done in (one, two))
    told = {move["plan"]: (move["from"], move["to"]) for move in two.report["moves"]}
    assert told == {key: (f"{was[key]:%Y-%m-%d}", f"{now[key]:%Y-%m-%d}") for key in was if was[key] != now[key]}
    assert set(stood["Plan ID"]) <= set(told)
    churn = two.report["churn"]
    assert (churn["moved"], churn["forced"]) == (len(told), len(stood))
    assert churn["percent_moved"] == round(100 * len(told) / churn["published"], 1)
    away = [move for move in two.report["moves"] if move["plan"] in set(stood["Plan ID"])]
    assert {move["why"] for move in away} == {"Jane Doe is away"}
    assert [move["from"] for move in two.report["moves"]] == sorted(move["from"] for move in two.report["moves"])
    texts = dict(zip(two.plan["Plan ID"], two.plan["Why"], strict=True))
    assert all("; moved from " in texts[key] and texts[key].endswith("Jane Doe is away")
               and "usual day" not in texts[key] for key in stood["Plan ID"])


def test_a_smaller_capacity_moves_what_stands_above_it():
    _, two = replanned(40, {}, {"capacity_per_day": 6})
    churn = two.report["churn"]
    assert 0 < churn["forced"] <= churn["moved"]
    assert {move["why"] for move in two.report["moves"]} == {"Jane Doe has no room then"}
