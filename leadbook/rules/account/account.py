"""The account: received = open + won + lost + disqualified + merged + let go + missing, by month received and by owner.

Counted as the funnel counts (connectors, and clients without a deal, are no leads); a second row with one id is not
counted again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.account.missing import Missing
from leadbook.rules.funnel.history import KINDS, history
from leadbook.rules.history.state import State, frame_of, watched
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

UNDATED = "no date"
PARTS = (*KINDS, "let_go", "residual")  # what became of a lead: exactly one of these


@dataclass(frozen=True, eq=False)
class Counted:
    """Arrays of one length, a lead each: ``month`` (places in ``months``), ``owner`` (in ``owners``), ``part`` (in
    PARTS). ``lost``: the ids of the missing rows that are among them; ``not_leads``: how many rows are no leads.
    """

    month: Any
    owner: Any
    part: Any
    months: list[str]
    owners: list[str]
    lost: set[str]
    not_leads: int

    @property
    def totals(self) -> dict[str, int]:
        """``received`` and PARTS of all leads."""
        return _figures(_matrix(self.part * 0, self.part, 1))[0]

    @property
    def by_month(self) -> dict[str, dict[str, int]]:
        """"2026-09" -> the same; the undated last."""
        return dict(zip(self.months, _figures(_matrix(self.month, self.part, len(self.months))), strict=True))

    @property
    def by_owner(self) -> dict[str, dict[str, int]]:
        """Owner -> the same."""
        return dict(zip(self.owners, _figures(_matrix(self.owner, self.part, len(self.owners))), strict=True))

    @property
    def by_month_and_owner(self) -> list[dict[str, Any]]:
        """``month``, ``owner`` and the same, of those that have leads."""
        wide = len(self.owners)
        both = _figures(_matrix(self.month * wide + self.owner, self.part, len(self.months) * wide))
        return [{"month": self.months[at // wide], "owner": self.owners[at % wide], **one}
                for at, one in enumerate(both) if one["received"]]


def counted(leads: pd.DataFrame, copies: list[int], lost: Sequence[Missing], config: Config,
            known: pd.DataFrame | None = None) -> Counted:
    """``copies``: rows (for ``iloc``) that repeat another's id; ``lost``: the rows of Leads that are gone; ``known``:
    ``rules.funnel.history`` of ``leads``, where somebody has it already."""
    import numpy as np

    known = known_of(leads, config) if known is None else known
    if copies:
        known = known[~known["place"].isin(copies).to_numpy()]
    both = [known, *([known_of(as_frame("Leads", lost), config)] if lost else [])]
    place = both[1]["place"].to_numpy() if lost else np.array([], dtype="int64")
    part = np.array([PARTS.index("let_go" if one.let_go else "residual") for one in lost], dtype="int64")
    months, month = np.unique(np.concatenate([one["Received"].to_numpy().astype("datetime64[M]") for one in both]),
                              return_inverse=True)        # NaT comes last
    owners, owner = _coded([one["owner"] for one in both])
    return Counted(month, owner, np.concatenate([known["kind"].cat.codes.to_numpy(), part[place]]).astype("int64"),
                   [UNDATED if text == "NaT" else text for text in months.astype(str).tolist()], owners,
                   {lost[at].key for at in place.tolist()},
                   len(leads) - len(copies) - len(known) + len(lost) - len(place))


def account(counts: Counted) -> dict[str, Any]:
    """``totals`` {received, PARTS}, ``by_month``, ``by_owner`` {name: the same}, ``by_month_and_owner`` [{month, owner,
    the same}], ``not_leads``: plain values for --json."""
    return {"totals": counts.totals, "by_month": counts.by_month, "by_owner": counts.by_owner,
            "by_month_and_owner": counts.by_month_and_owner, "not_leads": counts.not_leads}


def known_of(leads: pd.DataFrame, config: Config) -> pd.DataFrame:
    """The funnel's history of ``leads``. What a lead is, when it came and whose it is does not depend on touches."""
    from leadbook import frames

    return history(leads, frames.of(TABLES["Touches"]), config)


def as_frame(table: str, rows: Sequence[Missing]) -> pd.DataFrame:
    """What rows of ``table`` last held, as a typed frame; columns that are not watched are blank."""
    import numpy as np

    def column(values: list[str]) -> Any:
        out = np.empty(len(values), dtype=object)
        out[:] = values
        return out

    names = [c.name for c in watched(TABLES[table])]
    return frame_of(State(column([one.key for one in rows]),
                          {name: column([one.cells.get(name, "") for one in rows]) for name in names}), TABLES[table])


def _coded(columns: list[pd.Series]) -> tuple[list[str], Any]:
    """(the words of coded columns in alphabetical order, those that occur; each row's place among them)."""
    import numpy as np

    used = [(one.cat.categories, one.cat.codes.to_numpy()) for one in columns]
    words = sorted({words[code] for words, codes in used for code in np.unique(codes).tolist()})
    place = {word: at for at, word in enumerate(words)}
    return words, np.concatenate([np.array([place.get(word, 0) for word in some], dtype="int64")[codes]
                                  for some, codes in used])


def _matrix(code: Any, part: Any, rows: int) -> Any:
    """How many leads of each code (``rows`` of them) are in each of PARTS."""
    import numpy as np

    return np.bincount(code * len(PARTS) + part, minlength=rows * len(PARTS)).reshape(rows, len(PARTS))


def _figures(matrix: Any) -> list[dict[str, int]]:
    return [{"received": sum(row), **dict(zip(PARTS, row, strict=True))} for row in matrix.tolist()]
