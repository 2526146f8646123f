"""Which lead each row of the log or the plan belongs to, by Lead ID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def lead_numbers(leads: pd.DataFrame, *others: pd.DataFrame) -> tuple[Any, ...]:
    """Number the distinct ids of ``leads`` -> (numbers of the leads, numbers of each other frame's rows).

    Int arrays as long as the frames; -1 = no id, or (in ``others``) an id that no lead has. Rows of Leads with the
    same id have the same number. An id typed in another case is found all the same.
    """
    import numpy as np
    import pandas as pd

    ids = leads["Lead ID"].to_numpy(dtype=object)
    known = pd.Index(ids[ids != ""], dtype=object).unique()
    folded: pd.Series | None = None
    out = []
    for frame in (leads, *others):
        given = frame["Lead ID"].to_numpy(dtype=object)
        found = known.get_indexer(pd.Index(given, dtype=object))
        missed = np.flatnonzero(found < 0)
        missed = missed[given[missed] != ""]
        if len(missed):
            if folded is None:
                folded = pd.Series(range(len(known)), index=[i.casefold() for i in known])
                folded = folded[~folded.index.duplicated()]
            near = folded.index.get_indexer(pd.Index([i.casefold() for i in given[missed]], dtype=object))
            found[missed] = np.append(folded.to_numpy(), -1)[near]
        out.append(found)
    return tuple(out)


def extreme(rows: Any, numbers: Any, moments: Any, latest: bool) -> Any:
    """For each of the lead numbers ``rows``: where in ``moments`` its latest (or earliest) moment stands, -1 = nowhere.

    ``numbers``: the lead number of each moment; those of -1 and NaT count for nothing. Among equal moments the
    latest is the one furthest down, the earliest the one furthest up.
    """
    import numpy as np

    good = np.flatnonzero((numbers >= 0) & ~np.isnat(moments))
    order = good[np.argsort(moments[good], kind="stable")]
    order = order if latest else order[::-1]
    last = np.full(max(int(np.max(rows, initial=-1)), int(np.max(numbers, initial=-1))) + 2, -1)
    last[numbers[order]] = order  # numpy keeps the last of repeated assignments
    return last[rows]


def moments_at(moments: Any, places: Any) -> Any:
    """``moments[places]`` with NaT where the place is -1: array of datetime64[s]."""
    import numpy as np

    return np.append(moments.astype("datetime64[s]"), np.datetime64("NaT", "s"))[places]
