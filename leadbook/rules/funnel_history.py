"""Each lead's history: what it is, where it came from, and the first date of each step it took.

All funnel tables are drawn from this one frame, so they agree. Source: facts/funnel.md, mission rows 5, 13, 17, 21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules import funnel_table as words
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd

STEPS = ("Received", "Contacted", "Appointment", "Proposal", "Closed")
MOST_OWNERS = 100  # more are shown together: somebody imported another column as Owner


def history(leads: pd.DataFrame, touches: pd.DataFrame, config: Config) -> pd.DataFrame:
    """One row a lead, merged ones included, in an order that the order of the sheet's rows does not change.

    Not leads, so left out: a Connector, and a Client without a Received date. Columns: ``lead`` (Lead ID, else
    "row 7"), ``owner``, ``source`` (the first one), ``campaign``, ``kind`` (open, won, lost, disqualified, merged;
    nurture and unknown stages are open), the moments Received, Attempted, Contacted, Appointment, Proposal, Closed
    (won) and Lost, ``reach`` (0..4: the furthest of STEPS it ever reached, skips imputed), ``value`` (0 = blank),
    ``red``, ``qualified``, ``reopened`` (open, yet closed once) and ``worked`` (any touch or step at all).
    """
    import numpy as np
    import pandas as pd

    leads = leads[_is_lead(leads)]
    stage = canonical(leads["Stage"].mask(leads["Stage"] == "", config.first_stage), config.stages)
    kind = stage.map({name: "open" if s.is_open else s.kind for name, s in config.stages.items()}).fillna("open")
    contacted, attempted, touched = _from_log(leads, touches, config)
    value = leads["Value"].to_numpy()
    frame = pd.DataFrame({
        "lead": leads["Lead ID"].mask(leads["Lead ID"] == "", "row " + (leads.index + 2).astype(str).astype(object)),
        "owner": _owners(leads, config), "source": _sources(leads, config), "campaign": leads["Campaign"],
        "kind": kind.astype(object), "Received": leads["Received"], "Attempted": attempted, "Contacted": contacted,
        "Appointment": leads["Appointment"], "Proposal": leads["Proposal"],
        "Closed": leads["Closed"].where(kind == "won"), "Lost": leads["Closed"].where(kind == "lost"),
        "value": np.where(np.isfinite(value), value, 0.0), "red": (leads["Alert"] == "Red") & (kind == "open"),
        "reopened": (kind == "open") & leads["Closed"].notna()})
    frame["reach"] = _reach(frame, stage, config)
    frame["qualified"] = ~kind.isin(["disqualified", "merged"]) & _qualified(leads)
    frame["worked"] = touched | (frame["reach"] > 0) | frame["Attempted"].notna()
    return frame.sort_values(["value", "lead"], kind="stable", ignore_index=True)


def _is_lead(leads: pd.DataFrame) -> Any:
    kind = leads["Type"].map({word: word.casefold() for word in leads["Type"].unique()})
    return ~((kind == "connector") | ((kind == "client") & leads["Received"].isna()))


def _qualified(leads: pd.DataFrame) -> Any:
    """Mission rows 5 and 6: a need, and not known to be surprised by the call (No, Unknown)."""
    expecting = leads["Expecting Call"].map({word: word.casefold() for word in leads["Expecting Call"].unique()})
    return (leads["Need"] != "") & ~expecting.isin(["no", "unknown"])


def _owners(leads: pd.DataFrame, config: Config) -> pd.Series:
    owner = canonical(leads["Owner"], config.owners)
    owner = owner.replace({"": words.NO_OWNER, words.TEAM: f"{words.TEAM} (as owner)"})
    sizes = owner.value_counts()
    if len(sizes) <= MOST_OWNERS:
        return owner
    by_size = sorted(sizes.items(), key=lambda item: (item[0] not in config.owners, -item[1], str(item[0])))
    return owner.where(owner.isin([name for name, _ in by_size[:MOST_OWNERS]]), words.OTHER_OWNERS)


def _sources(leads: pd.DataFrame, config: Config) -> pd.Series:
    first = leads["First Source"].mask(leads["First Source"] == "", leads["Source"])
    return canonical(first, config.sources).replace({"": words.NO_SOURCE})


def _from_log(leads: pd.DataFrame, touches: pd.DataFrame, config: Config) -> tuple[pd.Series, Any, Any]:
    """(first contact, first attempt, has any touch) of each lead: the sheet's own columns, else the log."""
    import numpy as np

    log = classified(touches, config)
    log = log[(log["Lead ID"] != "") & log["When"].notna()]
    contacts = log[log["kind"] == "contact"]
    ids, stamp = leads["Lead ID"], leads["First Contact"]
    logged = _first(contacts, ids)
    contacted = stamp.fillna(logged)
    late = (logged < stamp).to_numpy()
    if late.any():  # a stamp that was drawn from the log gives way to an earlier contact, logged later
        stamped = _pairs(ids[late], stamp[late]).isin(_pairs(contacts["Lead ID"], contacts["When"]))
        contacted = contacted.mask(_at(late, stamped), logged)
    tried = _first(log[log["kind"].isin(["contact", "attempt"])], ids)
    attempted = np.fmin.reduce([column.to_numpy() for column in (leads["First Attempt"], tried, contacted)])
    return contacted, attempted, ids.isin(log["Lead ID"].unique())


def _first(log: pd.DataFrame, ids: pd.Series) -> pd.Series:
    import pandas as pd

    first = log.groupby("Lead ID", sort=False)["When"].min()
    return pd.Series(first.reindex(ids).to_numpy().astype("datetime64[s]"), index=ids.index)


def _pairs(ids: pd.Series, moments: pd.Series) -> Any:
    import pandas as pd

    return pd.MultiIndex.from_arrays([ids, moments])


def _at(mask: Any, values: Any) -> Any:
    out = mask.copy()
    out[mask] = values
    return out


def _reach(frame: pd.DataFrame, stage: pd.Series, config: Config) -> Any:
    """The furthest step that a date or the stage proves; a lost or disqualified lead never reached the last."""
    import numpy as np

    last = len(STEPS) - 1
    proves = {name: last if s.kind == "won" else min(STEPS.index(s.reaches.capitalize()), last - (not s.is_open))
              for name, s in config.stages.items()}
    reach = stage.map(proves).fillna(0).to_numpy().astype("int64")
    for step in range(1, last):
        reach = np.maximum(reach, np.where(frame[STEPS[step]].notna(), step, 0))
    return reach
