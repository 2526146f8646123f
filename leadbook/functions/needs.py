"""The columns that each worksheet function reads: what the macro hands over, and nothing else.

``tests/functions/test_about.py`` holds it to the rules: with these columns alone the answers are the same.
"""

from __future__ import annotations

from leadbook.rules.answers import due, then, touched, why
from leadbook.rules.answers.gaps import NEEDED as CRACKS
from leadbook.rules.answers.going_stale import NEEDED as STALE
from leadbook.rules.funnel.history import COLUMNS as FUNNEL

NAMED = ("Lead ID", "Name", "Company")
PERSON = (*NAMED, "Person")
SETTINGS = ("Section", "Name", "Value")
NEXT = ("Date", "Lead ID", "Status", "Done On")

NEEDS: dict[str, dict[str, tuple[str, ...]]] = {
    "DUE_TODAY": {"Leads": due.LEADS, "Plan": due.PLAN},
    "STALE_LEADS": {"Leads": STALE},
    "NEXT_TOUCH": {"Leads": PERSON, "Plan": NEXT},
    "LAST_TOUCH": {"Leads": NAMED, "Touches": touched.NEEDED},
    "TOUCHES_THIS_MONTH": {"Leads": PERSON, "Touches": touched.NEEDED},
    "WHY_TODAY": {"Leads": (*NAMED, *why.LEADS), "Touches": touched.NEEDED, "Plan": why.PLAN},
    "CRACKS": {"Leads": CRACKS},
    "FUNNEL_COUNT": {"Leads": FUNNEL, "Touches": touched.NEEDED},
}
PAST: dict[str, dict[str, tuple[str, ...]]] = {        # handed over, too, when a past day is asked about (as_of)
    "FUNNEL_COUNT": {"History": then.HISTORY, "Seen": then.SEEN},
}


def handed(name: str, past: bool = False) -> dict[str, tuple[str, ...]]:
    """Table -> the columns that the macro of the function hands over, Settings among them; ``past``: as_of is given."""
    return NEEDS[name] | {"Settings": SETTINGS} | (PAST.get(name, {}) if past else {})
