"""New rows of table Plan, and how rows are added below a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


def plan_frame(keys: Any, day: Any, leads: pd.DataFrame, channel: Any, why: Sequence[str] | Any, config: Config,
               pinned: bool = False) -> pd.DataFrame:
    """A typed Plan frame: one row per key; ``leads`` has the lead of each row, in the same order."""
    import numpy as np
    import pandas as pd

    size, dates = len(keys), day.astype("datetime64[s]")
    name = leads["Name"].to_numpy()
    name = np.where(name == "", leads["Company"].to_numpy(), name)
    return pd.DataFrame({
        "Plan ID": _text(keys), "Date": dates, "Lead ID": leads["Lead ID"].to_numpy(), "Name": name,
        "Owner": canonical(leads["Owner"], config.owners).to_numpy(), "Channel": _text(channel), "Why": _text(why),
        "Status": _text(["Planned"] * size), "Done On": np.full(size, "NaT", dtype="datetime64[s]"),
        "Pinned": _text(["Yes" if pinned else ""] * size), "Scheduled": dates})


def below(frame: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """``new`` rows under ``frame``, whose rows keep their index; ``frame`` itself when there are none."""
    import pandas as pd

    if not len(new):
        return frame
    start = int(frame.index.max()) + 1 if len(frame) else 0
    new = new.set_axis(range(start, start + len(new)))
    return pd.concat([frame, new[list(frame.columns)]]) if len(frame) else new[list(frame.columns)]


def _text(values: Any) -> pd.Series:
    import pandas as pd

    return pd.Series(values, dtype=object)
