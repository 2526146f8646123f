"""Per person and month: done and planned against what is due, the call, the verdict and the reason, by name.

Nothing is planned here: what a planning run knew and did (``plan.report.Seen``) is counted anew, so a touch that the
planner believes in, but that does not stand in the plan, falls short here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leadbook.rules.certificate.calls import Calls, called
from leadbook.rules.certificate.counts import Counts, counted
from leadbook.rules.certificate.reasons import Reasons
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.plan.channel_kinds import personal, planned_calls
from leadbook.rules.plan.report import Seen

if TYPE_CHECKING:
    import pandas as pd

KEPT, SHORT, UNREACHABLE, LATE_CALL, EXCLUDED = VERDICTS = ("Kept", "Short", "Unreachable", "Late call", "Excluded")
NOBODY = "(no owner)"
COLUMNS = ("Month", "Lead ID", "Name", "Owner", "Done", "Planned", "Personal", "Broadcast", "Due", "Counted",
           "Last Call", "Next Call", "Call Gap", "Verdict", "Reason")


@dataclass(frozen=True, eq=False)
class Proof:
    """What is proven: ``months`` (datetime64[M]); ``counts`` and ``calls``; matrices, persons x months: ``due``
    touches, ``has`` (those that count: broadcasts only beyond the personal minimum), ``late`` (the call is not in time,
    whatever the touches are) and ``verdict`` (an index in VERDICTS). ``may_call`` [p]: a call may be planned. ``seen``:
    the planning run.
    """

    seen: Seen
    months: Any
    counts: Counts
    calls: Calls
    due: Any
    has: Any
    late: Any
    verdict: Any
    may_call: Any

    @cached_property
    def not_kept(self) -> pd.DataFrame:
        """Frame of COLUMNS: those who do not get all that is due."""
        return self.rows(~self.is_(KEPT))

    @cached_property
    def reasons(self) -> Reasons:
        """Why somebody does not get all that is due."""
        return Reasons(self.seen, self.calls)

    @cached_property
    def excluded(self) -> Any:
        """Rows in Leads of the persons that asked not to be contacted, one a person."""
        import numpy as np

        rows = np.flatnonzero(self.seen.roster.never)
        number = self.seen.leads["Person"].to_numpy()[rows]
        first = np.unique(np.where(np.isnan(number), -1 - rows, number), return_index=True)[1]
        return rows[np.sort(first)]

    def is_(self, *verdicts: str) -> Any:
        """Boolean matrix, persons x months: one of these verdicts."""
        import numpy as np

        return np.isin(self.verdict, [VERDICTS.index(word) for word in verdicts])

    def rows(self, which: Any) -> pd.DataFrame:
        """Frame of COLUMNS: a row for each person and month where the boolean matrix ``which`` says so; by month, then
        by the row in Leads. Month, Last Call, Next Call datetime64[s]; Call Gap NaN where no call is planned then.
        """
        import numpy as np
        import pandas as pd

        seen, (month, person) = self.seen, np.nonzero(which.T)
        lead = seen.rows[person]
        order = np.lexsort((lead, month))
        month, person, lead = month[order], person[order], lead[order]
        gap, text = self.calls.gap[person, month].astype("float64"), np.array(VERDICTS, dtype=object)

        def picked(matrix: Any) -> Any:
            return matrix[person, month].astype("float64")

        return pd.DataFrame({
            "Month": self.months[month].astype("datetime64[s]"),
            **{name: np.array(values, dtype=object)[lead] for name, values in (("Lead ID", seen.ids),
                                                                            ("Name", seen.names))},
            "Owner": self.owners[lead], "Done": picked(self.counts.done), "Planned": picked(self.counts.planned),
            "Personal": picked(self.counts.personal), "Broadcast": picked(self.counts.broadcast),
            "Due": picked(self.due), "Counted": picked(self.has),
            "Last Call": self.calls.last[person].astype("datetime64[s]"),
            "Next Call": self.calls.following[person].astype("datetime64[s]"),
            "Call Gap": np.where(gap < 0, np.nan, gap), "Verdict": text[self.verdict[person, month]],
            "Reason": self._why(person, month)}, columns=list(COLUMNS))

    @cached_property
    def owners(self) -> Any:
        """The owner of each row in Leads."""
        import numpy as np

        team = self.seen.known.team
        return np.array([name or NOBODY for name in team.names] or [NOBODY], dtype=object)[team.of_lead]

    def _why(self, person: Any, month: Any) -> Any:
        """The reasons, "" where the promise is kept."""
        import numpy as np

        said = np.full(len(person), "", dtype=object)
        for at in np.flatnonzero(self.verdict[person, month] != VERDICTS.index(KEPT)).tolist():
            p, m = int(person[at]), int(month[at])
            said[at] = self.reasons.text(VERDICTS[self.verdict[p, m]], p, m)
        return said


def proven(seen: Seen) -> Proof:
    """Judge every person of the roster in every month that was planned."""
    import numpy as np

    config, size = seen.config, len(seen.roster.number)
    months = np.array([month.month for month in seen.months], dtype="datetime64[M]")
    counts = counted(seen.ledger, size, months, config)
    calls = called(seen.ledger, size, months, config.cadence, seen.today)
    due = np.stack([made.target for made in seen.made], axis=1) if seen.made else np.zeros((size, 0), dtype="int64")
    usable = plannable(seen.roster.permitted, config)
    personal_way = (usable & personal(config)).any(axis=1)
    may_call = (seen.roster.permitted & planned_calls(config)).any(axis=1)
    least = np.minimum(config.cadence.personal_per_month, due)
    has = counts.personal + np.minimum(counts.broadcast, due - np.where(personal_way[:, None], least, 0))
    short = (has < due) | (counts.personal < least)
    late = may_call[:, None] & (calls.absent | (calls.gap > config.cadence.longest_call_gap_days))
    verdict = np.select([np.broadcast_to(~usable.any(axis=1)[:, None], due.shape), short, late],
                        [VERDICTS.index(word) for word in (UNREACHABLE, SHORT, LATE_CALL)], VERDICTS.index(KEPT))
    return Proof(seen, months, counts, calls, due, has, late, verdict, may_call)
