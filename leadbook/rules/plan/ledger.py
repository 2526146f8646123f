"""What already stands for each person: touches made, touches planned, touches skipped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd

DONE, OPEN, SKIPPED = 0, 1, 2
RECENT_DAYS = 14


@dataclass(frozen=True, eq=False)
class Ledger:
    """One entry per touch of an active person. ``person``: index into the roster; ``day``: datetime64[D];
    ``standing``: DONE, OPEN or SKIPPED; ``channel``: its place in the settings, -1 unknown; ``call``: counts as
    the phone call (a finished one: both sides spoke); ``row``: its position in Plan, -1 = not a row of the plan (yet).
    """

    person: Any
    day: Any
    standing: Any
    channel: Any
    call: Any
    row: Any

    def plus(self, other: Ledger) -> Ledger:
        """Both together."""
        import numpy as np

        return Ledger(*(np.concatenate([getattr(self, f.name), getattr(other, f.name)]) for f in fields(self)))

    def where(self, mask: Any) -> Ledger:
        """The entries of a boolean array."""
        return Ledger(*(getattr(self, f.name)[mask] for f in fields(self)))

    def moved(self, rows: Any, days: Any) -> Ledger:
        """The entries of these plan ``rows`` (positions) stand on other ``days``."""
        import numpy as np

        if not len(rows):
            return self
        order = np.argsort(rows)
        place = np.minimum(np.searchsorted(rows[order], self.row), len(rows) - 1)
        here = rows[order][place] == self.row
        return replace(self, day=np.where(here, days[order][place].astype("datetime64[D]"), self.day))


def entered(plan: pd.DataFrame, person: Any, touches: pd.DataFrame, roster: Roster, config: Config, today: dt.date
            ) -> Ledger:
    """The ledger up to now. ``person``: index into the roster of each plan row, -1 = none.

    A touch dated after ``today`` has not happened; a planned row whose Date is not readable stands on its Scheduled
    day. Of earlier months are kept what is still open (it is on today's list), when the last call was, and for two
    weeks what was done, to keep the first touches of this month apart from the last ones of the month before.
    """
    import numpy as np

    month = np.datetime64(today, "M")
    made, standing = _made(touches, roster, config, today), _planned(plan, person, config)
    old = standing.day.astype("datetime64[M]") < month
    return made.plus(standing.where(~old | (standing.standing == OPEN)))


def _made(touches: pd.DataFrame, roster: Roster, config: Config, today: dt.date) -> Ledger:
    import numpy as np

    day = touches["When"].to_numpy().astype("datetime64[D]")
    log = classified(touches, config)
    spoken = log["call"].to_numpy(dtype=bool) & (log["kind"].to_numpy() == "contact")
    use = log["reached"].to_numpy(dtype=bool) & (day <= np.datetime64(today, "D"))
    use &= spoken | (day >= np.datetime64(today, "M").astype("datetime64[D]") - RECENT_DAYS)
    person = roster.person_at(roster.row_of(log["Lead ID"][use]))
    found = Ledger(person, day[use], np.full(len(person), DONE), _codes(log["Channel"][use], config), spoken[use],
                   np.full(len(person), -1))
    return found.where(person >= 0)


def _planned(plan: pd.DataFrame, person: Any, config: Config) -> Ledger:
    import numpy as np

    state = statuses(plan).to_numpy()
    use = (state != "Done") & (person >= 0) & (plan["Date"].notna() | plan["Scheduled"].notna()).to_numpy()
    rows = plan[["Channel", "Date", "Scheduled"]][use]
    channel = canonical(rows["Channel"], config.channels)
    calls = channel.isin([name for name, c in config.channels.items() if c.call]).to_numpy(dtype=bool)
    standing = np.where(state[use] == "Skipped", SKIPPED, OPEN)
    day = rows["Date"].fillna(rows["Scheduled"]).to_numpy().astype("datetime64[D]")
    return Ledger(person[use], day, standing, _codes(channel, config), calls, np.flatnonzero(use))


def _codes(channel: pd.Series, config: Config) -> Any:
    import pandas as pd

    return pd.Index(list(config.channels)).get_indexer(channel.to_numpy())  # type: ignore[arg-type]
