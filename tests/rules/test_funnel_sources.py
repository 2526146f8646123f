"""The source table."""

from tests.rules.funnel_sheets import CONFIG, cells, filled, leads, row

COUNTS = ("Source", "Leads", "Contacted", "Contacted %", "Won", "Lost", "Win % Narrow", "Win % Broad", "Volume", "Note")


def sources(*rows, **more):
    return filled(leads(*rows), **more).tables["FunnelSources"]


def test_what_becomes_of_each_source():
    found = sources(
        row(id="A", source="Website", received="2026-11-01", stage="Won", value=100.5, closed="2026-11-05"),
        row(id="B", source="website", received="2026-11-01", stage="Lost"),
        row(id="C", source="Website", received="2026-11-01", stage="Contacted", alert="Red"),
        row(id="D", source="Website", received="2026-11-01", stage="Disqualified"),
        row(id="E", source="Referral", received="2026-11-01", alert="Amber", value=999),
        row(id="I", source="Referral", received="2026-11-01", alert="Red"),
        row(id="K", source="Referral", received="2026-11-01", stage="Lost", alert="Red", contact="2026-11-02"),
        row(id="F", received="2026-11-01", stage="Won", value=7),
        row(id="G", source="Import", received="2026-11-01", stage="Merged"),
        row(id="H", source="Import", received=""))
    assert cells(found, *COUNTS) == [
        ("All sources", 8, 4, 0.5, 2, 2, 0.5, 2 / 7, 107.5, "n < 10"),
        ("Website", 4, 2, 0.5, 1, 1, 0.5, 0.25, 100.5, "n < 10"),
        ("Referral", 3, 1, 1 / 3, 0, 1, 0, 0, 0, "n < 10"),
        ("(no source)", 1, 1, 1, 1, 0, 1, 1, 7, "n < 10")]


def test_a_source_corrected_after_the_close_keeps_its_first_source():
    won = row(id="A", source="Website", first_source="Referral", received="2026-11-23", stage="Won",
              closed="2026-11-24")
    assert cells(sources(won), "Source", "Won")[1:] == [("Referral", 1)]
    assert cells(filled(leads(won)).tables["FunnelWeekly"], "Where From", Owner="Team")[-1] == ("Referral 1",)


def test_who_still_waits_counts_in_the_median():
    web = row(source="Website", received="2026-11-20 09:00")
    two_of_four = [row(web, id="A", contact="2026-11-20 10:00"), row(web, id="B", contact="2026-11-20 12:00"),
                   row(web, id="C"), row(web, id="D")]
    assert cells(sources(*two_of_four), "Median Hours") == [(3,), (3,)]
    assert cells(sources(*two_of_four, row(web, id="E")), "Median Hours") == [(None,), (None,)]


def test_no_leads_give_one_row_of_zeros():
    note = f"n < {CONFIG.funnel.small_n}"
    assert cells(sources(), *COUNTS) == [("All sources", 0, 0, None, 0, 0, None, None, 0, note)]
