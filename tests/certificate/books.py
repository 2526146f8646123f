"""Books in memory for the tests of the certificate, and the certificate that LeadBook gives."""

import datetime as dt

from leadbook import config, jobs
from leadbook.books.memory import MemoryBook
from leadbook.factory import settings_rows
from tests.certificate import checker

CHECKED = ("due", "done", "planned", "personal", "broadcast", "last_call", "next_call", "call_gap_days", "verdict")


def person(n, **other):
    return {"Lead ID": f"L-{n}", "Name": f"Person {n}", "Stage": "Contacted", "Owner": "Jane Doe",
            "Phone": f"(212) 555-01{n:02}", "Email": f"p{n}@example.com", "Address": f"{n} Elm Street",
            "Received": dt.datetime(2026, 3, 2, 9)} | other


def book(*leads, touches=(), plan=(), **sections):
    made = config.checked(config.merged(sections), "test")
    rows = settings_rows.rows(made, "B-1").to_dict("records")
    return MemoryBook({"Leads": leads, "Touches": touches, "Plan": plan, "Settings": rows})


def rows(made, table):
    """What stands in a table: dicts; no date = None."""
    return [{name: None if value != value else value for name, value in row.items()}
            for row in made.read(table).astype(object).to_dict("records")]


def certified(made, today, *plannable):
    """(the account, {(person, month): record}) of a book that is planned, and the checker's lines beside them."""
    own = jobs.run(made, "certificate", today, into="", write=None).own
    number = {row["Lead ID"]: row["Person"] for row in rows(made, "Leads")}
    lines = {(number[one["lead"]], one["month"]): one for one in own["everybody"] if one["month"]}
    assert len(lines) == sum(bool(one["month"]) for one in own["everybody"])
    assert own["not_in_the_book"] == 0
    return own["certificate"], lines, checker.certificate(
        rows(made, "Leads"), rows(made, "Touches"), rows(made, "Plan"), today, *plannable)


def agree(made, today, *plannable):
    """LeadBook's certificate is the checker's, in every figure; returns it."""
    account, lines, (wanted, never) = certified(made, today, *plannable)
    assert lines.keys() == wanted.keys()
    for key, line in wanted.items():
        mine = [line.due, line.done, line.planned, line.personal, line.broadcast, line.last_call, line.next_call,
                line.gap, line.verdict]
        got = lines[key] | {"due": lines[key]["needs"]}
        assert dict(zip(CHECKED, mine, strict=True)) == {name: got[name] for name in CHECKED}, key
    failed = {p for (p, _), line in wanted.items() if line.verdict in ("Short", "Unreachable")}
    everybody = {p for p, _ in wanted}
    assert (account["people"], account["kept"], account["excluded"]) == (
        len(everybody), len(everybody - failed), len(never))
    gaps = [line.gap for line in wanted.values() if line.gap is not None]
    assert account["longest_call_gap_days"] == max(gaps, default=None)
    assert len(account["not_kept"]) == sum(line.verdict != "Kept" for line in wanted.values())
    assert all(one["reason"] for one in account["not_kept"])
    return account, lines
