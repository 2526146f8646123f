"""The last step of every job that writes: what changed since the run before goes into the table History."""

from __future__ import annotations

from leadbook.errors import NotALeadbook
from leadbook.jobs.work import Work
from leadbook.rules.history.noted import noted
from leadbook.schema import HISTORY, SEEN

MEMORY = (HISTORY.name, SEEN.name)


def remember(work: Work, job: str) -> None:
    """Compare the tables as the job leaves them with what was last seen. Report: ``history`` {"noticed": events,
    "kept": whether the workbook keeps a history, "fresh": it starts now, "damaged": the old memory was unusable}.

    A workbook that was made before there was a History has no such tables: the job does the rest of its work.
    """
    try:
        work.read(*MEMORY)
    except NotALeadbook:
        for name in MEMORY:
            for frames in (work.before, work.sheets, work.problems):
                frames.pop(name, None)
        work.report["history"] = {"kept": False, "noticed": 0, "fresh": False, "damaged": False}
        return
    work.progress("noticing what changed")
    work.read("Leads", "Touches", "Plan")
    done = noted(work.sheets, work.before, work.sheets["History"], work.sheets["Seen"], work.now, job)
    work.sheets["History"], work.sheets["Seen"] = done.history, done.seen
    work.report["history"] = {"kept": True, "noticed": len(done.events), "fresh": done.fresh, "damaged": done.damaged}
