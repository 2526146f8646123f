"""Each lead's history: what it is, where it came from, and the first date of each step it took.

All funnel tables are drawn from this one frame, so they agree. Source: facts/funnel.md, mission rows 5, 13, 17, 21.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.funnel import table as words
from leadbook.rules.funnel.log import from_log
from leadbook.rules.words import synonyms

if TYPE_CHECKING:
    import pandas as pd

STEPS = ("Received", "Contacted", "Appointment", "Proposal", "Closed")
KINDS = ("open", "won", "lost", "disqualified", "merged")
COLUMNS = ("Lead ID", "Type", "Alert", "Stage", "Owner", "Source", "First Source", "Campaign", "Received", "Need",
           "Expecting Call", "Value", "First Attempt", "First Contact", "Appointment", "Proposal", "Closed")  # all read
MOST_OWNERS = 100  # more are shown together: somebody imported another column as Owner


def history(leads: pd.DataFrame, touches: pd.DataFrame, config: Config) -> pd.DataFrame:
    """One row a lead, merged ones included, by value, so that sums do not depend on the order of the sheet's rows.

    Not leads, so left out: a Connector, and a Client without a deal (open, no Need, no step beyond a contact, never
    closed); mission row 10: both are in the plan without a current need. Columns: ``lead`` (Lead ID, else
    "row 7"), ``owner``, ``source`` (the first one), ``campaign``, ``kind`` (open, won, lost, disqualified, merged;
    nurture and unknown stages are open), the moments Received, Attempted, Contacted, Appointment, Proposal, Closed
    (won) and Lost, ``reach`` (0..4: the furthest of STEPS it ever reached, skips imputed), ``value`` (0 = blank),
    ``red``, ``qualified``, ``reopened`` (open, yet closed once), ``worked`` (any touch or step at all) and ``place``
    (the row of ``leads``, for ``iloc``).
    """
    import numpy as np
    import pandas as pd

    leads = leads[list(COLUMNS)]
    stages = {"": config.first_stage} | synonyms(config.stages)
    stage = coded(leads["Stage"], lambda word: stages.get(word.casefold(), word))
    kind = _kinds(stage, config)
    contacted, attempted, touched = from_log(leads, touches, config)
    value = leads["Value"].to_numpy()
    frame = pd.DataFrame({
        "lead": _names(leads), "owner": _owners(leads, config), "source": _sources(leads, config),
        "campaign": coded(leads["Campaign"], str), "kind": kind, "Received": leads["Received"].to_numpy(),
        "Attempted": attempted, "Contacted": contacted, "Appointment": leads["Appointment"].to_numpy(),
        "Proposal": leads["Proposal"].to_numpy(), "Closed": leads["Closed"].where(kind.to_numpy() == "won"),
        "Lost": leads["Closed"].where(kind.to_numpy() == "lost"), "value": np.where(np.isfinite(value), value, 0.0),
        "red": (kind == "open") & (leads["Alert"].to_numpy() == "Red"),
        "reopened": (kind == "open") & leads["Closed"].notna().to_numpy(), "place": np.arange(len(leads))})
    frame["reach"] = _reach(frame, stage, config)
    frame["qualified"] = ~kind.isin(["disqualified", "merged"]) & _qualified(leads)
    frame["worked"] = touched | (frame["reach"] > 0) | frame["Attempted"].notna()
    kept: pd.DataFrame = frame.loc[_is_lead(leads, frame)]
    return kept.iloc[np.argsort(kept["value"].to_numpy(), kind="stable")].reset_index(drop=True)


def coded(values: pd.Series, meaning: Callable[[str], str]) -> pd.Categorical:
    """Each text as what it means, kept as codes: many rows, few words. Categories in alphabetical order."""
    import pandas as pd

    code, found = pd.factorize(values)
    meant = [meaning(word) for word in found]
    names = sorted(set(meant))
    place = {name: i for i, name in enumerate(names)}
    return pd.Categorical.from_codes(_take([place[name] for name in meant], code), pd.Index(names, dtype=object))


def places(words: pd.Series, names: list[str]) -> Any:
    """Where each of the coded ``words`` stands in ``names``, which holds them all: array of int64."""
    place = {name: i for i, name in enumerate(names)}
    return _take([place.get(word, -1) for word in words.cat.categories], words.cat.codes.to_numpy())


def _take(values: list[int], code: Any) -> Any:
    import numpy as np

    return np.array(values, dtype="int64")[code]


def _names(leads: pd.DataFrame) -> Any:
    import numpy as np

    names, rows = leads["Lead ID"].to_numpy(dtype=object, copy=True), leads.index.to_numpy()
    nameless = np.flatnonzero(names == "")
    names[nameless] = [f"row {row + 2}" for row in rows[nameless]]
    return names


def _is_lead(leads: pd.DataFrame, frame: pd.DataFrame) -> Any:
    kind = coded(leads["Type"], str.casefold)
    idle = (frame["kind"].to_numpy() == "open") & (frame["reach"] < 2).to_numpy()
    idle &= ((leads["Need"] == "") & leads["Closed"].isna()).to_numpy()
    return ~((kind == "connector") | ((kind == "client") & idle))


def _qualified(leads: pd.DataFrame) -> Any:
    """Mission rows 5 and 6: a need, and not known to be surprised by the call (No, Unknown)."""
    unready = coded(leads["Expecting Call"], str.casefold).isin(["no", "unknown"])
    return (leads["Need"].to_numpy() != "") & ~unready


def _owners(leads: pd.DataFrame, config: Config) -> pd.Categorical:
    import pandas as pd

    names = synonyms(config.owners) | {"": words.NO_OWNER}
    owner = coded(leads["Owner"], lambda word: words.owner_name(names.get(word.casefold(), word)))
    if len(owner.categories) <= MOST_OWNERS:
        return owner
    sizes = owner.value_counts()
    known = set(config.owners)
    kept = sorted(sizes.index, key=lambda name: (name not in known, -sizes[name], name))[:MOST_OWNERS]
    shown = set(kept)
    return coded(pd.Series(owner, dtype=object), lambda name: name if name in shown else words.OTHER_OWNERS)


def _sources(leads: pd.DataFrame, config: Config) -> pd.Categorical:
    first, names = leads["First Source"], synonyms(config.sources) | {"": words.NO_SOURCE}
    return coded(first.mask(first == "", leads["Source"]), lambda word: names.get(word.casefold(), word))


def _kinds(stage: pd.Categorical, config: Config) -> pd.Categorical:
    """Nurture, and stages that the settings do not know, are open."""
    import pandas as pd

    known = {name: "open" if s.is_open else s.kind for name, s in config.stages.items()}
    place = [KINDS.index(known.get(name, "open")) for name in stage.categories]
    return pd.Categorical.from_codes(_take(place, stage.codes), pd.Index(KINDS, dtype=object))


def _reach(frame: pd.DataFrame, stage: pd.Categorical, config: Config) -> Any:
    """The furthest step that a date or the stage proves; a lost or disqualified lead never reached the last."""
    import numpy as np

    last = len(STEPS) - 1
    proves = {name: last if s.kind == "won" else min(STEPS.index(s.reaches.capitalize()), last - (not s.is_open))
              for name, s in config.stages.items()}
    reach = _take([proves.get(name, 0) for name in stage.categories], stage.codes)
    for step in range(1, last):
        reach = np.maximum(reach, np.where(frame[STEPS[step]].notna(), step, 0))
    return reach
