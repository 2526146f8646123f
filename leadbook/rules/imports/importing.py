"""import: the rows of a contacts file -> new leads, filled blanks, and an account of every row.

Mission rows 2 and 12-13; facts/hygiene.md. rows in = new + matched + refused, each one named. A lead's id is made
from what its row says, so the same file twice adds nothing. Nothing that stands in the workbook is overwritten:
where the file says something else, that is named in ``differences``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules import ids
from leadbook.rules.imports.columns import Incoming, columns
from leadbook.rules.imports.differences import Differences
from leadbook.rules.imports.ledger import TOLD, Ledger
from leadbook.rules.imports.match import Known, name_key, reach_keys
from leadbook.rules.imports.row import LONGEST, Row
from leadbook.rules.imports.rows import Reader
from leadbook.schema import LEADS

if TYPE_CHECKING:
    import pandas as pd

TYPED = [c.name for c in LEADS.columns if c.owner == "people"]
OUR_ID = re.compile("L-[0-9A-HJKMNP-TV-Z]{10}")


@dataclass
class Imported:
    """``leads``: the new Leads frame. ``report``: rows_in, reconciliation, and the rows new, matched, refused ..."""

    leads: pd.DataFrame
    report: dict[str, Any]


def imported(leads: pd.DataFrame, incoming: Incoming, config: Config, now: dt.datetime, *, source: str = "",
             owner: str = "") -> Imported:
    """Leads and a contacts file in; Leads with the new rows appended and blanks filled, and the account, out.

    ``source`` and ``owner`` are for the rows that name none. Raises BadInput if the file has no column for a name.
    """
    told: dict[str, list[dict[str, Any]]] = {what: [] for what in TOLD}
    ledger = Ledger(Differences(leads, told["differences"]), told)
    rows = _read(incoming, config, ledger)
    keys = _keys(rows, config)
    known = _standing(leads, config)
    for row, (emails, phone, name) in zip(rows, keys, strict=True):
        if reason := refusal(row):
            ledger.tell("refused", row, reason=reason, message=f"Row {row.number} is left out: {reason}.")
            continue
        own, made = str(row.cells.pop("Lead ID", "")).upper(), ids.lead_id(_text(row))
        place, by = known.find([own, made] if own else [made], emails, phone, name)
        lead = own if OUR_ID.fullmatch(own) else made
        if place is None:
            ledger.add(row, lead, by)
            known.add(-len(ledger.new), lead, emails, phone, name)
        elif place < 0:
            ledger.merge(row, ledger.new[-place - 1], by)
        else:
            ledger.fill(row, place, by, {"Source": source, "Owner": owner})
    for cells in ledger.new:
        _defaults(cells, config, now, source, owner, incoming)
    return Imported(_written(leads, ledger), _account(incoming, told, len(rows)))


def refusal(row: Row) -> str:
    """Why a row cannot become a lead; "" if it can."""
    if not row.called:
        return "it has neither a name nor a company"
    long = next((c for c, v in row.cells.items() if isinstance(v, str) and len(v) > LONGEST), "")
    return f"its {long} is longer than a cell can hold ({LONGEST:,} characters)" if long else ""


def _read(incoming: Incoming, config: Config, ledger: Ledger) -> list[Row]:
    reader = Reader(columns(incoming, config), len(incoming.header), config)
    rows = [reader.read(n, texts) for n, texts in zip(incoming.numbers, incoming.rows, strict=True)]
    for row in rows:
        for header, value in row.unread:
            ledger.tell("notices", row, column=header, value=value, message=(
                f"Row {row.number} ({row.called}), column {header}: {value!r} cannot be read; it is kept in Notes."))
    return rows


def _keys(rows: list[Row], config: Config) -> list[tuple[list[str], str, str]]:
    """(e-mails, phone, name) of each row, in comparable form."""
    import pandas as pd

    typed = pd.Series([email for row in rows for email in row.emails], dtype=object)
    mails = iter(reach_keys(typed, "Email", config.business.country))
    typed = pd.Series([str(row.cells.get("Phone", "")) for row in rows], dtype=object)
    phones = reach_keys(typed, "Phone", config.business.country)
    return [([next(mails) for _ in row.emails], phone,
             name_key(str(row.cells.get("Name", "")), str(row.cells.get("Company", ""))))
            for row, phone in zip(rows, phones, strict=True)]


def _standing(leads: pd.DataFrame, config: Config) -> Known:
    """Every lead that stands in the workbook; its place is its position."""
    known = Known()
    emails = reach_keys(leads["Email"], "Email", config.business.country)
    phones = reach_keys(leads["Phone"], "Phone", config.business.country)
    every = zip(leads.index, leads["Lead ID"], emails, phones, leads["Name"], leads["Company"], strict=True)
    for place, lead, email, phone, name, company in every:
        known.add(place, lead, [email] if email else [], phone, name_key(name, company))
    return known


def _text(row: Row) -> str:
    """What the row says, whatever the case and spacing: the text that its id stands for."""
    said = (f"{name}={' '.join(str(row.cells[name]).casefold().split())}" for name in TYPED if name in row.cells)
    return "\x1f".join(said)


def _defaults(cells: dict[str, Any], config: Config, now: dt.datetime, source: str, owner: str,
              incoming: Incoming) -> None:
    referral = next((name for name, s in config.sources.items() if s.referral), "") if cells.get("Giver") else ""
    given = {"Stage": config.first_stage, "Source": source or referral or incoming.source, "Owner": owner,
             "Received": now, "Batch": incoming.batch}
    cells.update({name: value for name, value in given.items() if value and not cells.get(name)})


def _written(leads: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
    for name, cells in ledger.fills.items():
        places = sorted(cells)
        column = leads[name].copy()
        column.loc[places] = frames.of(LEADS, [{name: cells[p]} for p in places])[name].to_numpy()
        leads = leads.assign(**{name: column})
    return frames.below(leads, frames.of(LEADS, ledger.new)) if ledger.new else leads


def _account(incoming: Incoming, told: dict[str, list[dict[str, Any]]], rows_in: int) -> dict[str, Any]:
    counts = {name: len(told[name]) for name in ("new", "matched", "refused")}
    noun = "row" if rows_in == 1 else "rows"
    line = (f"{incoming.file}: {rows_in:,} {noun} in the file = {counts['new']:,} new "
            f"+ {counts['matched']:,} matched + {counts['refused']:,} refused.")
    if sum(counts.values()) != rows_in:
        raise AssertionError(f"rows went missing: {line}")
    return {"csv": incoming.file, "batch": incoming.batch, "rows_in": rows_in, **told, "reconciliation": line}
