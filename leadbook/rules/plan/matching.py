"""Which touch fulfils which planned row: one to one, the best pairs first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.plan.notes.marks import is_note
from leadbook.rules.plan.promises import is_promise
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd

SAME_TOUCH_DAYS = 1  # a touch logged so many days from the Done On that people wrote is the one they mean


def one_to_one(log: pd.DataFrame, plan: pd.DataFrame, persons: pd.Series, config: Config) -> tuple[Any, Any]:
    """Classified touches and open plan rows -> (positions of touches, positions of the rows they fulfil).

    Pairs are of one person and as ``fulfilment.ticked`` says; the best is the one of the same channel, then the
    nearest day, then the earlier touch and the upper row. What is taken is taken; the next best pair follows. A row
    with a Done On stands for a touch of that day: another day's touch is another touch.
    """
    import numpy as np

    none = np.array([], dtype="int64")
    if not len(log) or not len(plan):
        return none, none
    touch, row, day, date = _of_one_person(log, plan, persons)
    made, meant = log["Channel"].to_numpy(), canonical(plan["Channel"], config.channels).to_numpy()
    same = made[touch] == meant[row]
    apart, dated = np.abs(day - date).astype("int64"), plan["Done On"].notna().to_numpy()[row]
    fits = (date.astype("datetime64[M]") == day.astype("datetime64[M]")) | (date < day)
    fits = np.where(dated, apart <= SAME_TOUCH_DAYS, fits)
    calls = [name for name, c in config.channels.items() if c.call]
    spoken = (log["call"] & (log["kind"] == "contact")).to_numpy(dtype=bool)
    fits &= ~np.isin(meant, calls)[row] | spoken[touch]
    fits &= ~(log["kind"].to_numpy() == "broadcast")[touch] | same
    fits &= ~is_note(plan)[row] | same
    fits &= ~is_promise(plan)[row] | (day >= date) | dated
    touch, row, same, apart = touch[fits], row[fits], same[fits], apart[fits]
    when = log["When"].to_numpy().astype("datetime64[s]")[touch]
    order = np.lexsort((row, touch, when, apart, ~same))
    return _greedy(touch[order], row[order])


def _of_one_person(log: pd.DataFrame, plan: pd.DataFrame, persons: pd.Series) -> tuple[Any, Any, Any, Any]:
    """All pairs of one person: positions of touch and row, and their days (of a row its Done On, if it has one);
    touches of months before the person's first open row are left out (they cannot fulfil any)."""
    import numpy as np
    import pandas as pd

    day = log["When"].to_numpy().astype("datetime64[D]")
    date = plan["Done On"].fillna(plan["Date"]).fillna(plan["Scheduled"]).to_numpy().astype("datetime64[D]")
    rows = pd.DataFrame({"who": _who(plan, persons), "row": np.arange(len(plan)), "date": date})
    made = pd.DataFrame({"who": _who(log, persons), "touch": np.arange(len(log)), "day": day})
    rows, made = rows[(rows["who"] >= 0) & rows["date"].notna()], made[made["who"] >= 0]
    first = rows.groupby("who")["date"].min().reindex(made["who"]).to_numpy().astype("datetime64[M]")
    first = first.astype("datetime64[D]") - np.timedelta64(SAME_TOUCH_DAYS, "D")
    pairs = made[made["day"].to_numpy().astype("datetime64[D]") >= first].merge(rows, on="who")
    touch, row = pairs["touch"].to_numpy(), pairs["row"].to_numpy()
    return touch, row, day[touch], date[row]


def _who(frame: pd.DataFrame, persons: pd.Series) -> Any:
    """Per row a number for its person, -1 = unknown lead; a lead without a Person number is a person of its own."""
    import numpy as np

    place = persons.index.get_indexer(frame["Lead ID"].to_numpy())  # type: ignore[arg-type]
    number = persons.to_numpy(dtype="float64")
    own = np.where(np.isnan(number), np.nanmax(number, initial=0) + 1 + np.arange(len(number)), number)
    return np.where(place >= 0, own[place], -1).astype("int64") if len(own) else place


def _greedy(touch: Any, row: Any) -> tuple[Any, Any]:
    """From pairs in order of preference: each pair whose touch and row no better pair has taken."""
    import numpy as np
    import pandas as pd

    kept_touch, kept_row = [touch[:0]], [row[:0]]
    while len(touch):
        best = ~pd.Series(touch).duplicated().to_numpy() & ~pd.Series(row).duplicated().to_numpy()
        kept_touch.append(touch[best])
        kept_row.append(row[best])
        left = ~np.isin(touch, touch[best]) & ~np.isin(row, row[best])
        touch, row = touch[left], row[left]
    return np.concatenate(kept_touch), np.concatenate(kept_row)
