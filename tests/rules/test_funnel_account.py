"""Every lead accounted for; the report; first events; a past date."""

import datetime as dt
import json

import pytest

from leadbook.errors import BadInput
from leadbook.rules.funnel.funnel import counted, events, step_of
from tests.rules.funnel_sheets import CONFIG, TODAY, cells, filled, leads, row, touches

KINDS = ("open", "won", "lost", "disqualified", "merged")


def test_received_is_what_became_of_it_and_the_rest_is_named():
    report = filled(leads(
        row(id="A", owner="Ann", received="2026-11-01"), row(id="B", received="2026-11-01", stage="Nurture"),
        row(id="C", received="2026-10-01", stage="Won", closed="2026-10-05"),
        row(id="D", received="2026-11-01", stage="Won"),
        row(id="E", received="2001-01-01", stage="Lost"), row(id="F", received="2026-11-01", stage="Disqualified"),
        row(id="G", received="2026-11-01", stage="Merged"), row(id="H"), row(name="No id"),
        row(id="I", received="2026-11-01", stage="Limbo", closed="2026-11-02"),
        row(id="J", received="2026-11-01", type="Connector"), row(id="K", type="client"),
        row(id="L", received="2026-11-01", type="Client"))).report
    assert report["totals"] == {"received": 10, "open": 3, "won": 2, "lost": 1, "disqualified": 1, "merged": 1,
                                "residual": 2, "qualified": 0, "reopened": 1}
    assert report["unaccounted"] == {"received_unknown": ["H", "row 10"], "won_without_closed_date": ["D"],
                                     "lost_without_closed_date": ["E"]}
    assert report["not_leads"] == 3
    assert report["by_owner"]["Ann"] == {"received": 1, "open": 1, **dict.fromkeys(KINDS[1:], 0), "residual": 0}
    assert {month: account["received"] for month, account in report["by_month"].items()} == {
        "2026-10": 1, "2026-11": 6, "other": 3}


@pytest.mark.parametrize("deal", [{"need": "A condo"}, {"stage": "Won"}, {"stage": "Appointment"},
                                  {"closed": "2026-11-09"}])
def test_a_client_with_a_deal_is_a_lead(deal):
    client = row(id="A", type="Client", received="2026-11-01")
    assert filled(leads(client)).report["totals"]["received"] == 0
    assert filled(leads(row(client, **deal))).report["totals"]["received"] == 1


def test_only_the_qualified_count_leaves_out_who_does_not_expect_the_call():
    need = row(received="2026-11-01", need="Sell the house")
    report = filled(leads(row(need, id="A", expecting_call="Yes"), row(need, id="B", expecting_call="no"),
                          row(need, id="C", expecting_call="Unknown"), row(need, id="D"),
                          row(id="E", received="2026-11-01", expecting_call="Yes"),
                          row(need, id="F", stage="Disqualified"))).report
    assert (report["totals"]["received"], report["totals"]["qualified"]) == (6, 2)


def test_a_campaign_says_what_became_of_its_batch():
    show = row(campaign="Spring Show", received="2026-11-01 09:00")
    log = touches(("B", "2026-11-03 09:00", "Call", "Voicemail"), ("c", "2026-11-01 11:00", "Call", "Spoke"))
    report = filled(leads(row(show, id="A"), row(show, id="B"), row(show, id="C"),
                          row(show, id="D", stage="Won", closed="2026-11-09")), log).report
    assert report["campaigns"] == [{"campaign": "Spring Show", "got": 4, "worked": 3, "contacted": 2, "appointed": 1,
                                    "won": 1, "never_worked": 0.25}]
    assert report["delays"] == {"received_to_attempted": 48.0, "attempted_to_contacted": 0.0,
                                "received_to_contacted": None}


def test_the_report_is_plain_json_also_of_nothing():
    for sheet in (leads(), leads(row(id="A", received="2026-11-24", stage="Won", closed="2026-11-24", value=1.5))):
        assert json.loads(json.dumps(filled(sheet).report, allow_nan=False))["this_week"]["week"] == "2026-11-23"


SHEET = leads(
    row(id="A", received="2026-11-02 09:00", contact="2026-11-03 10:00", appointment="2026-11-05", stage="Won",
         closed="2026-11-09"),
    row(id="B", received="2026-11-02 08:00", stage="Lost", closed="2026-11-09"),
    row(id="C", received="2026-11-02 08:00", contact="2026-11-04", stage="Merged"))


def test_first_events_in_order_and_counts_of_a_period():
    log = touches(("B", "2026-11-04 09:00", "Call", "Spoke"), ("B", "2026-11-05", "Call", "Spoke"))
    found = events(SHEET, log, CONFIG)
    assert list(found["date"].dt.strftime("%d %H").str.cat(found["lead"] + " " + found["step"], sep=" ")) == [
        "02 08 B Received", "02 09 A Received", "03 10 A Contacted", "04 09 B Contacted", "05 00 A Appointment",
        "09 00 A Closed", "09 00 B Lost"]
    day = dt.date(2026, 11, 9)
    assert counted(found, "Won", day, day + dt.timedelta(days=1)) == 1
    assert counted(found, "lost", day - dt.timedelta(days=1), day) == 0  # the end is outside
    assert counted(found, "Contacted", dt.datetime(2026, 11, 3, 10), dt.datetime(2026, 11, 4, 9)) == 1
    assert [step_of(word, CONFIG) for word in ("new", "Proposal", "WON", "Got hold of")] == [
        "Received", "Proposal", "Closed", "Contacted"]
    with pytest.raises(BadInput, match="'Nurture' is not a step of the funnel; use Received"):
        step_of("Nurture", CONFIG)


def test_the_funnel_as_it_was_on_a_past_day():
    then = filled(SHEET, as_of=dt.date(2026, 11, 4))
    assert cells(then.tables["FunnelCohort"], "Reached", Cohort="2026-11") == [(2,), (1,), (0,), (0,), (0,)]
    assert then.report["totals"] == {"received": 3, "open": 2, "won": 0, "lost": 0, "disqualified": 0, "merged": 1,
                                     "residual": 0, "qualified": 0, "reopened": 0}
    assert then.report["this_week"]["week"] == "2026-11-02"
    assert filled(SHEET, as_of=dt.date(2026, 11, 1)).report["totals"]["received"] == 0
    assert filled(SHEET, as_of=TODAY).report == filled(SHEET).report
