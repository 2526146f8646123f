"""The few rows of the tables that concern one lead: a rule asked about it answers the same, and fast.

A lead that is asked for by its Lead ID, or that has one, is found by an index; then the rules see only its rows, and
those of the same person's other leads. ``tests/functions/test_about.py`` holds that to the answers on whole tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadbook.functions.reading import Reading

if TYPE_CHECKING:
    import pandas as pd


def about(reading: Reading, lead: str) -> tuple[dict[str, pd.DataFrame], str]:
    """(table -> its rows that concern the lead, what to ask the rule for).

    The whole tables if nothing is asked, or the lead has no id yet or one that a row above it has too. Raises
    BadInput (see ``answers.asked.row_of``), NotALeadbook.
    """
    import numpy as np

    from leadbook.rules.answers.asked import row_of

    leads, places = reading["Leads"], reading.places
    whole = {table: reading.log if table == "Touches" else reading[table] for table in reading.tables}
    key = " ".join(lead.split()).casefold()
    of_id = places.get("Leads", {})
    found = next((of_id[name][0] for name in (key, f"l-{key}") if key and name in of_id), None)
    place = row_of(leads, lead) if found is None else int(found)
    lead_id = "" if place is None else leads["Lead ID"].iloc[place]
    if place is None or not lead_id or of_id[lead_id.casefold()][0] != place:
        return whole, lead
    ids = {i.casefold() for i in _same_person(leads, place) if i} | {lead_id.casefold()}
    rows = {table: np.sort(np.concatenate([of.get(i, np.array([], "int64")) for i in ids]))
            for table, of in places.items()}
    return {table: frame.iloc[rows[table]] if table in rows else frame for table, frame in whole.items()}, lead_id


def _same_person(leads: pd.DataFrame, place: int) -> pd.Series:
    from leadbook.rules.answers.touched import same_person

    return same_person(leads, place) if "Person" in leads.columns else leads["Lead ID"].iloc[[place]]
