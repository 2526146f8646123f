"""The persons of a book, as the planner sees them: who is active, what they permit, when they joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.consent import available_channels, barred_channels, never_contact
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Roster:
    """``number``: the active persons' numbers, ascending; every array ``[p]`` below has one entry a person.

    ``permitted`` [p, channel of the settings]; ``joined`` [p] day of the first reception (NaT = unknown).
    Per lead: ``person`` (index p, or -1 when the person is not active), ``active`` (the lead may stand for its
    person), ``never`` (its person asked not to be contacted), ``barred`` [lead, channel] (its person's wish).
    """

    number: Any
    permitted: Any
    joined: Any
    person: Any
    active: Any
    never: Any
    barred: Any
    lead_ids: pd.Index

    def person_at(self, row: Any) -> Any:
        """Array: the index p of the person of each row in Leads; -1 = unknown or not active."""
        import numpy as np

        return np.where(row >= 0, self.person[row], -1) if len(self.person) else row

    def row_of(self, lead_ids: pd.Series) -> Any:
        """Array: the row in Leads (0-based) of each Lead ID; -1 = unknown."""
        return self.lead_ids.get_indexer(lead_ids.to_numpy())  # type: ignore[arg-type]


def rostered(leads: pd.DataFrame, config: Config) -> Roster:
    """Leads (with Person filled) -> Roster. An unknown stage is active: nobody is lost to a typo.
    A row that repeats a Lead ID is left out (a check names it), or two rows of the plan would have one id.

    A person's channels are what any of the leads has and none of them bars.
    """
    import numpy as np
    import pandas as pd

    number = leads["Person"].to_numpy(dtype="float64")
    known = ((leads["Lead ID"] != "") & ~leads["Lead ID"].duplicated()).to_numpy() & ~np.isnan(number)
    everyone, of = np.unique(np.where(known, number, -1).astype("int64"), return_inverse=True)
    never_leads = never_contact(leads, config).to_numpy()
    never = _any(of, never_leads & known, len(everyone))[of] | never_leads
    planned = canonical(leads["Stage"], config.stages).map({n: s.planned for n, s in config.stages.items()})
    active = known & ~never & planned.fillna(True).to_numpy(dtype=bool)
    chosen = _any(of, active, len(everyone))
    available, barred = available_channels(leads, config).to_numpy(), barred_channels(leads, config).to_numpy()
    have, bars = (np.stack([_any(of, m[:, c] & known, len(everyone)) for c in range(m.shape[1])], axis=1)
                  for m in (available, barred))
    index = np.where(chosen, np.cumsum(chosen) - 1, -1)
    return Roster(number=everyone[chosen], permitted=(have & ~bars)[chosen], joined=_joined(leads, of, active)[chosen],
                  person=index[of], active=active, never=never, barred=bars[of],
                  lead_ids=_unique_index(pd.Series(leads["Lead ID"].to_numpy())))


def _any(group: Any, flags: Any, count: int) -> Any:
    import numpy as np

    return np.bincount(group, weights=flags, minlength=count) > 0


def _joined(leads: pd.DataFrame, group: Any, active: Any) -> Any:
    """The first reception of each group's active leads; unknown if one of them is unknown."""
    import numpy as np

    days = leads["Received"].to_numpy().astype("datetime64[D]").astype("int64")  # NaT is the smallest integer
    first = np.full(group.max(initial=-1) + 1, np.iinfo("int64").max)
    np.minimum.at(first, group[active], days[active])
    first[first == np.iinfo("int64").max] = np.iinfo("int64").min
    return first.astype("datetime64[D]")


def _unique_index(ids: pd.Series) -> pd.Index:
    """Lead IDs by row; a repeated or blank id means its first row, further ones get a name nobody uses."""
    import pandas as pd

    twice = ids.duplicated() | (ids == "")
    if twice.any():
        ids = ids.mask(twice, pd.Series([f"\x00{i}" for i in range(len(ids))], dtype=object))
    index: pd.Index = pd.Index(ids)
    return index
