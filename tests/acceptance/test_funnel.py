"""funnel: every number of the demo book, counted again from its tables with plain Python."""

import datetime as dt
import math
from collections import Counter
from fractions import Fraction

import pytest

from tests.acceptance.conftest import MONDAY, Book, command, whole

DAY = dt.timedelta(days=1)
STEPS = ("Received", "Contacted", "Appointment", "Proposal", "Closed")
REACHES = {"Contacted": 1, "Appointment": 2, "Proposal": 3, "Nurture": 1, "Won": 4}
CONTACTS = ("Spoke", "Met", "Replied", "Appointment set", "Not interested")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    said = command("demo", "--leads", 200, "--seed", 5, "--out", folder / "demo.xlsx", "--today", MONDAY)
    assert said.status == 0, said
    book = Book(folder / "demo.xlsx")
    book.read = {name: book.rows(name) for name in ("Leads", "Touches", "FunnelWeekly", "FunnelCohort",
                                                    "FunnelSources", "FunnelSpeed")}
    return book


@pytest.fixture(scope="module")
def counted(demo):
    """The leads that the funnel counts: no connectors, no clients without a deal, nobody merged away."""
    def reach(lead):
        dates = [n for n, c in enumerate(("First Contact", "Appointment", "Proposal"), 1) if lead[c]]
        return max([0, REACHES.get(lead["Stage"], 0), *dates])

    def is_lead(lead):
        idle = lead["Stage"] not in ("Won", "Lost", "Disqualified") and reach(lead) < 2 and not lead["Need"]
        return (lead["Stage"] != "Merged" and lead["Type"] != "Connector"
                and not (lead["Type"] == "Client" and idle and not lead["Closed"]))

    return [lead | {"reach": reach(lead)} for lead in demo.read["Leads"] if is_lead(lead)]


def weeks_back(day):
    return (day - dt.timedelta(days=day.weekday())) if day else None


def test_the_weekly_six_questions(demo, counted):
    table = {(row["Week"].date(), row["Owner"]): row for row in demo.read["FunnelWeekly"]}
    weeks = sorted({week for week, _ in table})
    assert (weeks[-1], len(weeks)) == (MONDAY, 26)
    owners = sorted({owner for _, owner in table} - {"Team"})
    assert {lead["Owner"] for lead in counted if lead["Owner"]} <= set(owners)
    asked = {"Leads In": ("Received", None), "Got Hold Of": ("First Contact", None), "Closed": ("Closed", "Won"),
             "Appointments": ("Appointment", None), "Proposals": ("Proposal", None), "Lost": ("Closed", "Lost")}
    total = 0
    for (week, owner), row in table.items():
        mine = [x for x in counted if owner in ("Team", x["Owner"] or "(no owner)")]
        for question, (column, stage) in asked.items():
            hit = [x for x in mine if x[column] and weeks_back(x[column].date()) == week
                   and stage in (None, x["Stage"])]
            assert row[question] == len(hit), (week, owner, question)
            total += len(hit)
            if question == "Closed":
                assert row["Closed Value"] == pytest.approx(sum(x["Value"] or 0 for x in hit))
        came = Counter(x["First Source"] or "(no source)" for x in mine
                       if x["Received"] and weeks_back(x["Received"].date()) == week)
        told = ", ".join(f"{s} {n}" for s, n in sorted(came.items(), key=lambda one: (-one[1], one[0])))
        assert (row["Where From"] or "") == told
    assert total > 300


def wilson(k, n):
    z, p = 1.959963984540054, k / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0, (middle - half) / (1 + z * z / n)), min(1, (middle + half) / (1 + z * z / n))


