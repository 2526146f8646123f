"""Two at once in an open workbook: a co-author edits, or another LeadBook runs, at any moment of a job.

Whatever the moment: what people typed stands there once, ids are unique, what was not written is reported (or the whole
run was taken back, in one sentence), the next run does it, and the run after that has nothing to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from leadbook import config, jobs
from leadbook.books.live import LiveBook, patience
from leadbook.errors import Busy
from leadbook.imports.json_rows import table as json_table
from leadbook.rules.imports.columns import Incoming
from tests.books.live_sheets import Open
from tests.excel.excel import Excel
from tests.excel.fixtures import excel

__all__ = ["excel"]
DAY, NOON = dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 12)
SETTINGS = [{"Section": s, "Name": n, "Value": v} for s, n, v in [
    ("workbook", "id", "B-TEAM"), *config.to_rows(config.checked(config.merged(
        {"owners": {"Jane": {}, "Tom": {}}, "cadence": {"months_ahead": 1},
         "funnel": {"weeks": 2, "cohort_months": 2}}), "test"))]]
ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Stage": "New", "Owner": "Jane",
       "Received": "2026-11-20 09:30"}
BOB = {"Name": "Bob Ray", "Phone": "(212) 555-0143", "Owner": "Tom", "Stage": "Contacted"}       # no id yet
SPOKE = {"When": "2026-11-21 10:00", "Name": "Ann Lee", "Channel": "Call", "Outcome": "Spoke", "By": "Jane"}
DANA = {"Name": "Dana", "Phone": "(212) 555-0100"}
CSV = Incoming("fair.csv", "B-FAIR", *(lambda rows: (rows[0], rows[1:]))(
    json_table('[{"name": "Eve Hill", "phone": "(212) 555-0155"}]', "fair.json")), [2], "")
Do = Callable[[Open], None]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience.time, "sleep", lambda seconds: None)


@pytest.fixture
def team(excel: Excel) -> Open:
    return Open(excel, {"Settings": SETTINGS, "Leads": [ANN, BOB], "Touches": [SPOKE], "Inbox": [DANA]})


def run(team: Open, job: str = "refresh", **options: Any) -> Any:
    return jobs.run(LiveBook(team.xw), job, DAY, NOON, **options)


def types_a_phone(team: Open) -> None:
    team.person.types("Leads", 0, "Phone", "(212) 555-0199")


def types_a_date(team: Open) -> None:
    team.person.types("Leads", 1, "Next Date", dt.datetime(2026, 12, 1))


def adds_a_lead(team: Open) -> None:
    team.person.adds("Leads", Name="Fay Wu", Phone="(212) 555-0166")


def adds_a_touch(team: Open) -> None:
    team.person.adds("Touches", When=dt.datetime(2026, 11, 22, 9), Name="Bob Ray", Channel="Call", Outcome="Spoke")


def inserts_a_lead(team: Open) -> None:
    team.person.inserts("Leads", 0)
    team.person.types("Leads", 0, "Name", "Fay Wu")


def types_into_the_inbox(team: Open) -> None:
    team.person.adds("Inbox", Name="Gus Orr")


def inserts_into_the_inbox(team: Open) -> None:
    team.person.inserts("Inbox", 0)
    team.person.types("Inbox", 0, "Name", "Gus Orr")


def refreshes(team: Open) -> None:
    run(team)


def sweeps(team: Open) -> None:
    run(team, "sweep")


def imports(team: Open) -> None:
    run(team, "import", incoming=CSV)


# what the other does -> the leads there must be in the end, besides Ann, Bob and (swept) Dana
OTHERS: dict[Do, list[str]] = {
    types_a_phone: [], types_a_date: [], adds_a_lead: ["Fay Wu"], adds_a_touch: [], inserts_a_lead: ["Fay Wu"],
    types_into_the_inbox: ["Gus Orr"], inserts_into_the_inbox: ["Gus Orr"], refreshes: [], sweeps: [],
    imports: ["Eve Hill"]}
# what cannot be: whoever writes into the same rows between our last look and our write, one call later, is written over
# by Excel itself (last write wins), so nobody who adds rows to Leads comes at the very first write
IN_THE_GAP = (adds_a_lead, inserts_a_lead, imports)
MOMENTS = {"while it reads": ("range.value", 3), "before the last look": ("table.range", 16),
           "at the first write": ("write", 1), "in the middle": ("write", 3)}
SCENES = [("sweep", other, moment) for other in OTHERS for moment in MOMENTS
          if not (other in IN_THE_GAP and moment == "at the first write")]
SCENES = [scene for at, scene in enumerate(SCENES) if at % 6 == 0]          # one of six: all pass, and are slow
LATE = [("refresh", types_a_phone, ("write", 6)), ("refresh", adds_a_lead, ("write", 9)),
        ("refresh", adds_a_touch, ("write", 12)), ("refresh", refreshes, ("write", 14)),
        ("refresh", inserts_into_the_inbox, ("write", 2)), ("refresh", sweeps, ("table.range", 30))]


@pytest.mark.parametrize(("job", "other", "moment"), [(job, other, MOMENTS[moment]) for job, other, moment in SCENES] +
                         LATE, ids=lambda one: getattr(one, "__name__", "-".join(map(str, one)) if isinstance(
                             one, tuple) else one))
def test_a_job_meets_somebody(team: Open, excel: Excel, job: str, other: Do, moment: tuple[str, int]) -> None:
    met = []

    def comes() -> None:
        met.append(other)
        other(team)

    excel.when(moment[0], comes, moment[1])
    report, sentence = None, "again."
    try:
        report = run(team, job)
    except Busy as busy:
        sentence = str(busy)
    assert sentence.endswith("again.")
    assert met == [other]
    excel.hooks.clear()
    run(team, job)
    _nothing_lost_nothing_doubled(team, job, other)
    assert not run(team, job).receipt.changed
    assert report is None or all(one.reason and one.column for one in report.receipt.skipped)


def _nothing_lost_nothing_doubled(team: Open, job: str, other: Do) -> None:
    live = LiveBook(team.xw)
    leads, touches, plan, inbox = (live.read(name) for name in ("Leads", "Touches", "Plan", "Inbox"))
    names = sorted(["Ann Lee", "Bob Ray", "Dana", *OTHERS[other]])
    gone = inbox["Reason"].str.startswith("Not in Leads any more").any()
    if gone:    # both wrote the same row, and one of the two took its run back: said, named, and back with restore
        run(team, "restore")
        run(team, job)
        leads = LiveBook(team.xw).read("Leads")
    assert sorted(leads["Name"]) == names
    assert leads["Lead ID"].is_unique
    assert (leads["Lead ID"] != "").all()
    assert len(touches) == 1 + (other is adds_a_touch)
    assert touches["Touch ID"].is_unique
    assert plan["Plan ID"].is_unique
    ann, bob = (leads[leads["Name"] == name].iloc[0] for name in ("Ann Lee", "Bob Ray"))
    assert ann["Phone"] == ("(212) 555-0199" if other is types_a_phone else ANN["Phone"])
    assert other is not types_a_date or str(bob["Next Date"])[:10] == "2026-12-01"
