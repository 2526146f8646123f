"""The log's part in each lead's history: first contact, first attempt, touched at all. Mission row 17."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.tied import lead_numbers
from leadbook.rules.touches import classified

if TYPE_CHECKING:
    import pandas as pd


def from_log(leads: pd.DataFrame, touches: pd.DataFrame, config: Config) -> tuple[Any, Any, Any]:
    """(first contact, first attempt, has any touch) of each row of ``leads``: two ``datetime64[s]`` arrays, a bool one.

    First contact: the sheet's column, else the first contact in the log, by When, however late it was logged. A
    column that equals a contact in the log was stamped from it, and gives way to an earlier contact that was logged
    later; any other date was typed by a person and stands. First attempt: the earliest that tried (no broadcast).
    """
    import numpy as np

    code, lead = lead_numbers(leads, touches)
    size = int(code.max(initial=-1)) + 2  # the last place, -1, is that of leads without an id: it stays empty
    when = touches["When"].to_numpy().astype("datetime64[s]")
    kind = classified(touches, config)["kind"]
    there = (lead >= 0) & ~np.isnat(when)
    contact = there & (kind.to_numpy(dtype=object) == "contact")
    tried = there & kind.isin(["contact", "delivered", "attempt"]).to_numpy()
    touched = np.zeros(size, dtype=bool)
    touched[lead[there]] = True

    logged = _first(lead[contact], when[contact], size)[code]
    stamp = leads["First Contact"].to_numpy().astype("datetime64[s]")
    contacted = np.where(np.isnat(stamp), logged, stamp)
    late = np.flatnonzero(logged < stamp)
    stamped = _pairs(code[late], stamp[late]).isin(_pairs(lead[contact], when[contact]))
    contacted[late[stamped]] = logged[late[stamped]]
    first_try = _first(lead[tried], when[tried], size)[code]
    return contacted, np.fmin.reduce([leads["First Attempt"].to_numpy(), first_try, contacted]), touched[code]


def _first(lead: Any, when: Any, leads: int) -> Any:
    """The earliest moment of each lead, NaT for none."""
    import numpy as np

    never = np.iinfo("int64").max
    first = np.full(leads, never)
    np.minimum.at(first, lead, when.astype("int64"))
    return np.where(first == never, np.datetime64("NaT", "s"), first.astype("datetime64[s]"))


def _pairs(lead: Any, moments: Any) -> Any:
    import pandas as pd

    return pd.MultiIndex.from_arrays([lead, moments])
