"""The same four jobs the way most people would write them: openpyxl, pandas, a loop a row, save. Not slowed down.

It checks, marks, plans and counts much as LeadBook does, by simpler rules (and loses what openpyxl loses).
Run: python benchmarks/naive.py FILE YYYY-MM-DD
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import email_validator
import pandas as pd
import phonenumbers
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

STALE_AFTER = {"New": 1, "Contacted": 3, "Appointment": 3, "Proposal": 3, "Nurture": 30}
ACTIVE = {*STALE_AFTER, "Won", ""}
CONTACT = {"Spoke", "Met", "Replied", "Appointment set", "Not interested"}
REACHED = CONTACT | {"Sent"}
CHANNELS = ["Call", "E-mail", "Text"]


def refresh(path: Path, today: dt.date) -> None:
    """All four jobs on the workbook at ``path``, saved in place."""
    book = load_workbook(path, keep_vba=path.suffix == ".xlsm")
    leads, touches, plan = frame(book, "Leads", "Leads"), frame(book, "Touches", "Touches"), frame(book, "Plan", "Plan")
    findings = validate(leads, today)
    stale(leads, touches, today)
    planned = plan_touches(leads, plan, today)
    tables = funnel(leads, touches, today)
    write_leads(book, leads)
    append_rows(book, "Plan", "Plan", planned)
    replace_rows(book, "Checks", "Checks", findings)
    for (sheet, table), rows in tables.items():
        replace_rows(book, sheet, table, rows)
    book.save(path)


def frame(book: Any, sheet: str, table: str) -> pd.DataFrame:
    """An Excel table as a frame; ``_row`` is the sheet row."""
    ws = book[sheet]
    left, top, right, bottom = range_boundaries(ws.tables[table].ref)
    rows = list(ws.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True))
    df = pd.DataFrame(rows[1:], columns=rows[0])
    df["_row"] = range(top + 1, bottom + 1)
    return df.dropna(how="all", subset=list(rows[0])).reset_index(drop=True)


def validate(leads: pd.DataFrame, today: dt.date) -> list[dict[str, Any]]:
    """Findings a row; the first one and the number of the others stand in Check."""
    findings = []
    checks = []
    phones: dict[str, str] = {}
    emails: dict[str, str] = {}
    for _, lead in leads.iterrows():
        messages = []
        if not lead["Name"] and not lead["Company"]:
            messages.append(("LB101", "Name", "No name and no company: type one of them."))
        if not lead["Phone"]:
            messages.append(("LB102", "Phone", "Incomplete. No phone number: ask for it."))
        else:
            try:
                number = phonenumbers.parse(str(lead["Phone"]), "US")
                if not phonenumbers.is_valid_number(number):
                    messages.append(("LB103", "Phone", f"The phone number {lead['Phone']} is not valid."))
                form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
                if form in phones:
                    messages.append(("LB104", "Phone", f"The same phone number as lead {phones[form]}."))
                phones.setdefault(form, lead["Lead ID"])
            except phonenumbers.NumberParseException:
                messages.append(("LB103", "Phone", f"The phone number {lead['Phone']} cannot be read."))
        if lead["Email"]:
            try:
                address = email_validator.validate_email(str(lead["Email"]), check_deliverability=False).normalized
                if address in emails:
                    messages.append(("LB106", "Email", f"The same e-mail as lead {emails[address]}."))
                emails.setdefault(address, lead["Lead ID"])
            except email_validator.EmailNotValidError as error:
                messages.append(("LB105", "Email", f"The e-mail {lead['Email']} is not valid: {error}"))
        if not lead["Owner"]:
            messages.append(("LB107", "Owner", "No owner: choose who works this lead."))
        open_ = lead["Stage"] in STALE_AFTER
        next_date = as_date(lead["Next Date"])
        if open_ and next_date is None:
            messages.append(("LB108", "Next Date", "No next date: say when you do the next step."))
        if next_date is not None and next_date < today:
            messages.append(("LB109", "Next Date", f"The next date {next_date} is in the past."))
        if lead["Source"] == "Referral" and not lead["Giver"]:
            messages.append(("LB110", "Giver", "A referral without a giver: who referred it?"))
        if open_ and not lead["Need"]:
            messages.append(("LB111", "Need", "No need: what do they need from you?"))
        if lead["Next Action"] and "they will" in str(lead["Next Action"]).lower():
            messages.append(("LB112", "Next Action", "The next action waits for them: write your own step."))
        if lead["Stage"] == "Won" and not lead["Value"]:
            messages.append(("LB113", "Value", "Won without a value."))
        if lead["Stage"] == "Lost" and not lead["Lost Reason"]:
            messages.append(("LB114", "Lost Reason", "Lost without a reason."))
        received = as_date(lead["Received"])
        if received is not None and received > today:
            messages.append(("LB115", "Received", "Received in the future."))
        need_by = as_date(lead["Need By"])
        if need_by is not None and (need_by - today).days > 180:
            messages.append(("LB116", "Need By", "The need is more than 180 days away."))
        for column in ("Name", "Company", "Notes"):
            if isinstance(lead[column], str) and lead[column][:1] in ("=", "+", "-", "@"):
                messages.append(("LB117", column, "Text that looks like a formula."))
        for code, column, message in messages:
            findings.append({"Code": code, "Lead ID": lead["Lead ID"], "Name": lead["Name"], "Table": "Leads",
                             "Row": lead["_row"], "Column": column, "Message": message, "Since": today})
        more = f" (+{len(messages) - 1} more)" if len(messages) > 1 else ""
        checks.append(messages[0][2] + more if messages else None)
    leads["Check"] = checks
    return findings


def stale(leads: pd.DataFrame, touches: pd.DataFrame, today: dt.date) -> None:
    """Stale, Alert, Deadline, and what the log says: Last Touch, Touches."""
    contacts = touches[touches["Outcome"].isin(CONTACT)].groupby("Lead ID")["When"].max()
    reached = touches[touches["Outcome"].isin(REACHED)].groupby("Lead ID")["When"].agg(["max", "count"])
    reasons, alerts, deadlines, last, counts = [], [], [], [], []
    for _, lead in leads.iterrows():
        reason = alert = deadline = None
        limit = STALE_AFTER.get(lead["Stage"] or "New")
        since, what = lead["Received"], "the reception"
        if lead["Lead ID"] in contacts.index:
            since, what = contacts[lead["Lead ID"]], "the last contact"
        day = as_date(since)
        if limit is not None and day is not None:
            deadline = day + dt.timedelta(days=limit)
            days = (today - day).days
            if days > limit:
                alert = "Red"
                reason = f"{lead['Stage']}: {days} days since {what} of {day:%d %b}, limit {limit}"
            elif days == limit:
                alert = "Amber"
                reason = f"{lead['Stage']}: goes stale tomorrow, {days} days since {what} of {day:%d %b}"
        reasons.append(reason)
        alerts.append(alert)
        deadlines.append(deadline)
        known = lead["Lead ID"] in reached.index
        last.append(reached.at[lead["Lead ID"], "max"].to_pydatetime() if known else None)
        counts.append(int(reached.at[lead["Lead ID"], "count"]) if known else 0)
    leads["Stale"], leads["Alert"], leads["Deadline"] = reasons, alerts, deadlines
    leads["Last Touch"], leads["Touches"] = last, counts


def plan_touches(leads: pd.DataFrame, plan: pd.DataFrame, today: dt.date) -> list[dict[str, Any]]:
    """Three touches this month and next for every active lead, on working days; also fills Next Touch."""
    known = set(plan["Plan ID"])
    months = [pd.Timestamp(today).to_period("M"), pd.Timestamp(today).to_period("M") + 1]
    start = pd.Timestamp(today)
    days = {month: list(pd.bdate_range(max(month.start_time, start), month.end_time).date) for month in months}
    rows, next_touch = [], []
    for n, lead in enumerate(leads.to_dict("records")):
        first = None
        if (lead["Stage"] or "") in ACTIVE and lead["Do Not Contact"] not in ("Yes", "All"):
            for month in months:
                for slot in range(3):
                    code = f"P-{lead['Lead ID'][2:]}-{month.strftime('%Y%m')}-{slot + 1}"
                    date = days[month][(n + slot * len(days[month]) // 3) % len(days[month])]
                    first = min(first, date) if first else date
                    if code in known:
                        continue
                    channel = CHANNELS[(n + slot) % 3]
                    rows.append({"Plan ID": code, "Date": date, "Lead ID": lead["Lead ID"], "Name": lead["Name"],
                                 "Owner": lead["Owner"], "Channel": channel, "Status": "Planned", "Scheduled": date,
                                 "Why": f"Touch {slot + 1} of 3 in {month.strftime('%B')}"})
        next_touch.append(first)
    leads["Next Touch"] = next_touch
    return rows


def funnel(leads: pd.DataFrame, touches: pd.DataFrame, today: dt.date) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The weekly, cohort, source and speed tables, by pandas group-bys."""
    df = leads.copy()
    dates = ("Received", "First Contact", "Appointment", "Proposal", "Closed")
    for column in dates:
        df[column] = pd.to_datetime(df[column], errors="coerce")
    spoke = touches[touches["Outcome"].isin(CONTACT)].groupby("Lead ID")["When"].min()
    df["First Contact"] = df["First Contact"].fillna(df["Lead ID"].map(pd.to_datetime(spoke)))
    week_of = {column: df[column].dt.to_period("W") for column in dates}
    weekly = []
    for week in sorted(week_of["Received"].dropna().unique())[-26:]:
        for owner in [*sorted(df["Owner"].dropna().unique()), "Team"]:
            mine = (df["Owner"] == owner) | (owner == "Team")
            new = df[mine & (week_of["Received"] == week)]
            won = df[mine & (week_of["Closed"] == week) & (df["Stage"] == "Won")]
            weekly.append({
                "Week": week.start_time.to_pydatetime(), "Owner": owner, "Leads In": len(new),
                "Got Hold Of": int((mine & (week_of["First Contact"] == week)).sum()),
                "Appointments": int((mine & (week_of["Appointment"] == week)).sum()),
                "Proposals": int((mine & (week_of["Proposal"] == week)).sum()), "Closed": len(won),
                "Closed Value": float(won["Value"].fillna(0).sum()),
                "Where From": ", ".join(f"{s} {n}" for s, n in new["Source"].value_counts().items())})
    cohorts = []
    for month, group in df.groupby(df["Received"].dt.to_period("M")):
        before = len(group)
        for step, column in (("Received", "Received"), ("Contacted", "First Contact"), ("Appointment", "Appointment"),
                             ("Proposal", "Proposal"), ("Closed", "Closed")):
            reached = int(group[column].notna().sum())
            cohorts.append({"Cohort": str(month), "Step": step, "Leads": len(group), "Reached": reached,
                            "Step Rate": reached / before if before else None, "Of Received": reached / len(group)})
            before = reached
    sources = []
    hours = (df["First Contact"] - df["Received"]).dt.total_seconds() / 3600
    for source, group in df.groupby("Source"):
        won, lost = int((group["Stage"] == "Won").sum()), int((group["Stage"] == "Lost").sum())
        sources.append({"Source": source, "Leads": len(group), "Contacted": int(group["First Contact"].notna().sum()),
                        "Contacted %": group["First Contact"].notna().mean(), "Won": won, "Lost": lost,
                        "Win % Narrow": won / (won + lost) if won + lost else None,
                        "Volume": float(group.loc[group["Stage"] == "Won", "Value"].fillna(0).sum()),
                        "Median Hours": none(hours[group.index].median())})
    speed = []
    for owner, group in [*df.groupby("Owner"), ("Team", df)]:
        mine = hours[group.index]
        for within, limit in (("5 min", 5 / 60), ("1 h", 1), ("24 h", 24)):
            speed.append({"Owner": owner, "Within": within, "Leads": len(group),
                          "Contacted": int((mine <= limit).sum()),
                          "Share": float((mine <= limit).mean()), "Median Hours": none(mine.median()),
                          "P75 Hours": none(mine.quantile(0.75)), "P90 Hours": none(mine.quantile(0.9))})
    return {("Weekly", "FunnelWeekly"): weekly, ("Cohort", "FunnelCohort"): cohorts,
            ("Sources", "FunnelSources"): sources, ("Speed", "FunnelSpeed"): speed}


