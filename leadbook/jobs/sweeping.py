"""The step of sweep: what waits in the sheet Inbox, then what was dropped as files, becomes leads."""

from __future__ import annotations

from typing import Any

from leadbook.errors import BadInput
from leadbook.jobs.prepare import prepare
from leadbook.jobs.work import Work
from leadbook.rules.imports.columns import Incoming
from leadbook.rules.imports.importing import imported
from leadbook.rules.inbox.sweeping import swept
from leadbook.schema import INBOX


def sweep(work: Work) -> None:
    """The sheet's rows, then the option ``drops``: contacts files (imports.columns.Incoming) in order, each as import
    takes it. New leads get their bookkeeping at once; where nothing waits, nothing is done.

    Report: ``inbox`` {there: whether the workbook has an Inbox; waiting, new, matched, stayed: see ``rules.inbox``},
    ``drops``: the report of import for each file, or its ``problem`` where it cannot be taken over.
    """
    work.report["inbox"] = _sheet(work)
    work.report["drops"] = [_drop(work, one) for one in work.options.get("drops", ())]
    if work.report["inbox"]["waiting"] or work.report["drops"]:
        prepare(work)


def _sheet(work: Work) -> dict[str, Any]:
    """A workbook that was made before there was an Inbox has no such table: all else is done."""
    if not work.reads(INBOX.name):
        return {"there": False, "waiting": 0, "new": [], "matched": [], "stayed": []}
    done = swept(work.sheets[INBOX.name], work.problems[INBOX.name], work.leads, work.config, work.now)
    work.sheets["Leads"], work.sheets[INBOX.name] = done.leads, done.inbox
    return {"there": True, **done.report}


def _drop(work: Work, incoming: Incoming) -> dict[str, Any]:
    try:
        done = imported(work.leads, incoming, work.config, work.now)
    except BadInput as error:       # it has no column for a name: the file stays, the others are taken
        return {"csv": incoming.file, "problem": str(error), "new": [], "matched": [], "refused": []}
    work.sheets["Leads"] = done.leads
    return done.report
