"""import: the rows of a contacts file -> new leads, filled blanks, and an account of every row.

Mission rows 2 and 12-13; facts/hygiene.md. rows in = new + matched + refused, each one named. A lead's id is made
from what its row says, so the same file twice adds nothing. Nothing that stands in the workbook is overwritten:
where the file says something else, that is named in ``differences``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules import ids
from leadbook.rules.import_columns import Incoming, columns
from leadbook.rules.import_differences import Differences
from leadbook.rules.import_match import Known, name_key, reach_keys
from leadbook.rules.import_rows import Reader, Row
from leadbook.schema import LEADS

if TYPE_CHECKING:
    import pandas as pd

TYPED = [c.name for c in LEADS.columns if c.owner == "people"]
OUR_ID = re.compile("L-[0-9A-HJKMNP-TV-Z]{10}")
LONGEST = 32_767                    # characters that an Excel cell can hold


@dataclass
class Imported:
    """``leads``: the new Leads frame. ``report``: rows_in, reconciliation, and the rows new, matched, refused ..."""

    leads: pd.DataFrame
    report: dict[str, Any]


@dataclass
class _Work:
    leads: pd.DataFrame
    incoming: Incoming
    known: Known = field(default_factory=Known)
    new: list[dict[str, Any]] = field(default_factory=list)
    fills: dict[str, dict[int, Any]] = field(default_factory=dict)
    report: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in ("new", "matched", "refused", "differences", "notices")})


def imported(leads: pd.DataFrame, incoming: Incoming, config: Config, now: dt.datetime, *, source: str = "",
             owner: str = "") -> Imported:
    """Leads and a contacts file in; Leads with the new rows appended and blanks filled, and the account, out.

    ``source`` and ``owner`` are for the rows that name none. Raises BadInput if the file has no column for a name.
    """
    work = _Work(leads, incoming)
    rows = _read(work, config)
    keys = _keys(rows, config)
    _learn(work, config)
    differences = Differences(work.leads, incoming.file, work.report["differences"])
    for row, (emails, phone, name) in zip(rows, keys, strict=True):
        if reason := refusal(row):
            _tell(work, "refused", row, reason=reason, message=f"Row {row.number} is left out: {reason}.")
            continue
        own, made = str(row.cells.pop("Lead ID", "")).upper(), ids.lead_id(_text(row))
        place, by = work.known.find([own, made] if own else [made], emails, phone, name)
        lead = own if OUR_ID.fullmatch(own) else made
        if place is None:
            _add(work, row, lead, emails, phone, name, by)
        elif place < 0:
            _merge(work, row, work.new[-place - 1], by, differences)
        else:
            _fill(work, row, place, by, differences, source, owner)
    for cells in work.new:
        _defaults(cells, config, now, source, owner, incoming.batch)
    return Imported(_written(work), _account(work, len(rows)))


def refusal(row: Row) -> str:
    """Why a row cannot become a lead; "" if it can."""
    if not row.called:
        return "it has neither a name nor a company"
    long = next((c for c, v in row.cells.items() if isinstance(v, str) and len(v) > LONGEST), "")
    return f"its {long} is longer than a cell can hold ({LONGEST:,} characters)" if long else ""


def _read(work: _Work, config: Config) -> list[Row]:
    reader = Reader(columns(work.incoming, config), len(work.incoming.header), config)
    rows = [reader.read(n, texts) for n, texts in zip(work.incoming.numbers, work.incoming.rows, strict=True)]
    for row in rows:
        for header, value in row.unread:
            _tell(work, "notices", row, column=header, value=value, message=(
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


def _learn(work: _Work, config: Config) -> None:
    """Remember every lead that stands in the workbook; its place is its position."""
    leads = work.leads
    emails = reach_keys(leads["Email"], "Email", config.business.country)
    phones = reach_keys(leads["Phone"], "Phone", config.business.country)
    every = zip(leads.index, leads["Lead ID"], emails, phones, leads["Name"], leads["Company"], strict=True)
    for place, lead, email, phone, name, company in every:
        work.known.add(place, lead, [email] if email else [], phone, name_key(name, company))


def _text(row: Row) -> str:
    """What the row says, whatever the case and spacing: the text that its id stands for."""
    said = (f"{name}={' '.join(str(row.cells[name]).casefold().split())}" for name in TYPED if name in row.cells)
    return "\x1f".join(said)


def _add(work: _Work, row: Row, lead: str, emails: list[str], phone: str, name: str, shared: str) -> None:
    work.new.append({**row.cells, "Lead ID": lead})
    work.known.add(-len(work.new), lead, emails, phone, name)
    _tell(work, "new", row, lead=lead)
    if shared:
        _tell(work, "notices", row, column="Email", value=shared, message=(
            f"Row {row.number} ({row.called}) has the e-mail {shared} of somebody with another name: both are kept."))


def _merge(work: _Work, row: Row, lead: dict[str, Any], by: str, differences: Differences) -> None:
    """The person came up earlier in this file: fill that new lead, and keep in its Notes what differs."""
    filled = [c for c, v in row.cells.items() if c != "Notes" and not lead.get(c)]
    lead.update({c: row.cells[c] for c in filled})
    told = differences.named(row, str(lead["Lead ID"]), lead)
    extra = [f"{c}: {v}" for c, v in told if c not in ("Notes", "Name")]
    notes = str(lead.get("Notes", "")).split("\n") if lead.get("Notes") else []
    notes += [line for line in [*extra, *str(row.cells.get("Notes", "")).split("\n")] if line and line not in notes]
    if len("\n".join(notes)) <= LONGEST:
        lead["Notes"] = "\n".join(notes)
    else:
        _tell(work, "notices", row, column="Notes", value="", message=(
            f"Row {row.number} ({row.called}): its notes do not fit into the cell any more; they are left out."))
    _tell(work, "matched", row, lead=lead["Lead ID"], by=f"{by} (earlier in this file)", filled=filled)


def _fill(work: _Work, row: Row, place: int, by: str, differences: Differences, source: str, owner: str) -> None:
    """The person stands in the workbook: fill blanks, name what differs."""
    given = {"Source": source, "Owner": owner} | row.cells
    filled = []
    now = differences.standing(place)
    for name, value in given.items():
        if value and name not in now and place not in work.fills.get(name, {}):
            work.fills.setdefault(name, {})[place] = value
            filled.append(name)
    stands = now | {c: f[place] for c, f in work.fills.items() if place in f}
    differences.named(row, str(now.get("Lead ID", "")), stands)
    _tell(work, "matched", row, lead=now.get("Lead ID", ""), by=by, filled=filled)


def _defaults(cells: dict[str, Any], config: Config, now: dt.datetime, source: str, owner: str, batch: str) -> None:
    referral = next((name for name, s in config.sources.items() if s.referral), "") if cells.get("Giver") else ""
    given = {"Stage": config.first_stage, "Source": source or referral or "Import", "Owner": owner, "Received": now,
             "Batch": batch}
    cells.update({name: value for name, value in given.items() if value and not cells.get(name)})


def _written(work: _Work) -> pd.DataFrame:
    import pandas as pd

    leads = work.leads
    for name, cells in work.fills.items():
        places = sorted(cells)
        column = leads[name].copy()
        column.loc[places] = frames.of(LEADS, [{name: cells[p]} for p in places])[name].to_numpy()
        leads = leads.assign(**{name: column})
    if not work.new:
        return leads
    start = int(leads.index.max()) + 1 if len(leads) else 0
    new = frames.of(LEADS, work.new)
    new = new.set_axis(range(start, start + len(new)))
    return pd.concat([leads, new]) if len(leads) else new


def _tell(work: _Work, what: str, row: Row, **more: Any) -> None:
    work.report[what].append({"row": row.number, "name": row.called, **more})


def _account(work: _Work, rows_in: int) -> dict[str, Any]:
    counts = {name: len(work.report[name]) for name in ("new", "matched", "refused")}
    noun = "row" if rows_in == 1 else "rows"
    line = (f"{work.incoming.file}: {rows_in:,} {noun} in the file = {counts['new']:,} new "
            f"+ {counts['matched']:,} matched + {counts['refused']:,} refused.")
    if sum(counts.values()) != rows_in:
        raise AssertionError(f"rows went missing: {line}")
    return {"csv": work.incoming.file, "batch": work.incoming.batch, "rows_in": rows_in, **work.report,
            "reconciliation": line}
