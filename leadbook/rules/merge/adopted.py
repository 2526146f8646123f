"""The history after a merge: what only the other copies noticed comes in, and of what both noticed it says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook.frames import below
from leadbook.rules.history.noted import next_batch
from leadbook.rules.history.replay import once
from leadbook.rules.merge.noticings import SEEN_IN, marked, typed

if TYPE_CHECKING:
    import pandas as pd

    from leadbook.rules.merge.sides import Side


def adopted(sides: list[Side], at: dt.datetime) -> pd.DataFrame:
    """The history of the first of ``sides`` (all on one base) with the events that only the others have, as noticed
    now (``at``): what is known of past days stays as it is, and a copy that is merged again brings nothing new."""
    import numpy as np
    import pandas as pd

    ours = sides[0].history
    known = set(ours["Event ID"])
    last = next_batch(ours, sides[0].base) - 1.0
    out = []
    for side in sides[1:]:
        new = ~side.history["Event ID"].isin(known) & (side.history["Table"] != "History")
        events = once(side.history[new.to_numpy()])
        if not len(events):
            continue
        known.update(events["Event ID"])
        batches = events["Batch"].rank(method="dense") + last
        last = batches.max()
        moments = pd.Series(np.full(len(events), np.datetime64(at, "s")), index=events.index)
        theirs = events.index.isin(typed(events[events["By"] == ""]).index)
        by = events["By"].mask(theirs, f"{SEEN_IN}{side.name}")
        out.append(events.assign(Batch=batches, At=moments, By=by))
    return marked(below(ours, pd.concat(out)) if out else ours, sides, at)
