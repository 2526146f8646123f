"""FUNNEL_COUNT as of a past day: what ``funnel --as-of`` says, in each form of the tables, and the same for ever."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
import xlwings as xw

import leadbook.functions as functions
from leadbook import frames, jobs
from leadbook.books.memory import MemoryBook
from leadbook.config import default_config
from leadbook.factory.settings_rows import rows
from leadbook.functions import ErrorValue, needs
from leadbook.schema import LEADS, TABLES, TOUCHES
from tests.excel.excel import Excel
from tests.excel.fixtures import excel, open_book
from tests.excel.functions import windows
from tests.functions.conftest import NOW, TODAY
from tests.functions.macro import asked as asked_in_excel
from tests.functions.sheets import packed, with_headings

__all__ = ["excel"]
SETTINGS = rows(default_config(), "B-PAST").to_dict("records")
START = dt.date(2026, 11, 2)
PEOPLE = [  # name, stage, received, appointment, closed
    ("Ann Lee", "New", "2026-10-26 09:30", None, None), ("Bob Ray", "Appointment", "2026-10-27", "2026-10-30", None),
    ("Cy Poe", "Won", "2026-10-12", "2026-10-14", "2026-10-28"), ("Dana Hill", "New", "2026-10-30", None, None),
    ("Eve Moss", "Lost", "2026-10-20", None, "2026-10-29")]
LEADS_THEN = [{"Lead ID": f"L-AAAAAAAAA{n}", "Name": name, "Stage": stage, "Received": received, "Owner": "Jane Doe",
               "Appointment": met, "Closed": closed, "Need": "A house"}
              for n, (name, stage, received, met, closed) in enumerate(PEOPLE, 1)]
SPOKE = {"Touch ID": "T-AAAAAAAAA1", "When": "2026-10-27 10:00", "Lead ID": "L-AAAAAAAAA1", "Channel": "Call",
         "Outcome": "Spoke"}
STEPS = {"Received": "Leads In", "Contacted": "Got Hold Of", "Appointment": "Appointments", "Proposal": "Proposals",
         "Closed": "Closed", "Lost": "Lost"}
WEEKS = [dt.date(2026, 10, 12) + dt.timedelta(weeks=n) for n in range(6)]


def refreshed(book: MemoryBook, day: dt.date) -> None:
    jobs.run(book, "refresh", day, dt.datetime.combine(day, dt.time(12)))


def types(book: MemoryBook, lead: int, **cells: str) -> None:
    """A person types into the row of a lead."""
    frame = book.read("Leads").copy()
    row = frame.index[frame["Lead ID"] == f"L-AAAAAAAAA{lead}"][0]
    for column, value in cells.items():
        frame.loc[row, column] = pd.Timestamp(value) if LEADS[column].is_date else value
    book._frames["Leads"] = frame


def adds(book: MemoryBook, table: Any, **cells: Any) -> None:
    new = frames.of(table, [{name.replace("_", " "): value for name, value in cells.items()}])
    book._frames[table.name] = frames.below(book.read(table.name), new)


def loses(book: MemoryBook, lead: int) -> None:
    there = book.read("Leads")
    book._frames["Leads"] = there[there["Lead ID"] != f"L-AAAAAAAAA{lead}"].reset_index(drop=True)


def autumn() -> MemoryBook:
    """Three weeks of work: LeadBook ran on 2, 9 and 16 November; since then somebody worked on."""
    book = MemoryBook({"Settings": SETTINGS, "Leads": LEADS_THEN, "Touches": [SPOKE]})
    refreshed(book, START)
    types(book, 1, Stage="Appointment", Appointment="2026-11-04")
    adds(book, LEADS, Lead_ID="L-AAAAAAAAA6", Name="Gil Fox", Stage="New", Received="2026-11-05", Need="A flat")
    adds(book, TOUCHES, Touch_ID="T-AAAAAAAAA2", Lead_ID="L-AAAAAAAAA4", When="2026-11-06 11:00", Channel="Call",
         Outcome="Spoke")
    refreshed(book, dt.date(2026, 11, 9))
    types(book, 2, Stage="Won", Closed="2026-11-11", Received="2026-10-28")
    loses(book, 4)
    refreshed(book, dt.date(2026, 11, 16))
    types(book, 1, Stage="Lost", Closed="2026-11-20")
    return book


def tables(book: MemoryBook, form: Any = packed, past: bool = True) -> dict[str, Any]:
    needed = needs.handed("FUNNEL_COUNT", past)
    return {table.lower(): form(table, book.read(table), *([columns] if form is packed else []))
            for table, columns in needed.items()}


def weekly(book: MemoryBook, day: dt.date) -> dict[tuple[str, dt.date], float]:
    """What ``funnel --as-of`` says of the team: (step, first day of the week) -> leads."""
    own = jobs.run(book, "as-of", TODAY, NOW, day=day, archives=[]).own
    return {(step, dt.date.fromisoformat(row["Week"])): row[column] for row in own["tables"]["FunnelWeekly"]
            if row["Owner"] == "Team" for step, column in STEPS.items()}


def counts(book: MemoryBook, day: Any, form: Any = packed) -> dict[tuple[str, dt.date], Any]:
    """(step, first day of the week) -> leads, asked in one grid."""
    ends = [[week + dt.timedelta(days=6)] for week in WEEKS]
    grid = functions.FUNNEL_COUNT([list(STEPS)], [[week] for week in WEEKS], ends, day, **tables(book, form))
    return {(step, week): count for week, line in zip(WEEKS, grid, strict=True)
            for step, count in zip(STEPS, line, strict=True)}


DAYS = [START, dt.date(2026, 11, 8), dt.date(2026, 11, 9), dt.date(2026, 11, 15), dt.date(2026, 11, 16),
        dt.date(2026, 11, 22), TODAY, dt.date(2026, 10, 28)]         # the last one lies before the history


@pytest.fixture(scope="module")
def worked() -> MemoryBook:
    return autumn()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_agrees_with_the_command(worked: MemoryBook, day: dt.date) -> None:
    told, found = weekly(worked, day), counts(worked, day)
    assert {at: found[at] for at in found if at in told} == {at: told[at] for at in found if at in told}
    assert len(told.keys() & found.keys()) >= len(STEPS) * 3
    assert sum(found.values()) > 4


def test_the_days_differ(worked: MemoryBook) -> None:
    assert len({tuple(counts(worked, day).values()) for day in DAYS}) >= 5


@pytest.mark.parametrize("form", [with_headings, lambda table, frame: frame], ids=["range", "frame"])
def test_the_form_of_the_tables_changes_nothing(worked: MemoryBook, form: Any) -> None:
    assert counts(worked, DAYS[1], form) == counts(worked, DAYS[1])


def test_a_grid_of_days_and_steps(worked: MemoryBook) -> None:
    days = [[46333.0], [None], ["2026-11-16"]]          # 2026-11-07, now, and a day as text
    grid = functions.FUNNEL_COUNT([list(STEPS)], None, None, days, **tables(worked))
    one = tables(worked, past=False)
    day = dt.date(2026, 11, 7)
    assert grid[0] == [functions.FUNNEL_COUNT(step, None, None, day, **tables(worked)) for step in STEPS]
    assert grid[1] == [functions.FUNNEL_COUNT(step, **one) for step in STEPS]
    assert grid[0] != grid[1] != grid[2]


def test_the_same_answer_for_ever() -> None:
    book = autumn()
    before = {day: counts(book, day) for day in (START, dt.date(2026, 11, 15), dt.date(2026, 10, 28))}
    types(book, 3, Received="2026-11-03", Stage="Lost")
    types(book, 6, Stage="Merged")
    loses(book, 2)
    adds(book, LEADS, Lead_ID="L-AAAAAAAAA7", Name="Hal", Stage="New", Received="2026-10-13", Need="A barn")
    refreshed(book, TODAY)
    assert {day: counts(book, day) for day in before} == before
    for table in ("Leads", "Touches", "History"):                    # sorted by somebody: the rows are the same
        book._frames[table] = book.read(table).iloc[::-1].reset_index(drop=True)
    assert {day: counts(book, day) for day in before} == before


def test_days_whose_history_went_to_a_file_are_no_longer_answered() -> None:
    book = autumn()
    after = dt.date(2026, 11, 16)
    before = counts(book, after)
    written: list[bytes] = []
    jobs.run(book, "archive", TODAY, NOW, before=dt.date(2026, 11, 10), into="Team history.csv", write=written.append)
    assert written
    assert counts(book, after) == before
    answer = functions.FUNNEL_COUNT("Won", None, None, START, **tables(book))
    assert is_error(answer, "#N/A", "The history before 2026-11-10 is in the file Team history.csv: 'leadbook funnel")


def is_error(answer: Any, word: str, why: str) -> bool:
    return type(answer) is ErrorValue and str(answer) == word and why in answer.why


def test_what_cannot_be_answered(worked: MemoryBook) -> None:
    there = tables(worked)
    assert is_error(functions.FUNNEL_COUNT("Won", None, None, dt.date(2026, 11, 24), **there), "#N/A", "still to come")
    assert is_error(functions.FUNNEL_COUNT("Won", None, None, "soon", **there), "#VALUE!", "is not a day")
    assert is_error(functions.FUNNEL_COUNT("Nope", None, None, START, **there), "#N/A", "not a step")
    assert functions.FUNNEL_COUNT("Won", None, None, -2146826246, **there) == "#N/A"
    fresh = MemoryBook({"Settings": SETTINGS, "Leads": LEADS_THEN})
    assert is_error(functions.FUNNEL_COUNT("Won", None, None, START, **tables(fresh)), "#N/A", "Press Refresh")
    seen = worked.read("Seen").assign(Content=lambda frame: frame["Content"].str.replace("Lee", "Fox"))
    assert is_error(functions.FUNNEL_COUNT("Won", None, None, START, **there | {"seen": packed("Seen", seen)}), "#N/A",
                    "Nothing is known")


@pytest.mark.parametrize("table", ["history", "seen"])
def test_a_workbook_of_old_has_the_usual_error(worked: MemoryBook, table: str) -> None:
    for gone in ((False,), None):
        answer = functions.FUNNEL_COUNT("Won", None, None, START, **tables(worked) | {table: gone})
        assert is_error(answer, "#REF!", f"There is no table {table.capitalize()} here")
    assert functions.FUNNEL_COUNT("Won", **tables(worked, past=False)) == 2, "without a day they are not looked at"
    columns = needs.PAST["FUNNEL_COUNT"][table.capitalize()]
    for column in columns:
        left = packed(table.capitalize(), worked.read(table.capitalize()), [c for c in columns if c != column])
        answer = functions.FUNNEL_COUNT("Won", None, None, START, **tables(worked) | {table: left})
        assert is_error(answer, "#REF!", f"has no column {column}")


def test_the_columns_handed_over_are_enough(worked: MemoryBook) -> None:
    whole = {table.lower(): worked.read(table) for table in needs.handed("FUNNEL_COUNT", past=True)}
    assert functions.FUNNEL_COUNT("Received", None, None, START, **whole) == 5 == functions.FUNNEL_COUNT(
        "Received", None, None, START, **tables(worked))


def test_in_excel(excel: Excel, worked: MemoryBook) -> None:
    book: xw.Book = open_book({name: worked.read(name) for name in TABLES})
    with windows("leadbook.functions") as udfs:
        for day in (START, dt.date(2026, 11, 9)):
            serial = float((day - dt.date(1899, 12, 30)).days)
            assert asked_in_excel(udfs, book, "FUNNEL_COUNT", "Won", "", "", serial) == [
                [functions.FUNNEL_COUNT("Won", None, None, day, **tables(worked))]]
        assert asked_in_excel(udfs, book, "FUNNEL_COUNT", "Won") == [[2]]
