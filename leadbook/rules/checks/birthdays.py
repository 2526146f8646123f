"""LB1xx: birthdays that nobody can read, so no note is planned (mission row 27)."""

from __future__ import annotations

from leadbook.rules.birthdays import birthday
from leadbook.rules.checks.check import Check, Found, check, findings_at, shown
from leadbook.rules.checks.evidence import Evidence


@check("LB116", "Birthday cannot be read", "Leads[Birthday]",
       "A birthday that is no day and month, so that no note is planned for it.",
       "Write the month and the day, with or without the year: 03-07, 7 March or 1980-03-07.",
       "Birthday 'spring' is no day: write it like 03-07 or 7 March.")
def unread(evidence: Evidence) -> Found:
    """Leads we still work whose Birthday holds something else."""
    typed, country = evidence.leads["Birthday"], evidence.config.business.country
    unclear = [text for text in typed.unique() if text and birthday(text, country) is None]
    rows = typed.isin(unclear).to_numpy() & evidence.ours
    return [findings_at(evidence, "Leads", "Birthday", rows, [
        f"Birthday {shown(text)} is no day: write it like 03-07 or 7 March." for text in typed[rows]])]


CHECKS: tuple[Check, ...] = (unread,)
