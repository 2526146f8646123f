"""The last-seen copy (table Seen): whole columns of the watched tables, packed as text into few long cells.

A column is one JSON text, cut into pieces that a cell holds; a column of few words is those words and a number a row.
100,000 leads are some hundred cells, read at once. ``Base`` is a hash of all of it: a copy that somebody changed, or
that two people wrote into each other, is not taken for true.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.history.state import State, nothing, tables, watched
from leadbook.rules.ids import code
from leadbook.schema import SEEN

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

PIECE = 30_000                      # characters; a cell holds 32,767
GUARD = "|"                         # at both ends: a piece may begin or end with a blank, which reading trims
SAMPLE = 512                        # rows that show whether words repeat
FEW = 4                             # a word stands in at least so many rows: then rows are numbers


@dataclass(frozen=True, eq=False)
class Base:
    """``id``: the hash; ``batch``: the run that made it; ``at``: when; ``states``: table name -> state."""

    id: str
    batch: int
    at: dt.datetime
    states: dict[str, State]


def packed(states: dict[str, State], at: dt.datetime, batch: int) -> pd.DataFrame:
    """The table Seen that remembers ``states``; the same states give the same rows."""
    import numpy as np
    import pandas as pd

    rows: list[tuple[str, str, int, int, str]] = []
    for table, there in states.items():
        for field, values in (("", there.keys), *there.columns.items()):
            text = _text(values)
            pieces = [text[i:i + PIECE] for i in range(0, len(text), PIECE)]
            rows += [(table, field, nth, len(pieces), GUARD + piece + GUARD) for nth, piece in enumerate(pieces, 1)]
    columns = dict(zip(("Table", "Field", "Part", "Parts", "Content"), zip(*rows, strict=True), strict=True))
    told = {name: pd.Series(values, dtype="float64" if name in ("Part", "Parts") else object)
            for name, values in columns.items()}
    moment = pd.Series(np.full(len(rows), np.datetime64(at.replace(tzinfo=None), "s")))
    return pd.DataFrame({
        "Base": pd.Series([_hash(rows)] * len(rows), dtype=object), "At": moment,
        "Batch": np.full(len(rows), float(batch)), **told})


def unpacked(seen: pd.DataFrame) -> Base | None:
    """What the table Seen remembers; None if it is blank, or not as LeadBook left it."""
    if not len(seen) or seen[["At", "Batch", "Part", "Parts"]].isna().to_numpy().any():
        return None
    rows = [(table, field, int(part), int(parts), content) for table, field, part, parts, content
            in seen[["Table", "Field", "Part", "Parts", "Content"]].itertuples(index=False)]
    name = seen["Base"].iloc[0]
    if _hash(rows) != name or not (seen["Base"] == name).all():
        return None
    told: dict[tuple[str, str], list[str]] = {}
    for table, field, _, _, content in rows:
        told.setdefault((table, field), []).append(content[1:-1])
    states = {}
    for table in tables():
        if (table.name, "") not in told:
            states[table.name] = nothing(table)
            continue
        keys = _values("".join(told[table.name, ""]))
        columns = {c.name: _values("".join(told[table.name, c.name])) if (table.name, c.name) in told
                   else _values(json.dumps({"rows": len(keys)})) for c in watched(table)}
        states[table.name] = State(keys, columns)
    first = seen.iloc[0]
    return Base(str(name), int(first["Batch"]), first["At"].to_pydatetime(), states)


def _hash(rows: list[Any]) -> str:
    digest = hashlib.sha256()
    for row in sorted(rows):
        digest.update("\x1f".join(map(str, row)).encode("utf-8", "surrogatepass"))
    return f"M-{code(digest.hexdigest(), 12)}"


def _text(values: Any) -> str:
    """One column as JSON (ASCII): its values, or ``words`` and ``of`` (which word each row has), or how many blanks."""
    import numpy as np
    import pandas as pd

    if len(set(values[:SAMPLE])) > SAMPLE // FEW:
        return json.dumps(list(map(str.strip, values)), separators=(",", ":"))
    codes, words = pd.factorize(np.asarray(values, dtype=object))
    trimmed = [word.strip() for word in words]
    if trimmed != words.tolist():
        values = np.array(trimmed, dtype=object)[codes] if len(words) else values
        codes, words = pd.factorize(values)
    if len(words) <= 1 and (not len(words) or words[0] == ""):
        return json.dumps({"rows": len(values)})
    if len(words) * FEW <= len(values):
        numbers = list(map(str, range(len(words))))         # json writes integers three times slower
        of = ",".join(map(numbers.__getitem__, codes.tolist()))
        return f'{{"words":{json.dumps(list(words), separators=(",", ":"))},"of":[{of}]}}'
    return json.dumps(list(values), separators=(",", ":"))


def _values(text: str) -> Any:
    """The column that ``_text`` made a text of, as an object array."""
    import numpy as np

    told = json.loads(text)
    if isinstance(told, list):
        out = np.empty(len(told), dtype=object)
        out[:] = told
        return out
    if "rows" in told:
        return np.full(told["rows"], "", dtype=object)
    return np.array(told["words"], dtype=object)[np.array(told["of"], dtype="int64")]


def blank() -> pd.DataFrame:
    """A table Seen that remembers nothing."""
    return frames.of(SEEN)
