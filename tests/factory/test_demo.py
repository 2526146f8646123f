"""The demo's people: believable, seeded, and in the vocabulary of the schema and the settings."""

from __future__ import annotations

import datetime as dt

import email_validator
import numpy as np
import pandas as pd
import phonenumbers
import pytest

from leadbook import schema
from leadbook.factory import demo
from leadbook.rules.touches import classified

DAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def made():
    return demo.content(400, 7, DAY, demo.demo_config())


@pytest.mark.parametrize("table", [schema.LEADS, schema.TOUCHES])
def test_frames_are_typed_as_the_house_types_them(made, table):
    frame = made[table.name]
    assert list(frame.columns) == table.names
    assert frame.index.equals(pd.RangeIndex(len(frame)))
    for column in table.columns:
        kind = "object" if column.is_text else "datetime64[s]" if column.is_date else "float64"
        assert str(frame[column.name].dtype) == kind, column.name
        if column.is_text:
            assert {type(v) for v in frame[column.name]} <= {str}, column.name
        if column.kind == "date":
            assert (frame[column.name].dropna() == frame[column.name].dropna().dt.normalize()).all(), column.name


def test_the_same_seed_tells_the_same_story_and_another_seed_another(made):
    config = demo.demo_config()
    again, other = demo.content(400, 7, DAY, config), demo.content(400, 8, DAY, config)
    for name in made:
        pd.testing.assert_frame_equal(made[name], again[name])
    assert not made["Leads"]["Name"].equals(other["Leads"]["Name"])


def test_words_are_those_of_the_settings(made):
    config, leads, touches = demo.demo_config(), made["Leads"], made["Touches"]
    assert set(leads["Stage"]) <= set(config.stages)
    assert set(leads["Source"]) <= set(config.sources)
    assert set(leads["Owner"]) <= {*config.owners, ""}
    assert set(leads["Giver"]) <= {*config.givers, ""}
    assert set(touches["Channel"]) <= set(config.channels)
    assert set(touches["Outcome"]) <= set(config.outcomes)
    assert set(touches["Lead ID"]) <= set(leads["Lead ID"])
    for name, column in (("Type", "Type"), ("Expecting Call", "Expecting Call"), ("Newsletter", "Newsletter")):
        assert set(leads[name]) <= {*schema.LEADS[column].options, ""}


def test_ids_are_unique_and_look_like_ids(made):
    for name, key, mark in (("Leads", "Lead ID", "L"), ("Touches", "Touch ID", "T")):
        ids = made[name][key]
        assert ids.is_unique
        assert ids.str.fullmatch(rf"{mark}-[0-9A-HJKMNP-TV-Z]{{10}}").all()


def test_phones_and_mail_addresses_are_valid_and_belong_to_nobody(made):
    leads = made["Leads"]
    for phone in leads["Phone"][leads["Phone"] != ""]:
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone, "US")), phone
        assert ") 555-01" in phone
    for email in leads["Email"][leads["Email"] != ""].unique():
        email_validator.validate_email(email, check_deliverability=False)
        assert email.rpartition("@")[2] in ("example.com", "example.org", "example.net")


def test_the_half_year_has_everything_a_team_meets(made):
    leads, touches = made["Leads"], made["Touches"]
    today = pd.Timestamp(DAY)
    assert leads["Received"].is_monotonic_increasing
    assert leads["Received"].min() >= today - pd.Timedelta(days=182)
    assert leads["Received"].max() < today + pd.Timedelta(days=1)
    show = leads[leads["Campaign"] != ""]
    assert show["Campaign"].str.endswith("Home Show").all()
    assert len(show) > 20
    assert show["Received"].dt.date.nunique() == 2
    assert set(leads["Stage"]) == {
        "New", "Contacted", "Appointment", "Proposal", "Nurture", "Won", "Lost", "Disqualified"}
    assert (leads[leads["Stage"] == "Won"]["Value"].notna()).mean() > 0.9
    assert (leads[leads["Stage"] == "Lost"]["Lost Reason"] != "").mean() > 0.9
    assert (leads[leads["Source"] == "Referral"]["Giver"] != "").mean() > 0.9
    assert ((leads["Promise"] < today) & leads["Stage"].isin(["Nurture", "Contacted", "Proposal", "Appointment"])).any()
    assert (leads["Phone"] == "").any()
    assert leads["Phone"][leads["Phone"] != ""].duplicated().any(), "somebody is entered twice"
    assert (leads["Do Not Contact"] != "").any()
    fresh = leads[leads["Received"] >= today - pd.Timedelta(days=1)]
    assert (fresh["First Contact"].isna() & (fresh["Stage"] == "New")).any()
    assert (touches["Channel"] == "Newsletter").any()
    assert (touches["Outcome"] == "Left message").any()


def test_milestones_are_in_order_and_stand_in_the_log(made):
    leads, config = made["Leads"], demo.demo_config()
    steps = leads[["Received", "First Contact", "Appointment", "Proposal"]].copy()
    steps["Received"], steps["First Contact"] = (steps[c].dt.normalize() for c in ("Received", "First Contact"))
    for before, after in zip(steps.columns, steps.columns[1:], strict=False):
        both = steps[before].notna() & steps[after].notna()
        assert (steps[before][both] <= steps[after][both]).all(), (before, after)
    log = classified(made["Touches"], config)
    first = log[log["kind"] == "contact"].groupby("Lead ID")["When"].min()
    joined = leads.set_index("Lead ID")["First Contact"].dropna()
    joined = joined[~joined.index.isin(leads["Lead ID"][leads["Do Not Contact"] != ""])]
    assert (first.reindex(joined.index) == joined).mean() > 0.99
    assert (log["When"] < pd.Timestamp(DAY)).all()


def test_people_type_and_leadbook_has_not_written_yet(made):
    leads = made["Leads"]
    for column in schema.LEADS.columns:
        if column.owner == "leadbook" and column.name not in ("Lead ID", "Batch"):
            blank = leads[column.name] == "" if column.is_text else leads[column.name].isna()
            assert blank.all(), column.name


def test_the_first_rows_are_complete():
    first = demo.content(100, 1, DAY, demo.demo_config())["Leads"].head(20)
    assert (first[["Name", "Phone", "Owner", "Source", "How Met"]] != "").all(axis=None)


@pytest.mark.parametrize("leads", [0, 1, 2, 5, 37])
def test_any_number_of_leads_can_be_had(leads):
    made = demo.content(leads, 1, DAY, demo.demo_config())
    assert len(made["Leads"]) == leads


@pytest.mark.parametrize(("leads", "each"), [(100, 3), (100, 1.5), (60, 20)])
def test_a_benchmark_gets_exactly_as_many_touches_as_it_asks_for(leads, each):
    made = demo.content(leads, 1, DAY, demo.demo_config(), touches_per_lead=each)
    assert len(made["Touches"]) == round(leads * each)
    assert np.all(np.diff(made["Touches"]["When"].to_numpy()) >= np.timedelta64(0))
