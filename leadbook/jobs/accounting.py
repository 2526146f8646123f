"""The step of account: every lead that ever came in, counted, and each that is gone named. Only reads."""

from __future__ import annotations

from typing import Any

from leadbook.jobs.remembering import NO_HISTORY, remember, remembered
from leadbook.jobs.work import Work
from leadbook.rules.account import told
from leadbook.rules.account.account import account
from leadbook.rules.account.missing import doubled, missing
from leadbook.rules.account.muddled import changed, muddled
from leadbook.rules.answers.gaps import cracks
from leadbook.rules.history.asof import known_from
from leadbook.rules.history.state import COPY
from leadbook.rules.words import called


def account_(work: Work) -> None:
    """Report: what ``rules.account.account`` gives, ``missing`` (``told.of_missing``), ``renumbered`` (the same, of
    rows that are there under another id), ``missing_touches`` (how many), ``doubled``, ``muddled``
    (``told.of_muddle``), ``cracks`` (lead, name, owner, missing), ``since`` (the day the history starts, "" if none is
    kept), ``advice``.
    """
    remember(work, "account")
    there = remembered(work)
    report: dict[str, Any] = {"missing": [], "renumbered": [], "missing_touches": 0, "doubled": [], "muddled": [],
                              "since": "", "advice": [] if there else [NO_HISTORY]}
    lost, copies = [], []
    if there:
        base, now = there
        history = work.sheets["History"]
        found = missing("Leads", work.leads, now["Leads"], history)
        lost = [one for one in found if one.why != "renumbered" and COPY not in one.key]
        twice = doubled(now["Leads"])
        copies = [row for rows in twice.values() for row in rows[1:]]
        sentences = [told.of_missing(one, work.today, work.leads.index) for one in found]
        report |= {
            "missing": [one for one in sentences if one["why"] != "renumbered"],
            "renumbered": [one for one in sentences if one["why"] == "renumbered"],
            "missing_touches": len(missing("Touches", work.touches, now["Touches"], history)),
            "doubled": [_doubled(work, lead, rows) for lead, rows in twice.items()],
            "muddled": [told.of_muddle(one, work.today) for one in muddled(changed(now["Leads"], history))],
            "since": known_from(base, history).isoformat()}
    gaps = cracks(work.leads, work.config, work.today)
    report["cracks"] = [{"lead": lead, "name": name, "owner": owner, "missing": what} for lead, name, owner, what
                        in gaps[["Lead ID", "Name", "Owner", "Missing"]].itertuples(index=False)]
    work.report |= account(work.leads, work.touches, copies, lost, work.config) | report


def _doubled(work: Work, lead: str, rows: list[int]) -> dict[str, Any]:
    """``lead``, ``name``, ``rows`` (of the sheet, the original first), ``message``."""
    names = called(work.leads).iloc[rows].tolist()
    at = [int(work.leads.index[row]) + 2 for row in rows]
    others = ", ".join(f"row {row} ({name or 'no name'})" for row, name in zip(at[1:], names[1:], strict=True))
    return {"lead": lead, "name": names[0], "rows": at, "message": (
        f"The Lead ID {lead} of row {at[0]} ({names[0] or 'no name'}) stands in {others} too. Is that somebody else? "
        "Then clear the Lead ID there: LeadBook gives the row one of its own. If not, delete the copy.")}
