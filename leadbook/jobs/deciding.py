"""The steps of refresh that carry out what people chose on the sheet Conflicts."""

from __future__ import annotations

from leadbook import frames
from leadbook.jobs.work import Work
from leadbook.rules.history.state import WATCHED
from leadbook.rules.merge.decide import Decided, chosen, decide, waits
from leadbook.schema import CONFLICTS


def decide_(work: Work) -> None:
    """The first step of refresh: what people chose on the sheet Conflicts is carried out, before anything is checked
    or planned. Rows that were chosen to go are out of sight of the steps until ``deleted``.

    Report: ``decided`` {cells, rows, left: sentences about choices that cannot be carried out, open: conflicts that
    wait}; none if no conflict waits, or the workbook is older than the sheet Conflicts.
    """
    if not work.reads(CONFLICTS.name) or not waits(work.sheets[CONFLICTS.name]):
        return
    done = Decided()
    if chosen(work.sheets[CONFLICTS.name]):
        work.progress("carrying out what was chosen on Conflicts")
        work.read(*WATCHED)
        done = decide({name: work.sheets[name] for name in (*WATCHED, CONFLICTS.name)}, work.now)
        work.sheets |= done.sheets
    for name, rows in done.gone.items():
        work.taken_out[name] = (work.before[name].loc[rows], work.sheets[name].loc[rows])
        work.problems[name] = work.problems[name][~work.problems[name]["row"].isin(rows)]
        work.before[name], work.sheets[name] = (frame.drop(rows) for frame in (work.before[name], work.sheets[name]))
    work.report["decided"] = {"cells": done.written, "rows": done.rows, "left": done.left,
                              "open": waits(work.sheets[CONFLICTS.name])}


def deleted(work: Work) -> None:
    """The last step of refresh: the rows that somebody chose to delete stand blank where they were."""
    import pandas as pd

    for name, (was, blank) in work.taken_out.items():
        before, after = work.before[name], work.sheets[name]
        work.before[name] = pd.concat([before, was]).sort_index()
        old = pd.concat([after.iloc[:len(before)], blank]).sort_index()
        work.sheets[name] = frames.below(old, after.iloc[len(before):])
    work.taken_out = {}
