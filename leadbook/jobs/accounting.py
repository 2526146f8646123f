"""The account: every lead that ever came in, counted, and each that is gone named; and the sheet that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leadbook.jobs.remembering import NO_HISTORY, remember, remembered
from leadbook.jobs.work import Work
from leadbook.rules.account import sheet, told
from leadbook.rules.account.account import Counted, account, counted
from leadbook.rules.account.missing import Missing, doubled, missing
from leadbook.rules.account.muddled import changed, muddled
from leadbook.rules.answers.gaps import cracks
from leadbook.rules.history.asof import known_from
from leadbook.rules.history.state import COPY
from leadbook.rules.words import called
from leadbook.schema import ACCOUNT


@dataclass
class Gone:
    """``found``: the rows of Leads that are gone; ``named``: those of them that stand nowhere; ``twice``: id -> its
    rows, where there are several."""

    found: list[Missing] = field(default_factory=list)
    named: list[Missing] = field(default_factory=list)
    twice: dict[str, list[int]] = field(default_factory=dict)


def account_(work: Work) -> None:
    """Report: what ``rules.account.account`` gives, ``missing`` (``told.of_missing``), ``let_go`` (the same, of rows
    that were deleted on purpose), ``renumbered`` (the same, of rows that are there under another id),
    ``missing_touches`` (how many), ``doubled``, ``muddled`` (``told.of_muddle``), ``cracks`` (lead, name, owner,
    missing), ``since`` (the day the history starts, "" if none is kept), ``advice``. Only reads.
    """
    remember(work, "account")
    there, gone = remembered(work), _gone(work)
    report: dict[str, Any] = {"missing_touches": 0, "muddled": [], "since": "", "advice": [] if there else [NO_HISTORY]}
    said = [(one, told.of_missing(one, work.today, work.leads.index)) for one in gone.found]
    report |= {
        "missing": [facts for one, facts in said if one.why != "renumbered" and not one.let_go],
        "let_go": [facts for one, facts in said if one.why != "renumbered" and one.let_go],
        "renumbered": [facts for one, facts in said if one.why == "renumbered"],
        "doubled": [_doubled(work, lead, rows) for lead, rows in gone.twice.items()]}
    if there:
        base, now = there
        history, meant = work.sheets["History"], {one.key for one in gone.found if one.let_go}
        touches = missing("Touches", work.touches, now["Touches"], history)
        report |= {
            "missing_touches": sum(one.cells.get("Lead ID") not in meant for one in touches),
            "muddled": [told.of_muddle(one, work.today) for one in muddled(changed(now["Leads"], history))],
            "since": known_from(base, history).isoformat()}
    gaps = cracks(work.leads, work.config, work.today)
    report["cracks"] = [{"lead": lead, "name": name, "owner": owner, "missing": what} for lead, name, owner, what
                        in gaps[["Lead ID", "Name", "Owner", "Missing"]].itertuples(index=False)]
    work.report |= account(_counted(work, gone)) | report


def account_sheet(work: Work) -> None:
    """The table Account, after ``remember``. A workbook that was made before there was one has no such table."""
    if work.reads(ACCOUNT.name):
        gone = _gone(work)
        work.sheets[ACCOUNT.name] = sheet.table(_counted(work, gone), gone.named, work.today, work.leads.index)


def _gone(work: Work) -> Gone:
    """Nobody, if no history is kept."""
    if work.noted is None:
        return Gone()
    now = work.noted.states["Leads"]
    found = missing("Leads", work.leads, now, work.sheets["History"])
    return Gone(found, [one for one in found if one.why != "renumbered"], doubled(now))


def _counted(work: Work, gone: Gone) -> Counted:
    """The account; drawn from what the funnel counted, where it did in this run."""
    lost = [one for one in gone.named if COPY not in one.key]
    copies = [row for rows in gone.twice.values() for row in rows[1:]]
    leads, known = work.counted or (work.leads, None)
    if leads is not work.leads:         # rows that somebody chose to delete stand blank in between now
        copies = leads.index.get_indexer(work.leads.index[copies]).tolist()
    return counted(leads, copies, lost, work.config, known)


def _doubled(work: Work, lead: str, rows: list[int]) -> dict[str, Any]:
    """``lead``, ``name``, ``rows`` (of the sheet, the original first), ``message``."""
    names = called(work.leads).iloc[rows].tolist()
    at = [int(work.leads.index[row]) + 2 for row in rows]
    others = ", ".join(f"row {row} ({name or 'no name'})" for row, name in zip(at[1:], names[1:], strict=True))
    return {"lead": lead, "name": names[0], "rows": at, "message": (
        f"The Lead ID {lead} of row {at[0]} ({names[0] or 'no name'}) stands in {others} too. Is that somebody else? "
        "Then clear the Lead ID there: LeadBook gives the row one of its own. If not, delete the copy.")}
