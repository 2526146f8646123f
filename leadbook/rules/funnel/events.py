"""The first date of each step of each lead, and how many fall into a period (worksheet function FUNNEL_COUNT)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.funnel.history import STEPS, history

if TYPE_CHECKING:
    import pandas as pd

EVENTS = (*STEPS, "Lost")
ALSO = {"new": "Received", "leads in": "Received", "got hold of": "Contacted", "appointments": "Appointment",
        "proposals": "Proposal", "won": "Closed"}


def events(leads: pd.DataFrame, touches: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Columns ``lead`` (Lead ID, else "row 7"), ``step`` (one of EVENTS; Closed = won) and ``date`` (moment): the
    first event of each kind of each lead, merged leads left out; ordered by date, lead and step."""
    import numpy as np
    import pandas as pd

    known = history(leads, touches, config)
    known = known[known["kind"] != "merged"]
    alphabet = pd.factorize(known["lead"], sort=True)[0]
    lead, step = np.tile(alphabet, len(EVENTS)), np.repeat(np.arange(len(EVENTS)), len(known))
    date = np.concatenate([known[name].to_numpy().astype("datetime64[s]") for name in EVENTS])
    order = np.lexsort((step, lead, date))
    order = order[~np.isnat(date[order])]
    names = np.tile(known["lead"].to_numpy(dtype=object), len(EVENTS))
    return pd.DataFrame({"lead": pd.Series(names[order], dtype=object), "date": date[order],
                         "step": pd.Series(np.array(EVENTS, dtype=object)[step[order]], dtype=object)}
                        )[["lead", "step", "date"]]


def step_of(stage: str, config: Config | None = None) -> str:
    """The step that a word means: a step, "New", "Won", a weekly question, or one of ``config``'s stages.

    Raises BadInput for any other word, and for stages that no date is kept for (Nurture, Disqualified, Merged).
    """
    word = stage.strip().casefold()
    known = {step.casefold(): step for step in EVENTS} | ALSO
    for name, kept in (config.stages if config else {}).items():
        if kept.kind in ("won", "lost"):
            known.setdefault(name.casefold(), "Closed" if kept.kind == "won" else "Lost")
        elif kept.kind == "open":
            known.setdefault(name.casefold(), kept.reaches.capitalize())
    if word not in known:
        raise BadInput(f"{stage!r} is not a step of the funnel; use {', '.join(EVENTS[:-1])} or {EVENTS[-1]}.")
    return known[word]


def counted(events: pd.DataFrame, stage: str, start: dt.date, end: dt.date, config: Config | None = None) -> int:
    """How many distinct leads have their FIRST event of that step in [start, end): ``end`` itself is outside.

    ``events``: see ``events``; ``start`` and ``end``: days or moments. Raises BadInput, see ``step_of``.
    """
    import pandas as pd

    first = events[events["step"] == step_of(stage, config)]
    inside = (first["date"] >= pd.Timestamp(start)) & (first["date"] < pd.Timestamp(end))
    return int(first.loc[inside, "lead"].nunique())
