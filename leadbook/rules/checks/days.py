"""LB2xx: days in the future that cannot be, and milestones in the wrong order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.checks.check import Found, check, findings_at
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.dates import day_words, in_words, midnight_after

if TYPE_CHECKING:
    import pandas as pd

MILESTONES = ("Received", "First Contact", "Appointment", "Proposal", "Closed")


@check("LB201", "Received in the future", "Leads[Received]",
       "A lead that came in after today.",
       "Correct the date: the 24-hour clock starts with it.",
       "Received is 1 Dec, which is still to come: correct the date.")
def received(evidence: Evidence) -> Found:
    """Received after today."""
    return [_future(evidence, "Received")]


@check("LB202", "A milestone in the future", "Leads[Closed]",
       "First Contact, Appointment, Proposal or Closed after today. They are days on which something was reached.",
       "Correct the date. A planned appointment belongs in Next Action and Next Date.",
       "Closed is 1 Dec, which is still to come: correct the date, or put what is planned into Next Action and Next "
       "Date.")
def milestones(evidence: Evidence) -> Found:
    """A milestone after today."""
    return [_future(evidence, column, ", or put what is planned into Next Action and Next Date")
            for column in MILESTONES[1:]]


def _future(evidence: Evidence, column: str, otherwise: str = "") -> pd.DataFrame:
    moments = evidence.leads[column]
    rows = (moments >= midnight_after(evidence.today)).to_numpy()
    return findings_at(evidence, "Leads", column, rows, [
        f"{column} is {day_words(day, evidence.today)}, which is still to come: correct the date{otherwise}."
        for day in moments[rows]])


@check("LB203", "Dates in the wrong order", "Leads[Proposal]",
       "A milestone before the one that comes before it: Received, First Contact, Appointment, Proposal, Closed. Days "
       "are compared (Received and First Contact by the time, if both have one); blanks are passed over.",
       "Correct one of the two.",
       "Proposal (18 Nov) is before Appointment (20 Nov): correct one of them.")
def order(evidence: Evidence) -> Found:
    """Each milestone against the last one given before it."""
    import numpy as np

    leads, out = evidence.leads, []
    last = leads[MILESTONES[0]].to_numpy().astype("datetime64[s]")
    named = np.full(len(leads), MILESTONES[0], dtype=object)
    for column in MILESTONES[1:]:
        here = leads[column].to_numpy().astype("datetime64[s]")
        wrong = here.astype("datetime64[D]") < last.astype("datetime64[D]")
        timed = (_has_time(here) & _has_time(last)) if column == "First Contact" else np.zeros(len(leads), dtype=bool)
        wrong |= timed & (here < last)
        if wrong.any():
            sentences = _sentences(evidence, column, wrong, named, last)
            out.append(findings_at(evidence, "Leads", column, wrong, sentences))
        given = ~np.isnat(here)
        last, named = np.where(given, here, last), np.where(given, column, named)
    return out


def _has_time(moments: Any) -> Any:
    return moments != moments.astype("datetime64[D]")


def _sentences(evidence: Evidence, column: str, wrong: Any, named: Any, last: Any) -> list[str]:
    """One sentence a row; with the time of day where only that tells the two apart."""
    import pandas as pd

    here = evidence.leads[column][wrong]
    before = pd.Series(last[wrong], index=here.index)
    another_day = here.to_numpy().astype("datetime64[D]") != before.to_numpy().astype("datetime64[D]")
    words = [in_words(moments, evidence.today).where(another_day, in_words(moments, evidence.today, time_of_day=True))
             for moments in (here, before)]
    return [f"{column} ({a}) is before {name} ({b}): correct one of them."
            for a, name, b in zip(words[0], named[wrong], words[1], strict=True)]


CHECKS = (received, milestones, order)
