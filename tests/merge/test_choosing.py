"""What people chose on the sheet Conflicts is carried out by the next refresh, told, and taken back by undo."""

from __future__ import annotations

import copy
import datetime as dt
import functools
from typing import Any

import pytest

from leadbook import frames, jobs
from leadbook.books.memory import MemoryBook
from leadbook.books.undo.journal import Journal
from leadbook.books.undo.journaled import JournaledBook
from leadbook.config import default_config
from leadbook.factory.settings_rows import rows as settings_rows
from leadbook.jobs.undo import undo
from leadbook.rules.merge.decide import decide
from leadbook.rules.merge.open_rows import conflict_id
from leadbook.schema import TABLES
from leadbook.sentences import refreshed

NOON = dt.datetime(2026, 11, 23, 12)
SETTINGS = settings_rows(default_config(), "B-1").to_dict("records")
LEADS = [{"Lead ID": "L-1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Stage": "New", "Value": 100,
          "Next Date": "2026-12-01", "Received": "2026-11-20 09:30"},
         {"Lead ID": "L-2", "Name": "Bob Ray", "Stage": "New", "Received": "2026-11-20 10:00"}]


def conflict(choice: str = "", field: str = "Phone", ours: str = "(212) 555-0142", theirs: str = "(212) 555-0177",
             row: str = "L-1", table: str = "Leads", lead: str = "Ann Lee") -> dict[str, Any]:
    return {"When": "2026-11-22 18:00", "Table": table, "Row ID": row, "Lead": lead, "Field": field, "Ours": ours,
            "Theirs": theirs, "Choice": choice, "Conflict ID": conflict_id((table, row, field), theirs)}


DELETE = {"field": "", "ours": "(the row is here)", "theirs": "(deleted)"}


@functools.cache
def as_left() -> MemoryBook:
    """The team's book as LeadBook left it, before the copies were merged."""
    one = MemoryBook({"Settings": SETTINGS, "Leads": LEADS}, "Team.xlsm")
    refresh(one)
    return one


def book(*conflicts: dict[str, Any]) -> MemoryBook:
    one = copy.copy(as_left())
    one._frames = one._frames | {"Conflicts": frames.of(TABLES["Conflicts"], conflicts)}
    return one


def refresh(one: Any, **options: Any) -> Any:
    return jobs.run(one, "refresh", NOON.date(), NOON, **options)


def shown(one: Any, table: str, column: str) -> list[Any]:
    return one.read(table)[column].tolist()


def open_rows(one: Any) -> int:
    return int(one.read("Conflicts")["Decided"].isna().sum())


CASES = {  # the choice -> the phone afterwards, cells written, rows decided, what is said
    "Ours": ("(212) 555-0142", 0, 1, "1 conflict decided as chosen on the sheet Conflicts."),
    "Theirs": ("(212) 555-0177", 1, 1, "1 conflict decided as chosen on the sheet Conflicts."),
    "theirs": ("(212) 555-0177", 1, 1, "1 conflict decided as chosen on the sheet Conflicts."),
    "(212) 555-0199": ("(212) 555-0199", 1, 1, "1 conflict decided as chosen on the sheet Conflicts."),
    "": ("(212) 555-0142", 0, 0, "1 conflict on the sheet Conflicts waits for your choice."),
}


@pytest.mark.parametrize("choice", CASES)
def test_a_choice_is_carried_out(choice: str) -> None:
    phone, cells, rows, said = CASES[choice]
    one = book(conflict(choice))
    report = refresh(one)
    assert shown(one, "Leads", "Phone")[0] == phone
    told = report.own["decided"]
    assert (told["cells"], told["rows"], told["left"], told["open"]) == (cells, rows, [], 1 - rows)
    assert open_rows(one) == 1 - rows
    assert refreshed(report.as_json()).startswith(said)
    if choice == "Theirs":
        assert not refresh(one).receipt.changed, "a second time changes nothing"


def test_dates_and_numbers_can_be_typed() -> None:
    one = book(conflict("2026-12-24", "Next Date", "2026-12-01", "2026-12-05"),
               conflict("250000", "Value", "100", "200"))
    refresh(one)
    assert (str(shown(one, "Leads", "Next Date")[0])[:10], shown(one, "Leads", "Value")[0]) == ("2026-12-24", 250000.0)