def test_the_cohorts_with_imputed_skips_and_their_intervals(demo, counted):
    cohorts = {}
    for row in demo.read["FunnelCohort"]:
        cohorts.setdefault(row["Cohort"], {})[row["Step"]] = row
    seen = 0
    for cohort, rows in cohorts.items():
        mine = [x for x in counted if x["Received"] and cohort in ("All", x["Received"].strftime("%Y-%m"))]
        seen += bool(mine) and cohort != "All"
        before = None
        for n, step in enumerate(STEPS):
            row, reached = rows[step], sum(x["reach"] >= n for x in mine)
            assert (row["Leads"], row["Reached"]) == (len(mine), reached)
            assert (row["Step Rate"] or 0) == pytest.approx(reached / before if before else 0)
            if mine and n:
                assert row["Of Received"] == pytest.approx(reached / len(mine))
                assert (row["Low"], row["High"]) == pytest.approx(wilson(reached, len(mine)), abs=1e-9)
            if mine:
                newest = max(x["Received"].date() for x in mine)
                assert row["Age Days"] == (MONDAY - newest).days
                assert ("n < 10" in (row["Note"] or "")) == (len(mine) < 10)
                assert ("young" in (row["Note"] or "")) == ((MONDAY - newest).days < 90)
            before = reached
    assert seen >= 6


def test_the_sources_with_n(demo, counted):
    rows = {row["Source"]: row for row in demo.read["FunnelSources"]}
    assert {x["First Source"] for x in counted if x["First Source"]} <= set(rows)
    for source, row in rows.items():
        mine = [x for x in counted if x["Received"] and source in ("All sources", x["First Source"] or "(no source)")]
        stage = Counter(x["Stage"] for x in mine)
        won, lost, red = stage["Won"], stage["Lost"], sum(x["Alert"] == "Red" for x in mine)
        contacted = sum(x["reach"] >= 1 for x in mine)
        assert (row["Leads"], row["Won"], row["Lost"], row["Contacted"]) == (len(mine), won, lost, contacted)
        assert (row["Win % Narrow"] or 0) == pytest.approx(won / (won + lost) if won + lost else 0)
        ended = won + lost + stage["Disqualified"] + red
        assert (row["Win % Broad"] or 0) == pytest.approx(won / ended if ended else 0)
        assert row["Volume"] == pytest.approx(sum(x["Value"] or 0 for x in mine if x["Stage"] == "Won"))
        assert (row["Note"] == "n < 10") == (len(mine) < 10)


def waits(leads):
    """(elapsed time to first contact, or until today began; contacted?) of leads whose time of day is known.

    A closed or contacted lead without a date is left out of the medians: nobody knows when it was spoken to.
    """
    from zoneinfo import ZoneInfo

    zone, dawn = ZoneInfo("America/New_York"), dt.datetime.combine(MONDAY, dt.time())
    out = []
    for x in leads:
        end = x["First Contact"] or dawn
        if x["Received"] and x["Received"] <= dawn and (x["First Contact"] or x["reach"] < 1):
            passed = end.replace(tzinfo=zone).timestamp() - x["Received"].replace(tzinfo=zone).timestamp()
            out.append((max(passed, 0), bool(x["First Contact"])))
    return out


def kaplan_meier(waits, share):
    left, alive = len(waits), Fraction(1)
    for moment in sorted({w for w, _ in waits}):
        events = sum(1 for w, c in waits if w == moment and c)
        alive *= Fraction(left - events, left)
        left -= sum(1 for w, _ in waits if w == moment)
        if events and alive <= 1 - Fraction(share):
            return moment / 3600
    return None


