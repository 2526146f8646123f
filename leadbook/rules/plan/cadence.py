"""plan: every active person gets their touches this month and next, for ever (mission rows 19, 25-28).

What stands is never changed: rows that exist keep their date, and what people moved, pinned, ticked or skipped
stays. New rows are added only for what is missing, so a second run adds nothing; ids derive from lead + month +
slot, so two users who plan at once add the same rows. How cases are decided:

- Done touches of the month and open rows of the month count, overdue ones too (they are on today's list).
- A skipped row is a decision against that touch; the promise of three a month stands, so another day is planned.
- Who joined this month gets what is left of their own template (``pro_rata``); everybody else the full number, also
  when the first run is late in the month: then spread over the days left, never two touches of a person on a day.
- A lead that is lost, or asked not to be contacted, has its open rows skipped (``rules.plan.withdrawn``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.people import numbered, representative
from leadbook.rules.plan import findings as plan_findings
from leadbook.rules.plan import month_plan
from leadbook.rules.plan import report as plan_report
from leadbook.rules.plan.channel_choice import promise_channel
from leadbook.rules.plan.ledger import entered
from leadbook.rules.plan.promises import promised
from leadbook.rules.plan.roster import Roster, rostered
from leadbook.rules.plan.rows import below, month_mark, pinned_by_hand, plan_frame, taken_slots
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.plan.why import whys
from leadbook.rules.plan.withdrawn import withdrawn
from leadbook.workdays import Calendar

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Planned:
    """``plan``: existing rows (only Status changed, of rows withdrawn), new rows below. ``leads``: Person and Next
    Touch filled. ``report``: what ``--json`` prints. ``findings``: code, table, row, lead, column, message.
    """

    plan: pd.DataFrame
    leads: pd.DataFrame
    report: dict[str, Any] = field(default_factory=dict)
    findings: Any = None


def planned(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
            calendar: Calendar) -> Planned:
    """Leads, log and plan -> the new plan. ``today``: the day in the business zone; ``calendar``: its working days.

    ``touches`` may be as read, or already ``classified``. Run ``fulfilment.ticked`` first.
    """
    import numpy as np
    import pandas as pd

    if (leads["Person"].isna() & (leads["Lead ID"] != "")).any():
        leads = numbered(leads, config)
    before, now = len(plan), np.datetime64(today, "D")
    roster = rostered(leads, config)
    at = roster.row_of(plan["Lead ID"])
    plan, cancelled = withdrawn(pinned_by_hand(plan), at, roster, config)
    since = _planned_since(plan, roster.person_at(at), roster)
    plan = promised(plan, leads, roster, promise_channel(roster.permitted, config), config, today)
    pinned = len(plan) - before
    at = np.concatenate([at, roster.row_of(plan["Lead ID"].iloc[before:])])
    ledger = entered(plan, roster.person_at(at), touches, roster, config, today)
    made, months, stand, new = [], _months(now, config, calendar), [], []
    for month in months:
        rows = representative(leads, roster.active, plan, config, month.month).to_numpy()
        waited = since <= month.month - np.timedelta64(config.cadence.call_every_months - 1, "M")
        taken = partial(taken_slots, plan, at, rows, month.month, config.cadence.touches_per_month)
        one = month_plan.planned_month(roster, ledger, taken, waited, month, config, now)
        ledger = ledger.plus(one.entries())
        stand.append(rows)
        made.append(one)
        new.append(_rows(one, leads, rows, roster, month, config, today))
    plan = below(plan, pd.concat(new)) if new else plan
    at = np.concatenate([at, *(rows[one.person] for rows, one in zip(stand, made, strict=True))])
    seen = plan_report.Seen(roster, stand[0], leads, plan, ledger, months, made, config, today)
    figures = plan_report.report(seen, new=len(plan) - before, cancelled=int(cancelled.sum()), pinned=pinned)
    return Planned(plan, _next_touch(leads, plan, at, today), figures, plan_findings.findings(seen))


def _months(today: Any, config: Config, calendar: Calendar) -> list[month_plan.Month]:
    import numpy as np

    first = today.astype("datetime64[M]")
    wanted = [first + i for i in range(config.cadence.months_ahead + 1)]
    days = [calendar.month(d.year, d.month) for d in (m.astype("datetime64[D]").item() for m in wanted)]
    following = [d[0] if len(d) else (m + 1).astype("datetime64[D]") for m, d in zip(wanted, days, strict=True)]
    return [month_plan.Month(m, d, int(np.searchsorted(d, today)), after, i >= config.cadence.call_every_months - 1)
            for i, (m, d, after) in enumerate(zip(wanted, days, following[1:], strict=False)) if len(d)]


def _planned_since(plan: pd.DataFrame, person: Any, roster: Roster) -> Any:
    """Per person the month of the first row ever planned (the far future = none)."""
    import numpy as np

    day = plan["Scheduled"].to_numpy().astype("datetime64[M]")
    known = (person >= 0) & ~np.isnat(day)
    since = np.full(len(roster.number), 10**5)
    np.minimum.at(since, person[known], day[known].astype("int64"))
    return since.astype("datetime64[M]")


def _rows(made: month_plan.MonthPlan, leads: pd.DataFrame, rows: Any, roster: Roster, month: month_plan.Month,
          config: Config, today: dt.date) -> pd.DataFrame:
    """The Plan rows of a month's new touches, by day. ``rows`` [p]: the lead that stands for each person."""
    import numpy as np

    codes = [key.removeprefix("L-") for key in leads["Lead ID"].to_numpy()[rows]]
    mark = month_mark(month.month)
    keys = [f"P-{codes[p]}{mark}{s}" for p, s in zip(made.person.tolist(), made.slot.tolist(), strict=True)]
    names = np.array(list(config.channels), dtype=object)
    return plan_frame(keys, made.day, leads, rows[made.person], names[made.channel],
                      whys(made, roster, month, config.cadence, today), config)


def _next_touch(leads: pd.DataFrame, plan: pd.DataFrame, at: Any, today: dt.date) -> pd.DataFrame:
    """Leads[Next Touch]: the person's first open row from today on, else the oldest overdue one; else blank.

    ``at``: the lead (row in Leads, -1 = unknown) of each plan row.
    """
    import numpy as np
    import pandas as pd

    open_ = (at >= 0) & (statuses(plan) == "Planned").to_numpy() & plan["Date"].notna().to_numpy()
    person = pd.Series(leads["Person"].to_numpy()[at[open_]])
    day = pd.Series(plan["Date"].to_numpy()[open_])
    ahead = (day >= np.datetime64(today, "s")).to_numpy()
    coming, overdue = day[ahead].groupby(person[ahead]).min(), day[~ahead].groupby(person[~ahead]).min()
    following = coming.combine_first(overdue) if len(overdue) else coming
    found = following.reindex(leads["Person"]).set_axis(leads.index).astype("datetime64[s]")
    same = (found == leads["Next Touch"]) | (found.isna() & leads["Next Touch"].isna())
    return leads if same.all() else leads.assign(**{"Next Touch": found})
