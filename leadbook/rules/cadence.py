"""plan: every active person gets their touches this month and next, for ever (mission rows 19, 25-28).

What stands is never changed: rows that exist keep their date, and what people moved, pinned, ticked or skipped
stays. New rows are added only for what is missing, so a second run adds nothing; ids derive from lead + month +
slot, so two users who plan at once add the same rows. How cases are decided:

- Done touches of the month and open rows of the month count, overdue ones too (they are on today's list).
- A skipped row is a decision against that touch; the promise of three a month stands, so another day is planned.
- Who joined this month gets what is left of their own template (``pro_rata``); everybody else the full number, also
  when the first run is late in the month: then spread over the days left, never two touches of a person on a day.
- A lead that is lost, or asked not to be contacted, has its open rows skipped (``rules.withdrawn``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules import month_plan, plan_findings, plan_report
from leadbook.rules.channel_choice import promise_channel
from leadbook.rules.ledger import entered
from leadbook.rules.people import numbered, representative
from leadbook.rules.plan_rows import below, plan_frame
from leadbook.rules.promises import is_promise, promised
from leadbook.rules.roster import Roster, rostered
from leadbook.rules.statuses import statuses
from leadbook.rules.why import whys
from leadbook.rules.withdrawn import withdrawn
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

    if (leads["Person"].isna() & (leads["Lead ID"] != "")).any():
        leads = numbered(leads, config)
    before, now = len(plan), np.datetime64(today, "D")
    roster = rostered(leads, config)
    plan, cancelled = withdrawn(plan, roster, config)
    plan = promised(plan, leads, roster, promise_channel(roster.permitted, config), config, today)
    pinned = len(plan) - before
    ledger = entered(plan, touches, roster, config, today)
    since = _planned_since(plan.iloc[:before], roster)
    made, months, stand = [], _months(now, config, calendar), []
    for month in months:
        rows = representative(leads, roster.active, plan, config, month.month).to_numpy()
        stand.append(rows)
        waited = since <= month.month - np.timedelta64(config.cadence.call_every_months - 1, "M")
        one = month_plan.planned_month(roster, ledger, _taken(plan, leads, roster, rows, month.month, config), waited,
                                       month, config, now)
        made.append(one)
        ledger = ledger.plus(one.entries())
        plan = below(plan, _rows(one, leads, rows, roster, month, plan, config, today))
    seen = plan_report.Seen(roster, stand[0], leads, plan, ledger, months, made, config, today)
    figures = plan_report.report(seen, new=len(plan) - before, cancelled=int(cancelled.sum()), pinned=pinned)
    return Planned(plan, _next_touch(leads, plan, roster, today), figures, plan_findings.findings(seen))


def _months(today: Any, config: Config, calendar: Calendar) -> list[month_plan.Month]:
    import numpy as np

    first = today.astype("datetime64[M]")
    wanted = [first + i for i in range(config.cadence.months_ahead + 1)]
    days = [calendar.month(d.year, d.month) for d in (m.astype("datetime64[D]").item() for m in wanted)]
    following = [d[0] if len(d) else (m + 1).astype("datetime64[D]") for m, d in zip(wanted, days, strict=True)]
    return [month_plan.Month(m, d, int(np.searchsorted(d, today)), after, i >= config.cadence.call_every_months - 1)
            for i, (m, d, after) in enumerate(zip(wanted, days, following[1:], strict=False)) if len(d)]


def _planned_since(plan: pd.DataFrame, roster: Roster) -> Any:
    """Per person the month of the first row ever planned (the far future = none)."""
    import numpy as np

    person = roster.person_of(plan["Lead ID"])
    day = plan["Scheduled"].to_numpy().astype("datetime64[M]")
    known = (person >= 0) & ~np.isnat(day)
    since = np.full(len(roster.number), 10**5)
    np.minimum.at(since, person[known], day[known].astype("int64"))
    return since.astype("datetime64[M]")


def _taken(plan: pd.DataFrame, leads: pd.DataFrame, roster: Roster, rows: Any, month: Any, config: Config) -> Any:
    """Boolean matrix persons x slots: the slots of ``month`` that have a row, for the lead that stands for each."""
    import numpy as np

    here = (plan["Scheduled"].to_numpy().astype("datetime64[M]") == month)
    here[here] = ~is_promise(plan[here])
    lead = roster.row_of(plan["Lead ID"][here])
    person = np.where(lead >= 0, roster.person[lead], -1) if len(lead) else lead
    last = [key.rpartition("-")[2] for key in plan["Plan ID"][here]]
    slot = np.array([int(s) if s.isascii() and s.isdigit() and len(s) < 4 else 0 for s in last], dtype="int64")
    ours = (person >= 0) & (slot > 0)
    ours[ours] = rows[person[ours]] == lead[ours]
    taken = np.zeros((len(roster.number), max(config.cadence.touches_per_month, slot.max(initial=0))), dtype=bool)
    taken[person[ours], slot[ours] - 1] = True
    return taken


def _rows(made: month_plan.MonthPlan, leads: pd.DataFrame, rows: Any, roster: Roster, month: month_plan.Month,
          plan: pd.DataFrame, config: Config, today: dt.date) -> pd.DataFrame:
    """The Plan rows of a month's new touches, by day."""
    import numpy as np

    order = np.lexsort((made.slot, made.person, made.day))
    codes = [key.removeprefix("L-") for key in leads["Lead ID"].to_numpy()[rows]]
    middle = f"-{str(month.month).replace('-', '')}-"
    person, slot = made.person[order].tolist(), made.slot[order].tolist()
    keys = np.array([f"P-{codes[p]}{middle}{s}" for p, s in zip(person, slot, strict=True)], dtype=object)
    names = np.array(list(config.channels), dtype=object)
    frame = plan_frame(keys, made.day[order], leads.iloc[rows[made.person[order]]], names[made.channel[order]],
                       whys(made, roster, month, config.cadence, today)[order], config)
    return frame[~frame["Plan ID"].isin(plan["Plan ID"])] if len(plan) else frame


def _next_touch(leads: pd.DataFrame, plan: pd.DataFrame, roster: Roster, today: dt.date) -> pd.DataFrame:
    """Leads[Next Touch]: the person's first open row from today on, else the oldest overdue one; else blank."""
    import numpy as np
    import pandas as pd

    rows = plan[(statuses(plan) == "Planned").to_numpy() & plan["Date"].notna().to_numpy()]
    lead = roster.row_of(rows["Lead ID"])
    number = leads["Person"].to_numpy()
    person = pd.Series(np.where(lead >= 0, number[lead], np.nan) if len(lead) else [], dtype="float64")
    day = pd.Series(rows["Date"].to_numpy())
    ahead = (day >= np.datetime64(today, "s")).to_numpy()
    coming, overdue = day[ahead].groupby(person[ahead]).min(), day[~ahead].groupby(person[~ahead]).min()
    following = coming.combine_first(overdue) if len(overdue) else coming
    found = leads["Person"].map(following).astype("datetime64[s]")
    same = (found == leads["Next Touch"]) | (found.isna() & leads["Next Touch"].isna())
    return leads if same.all() else leads.assign(**{"Next Touch": found})
