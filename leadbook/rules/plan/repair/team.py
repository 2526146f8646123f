"""Who does the work: the owners, the days they work, and how much they can do on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config, Period
from leadbook.rules.plan.stand_ins import backups, covered
from leadbook.rules.words import canonical
from leadbook.workdays import within

if TYPE_CHECKING:
    import pandas as pd

UNLIMITED = 10**9


@dataclass(frozen=True, eq=False)
class Team:
    """The owners of a book, each by a code. ``names`` by code ("" = leads nobody owns); ``of_lead``: the code of each
    row in Leads; ``capacity`` [o] and ``by_channel`` [o, channel of the settings]: touches a working day (UNLIMITED =
    no limit is set); ``leave`` [o]: (first, last) days on which nobody does their touches; ``away`` [o]: all their
    leave; ``backup`` [o]: the code of who stands in then (their own = nobody). A backup without leads has a code, too.
    """

    names: list[str]
    of_lead: Any
    capacity: Any
    by_channel: Any
    leave: tuple[tuple[Period, ...], ...]
    away: tuple[tuple[Period, ...], ...]
    backup: Any

    def working(self, days: Any) -> Any:
        """Boolean matrix owners x ``days`` (working days of the business): who, or whose backup, is there."""
        import numpy as np

        away = [within(days, periods) for periods in self.leave]
        return ~np.array(away, dtype=bool).reshape(len(self.names), len(days))

    def doing(self, days: Any) -> Any:
        """Matrix owners x ``days``: the code of who does an owner's touches, the owner or the backup."""
        import numpy as np

        own = np.arange(len(self.names))
        doer = np.repeat(own[:, None], len(days), axis=1)
        for owner in np.flatnonzero(self.backup != own).tolist():
            lent = within(days, self.away[owner]) & ~within(days, self.leave[owner])
            doer[owner, lent] = self.backup[owner]
        return doer

    @property
    def limited(self) -> Any:
        """Boolean array [o]: an owner, or who stands in for them, has a capacity."""
        mine = (self.capacity < UNLIMITED) | (self.by_channel < UNLIMITED).any(axis=1)
        return mine | mine[self.backup]

    @property
    def any_channel_limit(self) -> bool:
        """Whether anybody's capacity is limited by channel."""
        return bool((self.by_channel < UNLIMITED).any())


def team_of(leads: pd.DataFrame, config: Config) -> Team:
    """Leads and settings -> Team; codes in the order of the names, so they do not depend on the order of the rows."""
    import numpy as np
    import pandas as pd

    code, found = pd.factorize(canonical(leads["Owner"], config.owners), sort=True)
    names, stand, kept = list(found), backups(config), covered(config)
    names += sorted({stand[name] for name in names if name in stand} - set(names))
    known = [config.owners.get(name) for name in names]
    capacity = [UNLIMITED if o is None or o.capacity_per_day is None else o.capacity_per_day for o in known]
    limits = [[UNLIMITED if c.capacity_per_day is None else c.capacity_per_day for c in config.channels.values()]
              if o is None or not o.capacity_by_channel else
              [o.capacity_by_channel.get(n, UNLIMITED if c.capacity_per_day is None else c.capacity_per_day)
               for n, c in config.channels.items()] for o in known]
    return Team(names, code, np.array(capacity, dtype="int64"),
                np.array(limits, dtype="int64").reshape(len(known), len(config.channels)),
                tuple(kept.owners[name].leave if name in kept.owners else () for name in names),
                tuple(() if o is None else o.leave for o in known),
                np.array([names.index(stand.get(name, name)) for name in names], dtype="int64"))
