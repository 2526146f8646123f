"""The sheet Inbox: rows in, leads out, each once; a bad row stays with its reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadbook import jobs
from leadbook.books.closed import ClosedBook
from leadbook.books.memory import MemoryBook
from leadbook.config import default_config
from leadbook.factory.settings_rows import rows
from leadbook.rules.imports.match import name_key
from leadbook.schema import INBOX
from tests.books.sheets import workbook

DAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12)
SETTINGS = rows(default_config(), "B-1").to_dict("records")
ANN = {"Lead ID": "L-AAAAAAAAA1", "Name": "Ann Lee", "Phone": "(212) 555-0142", "Email": "ann@example.com"}
TYPED = [column.name for column in INBOX.columns if column.owner == "people"]
Row = dict[str, Any]


def book(inbox: list[Row], *leads: Row) -> MemoryBook:
    return MemoryBook({"Settings": SETTINGS, "Leads": list(leads), "Inbox": inbox})


def sweep(in_book: Any, job: str = "sweep", **options: Any) -> Any:
    return jobs.run(in_book, job, DAY, NOON, **options)


def shown(in_book: Any, table: str, *columns: str) -> list[Any]:
    frame = in_book.read(table)
    cells = [[str(v) if v == v else "" for v in frame[c]] for c in columns]
    return cells[0] if len(columns) == 1 else [list(row) for row in zip(*cells, strict=True)]


CASES = {  # what waits, who is there -> names of the leads, reasons in the Inbox
    "a name is enough": ([{"Name": "Dana"}], [], ["Dana"], [""]),
    "a company is enough": ([{"Company": "Harbor Bakery"}], [], [""], [""]),
    "neither stays": ([{"Phone": "212 555 0100"}], [], [],
                      ["Not in Leads yet: it has neither a name nor a company (write one of them)."]),
    "the same row twice": ([{"Name": "Dana", "Phone": "212 555 0100"}, {"Name": " dana ", "Phone": "212 555 0100"}], [],
                           ["Dana"], ["", ""]),
    "the same phone and name": ([{"Name": "Dana Lee", "Phone": "212-555-0100"},
                                 {"Name": "Lee, Dana", "Phone": "+1 212 555 0100", "Notes": "again"}], [],
                                ["Dana Lee"], ["", "Name in Leads stays Dana Lee."]),
    "the same e-mail": ([{"Name": "Ann", "Email": "ANN@example.com"}], [ANN], ["Ann Lee"],
                        ["Name in Leads stays Ann Lee."]),
    "another phone is named": ([{"Name": "Ann Lee", "Email": "ann@example.com", "Phone": "212 555 0199"}], [ANN],
                               ["Ann Lee"], ["Phone in Leads stays (212) 555-0142."]),
    "an unreadable date stays": ([{"Name": "Dana", "Received": "soon"}], [], [],
                                 ["Not in Leads yet: Received cannot be read (soon): type it anew."]),
    "a bad row holds up nobody": ([{"Notes": "?"}, {"Name": "Dana"}], [], ["Dana"],
                                  ["Not in Leads yet: it has neither a name nor a company (write one of them).", ""]),
}


@pytest.mark.parametrize("case", CASES)
def test_rows_become_leads(case: str) -> None:
    inbox, leads, names, reasons = CASES[case]
    one = book(inbox, *leads)
    report = sweep(one)
    assert (shown(one, "Leads", "Name"), shown(one, "Inbox", "Reason")) == (names, reasons)
    swept = report.own["inbox"]
    assert swept["waiting"] == len(inbox) == sum(len(swept[what]) for what in ("new", "matched", "stayed"))
    assert [bool(lead) for lead in shown(one, "Inbox", "Lead ID")] == [not r.startswith("Not") for r in reasons]
    assert not sweep(one).receipt.changed, "a second time changes nothing"


def test_a_new_lead_has_what_every_new_lead_has() -> None:
    one = book([{"Name": "Dana", "Notes": "met at the fair", "Received": "2026-11-20 09:30", "Source": "Open house"},
                {"Name": "Tom"}])
    sweep(one)
    assert shown(one, "Leads", "Stage", "Source", "Received", "Notes", "Batch") == [
        ["New", "Open house", "2026-11-20 09:30:00", "met at the fair", "Inbox"],
        ["New", "", "2026-11-23 12:00:00", "", "Inbox"]]
    assert shown(one, "Inbox", "Lead ID") == shown(one, "Leads", "Lead ID")


def test_refresh_sweeps_first_and_checks_the_new_leads() -> None:
    one = book([{"Name": "Dana"}])
    report = sweep(one, "refresh")
    assert shown(one, "Leads", "Name", "Check")[0][1].startswith("Incomplete")
    assert [row["name"] for row in report.own["inbox"]["new"]] == ["Dana"]
    assert not sweep(one, "refresh").receipt.changed


def typed(one: MemoryBook, row: int, **cells: Any) -> None:
    """A person types into the Inbox."""
    frame = one.read("Inbox").copy()
    for column, value in cells.items():
        frame.loc[row, column.replace("_", " ")] = value
    one._frames["Inbox"] = frame


def test_a_row_that_is_mended_is_taken_over_and_its_reason_goes() -> None:
    one = book([{"Phone": "212 555 0100"}])
    sweep(one)
    typed(one, 0, Name="Dana")
    sweep(one)
    assert (shown(one, "Leads", "Name", "Phone"), shown(one, "Inbox", "Reason")) == ([["Dana", "212 555 0100"]], [""])


def test_what_is_added_to_a_row_later_goes_to_its_lead() -> None:
    """Saved in the middle of typing: the phone comes after the sweep, the name is corrected."""
    one = book([{"Name": "Dana Whitfeld"}])
    sweep(one)
    typed(one, 0, Name="Dana Whitfield", Phone="212 555 0100")
    sweep(one)
    assert shown(one, "Leads", "Name", "Phone") == [["Dana Whitfeld", "212 555 0100"]]
    assert shown(one, "Inbox", "Reason") == ["Name in Leads stays Dana Whitfeld."]


def test_the_next_person_typed_over_a_copy_of_a_row_is_a_lead_of_its_own() -> None:
    one = book([{"Name": "Dana Lee", "Phone": "212 555 0100"}, {"Name": "x"}])
    sweep(one)
    marks = {name: one.read("Inbox").loc[0, name] for name in ("Lead ID", "Id")}
    typed(one, 1, Name="Dana Ray", Phone="212 555 0101", **{k.replace(" ", "_"): v for k, v in marks.items()})
    sweep(one)
    assert shown(one, "Leads", "Name") == ["Dana Lee", "x", "Dana Ray"]
    assert len(set(shown(one, "Inbox", "Lead ID"))) == 2


def test_a_lead_that_somebody_deleted_is_said_and_does_not_come_back_by_itself() -> None:
    one = book([{"Name": "Dana"}, {"Name": "Tom"}])
    sweep(one)
    kept = one._frames["Leads"]
    one._frames["Leads"] = kept.iloc[1:].reset_index(drop=True)
    report = sweep(one)
    assert (shown(one, "Leads", "Name"), report.own["inbox"]["waiting"]) == (["Tom"], 0)
    assert [reason[:22] for reason in shown(one, "Inbox", "Reason")] == ["Not in Leads any more:", ""]
    assert not sweep(one).receipt.changed
    one._frames["Leads"] = kept
    sweep(one)
    assert shown(one, "Inbox", "Reason") == ["", ""]


def test_a_row_that_was_emptied_waits_for_nothing() -> None:
    one = book([{"Phone": "1"}, {"Name": "Dana"}])
    sweep(one)
    typed(one, 0, Phone="")
    typed(one, 1, Name="")
    assert sweep(one).own["inbox"]["waiting"] == 0
    assert shown(one, "Leads", "Name") == ["Dana"]


def test_a_workbook_without_an_inbox_works_as_before(tmp_path: Any) -> None:
    path = workbook(tmp_path / "old.xlsx", {"Settings": SETTINGS, "Leads": [ANN]}, names={"Inbox": []})
    with ClosedBook(path) as one:
        report = sweep(one, "refresh")
        assert (report.own["inbox"]["there"], report.own["history"]["kept"]) == (False, True)


def test_a_closed_file(tmp_path: Any) -> None:
    inbox = [{"Name": "Dana", "Phone": "212 555 0100"}, {"Phone": "212 555 0199"}]
    path = workbook(tmp_path / "book.xlsx", {"Settings": SETTINGS, "Leads": [ANN], "Inbox": inbox})
    with ClosedBook(path) as one:
        sweep(one)
    with ClosedBook(path) as one:
        assert shown(one, "Leads", "Name") == ["Ann Lee", "Dana"]
        assert shown(one, "Inbox", "Name", "Phone") == [["Dana", "212 555 0100"], ["", "212 555 0199"]]
        assert not sweep(one, "sweep").receipt.changed


WORDS = {"Name": ["", "Ann Lee", "ann lee", "Bob Ray", "Cy"], "Phone": ["", "212 555 0142", "(212) 555-0143", "n/a"],
         "Email": ["", "ann@example.com", "office@example.com"], "Company": ["", "Acme"], "Notes": ["", "=1+1", "two"]}


@settings(max_examples=8, deadline=None)
@given(st.lists(st.fixed_dictionaries({name: st.sampled_from(words) for name, words in WORDS.items()}), max_size=6),
       st.lists(st.tuples(st.integers(0, 5), st.sampled_from(list(WORDS)), st.integers(0, 2)), max_size=4))
def test_whoever_was_typed_is_a_lead_and_nothing_typed_is_touched(inbox: list[Row], later: list[Any]) -> None:
    inbox = [row for row in inbox if any(row.values())]
    one = book(inbox, ANN)
    sweep(one)
    for row, column, nth in later:
        if row < len(inbox):
            typed(one, row, **{column: WORDS[column][nth % len(WORDS[column])]})
    before = one.read("Inbox")[TYPED].copy()
    sweep(one)
    assert one.read("Inbox")[TYPED].equals(before)
    told = one.read("Inbox")
    leads = one.read("Leads").set_index("Lead ID")
    for row in told.to_dict("records"):
        if name_key(row["Name"], row["Company"]):
            assert row["Lead ID"] in leads.index
        elif row["Lead ID"] == "" and any(row[name] for name in TYPED if row[name] == row[name]):
            assert row["Reason"].startswith("Not in Leads yet")
    assert leads.index.is_unique
    assert not sweep(one).receipt.changed
