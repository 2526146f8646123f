"""What LeadBook watches of a table, as texts: the ids of its rows and, beside them, what people put into each.

A *state* is the watched part of one table at one moment. Watched are the columns of people, and the few of LeadBook
that nobody could compute again (``KEPT``). Of Plan only the rows that are no longer as LeadBook planned them: the
others come back by planning. A second row with one id is watched as ``ID~2``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.schema import TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd

WATCHED = ("Leads", "Touches", "Plan")
KEPT = {"Leads": ("First Source", "Person", "Batch"), "Plan": ("Lead ID", "Scheduled")}
COPY = "~"                          # between an id and the number of its row, in a second row with that id
AS_PLANNED = ("", "Planned")


@dataclass(frozen=True, eq=False)
class State:
    """``keys``: each row's id, none twice; ``columns``: name -> texts ("" = blank), object arrays of one length.

    ``places``: where each row stands in the frame it was drawn from (for ``iloc``); empty when it was remembered.
    """

    keys: Any
    columns: dict[str, Any]
    places: Any = ()


def watched(table: Table) -> tuple[Column, ...]:
    """The columns of ``table`` that are watched, in its order; not its id."""
    kept = KEPT.get(table.name, ())
    return tuple(c for c in table.columns if c.name != table.key and (c.owner == "people" or c.name in kept))


def nothing(table: Table) -> State:
    """The state of an empty table."""
    import numpy as np

    return State(np.array([], dtype=object), {c.name: np.array([], dtype=object) for c in watched(table)})


def state(frame: pd.DataFrame, table: Table, like: State | None = None) -> State:
    """The state of ``table`` as ``frame`` has it. Rows without an id (it cannot be read) are not watched.

    ``like``: what was last seen; of two rows with one id the one more like it keeps the id, else the upper one.
    """
    import numpy as np

    places = np.flatnonzero((frame[table.key].to_numpy() != "") & _marked(frame, table))
    rows = frame if len(places) == len(frame) else frame.iloc[places]
    columns = {c.name: texts(c, rows[c.name]) for c in watched(table)}
    keys = rows[table.key].to_numpy(dtype=object)
    return State(_apart(keys, columns, like), columns, places)


def _marked(frame: pd.DataFrame, table: Table) -> Any:
    import numpy as np

    if table.name != "Plan":
        return np.ones(len(frame), dtype=bool)
    moved = frame["Date"].to_numpy() != frame["Scheduled"].to_numpy()
    moved &= ~(frame["Date"].isna() & frame["Scheduled"].isna()).to_numpy()
    return (moved | ~frame["Status"].isin(AS_PLANNED).to_numpy() | frame["Done On"].notna().to_numpy()
            | (frame["Pinned"].to_numpy() != ""))


def _apart(keys: Any, columns: dict[str, Any], like: State | None) -> Any:
    """Each row's own key: the id, and for further rows with that id ``ID~2``, ``ID~3`` ..."""
    import pandas as pd

    index = pd.Index(keys)
    if index.is_unique:
        return keys
    keys, twice = keys.copy(), dict[str, list[int]]()
    for row in index.duplicated(keep=False).nonzero()[0].tolist():
        twice.setdefault(keys[row], []).append(row)
    last = {} if like is None else dict(zip(like.keys, range(len(like.keys)), strict=True))
    for key, rows in twice.items():
        names = [key, *(f"{key}{COPY}{nth}" for nth in range(2, len(rows) + 1))]
        alike = {name: _alike(last.get(name), rows, columns, like) for name in names}
        for most in (len(columns), 1):              # first who is as last seen, then who is most like the first
            for name in [name for name in names if max(alike[name].values(), default=0) >= most]:
                free = {row: score for row, score in alike[name].items() if row in rows and score >= most}
                if free and (most > 1 or name == key):
                    row = max(free, key=lambda row: (free[row], -row))
                    keys[row] = name
                    rows.remove(row)
                    names.remove(name)
        for name, row in zip(names, rows, strict=True):
            keys[row] = name
    return keys


def _alike(known: int | None, rows: list[int], columns: dict[str, Any], like: State | None) -> dict[int, int]:
    """Row -> in how many columns it holds what the row ``known`` of ``like`` held when it was last seen."""
    if like is None or known is None:
        return {}
    return {row: sum(values[row].strip() == like.columns[column][known] for column, values in columns.items())
            for row in rows}


def texts(column: Column, values: pd.Series) -> Any:
    """Typed values of a column -> object array of texts: ISO days and moments, numbers of at most 15 digits."""
    import numpy as np
    import pandas as pd

    if column.is_text:
        return values.to_numpy(dtype=object)
    codes, found = pd.factorize(values.to_numpy())
    if column.is_date:
        said = [text[:10] if text.endswith("T00:00:00") else text.replace("T", " ")
                for text in found.astype("datetime64[s]").astype(str).tolist()]
    else:
        said = [f"{number:.15g}" for number in found.tolist()]
    return np.array([*said, ""], dtype=object)[codes]


def typed(column: Column, values: Any) -> pd.Series:
    """Texts -> typed values, as ``frames`` types them. A text that is no date or number (somebody changed it) is blank.
    """
    import numpy as np
    import pandas as pd

    if column.is_text:
        return pd.Series(np.asarray(values, dtype=object), dtype=object)
    given = pd.Series(np.asarray(values, dtype=object), dtype=object).replace("", None)
    if column.is_date:
        dates = pd.to_datetime(given, errors="coerce", format="ISO8601")
        return pd.Series(dates.to_numpy().astype("datetime64[s]"))
    return pd.Series(pd.to_numeric(given, errors="coerce").to_numpy(dtype="float64"))


def frame_of(there: State, table: Table) -> pd.DataFrame:
    """The state as a typed frame of ``table``; columns that are not watched are blank."""
    import pandas as pd

    blank = [""] * len(there.keys)
    columns = {c.name: typed(c, there.columns.get(c.name, blank)) for c in table.columns if c.name != table.key}
    ids = pd.Series([key.partition(COPY)[0] for key in there.keys], dtype=object)
    return pd.DataFrame({name: ids if name == table.key else columns[name] for name in table.names})


def tables(*names: str) -> tuple[Table, ...]:
    """The watched tables; ``names``: of these only."""
    return tuple(TABLES[name] for name in WATCHED if not names or name in names)
