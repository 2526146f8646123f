"""LB2xx and LB6xx: cells that do not fit their column, rows damaged by a paste, text that could run as a formula.

facts/hygiene.md, spreadsheet traps. A row is never dropped: what cannot be read counts as blank, and stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.rules.checks.check import Check, Found, check, findings_at, listed, shown
from leadbook.rules.checks.evidence import Evidence
from leadbook.rules.dates import moment_words
from leadbook.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

BOOK = ("Leads", "Touches", "Plan")
MANY = 3
OURS = "{column} cannot be read ({raw}): clear the cell, LeadBook fills it in again."
_SIGNS = "=+-@"
_HARMLESS = re.compile(r"[-+@=]+|[+-]?[\s\d().,/:;%$€£-]+(?:\s?(?:x|ext\.?)\s?\d+)?|[-+]\s[^=|(!]*", re.IGNORECASE)


def _cells(evidence: Evidence, table: str, *kinds: str) -> pd.DataFrame:
    """Problems of these kinds; damaged cells of rows that LB602 reports as a whole are left out."""
    found = evidence.problems_of(table)
    if found.empty:
        return found
    bad = found[found["problem"].isin(frames.DAMAGED)]
    rows = bad["row"].value_counts()
    whole = rows.index[rows >= MANY]
    found = found[found["problem"].isin(kinds)]
    return found[~(found["problem"].isin(frames.DAMAGED) & found["row"].isin(whole))]


def _cell(code: str, title: str, problem: str, finds: str, mend: str, sentence: str, example: str) -> Check:
    """The check for one kind of problem; ``sentence`` may use {column} and {raw}."""
    def run(evidence: Evidence) -> Found:
        out = []
        for table in BOOK:
            cells = _cells(evidence, table, problem)
            out.append(findings_at(evidence, table, cells["column"].tolist(), cells["row"].to_numpy(), [
                (OURS if problem == "unreadable" and TABLES[table][column].owner == "leadbook" else sentence
                 ).format(column=column, raw=shown(raw))
                for column, raw in zip(cells["column"], cells["raw"], strict=True)]))
        return out

    return check(code, title, "any[any]", finds, mend, example)(run)


@check("LB204", "A date typed as text", "any[any]",
       "A date that is text for the spreadsheet: it neither sorts nor counts there. LeadBook reads it, because it can "
       "only mean one day.",
       "Type it again, so that it becomes a date.",
       "Next Date holds the text '2026-11-24', read as 24 Nov: type it again as a date.")
def text_date(evidence: Evidence) -> Found:
    """Text that could be read as one day."""
    out = []
    for table in BOOK:
        cells, frame = _cells(evidence, table, "text date"), evidence.table(table)
        found: list[tuple[str, str, Any]] = [
            (column, raw, frame.at[row, column])
            for row, column, raw in zip(cells["row"], cells["column"], cells["raw"], strict=True)]
        out.append(findings_at(evidence, table, cells["column"].tolist(), cells["row"].to_numpy(), [
            f"{column} holds the text {shown(raw)}"
            f"{f', read as {moment_words(day, evidence.today)}' if day == day else ''}: type it again as a date."
            for column, raw, day in found]))
    return out


@check("LB602", "A damaged row", "any[any]",
       f"A row in which {MANY} or more cells cannot be read, usually after a paste. The row stays, the cells count as "
       "blank.",
       "Undo the paste, or bring the row back from the backup.",
       "3 cells of this row cannot be read (Received, Value and Closed): undo the paste, or bring the row back from "
       "the backup.")
def row(evidence: Evidence) -> Found:
    """One finding for a row with many damaged cells, naming the columns."""
    out = []
    for table in BOOK:
        found = evidence.problems_of(table)
        if found.empty:
            continue
        bad = found[found["problem"].isin(frames.DAMAGED)].drop_duplicates(["row", "column"])
        columns = {r: list(c) for r, c in bad.groupby("row", sort=True)["column"] if len(c) >= MANY}
        out.append(findings_at(evidence, table, [c[0] for c in columns.values()], list(columns), [
            f"{len(names)} cells of this row cannot be read ({listed(names)}): undo the paste, or bring the row back "
            "from the backup." for names in columns.values()]))
    return out


@check("LB605", "A phone became a number", "Leads[Phone]",
       "A phone that the spreadsheet took for a number and that is no valid phone any more: leading zeros, the + or "
       "the last digits (1.5E+10) are lost.",
       "Type it again; the column is formatted as text.",
       "Phone became the number 15500000000, digits may be lost: type it again as text.")
def phone_number(evidence: Evidence) -> Found:
    """Numbers in Phone that are not valid."""
    cells = _cells(evidence, "Leads", "number in text")
    cells = cells[cells["column"] == "Phone"]
    typed = evidence.leads["Phone"].reindex(cells["row"])
    rows = cells["row"].to_numpy()[[bool(evidence.phones[value][3]) for value in typed]]
    return [findings_at(evidence, "Leads", "Phone", rows, [
        f"Phone became the number {value[:40]}, digits may be lost: type it again as text."
        for value in evidence.leads.loc[rows, "Phone"]])]


@check("LB606", "Text that could run as a formula", "any[any]",
       "Text that starts with = + - or @ like a formula: a spreadsheet that opens it from a CSV file would run it. "
       "Phones, numbers and dashes before a note are harmless.",
       "Delete the sign, or the text if you do not know where it came from.",
       "Notes starts like a formula ('=HYPERLINK(\"http://x\")'): delete the first sign, or the text if it is not "
       "yours.")
def formula(evidence: Evidence) -> Found:
    """People's text cells that start with a sign and are neither numbers, phones nor dashes."""
    out = []
    for table in ("Leads", "Touches"):
        for column in TABLES[table].columns:
            if not column.is_text or column.owner != "people":
                continue
            typed = evidence.table(table)[column.name]
            if bad := _formulas(typed.tolist()):
                rows = typed.isin(bad).to_numpy()
                out.append(findings_at(evidence, table, column.name, rows, [
                    f"{column.name} starts like a formula ({shown(text)}): delete the first sign, or the text if it is "
                    "not yours." for text in typed[rows]]))
    return out