CANNOT = {
    "no date": ([conflict("soon", "Next Date", "2026-12-01", "2026-12-05")],
                "Ann Lee, Next Date: 'soon' is not a date; write dates as 2026-11-23."),
    "two values": ([conflict("Theirs"), conflict("Theirs", theirs="(212) 555-0188")],
                   "Ann Lee, Phone: two different values are chosen on the sheet Conflicts; leave one choice."),
    "written since": ([conflict("Theirs", ours="(212) 555-0100")],
                      "Ann Lee, Phone: somebody wrote (212) 555-0142 there since; choose Ours to keep that."),
    "a word for a row": ([conflict("yes", **DELETE)],
                         "Ann Lee: choose Ours (the row stays) or Theirs (it is deleted)."),
    "the row is gone": ([conflict("Theirs", row="L-9", lead="Zoe")],
                        "Zoe, Phone: the row is gone; 'leadbook restore' brings it back."),
    "a newer LeadBook": ([conflict("Theirs", "Shoe Size")], "Ann Lee: this LeadBook knows no Shoe Size in Leads."),
}


@pytest.mark.parametrize("case", CANNOT)
def test_what_cannot_be_carried_out_is_said_and_stays_open(case: str) -> None:
    conflicts, said = CANNOT[case]
    one = book(*conflicts)
    sheets = {name: one.read(name) for name in ("Leads", "Touches", "Plan", "Conflicts")}
    done = decide(sheets, NOON)
    assert (done.left, done.written, done.rows) == ([said], 0, 0)
    assert all(done.sheets[name] is sheets[name] for name in sheets)


def test_refresh_says_what_it_could_not_carry_out() -> None:
    conflicts, said = CANNOT["no date"]
    one = book(*conflicts)
    before = one.read("Leads")
    report = refresh(one)
    assert refreshed(report.as_json()).startswith(f"{said} 1 conflict on the sheet Conflicts waits for your choice.")
    assert one.read("Leads") is before
    assert open_rows(one) == 1


@pytest.mark.parametrize("at", [0, 1])
def test_a_row_that_was_chosen_to_go_goes_and_nothing_is_planned_for_it(at: int) -> None:
    lead = LEADS[at]
    one = book(conflict("Theirs", row=lead["Lead ID"], lead=lead["Name"], **DELETE))
    new = ["New One"] * (at == 0)
    one._frames["Inbox"] = frames.of(TABLES["Inbox"], [{"Name": name, "Phone": "212 555 0111"} for name in new])
    planned = shown(one, "Plan", "Lead ID").count(lead["Lead ID"])
    report = refresh(one)
    left = [row["Name"] for row in LEADS if row is not lead]
    assert shown(one, "Leads", "Name") == [*left, *new], "what came in during the same run stands below"
    assert report.own["decided"]["rows"] == 1
    history = one.read("History")
    assert set(history.loc[(history["Field"] == "") & (history["New"] == ""), "Row ID"]) == {lead["Lead ID"]}
    found = report.findings
    assert lead["Lead ID"] not in set(found.loc[found["table"] == "Leads", "lead"])
    assert shown(one, "Plan", "Lead ID").count(lead["Lead ID"]) == planned
    totals = jobs.run(one, "account", NOON.date(), NOON).own["totals"]
    assert (totals["received"], totals["let_go"], totals["residual"]) == (2 + len(new), 1, 0), "it is accounted for"
    assert not refresh(one).receipt.changed, "a second time changes nothing"


@pytest.mark.parametrize("what", [{"choice": "Theirs"}, {"choice": "Theirs", **DELETE}, {"choice": "ours", **DELETE}])
def test_undo_gives_back_what_was_decided(what: dict[str, str], tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path))
    one = book(conflict(**what))
    before = {name: one.read(name) for name in TABLES}
    journal = Journal("B-1")
    refresh(JournaledBook(one, journal, "refresh", NOON.date(), NOON))
    assert open_rows(one) == 0
    report = undo(one, journal, NOON.date())
    assert report.own["left"] == []
    for name, table in TABLES.items():
        assert in_order(one.read(name), table.key).equals(in_order(before[name], table.key)), name


def in_order(frame: Any, key: str) -> Any:
    """A row that was deleted comes back below the others."""
    return frame.sort_values(key, kind="stable", ignore_index=True) if key in ("Lead ID",) else frame


def test_a_dry_run_writes_nothing_and_shows_the_cell() -> None:
    one = book(conflict("Theirs"))
    before = {name: one.read(name) for name in TABLES}
    report = refresh(one, dry_run=True)
    assert all(one.read(name) is before[name] for name in TABLES)
    cells = [line for line in report.as_json()["changes"] if (line["table"], line.get("column")) == ("Leads", "Phone")]
    assert [(line["key"], line["old"], line["new"]) for line in cells] == [("L-1", "(212) 555-0142", "(212) 555-0177")]


def test_a_book_without_conflicts_reads_nothing_more_and_says_nothing() -> None:
    one = book()
    report = refresh(one)
    assert "decided" not in report.own
    assert not report.receipt.changed
