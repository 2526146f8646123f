"""The log's bookkeeping: the sheet before, the sheet after."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import frames
from leadbook.config import default_config
from leadbook.rules import log
from leadbook.schema import LEADS, TOUCHES

CONFIG = default_config()
TODAY = dt.date(2026, 11, 23)
STAMPS = ["First Attempt", "First Contact", "Last Touch", "Touches"]


def sheet(table, *rows):
    return frames.of(table, rows)


def kept(leads, *touches, problems=None):
    problems = frames.empty_problems() if problems is None else problems
    return log.bookkept(leads, sheet(TOUCHES, *touches), CONFIG, TODAY, problems)


def shown(frame, columns):
    return [["" if v != v else f"{v:%d %b %H:%M}" if hasattr(v, "hour") else v for v in row]
            for row in frame[columns].astype(object).itertuples(index=False)]


def test_a_touch_finds_its_lead_by_name_and_gets_the_name_of_its_lead():
    leads = sheet(LEADS,
                  {"Lead ID": "L-1", "Name": "Dana  Whitfield", "Company": "Whitfield & Sons"},
                  {"Lead ID": "L-2", "Name": "Bob Lee", "Company": "Lee"},
                  {"Lead ID": "L-3", "Name": "Bob Lee"},
                  {"Lead ID": "L-4", "Company": "Acme"},
                  {"Name": "Not Yet Numbered"})
    touches = sheet(TOUCHES,
                    {"Name": "dana whitfield "},
                    {"Name": "WHITFIELD & SONS"},
                    {"Name": "Bob Lee"},             # two leads have it: nobody guesses
                    {"Name": "Not Yet Numbered"},
                    {"Name": "Nobody We Know"},
                    {"Lead ID": "L-4"},
                    {"Lead ID": "l-1"},              # matched, not rewritten
                    {"Lead ID": "L-9"},
                    {"Lead ID": "L-2", "Name": "Robert"},
                    {"Channel": "Call"})
    after = log.named(touches, leads)
    assert after[["Lead ID", "Name"]].to_numpy().tolist() == [
        ["L-1", "dana whitfield"], ["L-1", "WHITFIELD & SONS"], ["", "Bob Lee"], ["", "Not Yet Numbered"],
        ["", "Nobody We Know"], ["L-4", "Acme"], ["l-1", "Dana  Whitfield"], ["L-9", ""], ["L-2", "Robert"], ["", ""]]
    assert (after.dtypes == touches.dtypes).all()
    pd.testing.assert_frame_equal(log.named(after, leads), after)


def test_a_lead_came_in_no_later_than_its_first_touch_or_milestone():
    leads = sheet(LEADS, {"Lead ID": "L-1"}, {"Lead ID": "L-2"}, {"Lead ID": "L-3", "Closed": "2026-11-02"},
                  {"Lead ID": "L-4", "Closed": "2026-12-24"}, {"Lead ID": "L-5", "Received": "2026-11-20 09:30"})
    tried = [{"Lead ID": lead, "When": when, "Channel": "Call", "Outcome": "No answer"} for lead, when in
             (("L-2", "2026-11-18 10:00"), ("L-2", "2026-11-19"), ("L-4", "2026-12-01"), ("L-5", "2026-11-18"))]
    after = kept(leads, *tried)
    assert [row[0] for row in shown(after, ["Received"])] == [
        "23 Nov 00:00", "18 Nov 00:00", "02 Nov 00:00", "23 Nov 00:00", "20 Nov 09:30"]
    pd.testing.assert_frame_equal(kept(after, *tried), after)


def test_a_lead_cell_that_cannot_be_read_is_not_filled():
    raw = {name: [None] for name in TOUCHES.names} | {"Lead ID": [object()], "Name": ["Dana"]}
    touches, problems = frames.typed(TOUCHES, raw)
    leads = sheet(LEADS, {"Lead ID": "L-1", "Name": "Dana"})
    assert log.named(touches, leads, problems)["Lead ID"].tolist() == [""]
    assert log.named(touches, leads)["Lead ID"].tolist() == ["L-1"]


def test_attempts_contacts_and_broadcasts_are_kept_apart():
    leads = sheet(LEADS, *({"Lead ID": f"L-{n}", "Received": "2026-11-01"} for n in range(5)), {"Notes": "no id yet"})
    after = kept(leads,
                 {"Lead ID": "L-0", "When": "2026-11-05 10:00", "Channel": "Newsletter", "Outcome": "Sent"},
                 {"Lead ID": "L-0", "When": "2026-11-09 09:00", "Channel": "Call", "Outcome": "Spoke"},
                 {"Lead ID": "l-0", "When": "2026-11-07 12:00", "Channel": "Phone", "Outcome": "Voicemail"},
                 {"Lead ID": "L-0", "When": "2026-11-12 17:00", "Channel": "E-mail", "Outcome": "Sent"},
                 {"Lead ID": "L-0", "When": "2026-11-14 17:00", "Channel": "Call", "Outcome": "No answer"},
                 {"Lead ID": "L-1", "When": "2026-11-06 08:00", "Channel": "Call", "Outcome": "Left message"},
                 {"Lead ID": "L-2", "When": "2026-11-23 23:59", "Channel": "Call", "Outcome": "Spoke"},
                 {"Lead ID": "L-3", "When": "2026-11-24 00:00", "Channel": "Call", "Outcome": "Spoke"},   # tomorrow
                 {"Lead ID": "", "When": "2026-11-02 00:00", "Channel": "Call", "Outcome": "Spoke"},
                 {"Lead ID": "L-4", "Channel": "Call", "Outcome": "Spoke"},                               # no date
                 {"Lead ID": "L-4", "When": "2026-11-06", "Channel": "Pigeon", "Outcome": "Spoke"})
    assert shown(after, STAMPS) == [
        ["07 Nov 12:00", "09 Nov 09:00", "12 Nov 17:00", 3.0],
        ["06 Nov 08:00", "", "", 0.0],
        ["23 Nov 23:59", "23 Nov 23:59", "23 Nov 23:59", 1.0],
        ["", "", "", 0.0],
        ["", "", "", 0.0],
        ["", "", "", ""]]


def test_blanks_are_filled_and_what_people_typed_stays():
    leads = sheet(LEADS,
                  {"Lead ID": "L-1", "Source": "referral"},
                  {"Lead ID": "L-2", "Stage": "appointment", "Received": "2026-11-01 09:30"},
                  {"Lead ID": "L-3", "Stage": "Proposal", "Appointment": "2026-11-03", "First Contact": "2026-11-02"},
                  {"Lead ID": "L-4", "Stage": "Won", "Closed": "2026-10-01",
                   "First Source": "Website", "Source": "Other"},
                  {"Lead ID": "L-5", "Stage": "Lost"},
                  {"Lead ID": "L-6", "Stage": "Disqualified"},
                  {"Lead ID": "L-7", "Stage": "Somewhere"},
                  {"Name": "no id yet"})
    after = kept(leads, {"Lead ID": "L-3", "When": "2026-10-01", "Channel": "Call", "Outcome": "Spoke"})
    columns = ["Stage", "Received", "Appointment", "Proposal", "Closed", "First Contact", "First Source"]
    now = "23 Nov 00:00"
    assert shown(after, columns) == [
        ["New", now, "", "", "", "", "Referral"],
        ["appointment", "01 Nov 09:30", now, "", "", "", ""],
        ["Proposal", "01 Oct 00:00", "03 Nov 00:00", now, "", "02 Nov 00:00", ""],     # no later than the first touch
        ["Won", "01 Oct 00:00", "", "", "01 Oct 00:00", "", "Website"],
        ["Lost", now, "", "", now, "", ""],
        ["Disqualified", now, "", "", "", "", ""],
        ["Somewhere", now, "", "", "", "", ""],
        ["", "", "", "", "", "", ""]]
    assert (after.dtypes == leads.dtypes).all()


@pytest.mark.parametrize("column", ["Received", "First Contact", "Stage"])
def test_a_cell_that_only_looks_blank_stays(column):
    bad = "soon" if column != "Stage" else object()
    raw = {name: [None, None] for name in LEADS.names} | {"Lead ID": ["L-1", "L-2"], column: [bad, None]}
    leads, problems = frames.typed(LEADS, raw)
    touch = {"When": "2026-11-02", "Channel": "Call", "Outcome": "Spoke"}
    after = kept(leads, {"Lead ID": "L-1", **touch}, {"Lead ID": "L-2", **touch}, problems=problems)
    assert frames.blank(LEADS[column], after[column]).tolist() == [True, False]


touch_rows = st.lists(st.fixed_dictionaries({
    "Lead ID": st.sampled_from(["L-1", "l-1", "L-2", "", "L-9"]),
    "When": st.datetimes(dt.datetime(2026, 10, 1), dt.datetime(2026, 12, 15)).map(lambda m: m.replace(microsecond=0)),
    "Channel": st.sampled_from([*CONFIG.channels, "sms", "Pigeon", ""]),
    "Outcome": st.sampled_from([*CONFIG.outcomes, "voicemail", "?", ""])}), max_size=12)


@given(touch_rows)
@settings(max_examples=30, deadline=None)
def test_it_says_what_a_walk_through_the_log_says_and_a_second_run_says_it_again(rows):
    leads = sheet(LEADS, {"Lead ID": "L-1", "Stage": "Proposal"}, {"Lead ID": "L-2"})
    after = kept(leads, *rows)
    pd.testing.assert_frame_equal(kept(after, *rows), after)
    channels = {"sms": "Text"} | {name: name for name in CONFIG.channels}
    outcomes = {"voicemail": "Left message"} | {name: name for name in CONFIG.outcomes}
    for lead, got in zip(("l-1", "l-2"), after.itertuples(), strict=True):
        tries, reached, contacts = [], [], []
        for row in rows:
            known = row["Channel"] in channels and row["Outcome"] in outcomes
            if row["Lead ID"].lower() != lead or not known or row["When"].date() > TODAY:
                continue
            kind = CONFIG.outcomes[outcomes[row["Outcome"]]].kind
            personal = CONFIG.channels[channels[row["Channel"]]].personal
            contacts += [row["When"]] * (kind == "contact")
            reached += [row["When"]] * (kind in ("contact", "delivered"))
            tries += [row["When"]] * (kind == "contact" or kind == "attempt" or (kind == "delivered" and personal))
        moments = [min(tries, default=None), max(reached, default=None), min(contacts, default=None)]
        stamps = [None if pd.isna(value) else value.to_pydatetime()
                  for value in after.loc[got.Index, ["First Attempt", "Last Touch", "First Contact"]]]
        assert (got.Touches, stamps) == (len(reached), moments)