def test_the_time_to_first_contact(demo, counted):
    from zoneinfo import ZoneInfo

    zone, dawn = ZoneInfo("America/New_York"), dt.datetime.combine(MONDAY, dt.time())
    rows = {(row["Owner"], row["Within"]): row for row in demo.read["FunnelSpeed"]}
    assert {within for _, within in rows} == {"5 min", "1 h", "24 h"}
    assert all(x["Received"].time() != dt.time() for x in counted if x["Received"])
    for (owner, within), row in rows.items():
        mine = [x for x in counted if x["Received"] and owner in ("Team", x["Owner"] or "(no owner)")]
        limit = {"5 min": 300, "1 h": 3600, "24 h": 86400}[within]

        def since(lead, end):
            return end.replace(tzinfo=zone).timestamp() - lead["Received"].replace(tzinfo=zone).timestamp()

        over = [x for x in mine if since(x, dawn) >= limit]
        hit = [x for x in over if x["First Contact"] and since(x, x["First Contact"]) <= limit]
        assert (row["Leads"], row["Contacted"]) == (len(over), len(hit)), (owner, within)
        assert (row["Share"] or 0) == pytest.approx(len(hit) / len(over) if over else 0)
        for column, share in (("Median Hours", "1/2"), ("P75 Hours", "3/4"), ("P90 Hours", "9/10")):
            expected = kaplan_meier(waits(mine), share)
            assert row[column] == (None if expected is None else pytest.approx(expected, abs=1e-6)), (owner, column)


def test_every_lead_is_accounted_for(demo):
    totals = demo.json("funnel")["funnel"]["totals"]
    assert totals["residual"] == 0
    assert totals["received"] == sum(totals[k] for k in ("open", "won", "lost", "disqualified", "merged"))


VECTORS = {                         # facts/funnel.md: what is typed -> (week of the event, question, count)
    "new to proposal skips": ({"Stage": "Proposal", "Proposal": dt.date(2026, 11, 18)}, "Proposals", 1),
    "lost is not closed": ({"Stage": "Lost", "Lost Reason": "x", "Closed": dt.date(2026, 11, 18)}, "Closed", 0),
    "won counts once": ({"Stage": "Won", "Value": 5, "Closed": dt.date(2026, 11, 18)}, "Closed", 1),
    "reopened is no longer won": ({"Stage": "Contacted", "Closed": dt.date(2026, 11, 18)}, "Closed", 0),
    "merged is not counted": ({"Stage": "Merged"}, "Leads In", 0),
}


@pytest.mark.parametrize(("cells", "question", "count"), VECTORS.values(), ids=list(VECTORS))
def test_vectors(new, cells, question, count):
    book = new(whole(Received=dt.datetime(2026, 11, 17, 9), **{"First Contact": dt.datetime(2026, 11, 17, 10)}) | cells)
    book.run("funnel")
    (row,) = [r for r in book.rows("FunnelWeekly")
              if (r["Owner"], r["Week"].date()) == ("Team", dt.date(2026, 11, 16))]
    assert row[question] == count


def test_a_source_corrected_after_the_close_leaves_the_history(new):
    book = new(whole(Stage="Won", Value=5, Closed=dt.date(2026, 11, 18), Source="Website"))
    book.run("funnel")
    book.set("Leads", 0, Source="Open house").run("funnel")
    assert {r["Source"] for r in book.rows("FunnelSources")} == {"All sources", "Website"}


def test_a_call_logged_late_counts_when_it_was_made(new):
    book = new(whole(Received=dt.datetime(2026, 11, 9, 9), **{"First Contact": None, "Stage": "New"}))
    book.touches({"When": dt.datetime(2026, 11, 10, 9), "Name": "Dana Whitfield", "Channel": "Call",
                  "Outcome": "Spoke"})
    book.run("funnel")
    got = {r["Week"].date(): r["Got Hold Of"] for r in book.rows("FunnelWeekly") if r["Owner"] == "Team"}
    assert (got[dt.date(2026, 11, 9)], got[dt.date(2026, 11, 16)]) == (1, 0)


@pytest.mark.parametrize(("start", "first"), [("Sunday", dt.date(2026, 11, 22)), ("Monday", dt.date(2026, 11, 16))])
def test_the_first_day_of_the_week_is_a_setting(new, start, first):
    book = new(whole(Received=dt.datetime(2026, 11, 22, 9)), yaml=f"business: {{week_start: {start}}}\n")
    book.run("funnel")
    (row,) = [r for r in book.rows("FunnelWeekly") if r["Owner"] == "Team" and r["Leads In"]]
    assert row["Week"].date() == first
