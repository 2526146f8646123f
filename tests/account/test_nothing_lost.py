"""Whatever people do: who was ever seen is in the table or named, with everything that the row last held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from leadbook.config import default_config
from leadbook.rules.account.account import account, as_frame, counted
from leadbook.rules.account.missing import doubled, missing
from leadbook.rules.history import base as seen_base
from leadbook.rules.history.noted import Noted, last_seen, states_of
from leadbook.rules.history.state import COPY, State
from leadbook.schema import LEADS
from tests.history.book import DAY, START, edited, run, scripts, sheets


def cells(there: State) -> dict[str, dict[str, str]]:
    return {key: {name: text for name, values in there.columns.items() if (text := values[row].strip())}
            for row, key in enumerate(there.keys)}


def seen(done: Noted) -> State:
    base = seen_base.unpacked(done.seen)
    assert base is not None
    return last_seen(base, done.history)["Leads"]


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(scripts(), min_size=1, max_size=3))
def test_everybody_is_there_or_named_with_all_that_was_known(scripts: list[list[Any]]) -> None:
    rows, last = START, run(START)
    ever: dict[str, dict[str, str]] = cells(seen(last))
    for nth, script in enumerate(scripts, 1):
        rows = edited(rows, *script)
        last = run(rows, last, DAY + dt.timedelta(days=nth))
        ever |= cells(seen(last))                       # what each row held when it was last there
    frames = sheets(rows)
    now = states_of(frames, {"Leads": seen(last)})["Leads"]
    lost = {one.key: one for one in missing("Leads", frames["Leads"], now, last.history)}
    for key in ever.keys() - set(now.keys):
        if COPY not in key:
            assert lost[key].cells == ever[key]
    assert not lost.keys() & set(now.keys)
    copies = [row for places in doubled(now).values() for row in places[1:]]
    away = [one for one in lost.values() if one.why != "renumbered" and COPY not in one.key]
    said = account(counted(frames["Leads"], copies, away, default_config()))
    totals = said["totals"]
    assert totals["received"] == sum(n for name, n in totals.items() if name != "received")
    assert totals["received"] + said["not_leads"] == len(frames["Leads"]) - len(copies) + len(away)
    assert totals["residual"] <= len(away)
    assert as_frame("Leads", away)[LEADS.key].tolist() == [one.key for one in away]
