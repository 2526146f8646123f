"""What a worksheet function shows is what the rule answers, whatever the form in which the tables come."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import leadbook.functions as functions
from leadbook.books.memory import MemoryBook
from leadbook.functions import ErrorValue
from leadbook.functions.needs import NEEDS
from leadbook.jobs.work import settings_of
from leadbook.rules import answers
from tests.functions.conftest import TODAY
from tests.functions.sheets import handed, packed, with_headings

LISTS = {"DUE_TODAY": ("Leads", "Plan"), "STALE_LEADS": ("Leads",), "CRACKS": ("Leads",)}
OF_A_LEAD = ("NEXT_TOUCH", "LAST_TOUCH", "TOUCHES_THIS_MONTH", "WHY_TODAY")


def rule(name: str, book: MemoryBook, *asked: Any) -> Any:
    """The rule's own answer, on whole tables."""
    leads, touches, plan = (book.read(table) for table in ("Leads", "Touches", "Plan"))
    config = settings_of(book)[0]
    match name:
        case "DUE_TODAY":
            return answers.due_today(leads, plan, config, TODAY, *asked)
        case "STALE_LEADS":
            return answers.stale_leads(leads, config, *asked)
        case "CRACKS":
            return answers.cracks(leads, config, TODAY, *asked)
        case "NEXT_TOUCH":
            return answers.next_touch(leads, plan, *asked, TODAY)
        case "LAST_TOUCH":
            return answers.last_touch(leads, touches, config, *asked, TODAY)
        case "TOUCHES_THIS_MONTH":
            return answers.touches_this_month(leads, touches, config, *asked, TODAY)
        case "WHY_TODAY":
            return answers.why_today(leads, touches, plan, config, *asked, TODAY)
    return answers.funnel_count(leads, touches, config, *asked)


def shown(frame: Any) -> list[list[Any]]:
    """A frame as rows with headings, blank dates None, days without a time of day."""
    def cell(value: Any) -> Any:
        if value != value:
            return None
        return value.to_pydatetime() if hasattr(value, "to_pydatetime") else value

    return [list(frame.columns), *([cell(value) for value in row] for row in frame.itertuples(index=False))]


def as_days(rows: list[list[Any]]) -> list[list[Any]]:
    """Dates as their midnights, to compare with."""
    return [[dt.datetime.combine(v, dt.time()) if type(v) is dt.date else v for v in row] for row in rows]


@pytest.mark.parametrize("form", [packed, with_headings, lambda table, frame: frame], ids=["macro", "range", "frame"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_the_rules_frame_with_headings(team: MemoryBook, name: str, form: Any) -> None:
    function, tables = getattr(functions, name), handed(name, team, form)
    everybody = function(None, **tables)
    assert len(everybody) > 10
    assert as_days(everybody) == shown(rule(name, team))
    owner = team.read("Leads")["Owner"].iloc[3]
    mine = function(owner.upper(), **tables)
    assert 1 < len(mine) < len(everybody)
    assert as_days(mine) == shown(rule(name, team, owner))


@pytest.mark.parametrize("form", [packed, with_headings, lambda table, frame: frame], ids=["macro", "range", "frame"])
@pytest.mark.parametrize("name", OF_A_LEAD)
def test_each_lead_of_a_range_gets_the_rules_answer(team: MemoryBook, name: str, form: Any) -> None:
    function, tables, leads = getattr(functions, name), handed(name, team, form), team.read("Leads")
    asked = leads["Lead ID"].tolist()[::5]              # the rule judges the whole book for each of them
    answered = function(tuple((lead,) for lead in asked), **tables)
    assert answered == [[rule(name, team, lead)] for lead in asked]
    assert len({str(row) for row in answered}) > 3
    assert function(asked[0].lower().removeprefix("l-"), **tables) == answered[0][0]


@pytest.mark.parametrize("form", [packed, with_headings, lambda table, frame: frame], ids=["macro", "range", "frame"])
def test_counts_of_a_grid_are_stretched_as_excel_stretches(team: MemoryBook, form: Any) -> None:
    tables = handed("FUNNEL_COUNT", team, form)
    steps, starts = ["Received", "Contacted", "closed"], [dt.date(2026, 9, 1), dt.date(2026, 10, 1)]
    grid = functions.FUNNEL_COUNT(steps, [[46266.0], [46296.0]], None, **tables)
    assert grid == [[rule("FUNNEL_COUNT", team, step, start) for step in steps] for start in starts]
    assert grid[0][0] > grid[1][0] > 0
    assert functions.FUNNEL_COUNT("Received", None, dt.datetime(2026, 9, 1), **tables) == rule(
        "FUNNEL_COUNT", team, "Received", None, dt.date(2026, 9, 1))
    assert functions.FUNNEL_COUNT("Received", "2026-09-01", 46296, **tables) == rule(
        "FUNNEL_COUNT", team, "Received", dt.date(2026, 9, 1), dt.date(2026, 10, 1))


EMPTY = MemoryBook()


@pytest.mark.parametrize("form", [packed, with_headings, lambda table, frame: frame], ids=["macro", "range", "frame"])
@pytest.mark.parametrize("name", NEEDS)
def test_an_empty_book(name: str, form: Any) -> None:
    """Headings alone, no lead of that name, nobody reached."""
    answer = getattr(functions, name)(*(("Received",) if name == "FUNNEL_COUNT" else ("Ann",) if name in OF_A_LEAD
                                        else ()), **handed(name, EMPTY, form))
    match name:
        case "FUNNEL_COUNT":
            assert answer == 0
        case "DUE_TODAY" | "STALE_LEADS" | "CRACKS":
            assert answer == shown(rule(name, EMPTY))
            assert len(answer) == 1
        case _:
            assert (answer, type(answer)) == ("#N/A", ErrorValue)


def test_the_shipped_settings_serve_where_no_settings_are_given() -> None:
    lead = {"Lead ID": "L-1", "Name": "Ann", "Stage": "New", "Owner": "Jane", "Alert": "Red", "Stale": "Late"}
    book = MemoryBook({"Leads": [lead]})
    answer = functions.STALE_LEADS("jane", leads=book.read("Leads"))
    assert [row[0] for row in answer] == ["Alert", "Red"]


def test_a_text_that_excel_could_not_show_in_a_list_is_cut() -> None:
    lead = {"Lead ID": "L-1", "Name": "Ann", "Stage": "New", "Alert": "Red", "Stale": "x" * 300}
    book = MemoryBook({"Leads": [lead]})
    why = functions.STALE_LEADS(None, leads=book.read("Leads"))[1][-1]
    assert (len(why), why[-1]) == (255, "…")
