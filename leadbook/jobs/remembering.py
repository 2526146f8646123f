"""What changed since the run before goes into the table History: the last step of every job that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.jobs.work import Work
from leadbook.rules.history import base as seen_base
from leadbook.rules.history.base import Base
from leadbook.rules.history.noted import noted
from leadbook.schema import HISTORY, SEEN

if TYPE_CHECKING:
    from leadbook.rules.history.state import State

NO_HISTORY = ("This workbook was made before LeadBook kept a history (no tables History and Seen), so nothing is known "
              "of rows that are gone. Make a new workbook with 'leadbook init' and bring your rows over.")


def remember(work: Work, job: str) -> None:
    """Compare the tables as the job leaves them with what was last seen. Report: ``history`` {"noticed": events,
    "kept": whether the workbook keeps a history, "fresh": it starts now, "damaged": the old memory was unusable}.

    A workbook that was made before there was a History has no such tables: the job does the rest of its work.
    """
    if not work.reads(HISTORY.name, SEEN.name):
        work.report["history"] = {"kept": False, "noticed": 0, "fresh": False, "damaged": False}
        return
    work.progress("noticing what changed")
    work.read("Leads", "Touches", "Plan")
    done = noted(work.sheets, work.before, work.sheets["History"], work.sheets["Seen"], work.now, job,
                 work.merged)
    work.sheets["History"], work.sheets["Seen"], work.noted = done.history, done.seen, done
    told = work.report.get("history", {"noticed": 0, "fresh": False, "damaged": False})
    work.report["history"] = {"kept": True, "noticed": told["noticed"] + len(done.events),
                              "fresh": told["fresh"] or done.fresh, "damaged": told["damaged"] or done.damaged}


def remembered(work: Work) -> tuple[Base, dict[str, State]] | None:
    """(what the history counts from, the states of the tables), as the newest ``remember`` found them; None if no
    history is kept."""
    if work.noted is None:
        return None
    base = work.noted.base or seen_base.unpacked(work.noted.seen)
    return None if base is None else (base, work.noted.states)
