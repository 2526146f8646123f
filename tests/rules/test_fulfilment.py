"""Ticks in both directions: the log fulfils the plan, and what people mark Done is logged."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import config, frames, schema
from leadbook.rules.plan.fulfilment import NOTHING, ticked

CONFIG = config.default_config()
TODAY = dt.date(2026, 11, 20)
PERSONS = pd.Series({"L-1": 1.0, "L-2": 2.0, "L-TWIN": 1.0})


def row(key, date, channel, status="Planned", lead="L-1", **more):
    return {"Plan ID": key, "Date": date, "Scheduled": date, "Channel": channel, "Status": status, "Lead ID": lead,
            **more}


def touch(when, channel, outcome="Sent", lead="L-1", **more):
    return {"Touch ID": f"T-{when}{channel}", "When": when, "Channel": channel, "Outcome": outcome, "Lead ID": lead,
            **more}


def tick(touches, plan, today=TODAY):
    log, rows = ticked(frames.of(schema.TOUCHES, touches), frames.of(schema.PLAN, plan), CONFIG, today, PERSONS)
    assert log.dtypes.equals(frames.of(schema.TOUCHES).dtypes)
    assert rows.dtypes.equals(frames.of(schema.PLAN).dtypes)
    again = ticked(log, rows, CONFIG, today, PERSONS)
    assert again[0] is log
    assert again[1] is rows
    return log, rows


def test_a_touch_ticks_the_planned_one_it_fulfils():
    log, plan = tick([touch("2026-11-12 10:00", "Text")],
                     [row("P-1", "2026-11-05", "E-mail"), row("P-2", "2026-11-16", "Text"),
                      row("P-3", "2026-12-01", "Text")])
    assert log["Plan ID"].tolist() == ["P-2"]
    assert plan["Status"].tolist() == ["Planned", "Done", "Planned"]
    assert str(plan["Done On"][1])[:10] == "2026-11-12"
    assert str(plan["Date"][1])[:10] == "2026-11-16"


@pytest.mark.parametrize(("made", "fulfilled"), [
    (touch("2026-11-12", "Mail"), "P-E"),                          # another channel: the nearest that is no call
    (touch("2026-11-12", "Call", "Spoke"), "P-CALL"),
    (touch("2026-11-12", "Call", "Left message"), ""),             # an attempt fulfils nothing
    (touch("2026-11-12", "Newsletter"), NOTHING),                  # a broadcast is no personal e-mail
    (touch("2026-11-12", "Text", lead="L-TWIN"), "P-E"),           # the person's other lead
    (touch("2026-11-12", "Text", lead="L-2"), NOTHING),            # somebody else
    (touch("2026-10-30", "E-mail"), ""),                           # another month, before all
    (touch("2026-11-25", "E-mail"), ""),                           # not yet
])
def test_what_a_touch_fulfils(made, fulfilled):
    log, plan = tick([made], [row("P-CALL", "2026-11-12", "Call"), row("P-E", "2026-11-18", "E-mail")])
    assert log["Plan ID"].tolist() == [fulfilled]
    assert plan.loc[plan["Status"] == "Done", "Plan ID"].tolist() == ([fulfilled] if fulfilled.startswith("P") else [])


def test_each_touch_ticks_one_row_and_each_row_is_ticked_once():
    log, plan = tick([touch("2026-11-05", "Text"), touch("2026-11-06", "Text"), touch("2026-11-07", "Text")],
                     [row("P-1", "2026-11-06", "Text"), row("P-2", "2026-11-16", "E-mail")])
    assert log["Plan ID"].tolist() == [NOTHING, "P-1", "P-2"]
    assert plan["Status"].tolist() == ["Done", "Done"]


def test_an_overdue_row_of_last_month_is_fulfilled():
    assert tick([touch("2026-11-02", "E-mail")], [row("P-1", "2026-10-29", "E-mail")])[0]["Plan ID"].tolist() == ["P-1"]


def test_a_promise_is_not_fulfilled_before_its_day():
    promise = row("P-1-PROMISE-20261118", "2026-11-18", "Call")
    assert tick([touch("2026-11-17", "Call", "Spoke")], [promise])[1]["Status"].tolist() == ["Planned"]
    assert tick([touch("2026-11-18", "Call", "Spoke")], [promise])[1]["Status"].tolist() == ["Done"]


def test_a_touch_already_counted_does_not_tick_what_is_planned_later():
    log, _ = tick([touch("2026-11-12", "E-mail")], [])
    assert log["Plan ID"].tolist() == [NOTHING]
    log, plan = ticked(log, frames.of(schema.PLAN, [row("P-1", "2026-11-23", "E-mail")]), CONFIG, TODAY, PERSONS)
    assert plan["Status"].tolist() == ["Planned"]


def test_a_row_marked_done_becomes_a_touch_in_the_log():
    log, plan = tick([], [row("P-1-202611-1", "2026-11-05", "call", "done!", Name="Dana", Owner="Jane"),
                          row("P-1-202611-2", "2026-11-16", "Mail", "X", **{"Done On": "2026-11-17"}),
                          row("P-1-202611-3", "2026-11-27", "Text", "Done"),
                          row("P-2-202611-1", "2026-11-06", "E-mail", lead="L-2", **{"Done On": "2026-11-07"})])
    assert plan["Status"].tolist() == ["Done"] * 4
    assert log[["Touch ID", "When", "Lead ID", "Channel", "Outcome", "Plan ID"]].astype(str).to_numpy().tolist() == [
        ["T-1-202611-1", "2026-11-05", "L-1", "Call", "Spoke", "P-1-202611-1"],
        ["T-1-202611-2", "2026-11-17", "L-1", "Mail", "Sent", "P-1-202611-2"],
        ["T-1-202611-3", "2026-11-20", "L-1", "Text", "Sent", "P-1-202611-3"],
        ["T-2-202611-1", "2026-11-07", "L-2", "E-mail", "Sent", "P-2-202611-1"]]
    assert log[["Name", "By"]].to_numpy().tolist()[0] == ["Dana", "Jane"]


def test_a_touch_without_a_time_is_not_before_the_lead_came_in():
    received = pd.Series({"L-1": pd.Timestamp("2026-11-05 09:30"), "L-2": pd.Timestamp("2026-11-01 09:30")})
    plan = frames.of(schema.PLAN, [row("P-1", "2026-11-05", "Call", "Done"),
                                   row("P-2", "2026-11-05", "Call", "Done", "L-2")])
    log, _ = ticked(frames.of(schema.TOUCHES), plan, CONFIG, TODAY, PERSONS, received)
    assert log["When"].astype(str).tolist() == ["2026-11-05 09:30:00", "2026-11-05 00:00:00"]
    assert log["When"].dtype == "datetime64[s]"


def test_a_row_marked_done_and_also_logged_is_one_touch():
    log, _ = tick([touch("2026-11-05 11:00", "Text")], [row("P-1", "2026-11-05", "Text", "Done")])
    assert log["Plan ID"].tolist() == ["P-1"]


def test_a_done_on_says_which_touch_it_was():
    """The call of 10 November was the overdue one; the one of the 18th, ticked with its day, is another."""
    log, plan = tick([touch("2026-11-10 10:00", "Call", "Spoke")],
                     [row("P-1-202609-3", "2026-09-28", "Call"),
                      row("P-1-202611-3", "2026-11-17", "Call", "Done", **{"Done On": "2026-11-18"})])
    assert log[["When", "Plan ID"]].astype(str).to_numpy().tolist() == [
        ["2026-11-10 10:00:00", "P-1-202609-3"], ["2026-11-18 00:00:00", "P-1-202611-3"]]
    assert plan["Status"].tolist() == ["Done", "Done"]


@pytest.mark.parametrize(("done_on", "touches"), [
    ("2026-11-09", 2), ("2026-11-10", 1), ("2026-11-11", 1), ("2026-11-12", 1), ("2026-11-13", 2),
    ("2026-11-21", 1)])  # the last one is still to come, so it says nothing
def test_a_touch_logged_a_day_beside_done_on_is_the_same(done_on, touches):
    made = touch("2026-11-11 10:00", "Text")
    assert len(tick([made], [row("P-1", "2026-11-05", "Text", "Done", **{"Done On": done_on})])[0]) == touches


def test_a_done_on_beside_a_border_of_months():
    log, _ = tick([touch("2026-10-31 10:00", "Text")],
                  [row("P-1", "2026-11-02", "Text", "Done", **{"Done On": "2026-11-01"})])
    assert log["Plan ID"].tolist() == ["P-1"]


def test_a_skipped_row_is_left_alone():
    log, plan = tick([touch("2026-11-05", "Text")], [row("P-1", "2026-11-05", "Text", "Skipped")])
    assert (log["Plan ID"].tolist(), plan["Status"].tolist()) == ([NOTHING], ["Skipped"])


def test_logged_rows_stand_below():
    log, _ = tick([touch("2026-11-05", "Text")], [row("P-9", "2026-11-04", "Call", "Done")])
    assert log["Plan ID"].tolist() == [NOTHING, "P-9"]
    assert log.index.tolist() == [0, 1]


DAYS = st.dates(dt.date(2026, 10, 1), dt.date(2026, 12, 31))
CHANNELS = st.sampled_from(["Call", "Text", "E-mail", "Newsletter"])
LEADS = st.sampled_from(["L-1", "L-2", "L-TWIN", "", "L-GONE"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(DAYS, CHANNELS, st.sampled_from(["Spoke", "Sent", "No answer"]), LEADS), max_size=8),
       st.lists(st.tuples(DAYS, CHANNELS, st.sampled_from(["Planned", "", "Done", "Skipped", "x"]), LEADS), max_size=8))
def test_ticks_are_one_to_one_and_complete(touches, rows):
    log, plan = tick([{"When": d, "Channel": c, "Outcome": o, "Lead ID": i} for d, c, o, i in touches],
                     [row(f"P-{n}", d, c, s, i) for n, (d, c, s, i) in enumerate(rows)])
    links = [key for key in log["Plan ID"] if key not in ("", NOTHING)]
    assert sorted(links) == sorted(plan.loc[plan["Status"] == "Done", "Plan ID"])
    assert len(links) == len(set(links))
    assert len(log) <= len(touches) + sum(s in ("Done", "x") for _, _, s, _ in rows)
