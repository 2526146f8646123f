"""The steps of why and forever: answers about the plan. They only read the workbook."""

from __future__ import annotations

from leadbook.jobs.work import Work
from leadbook.rules.explained.explained import explained
from leadbook.rules.find_lead import found
from leadbook.rules.forever.forever import forever as kept_for_ever


def why(work: Work) -> None:
    """Why one lead is touched when and how. Option: ``lead`` as for ``find_lead.found``. Report: that of ``explained``.

    Raises BadInput: nobody fits, or several do.
    """
    row = found(work.leads, work.options["lead"])
    work.report |= explained(work.leads, work.touches, work.plan, work.config, row, work.today, work.calendar)


def forever(work: Work) -> None:
    """Whether each owner can keep the promise for ever. Report: ``forever``, see the rule."""
    work.report["forever"] = kept_for_ever(work.leads, work.log, work.plan, work.config, work.today, work.calendar)
