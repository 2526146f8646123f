"""Who does the work: the owners, the days they work, and how much they can do on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config, Period
from leadbook.rules.words import canonical
from leadbook.workdays import within

if TYPE_CHECKING:
    import pandas as pd

UNLIMITED = 10**9


@dataclass(frozen=True, eq=False)
class Team:
    """The owners of a book, each by a code. ``names`` by code ("" = leads nobody owns); ``of_lead``: the code of each
    row in Leads; ``capacity`` [o] and ``by_channel`` [o, channel of the settings]: touches a working day (UNLIMITED =
    no limit is set); ``leave`` [o]: (first, last) days.
    """

    names: list[str]
    of_lead: Any
    capacity: Any
    by_channel: Any
    leave: tuple[tuple[Period, ...], ...]

    def working(self, days: Any) -> Any:
        """Boolean matrix owners x ``days`` (working days of the business): who is not on leave."""
        import numpy as np

        away = [within(days, periods) for periods in self.leave]
        return ~np.array(away, dtype=bool).reshape(len(self.names), len(days))

    @property
    def any_channel_limit(self) -> bool:
        """Whether anybody's capacity is limited by channel."""
        return bool((self.by_channel < UNLIMITED).any())


def team_of(leads: pd.DataFrame, config: Config) -> Team:
    """Leads and settings -> Team; codes in the order of the names, so they do not depend on the order of the rows."""
    import numpy as np
    import pandas as pd

    code, names = pd.factorize(canonical(leads["Owner"], config.owners), sort=True)
    known = [config.owners.get(name) for name in names]
    capacity = [UNLIMITED if o is None or o.capacity_per_day is None else o.capacity_per_day for o in known]
    limits = [[UNLIMITED if c.capacity_per_day is None else c.capacity_per_day for c in config.channels.values()]
              if o is None or not o.capacity_by_channel else
              [o.capacity_by_channel.get(n, UNLIMITED if c.capacity_per_day is None else c.capacity_per_day)
               for n, c in config.channels.items()] for o in known]
    return Team(list(names), code, np.array(capacity, dtype="int64"),
                np.array(limits, dtype="int64").reshape(len(known), len(config.channels)),
                tuple(() if o is None else o.leave for o in known))
