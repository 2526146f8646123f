"""Demo content: a real-estate team's leads over six months, made up, seeded, the same for everybody.

Phones are fictional 555 numbers, e-mail goes to example.com/.org/.net. Columns that LeadBook owns are blank but for
the ids: the real jobs fill them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook import config as settings
from leadbook.config_records import Config
from leadbook.factory.demo import words

if TYPE_CHECKING:
    import pandas as pd


def demo_config() -> Config:
    """The settings of the demo's team: five owners with backups, one on leave over Christmas, givers, all sources."""
    return settings.checked(settings.merged({
        "business": {"name": "Harbor & Pine Realty", "region": "NJ"},
        "owners": {name: {"capacity_per_day": 30, "backup": backup,
                          **({"leave": ["2026-12-24..2027-01-02"]} if name == words.OWNERS[2] else {})}
                   for name, backup in zip(words.OWNERS, words.BACKUPS, strict=True)},
        "givers": dict.fromkeys(words.GIVERS),
    }), "the demo's settings")


def content(leads: int, seed: int, today: dt.date, config: Config,
            touches_per_lead: float | None = None) -> dict[str, pd.DataFrame]:
    """Typed frames Leads and Touches: ``leads`` leads received in the six months that end at ``today``.

    ``config``: owners and givers are taken from it (``demo_config()``); its vocabulary must hold the shipped stages,
    channels and outcomes. ``touches_per_lead``: cut the log to exactly that many touches a lead on average
    (benchmarks); what tells the story is kept first. The same arguments give the same frames.
    """
    import numpy as np

    from leadbook.factory.demo import log, people, sheet, story

    rng = np.random.default_rng([seed, leads])
    told = story.tell(leads, today, rng)
    who = people.people(told, rng)
    rows = sheet.leads(told, who, seed, today, config, rng)
    return {"Leads": rows, "Touches": log.touches(told, rows, seed, today, rng, touches_per_lead)}
