"""What holds for every sheet."""

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import frames
from leadbook.books.changes import between
from leadbook.rules.funnel.history import STEPS
from leadbook.schema import FUNNELS, LEADS, TOUCHES
from tests.rules.funnel_sheets import config, filled, touches

CONFIG = config(funnel={"weeks": 6, "cohort_months": 3}, owners=["Ann", "Zoe"])
NEAR = st.datetimes(dt.datetime(2026, 8, 1), dt.datetime(2026, 12, 1)).map(lambda m: m.replace(microsecond=0))
DATES = {c.name: st.none() | NEAR for c in LEADS.columns if c.is_date}
SHEETS = st.lists(st.fixed_dictionaries({
    **DATES, "Lead ID": st.sampled_from(["A", "B", "C", "D", ""]),
    "Owner": st.sampled_from(["Ann", "ann", "Bob", "Team", ""]),
    "Stage": st.sampled_from(["", "New", "contacted", "Appointment", "Proposal", "Won", "Lost", "Merged",
                              "Disqualified", "Nurture", "Limbo"]),
    "Source": st.sampled_from(["", "Website", "Referral"]), "Type": st.sampled_from(["", "Client", "Connector"]),
    "Value": st.none() | st.floats(0, 1e6), "Alert": st.sampled_from(["", "Red"])}), max_size=12)
LOGS = st.lists(st.tuples(st.sampled_from(["A", "B", "Z", ""]), st.none() | NEAR,
                          st.sampled_from(["Call", "Newsletter", "?"]),
                          st.sampled_from(["Spoke", "Voicemail", "Sent", ""])), max_size=8)


@settings(max_examples=20, deadline=None)
@given(SHEETS, LOGS, st.randoms())
def test_sums_shares_and_accounts_agree_and_the_order_of_rows_says_nothing(rows, log, random):
    leads, log = frames.of(LEADS, rows), touches(*log)
    found = filled(leads, log, CONFIG)
    weekly = found.tables["FunnelWeekly"]
    for question in weekly.columns[2:-1]:
        team = weekly[weekly["Owner"] == "Team"].set_index("Week")[question]
        owners = weekly[weekly["Owner"] != "Team"].groupby("Week")[question].sum()
        assert np.allclose(team, owners, atol=0.05), question
    cohort = found.tables["FunnelCohort"]
    reached = cohort["Reached"].to_numpy().reshape(-1, len(STEPS))
    strict = cohort["Strict"].to_numpy().reshape(-1, len(STEPS))
    assert (np.diff(reached) <= 0).all()
    assert (np.diff(strict) <= 0).all()
    assert (strict <= reached).all()
    assert (reached[0] == reached[1:].sum(axis=0)).all()
    totals = found.report["totals"]
    assert totals["received"] == len(leads) - found.report["not_leads"] == sum(
        totals[kind] for kind in ("open", "won", "lost", "disqualified", "merged", "residual"))
    assert totals["residual"] == len(found.report["unaccounted"]["received_unknown"])
    sources = found.tables["FunnelSources"]
    counts = sources[["Leads", "Contacted", "Won", "Lost"]]
    assert (counts.iloc[0] == counts.iloc[1:].sum()).all()
    order = random.sample(range(len(leads)), len(leads))
    again = filled(leads.iloc[order], log.iloc[::-1], CONFIG)
    assert between(found.tables, again.tables) == []


def cell(column):
    if column.is_date:
        return st.none() | st.floats(-1e7, 1e7) | st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 30))
    return st.none() | (st.text(max_size=6) | st.sampled_from(["Team", "Won", "Call", "A"]) if column.is_text
                        else st.floats() | st.text(max_size=3))


@settings(max_examples=20, deadline=None)
@given(*(st.lists(st.fixed_dictionaries({c.name: cell(c) for c in table.columns}), max_size=4)
         for table in (LEADS, TOUCHES)))
def test_never_raises_and_gives_typed_tables(rows, log):
    found = filled(frames.of(LEADS, rows), frames.of(TOUCHES, log), CONFIG)
    for table in FUNNELS:
        frame = found.tables[table.name]
        assert list(frame.columns) == table.names
        assert (frame.dtypes == frames.of(table).dtypes).all()
        assert not frame.empty
