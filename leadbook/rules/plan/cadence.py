"""plan: every active person gets their touches this month and next, for ever (mission rows 19, 25-28).

Three layers: a permanent phase a person (Leads[Person], given once, is its number in a golden-ratio sequence), which
gives the template; a repair of what the template does not know (leave, holidays, capacity, pins, gaps); and what is
published stays, unless it must move. Ids derive from lead + month + slot, so two users who plan at once add the same
rows; a second run adds and moves nothing. How cases are decided:

- Done touches of the month and open rows of the month count, overdue ones too (they are on today's list).
- What people moved, pinned, ticked or skipped stays. LeadBook moves only future, open, unpinned rows of its own.
- A skipped row is a decision against that touch; the promise of three a month stands, so another day is planned.
- Who joined this month gets what is left of their own template (``pro_rata``); everybody else the full number, also
  when the first run is late in the month: then spread over the days left, never two touches of a person on a day.
- A lead that is lost, or asked not to be contacted, has its open rows skipped (``rules.plan.withdrawn``).
- While an owner is away their backup does the touches of those days (``rules.plan.stand_ins``), and the plan says so;
  as many as the backup's own work leaves room for (``repair.lending``), the others move.
- What the owner's capacity or leave leaves no room for is not planned, and said (LB804).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.people import numbered
from leadbook.rules.plan import findings as plan_findings
from leadbook.rules.plan import report as plan_report
from leadbook.rules.plan.by_month import by_month
from leadbook.rules.plan.channel_choice import promise_channel
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.notes.birthdays import birthday_notes, last_day
from leadbook.rules.plan.notes.holidays import holiday_notes
from leadbook.rules.plan.promises import promised
from leadbook.rules.plan.repair.team import team_of
from leadbook.rules.plan.roster import rostered
from leadbook.rules.plan.rounds import Known, rounds
from leadbook.rules.plan.rows import pinned_by_hand
from leadbook.rules.plan.stand_ins import standing_in, stood_in
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.plan.withdrawn import withdrawn
from leadbook.workdays import Calendar

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Planned:
    """``plan``: existing rows (withdrawn ones: Status; moved ones: Date, Scheduled, Why), new rows below.
    ``leads``: Person and Next Touch filled. ``report``: what ``--json`` prints. ``findings``: code, table, row, lead,
    column, message. ``seen``: all that the run knew and did.
    """

    plan: pd.DataFrame
    leads: pd.DataFrame
    report: dict[str, Any] = field(default_factory=dict)
    findings: Any = None
    seen: plan_report.Seen | None = None


def planned(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
            calendar: Calendar) -> Planned:
    """Leads, log and plan -> the new plan. ``today``: the day in the business zone; ``calendar``: its working days.

    ``touches`` may be as read, or already ``classified``. Run ``fulfilment.ticked`` first.
    """
    import numpy as np

    if (leads["Person"].isna() & (leads["Lead ID"] != "")).any():
        leads = numbered(leads, config)
    before = len(plan)
    roster = rostered(leads, config)
    at = roster.row_of(plan["Lead ID"])
    plan, cancelled = withdrawn(pinned_by_hand(plan), at, roster, config)
    plan = promised(plan, leads, roster, promise_channel(roster.permitted, config), config, today)
    pinned = len(plan) - before
    plan = birthday_notes(plan, leads, roster, config, today, calendar)
    plan = holiday_notes(plan, leads, roster, config, today, last_day(today, config), calendar)
    at = np.concatenate([at, roster.row_of(plan["Lead ID"].iloc[before:])])
    team = team_of(leads, config)
    known = Known(leads, touches, roster, team, _months(today, config, calendar), config, today)
    done = rounds(plan, at, known)
    seen = plan_report.Seen(known, done)
    figures = plan_report.report(seen, new=len(seen.plan) - before, cancelled=int(cancelled.sum()), pinned=pinned)
    plan = stood_in(seen.plan, leads, done[-1].at, config, today)
    figures["by_month"] = by_month(plan, touches, [one.month for one in known.months], config, today)
    figures["stand_ins"] = standing_in(plan, leads, done[-1].at, config, today)
    return Planned(plan, _next_touch(leads, plan, done[-1].at, today), figures, plan_findings.findings(seen), seen)


def _months(today: dt.date, config: Config, calendar: Calendar) -> list[Month]:
    import numpy as np

    now = np.datetime64(today, "D")
    first = now.astype("datetime64[M]")
    wanted = [first + i for i in range(config.cadence.months_ahead + 1)]
    days = [calendar.month(d.year, d.month) for d in (m.astype("datetime64[D]").item() for m in wanted)]
    near = np.timedelta64(15, "D")
    around = [calendar.working_days((d[0] - near).item(), (d[-1] + near).item()) if len(d) else d for d in days]
    return [Month(m, d, int(np.searchsorted(d, now)), next_days, i >= config.cadence.call_every_months - 1, days_around,
                  int(np.searchsorted(days_around, d[0])))
            for i, (m, d, next_days, days_around) in enumerate(zip(wanted, days, days[1:], around, strict=False))
            if len(d)]


def _next_touch(leads: pd.DataFrame, plan: pd.DataFrame, at: Any, today: dt.date) -> pd.DataFrame:
    """Leads[Next Touch]: the person's first open row from today on, else the oldest overdue one; else blank.

    ``at``: the lead (row in Leads, -1 = unknown) of each plan row.
    """
    import numpy as np
    import pandas as pd

    open_ = (at >= 0) & (statuses(plan).to_numpy() == "Planned") & plan["Date"].notna().to_numpy()
    person = pd.Series(leads["Person"].to_numpy()[at[open_]])
    day = pd.Series(plan["Date"].to_numpy()[open_])
    ahead = (day >= np.datetime64(today, "s")).to_numpy()
    coming, overdue = day[ahead].groupby(person[ahead]).min(), day[~ahead].groupby(person[~ahead]).min()
    following = coming.combine_first(overdue) if len(overdue) else coming
    found = following.reindex(leads["Person"]).set_axis(leads.index).astype("datetime64[s]")
    same = (found == leads["Next Touch"]) | (found.isna() & leads["Next Touch"].isna())
    return leads if same.all() else leads.assign(**{"Next Touch": found})
