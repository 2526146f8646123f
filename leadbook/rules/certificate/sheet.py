"""The table Certificate: a line for each month and owner, then everybody whose promise is not kept, by name.

Who gets what is due is a number in their owner's line: a line a person would be a big sheet to read and to write at
every refresh. ``leadbook certificate`` lists every person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.certificate.proof import KEPT, LATE_CALL, SHORT, UNREACHABLE, Proof
from leadbook.schema import CERTIFICATE

if TYPE_CHECKING:
    import pandas as pd

ALL, NOT_ALL = "All kept", "Not all kept"
SUMMED = ("Done", "Planned", "Personal", "Broadcast", "Due", "People", "Kept", "Short", "Unreachable", "Late")


def table(proof: Proof) -> pd.DataFrame:
    """The frame of table Certificate."""
    import numpy as np
    import pandas as pd

    if not proof.verdict.size:
        return frames.of(CERTIFICATE)
    persons = proof.not_kept.assign(People=np.nan, Kept=np.nan)
    owners = _owners(proof)
    both = pd.concat([owners, persons], ignore_index=True) if len(persons) else owners
    return both[CERTIFICATE.names].astype({c.name: object for c in CERTIFICATE.columns if c.is_text})


def _owners(proof: Proof) -> pd.DataFrame:
    """A row for each month and owner: sums of touches, the longest gap between two calls, how many are kept."""
    import numpy as np
    import pandas as pd

    persons, months = proof.verdict.shape
    month, person = np.divmod(np.arange(persons * months), persons)
    each = {
        "Done": proof.counts.done, "Planned": proof.counts.planned, "Personal": proof.counts.personal,
        "Broadcast": proof.counts.broadcast, "Due": proof.due, "People": np.ones(proof.due.shape),
        "Kept": proof.is_(KEPT, LATE_CALL), "Short": proof.is_(SHORT), "Unreachable": proof.is_(UNREACHABLE),
        "Late": proof.late, "Call Gap": proof.calls.gap}
    flat = pd.DataFrame({name: matrix.T.ravel().astype("float64") for name, matrix in each.items()})
    by = flat.groupby([proof.months[month].astype("datetime64[s]"), proof.owners[proof.seen.rows[person]]], sort=True)
    rows = by[list(SUMMED)].sum()
    rows["Call Gap"] = by["Call Gap"].max().where(lambda gap: gap >= 0)
    rows = rows.rename_axis(["Month", "Owner"]).reset_index()
    failed = rows[["Short", "Unreachable", "Late"]].to_numpy()
    never = np.full(len(rows), np.datetime64("NaT"), dtype="datetime64[s]")
    more: dict[str, Any] = {
        "Lead ID": "", "Name": "", "Verdict": np.where(failed.any(axis=1), NOT_ALL, ALL),
        "Reason": [_said(*numbers) for numbers in failed.tolist()], "Last Call": never, "Next Call": never}
    return rows.assign(**more)


def _said(short: Any, unreachable: Any, late: Any) -> str:
    """``2 fall short, 1 cannot be reached.``"""
    parts = ((short, "falls short", "fall short"), (unreachable, "cannot be reached", "cannot be reached"),
             (late, "has no call in time", "have no call in time"))
    words = [f"{int(number):,} {one if number == 1 else many}" for number, one, many in parts if number]
    return f"{', '.join(words)}." if words else ""
