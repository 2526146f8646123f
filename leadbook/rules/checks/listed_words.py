"""LB3xx: words that are not in the lists of the settings, although a list is given."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leadbook.rules.checks.check import Check, Found, check, findings_at, listed, shown
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.words import synonyms
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

ADD = "Or add the word to the list on the Settings sheet."


def _unlisted(evidence: Evidence, table: str, column: str, known: Mapping[str, Any], settings: bool = True
              ) -> pd.DataFrame:
    """Cells with a word that means none of ``known``, with the nearest one."""
    typed, names = evidence.table(table)[column], synonyms(known)
    wrong = {word: _sentence(column, word, list(known), names, settings)
             for word in typed.unique() if word and word.casefold() not in names}
    rows = typed.isin(list(wrong)).to_numpy()
    return findings_at(evidence, table, column, rows, [wrong[word] for word in typed[rows]])


def _sentence(column: str, word: str, known: Sequence[str], names: Mapping[str, str], settings: bool) -> str:
    near = difflib.get_close_matches(word.casefold()[:60], names, n=1, cutoff=0.6)
    choice = f"did you mean {names[near[0]]}?" if near else (
        f"choose {listed(known, 'or')}." if len(known) <= 8 else "choose from the dropdown.")
    add = f" {ADD}" if settings else ""
    return f"{column} {shown(word)} is not in the list: {choice}{add}"


def _from_settings(code: str, table: str, column: str, section: str, example: str) -> Check:
    """The check of a column against a list of the settings; an empty list accepts any word."""
    free = "" if section in ("stages", "channels", "outcomes") else " An empty list accepts any name."

    def run(evidence: Evidence) -> Found:
        known = getattr(evidence.config, section)
        return [_unlisted(evidence, table, column, known)] if known else []

    return check(code, f"Unknown {column.lower()}" if column != "By" else "Touch by somebody unknown",
                 f"{table}[{column}]",
                 f"A word in {column} that is not in the list `{section}` of the settings, whatever its case.{free}",
                 "Choose from the dropdown, or add the word to the list on the Settings sheet.", example)(run)


def _from_schema(code: str, title: str, table: str, columns: Sequence[str], example: str) -> Check:
    """The check of columns whose few words stand in the schema."""
    def run(evidence: Evidence) -> Found:
        return [_unlisted(evidence, table, name, {str(w): None for w in TABLES[table][name].options}, settings=False)
                for name in columns]

    return check(code, title, f"{table}[{columns[0]}]",
                 f"A word in {listed(list(columns), 'or')} that is not one of the words of its dropdown.",
                 "Choose from the dropdown.", example)(run)


@check("LB314", "Unknown status in the plan", "Plan[Status]",
       "A Status that is not understood; the touch then counts as still planned. Done, x, ok and yes are understood, "
       "and Skipped, no and cancelled.",
       "Choose Planned, Done or Skipped.",
       "Status 'perhaps' is not understood, so the touch stays planned: choose Planned, Done or Skipped.")
def status(evidence: Evidence) -> Found:
    """Plan rows whose Status falls back to Planned."""
    typed = evidence.table("Plan")["Status"]
    rows = ((typed != "") & (typed.map({t: t.casefold() for t in typed.unique()}) != "planned")
            & (statuses(evidence.table("Plan")) == "Planned")).to_numpy(dtype=bool)
    return [findings_at(evidence, "Plan", "Status", rows, [
        f"Status {shown(word)} is not understood, so the touch stays planned: choose Planned, Done or Skipped."
        for word in typed[rows]])]


CHECKS = (
    _from_settings("LB301", "Leads", "Stage", "stages",
                   f"Stage 'Propsal' is not in the list: did you mean Proposal? {ADD}"),
    _from_settings("LB302", "Leads", "Owner", "owners",
                   f"Owner 'Jan Doe' is not in the list: did you mean Jane Doe? {ADD}"),
    _from_settings("LB303", "Leads", "Source", "sources",
                   f"Source 'Referal' is not in the list: did you mean Referral? {ADD}"),
    _from_settings("LB304", "Leads", "Giver", "givers", f"Giver 'Bob' is not in the list: choose Ann Baker. {ADD}"),
    _from_schema("LB305", "Unknown type or answer", "Leads", ("Type", "Expecting Call", "Newsletter"),
                 "Type 'Clint' is not in the list: did you mean Client?"),
    _from_settings("LB311", "Touches", "Channel", "channels",
                   f"Channel 'Cal' is not in the list: did you mean Call? {ADD}"),
    _from_settings("LB312", "Touches", "Outcome", "outcomes",
                   f"Outcome 'Spoken' is not in the list: did you mean Spoke? {ADD}"),
    _from_settings("LB313", "Touches", "By", "owners", f"By 'Zoe' is not in the list: choose Jane Doe. {ADD}"),
    status,
    _from_settings("LB315", "Plan", "Channel", "channels",
                   f"Channel 'Cal' is not in the list: did you mean Call? {ADD}"),
)