def _formulas(texts: list[str]) -> list[str]:
    """The distinct texts that could run as a formula. One look at the joined column clears most columns at once."""
    joined = "\n" + "\n".join(texts)
    if not any(sign in joined and f"\n{sign}" in joined for sign in _SIGNS):
        return []
    suspects = dict.fromkeys(text for text in texts if text[:1] in _SIGNS)
    return [text for text in suspects if text and not _HARMLESS.fullmatch(text)]


CHECKS = (
    text_date,
    _cell("LB205", "A date that cannot be read", "not a date",
          "Something in a date column that is no date, or could be two (2/1/2026 as text). It counts as blank.",
          "Type the date again.", "{column} holds {raw}, which is not a date: type the date again.",
          "Next Date holds 'soon', which is not a date: type the date again."),
    _cell("LB601", "A cell that cannot be read", "unreadable",
          "An error value or something else that has no place in its column. It counts as blank; the row stays.",
          "Type the value again.", "{column} cannot be read ({raw}): type the value again.",
          "Owner cannot be read ('#REF!'): type the value again."),
    row,
    _cell("LB603", "A number stored as text", "text number",
          "A number that is text for the spreadsheet: it does not add up there. LeadBook reads it.",
          "Type it again, so that it becomes a number.",
          "{column} holds the text {raw}, not a number: type it again as a number.",
          "Value holds the text '350,000', not a number: type it again as a number."),
    _cell("LB604", "Not a number", "not a number",
          "Something in a number column that is no number. It counts as blank.",
          "Type the number alone; a word about it belongs in Notes.",
          "{column} holds {raw}, which is not a number: type the number alone.",
          "Value holds 'about 350k', which is not a number: type the number alone."),
    phone_number, formula,
)
