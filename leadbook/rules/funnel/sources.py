"""Where leads come from and what becomes of them: by first source, which never changes. Mission rows 13 and 35."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.funnel import table as words
from leadbook.rules.funnel.intervals import ratio, waits
from leadbook.schema import FUNNEL_SOURCES

if TYPE_CHECKING:
    import pandas as pd


def sources(history: pd.DataFrame, pace: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Table FunnelSources: "All sources", then each source, most leads first, then by name.

    ``history``: see ``funnel_history.history``; ``pace``: see ``funnel_pace.pace``. Merged leads and leads without a
    Received date are left out. Contacted = ever spoken to, by a date or by the stage. Stale = open and Alert Red.
    """
    import numpy as np

    live = history[(history["kind"] != "merged") & history["Received"].notna()]
    present = live["source"].cat.remove_unused_categories()
    names = [words.ALL_SOURCES, *present.cat.categories]
    code = present.cat.codes.to_numpy().astype("int64") + 1
    kind = {word: (live["kind"] == word).to_numpy() for word in ("won", "lost", "disqualified")}

    def total(mask: Any, weights: Any = None) -> Any:
        each = np.bincount(code[mask], None if weights is None else weights[mask], len(names)).astype("float64")
        each[0] = np.bincount(np.zeros(mask.sum(), dtype="int64"), None if weights is None else weights[mask], 1)[0]
        return each

    leads, contacted = total(np.ones(len(live), dtype=bool)), total((live["reach"] >= 1).to_numpy())
    won, lost = total(kind["won"]), total(kind["lost"])
    ended = won + lost + total(kind["disqualified"]) + total(live["red"].to_numpy())
    columns = {
        "Source": np.array(names, dtype=object), "Leads": leads, "Contacted": contacted,
        "Contacted %": ratio(contacted, leads), "Won": won, "Lost": lost, "Win % Narrow": ratio(won, won + lost),
        "Win % Broad": ratio(won, ended), "Volume": np.round(total(kind["won"], live["value"].to_numpy()), 2),
        "Median Hours": _medians(pace, live["source"], code, len(names))}
    order = [0, *sorted(range(1, len(names)), key=lambda i: (-leads[i], names[i]))]
    columns = {name: values[order] for name, values in columns.items()}
    return words.filled(FUNNEL_SOURCES, columns | {"Note": words.few(columns["Leads"], config.funnel.small_n)})


def _medians(pace: pd.DataFrame, source: pd.Series, code: Any, groups: int) -> Any:
    import numpy as np
    import pandas as pd

    timed = pace[pace["timed"]]
    group = pd.Series(code, source.index).reindex(timed.index).to_numpy(dtype="int64")
    median = waits(timed["seconds"], timed["contacted"], group, groups)[:, 0]
    median[0] = waits(timed["seconds"], timed["contacted"], np.zeros(len(timed), dtype="int64"), 1)[0, 0]
    return median / 3600
