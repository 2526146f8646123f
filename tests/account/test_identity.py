"""Whatever is deleted, let go and brought back: received = the parts, in every line of the sheet Account."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leadbook import frames
from leadbook.config import default_config
from leadbook.frames import below
from leadbook.rules.account.account import counted
from leadbook.rules.account.let_go import let_go
from leadbook.rules.account.missing import missing, named
from leadbook.rules.account.sheet import table
from leadbook.rules.history.noted import Noted, noted
from leadbook.schema import HISTORY, LEADS, PLAN, SEEN, TOUCHES
from tests.account.conftest import DAY, ROWS

PARTS = ("Open", "Won", "Lost", "Disqualified", "Merged", "Let Go", "Missing")
STEPS = st.lists(st.tuples(st.sampled_from(["delete", "delete", "let go", "let go", "bring back"]), st.integers(0, 5)),
                 min_size=4, max_size=7)


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(STEPS)
def test_every_line_adds_up_and_missing_is_who_nobody_let_go(steps: list[tuple[str, int]]) -> None:
    there = {str(row["Lead ID"]): row for row in ROWS}
    away: dict[str, bool] = {}          # who is deleted -> let go?
    last = seen(there, None)
    for nth, (step, at) in enumerate([("delete", 0), *steps], 1):
        now, some = dt.datetime.combine(DAY, dt.time(9, nth)), sorted(there if step == "delete" else away)
        if not some:
            continue
        lead = some[at % len(some)]
        if step == "delete":
            del there[lead]
            away[lead] = False
        elif step == "bring back":
            del away[lead]
            there[lead] = next(row for row in ROWS if row["Lead ID"] == lead)
        else:
            gone = named(missing("Leads", sheet(there), last.states["Leads"], last.history), lead)
            assert [one.let_go for one in gone] == [away[lead]]
            assert last.base is not None
            last = Noted(below(last.history, let_go(gone, "", last.history, last.base, now)), last.seen, [])
            away[lead] = True
        last = seen(there, last, now)
        adds_up(there, last, away)


def sheet(there: dict[str, dict[str, str]]) -> Any:
    return frames.of(LEADS, there.values())


def seen(there: dict[str, dict[str, str]], last: Noted | None, now: dt.datetime | None = None) -> Noted:
    tables = {"Leads": sheet(there), "Touches": frames.of(TOUCHES), "Plan": frames.of(PLAN)}
    before = (frames.of(HISTORY), frames.of(SEEN)) if last is None else (last.history, last.seen)
    return noted(tables, tables, *before, now or dt.datetime.combine(DAY, dt.time(9)), "refresh")


def adds_up(there: dict[str, dict[str, str]], last: Noted, away: dict[str, bool]) -> None:
    leads = sheet(there)
    lost = missing("Leads", leads, last.states["Leads"], last.history)
    lines = table(counted(leads, [], lost, default_config()), lost, DAY, leads.index).to_dict("records")
    for line in lines:
        assert line["Received"] == sum(line[part] for part in PARTS if line[part] == line[part]), line
    team = lines[0]
    assert (team["Month"], team["Received"]) == ("All", len(ROWS))
    assert (team["Let Go"], team["Missing"]) == (sum(away.values()), len(away) - sum(away.values()))
    assert {line["Lead ID"] for line in lines} - {""} == {lead for lead, meant in away.items() if not meant}
    for column in ("Received", *PARTS):
        owners = [line[column] for line in lines[1:] if line["Month"] == "All"]
        months = [line[column] for line in lines if line["Month"] != "All" and not line["Name"]]
        assert sum(owners) == sum(months) == team[column]