def write_leads(book: Any, leads: pd.DataFrame) -> None:
    """Write the computed columns back, cell by cell."""
    ws = book["Leads"]
    header = {cell.value: cell.column for cell in ws[1]}
    for name in ("Check", "Stale", "Alert", "Deadline", "Last Touch", "Touches", "Next Touch"):
        for row, value in zip(leads["_row"], leads[name], strict=True):
            ws.cell(row, header[name]).value = none(value)


def append_rows(book: Any, sheet: str, table: str, rows: list[dict[str, Any]]) -> None:
    """Write rows under an Excel table and make it larger."""
    ws = book[sheet]
    left, top, right, bottom = range_boundaries(ws.tables[table].ref)
    header = {ws.cell(top, x).value: x for x in range(left, right + 1)}
    if bottom == top + 1 and all(ws.cell(bottom, x).value is None for x in range(left, right + 1)):
        bottom = top
    for y, row in enumerate(rows, bottom + 1):
        for name, value in row.items():
            ws.cell(y, header[name]).value = none(value)
    ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{max(bottom + len(rows), top + 1)}"
    ws.tables[table].ref = ws.tables[table].autoFilter.ref = ref


def replace_rows(book: Any, sheet: str, table: str, rows: list[dict[str, Any]]) -> None:
    """Clear an Excel table and write ``rows`` in it."""
    ws = book[sheet]
    left, top, right, bottom = range_boundaries(ws.tables[table].ref)
    if bottom > top:
        ws.delete_rows(top + 1, bottom - top)
    ws.tables[table].ref = f"{get_column_letter(left)}{top}:{get_column_letter(right)}{top + 1}"
    append_rows(book, sheet, table, rows)


def as_date(value: Any) -> dt.date | None:
    """A cell's value as a date, None if it is none."""
    if isinstance(value, dt.datetime) and value == value:
        return value.date()
    return value if isinstance(value, dt.date) and value == value else None


def none(value: Any) -> Any:
    """What openpyxl can write for ``value``: None for NaN and NaT."""
    return None if value is None or value != value else value


if __name__ == "__main__":
    refresh(Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2]))
