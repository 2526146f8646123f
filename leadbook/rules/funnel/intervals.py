"""Two pieces of statistics: the Wilson interval of a share, and Kaplan-Meier quantiles of waiting times.

Sources: facts/funnel.md. E. B. Wilson (1927), "Probable inference"; E. L. Kaplan and P. Meier (1958), the
product-limit estimator. Both are a few lines; the libraries that hold them are larger than LeadBook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Z95 = 1.959963984540054  # the standard normal quantile of 97.5%
EPSILON = 1e-9           # products of exact fractions may miss 1/2 by rounding


def wilson(hits: Any, n: Any) -> tuple[Any, Any]:
    """(low, high) of the 95% interval of ``hits`` out of ``n``: arrays of shares in 0..1, NaN where ``n`` is 0."""
    import numpy as np

    hits, n = np.asarray(hits, dtype="float64"), np.asarray(n, dtype="float64")
    share, square = ratio(hits, n), ratio(np.full_like(n, Z95**2), n)
    middle = (share + square / 2) / (1 + square)
    with np.errstate(invalid="ignore"):
        half = np.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square)
    return np.where(hits == 0, middle * 0, middle - half), np.where(hits == n, middle * 0 + 1, middle + half)


def ratio(part: Any, whole: Any) -> Any:
    """``part`` / ``whole`` as a float array, NaN where ``whole`` is 0."""
    import numpy as np

    part, whole = np.asarray(part, dtype="float64"), np.asarray(whole, dtype="float64")
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole != 0)


def waits(times: Any, happened: Any, group: Any, groups: int, shares: Sequence[float] = (0.5,)) -> Any:
    """Kaplan-Meier quantiles: by when each of ``shares`` of a group had the event; array (groups, shares).

    ``times``: whole seconds that each waited, up to the event or, where ``happened`` is False, until we looked
    (censored).
    ``group``: a code 0..groups-1 for each. NaN where the curve never gets that far.
    """
    import numpy as np
    import pandas as pd

    times, happened, group = np.asarray(times, dtype="int64"), np.asarray(happened, dtype=bool), np.asarray(group)
    order = np.argsort(times * 2 + ~happened)  # at one time events come before the censored
    order = order[np.argsort(group[order].astype("int16" if groups < 2**15 else "int32"), kind="stable")]
    times, happened, group = times[order], happened[order], group[order]
    size = np.bincount(group, minlength=groups)
    waiting = np.cumsum(size)[group] - np.arange(len(group))  # still waiting in the group, this one included
    left = pd.Series(1 - happened / waiting).groupby(group, sort=False).cumprod().to_numpy()
    found = np.full((groups, len(shares)), np.nan)
    for column, share in enumerate(shares):
        there = np.flatnonzero(left <= 1 - share + EPSILON)
        which, first = np.unique(group[there], return_index=True)
        found[which, column] = times[there[first]]
    return found
