"""The cohort funnel: the vectors of facts/funnel.md."""

import pytest

from tests.rules.funnel_sheets import cells, config, filled, leads, row, touches


def steps(*rows, column="Reached", cohort="2026-11", log=None):
    """The counts of Received, Contacted, Appointment, Proposal, Closed."""
    found = filled(leads(*rows), log).tables["FunnelCohort"]
    return [value for value, in cells(found, column, Cohort=cohort)]


@pytest.mark.parametrize(("what", "lead", "reached", "strict"), [
    ("new", row(stage="New"), [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]),
    ("blank stage", row(), [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]),
    ("unknown stage", row(stage="Limbo"), [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]),
    ("New -> Proposal skips two", row(stage="Proposal", proposal="2026-11-05"), [1, 1, 1, 1, 0], [1, 0, 0, 0, 0]),
    ("moved back", row(stage="Contacted", contact="2026-11-02", proposal="2026-11-05"),
     [1, 1, 1, 1, 0], [1, 1, 0, 0, 0]),
    ("reopened", row(stage="Contacted", contact="2026-11-02", closed="2026-11-05"),
     [1, 1, 0, 0, 0], [1, 1, 0, 0, 0]),
    ("reopened then won", row(stage="Won", contact="2026-11-02", appointment="2026-11-03", proposal="2026-11-04",
                               closed="2026-11-20"), [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]),
    ("created as won", row(stage="won"), [1, 1, 1, 1, 1], [1, 0, 0, 0, 0]),
    ("lost after it", row(stage="Lost", contact="2026-11-02", appointment="2026-11-03", closed="2026-11-04"),
     [1, 1, 1, 0, 0], [1, 1, 1, 0, 0]),
    ("lost at once", row(stage="Lost", closed="2026-11-04"), [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]),
    ("disqualified counts as received", row(stage="Disqualified"), [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]),
    ("lost then merged", row(stage="Merged", contact="2026-11-02", closed="2026-11-04"), [0] * 5, [0] * 5),
    ("out of order", row(stage="Proposal", contact="2026-11-09", appointment="2026-11-05", proposal="2026-11-10"),
     [1, 1, 1, 1, 0], [1, 1, 0, 0, 0]),
    ("all on one day", row(stage="Won", contact="2026-11-01 10:00", appointment="2026-11-01", proposal="2026-11-01",
                            closed="2026-11-01"), [1] * 5, [1] * 5),
])
def test_vectors(what, lead, reached, strict):
    lead = {"id": "A", "received": "2026-11-01 09:00", **lead}
    assert steps(lead) == reached, what
    assert steps(lead, column="Strict") == strict, what


def test_a_lost_lead_never_reached_the_last_step_whatever_its_stage_is_said_to_prove():
    stages = {"New": {"kind": "open"}, "Fell through": {"kind": "lost", "reaches": "closed"}}
    found = filled(leads(row(id="A", received="2026-11-01", stage="Fell through")), config=config(stages=stages))
    assert cells(found.tables["FunnelCohort"], "Reached", Cohort="2026-11") == [(1,), (1,), (1,), (1,), (0,)]


def test_a_contact_in_the_log_is_evidence():
    log = touches(("A", "2026-11-03 09:00", "Call", "Spoke"))
    assert steps(row(id="A", received="2026-11-01"), log=log) == [1, 1, 0, 0, 0]


def test_rates_intervals_ages_and_notes():
    rows = [row(id=f"S{i}", received="2026-08-01", contact="2026-08-02" if i < 6 else None,
                 appointment="2026-08-03" if i < 3 else None) for i in range(10)]
    rows += [row(id=f"N{i}", received="2026-11-20", stage="Won") for i in range(2)]
    found = filled(leads(*rows), config=config(funnel={"cohort_months": 4})).tables["FunnelCohort"]
    assert list(dict.fromkeys(found["Cohort"])) == ["All", "2026-08", "2026-09", "2026-10", "2026-11"]
    assert cells(found, "Step", "Leads", "Reached", "Step Rate", "Of Received", "Age Days", "Note",
                 Cohort="2026-08") == [
        ("Received", 10, 10, None, 1, 116, ""), ("Contacted", 10, 6, 0.6, 0.6, 116, ""),
        ("Appointment", 10, 3, 0.5, 0.3, 116, ""), ("Proposal", 10, 0, 0, 0, 116, ""),
        ("Closed", 10, 0, None, 0, 116, "")]
    low, high = cells(found, "Low", "High", Cohort="2026-08", Step="Contacted")[0]
    assert (round(low, 4), round(high, 4)) == (0.3127, 0.8318)
    assert cells(found, "Low", "High", Cohort="2026-08", Step="Received") == [(None, None)]
    assert cells(found, "Leads", "Of Received", "Age Days", "Note", Cohort="2026-09", Step="Closed") == [
        (0, None, None, "n < 10")]
    assert cells(found, "Leads", "Reached", "Age Days", "Note", Cohort="2026-11", Step="Closed") == [
        (2, 2, 5, "n < 10; young")]
    assert cells(found, "Leads", "Reached", "Note", Cohort="All", Step="Closed") == [(12, 2, "young")]
