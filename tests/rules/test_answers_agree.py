"""On a book just refreshed the worksheet functions say what the sheets and the day's list say."""

import datetime as dt
import random

import pytest

from leadbook import frames
from leadbook.books.memory import MemoryBook
from leadbook.factory import demo, settings_rows
from leadbook.jobs.run import run
from leadbook.rules import answers
from leadbook.rules.today.today import todays
from leadbook.schema import TABLES

TODAY, NOW = dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 9)
CONFIG = demo.demo_config()


@pytest.fixture(scope="module", params=(1, 2))
def book(request):
    """A demo with gaps torn into it, after a refresh."""
    content = demo.content(90, request.param, TODAY, CONFIG)
    dice = random.Random(request.param)
    rows = content["Leads"].copy()
    for column, blank, share in (("Owner", "", 0.1), ("Next Action", "", 0.2), ("Next Date", None, 0.2),
                                 ("Stage", "Parked", 0.05), ("Phone", "", 0.2), ("Do Not Contact", "Call", 0.1),
                                 ("Promise", dt.datetime(2026, 11, 20), 0.1)):
        torn = [dice.random() < share for _ in range(len(rows))]
        rows[column] = rows[column].mask(torn, blank)
    content |= {"Leads": rows, "Settings": settings_rows.rows(CONFIG, "book")}
    made = MemoryBook({name: _cells(TABLES[name], frame) for name, frame in content.items()})
    run(made, "refresh", TODAY, NOW)
    return made


def _cells(table, frame):
    columns = [frames.cells(column, frame[column.name]) for column in table.columns]
    return [dict(zip(table.names, row, strict=True)) for row in zip(*columns, strict=True)]


@pytest.fixture(scope="module")
def tables(book):
    return book.read("Leads"), book.read("Touches"), book.read("Plan")


def test_why_today_is_the_days_list(tables):
    listed = todays(*tables, CONFIG, TODAY, NOW)
    said = {key: "; ".join(filter(None, words)) for key, *words in listed[["Lead ID", "What", "Also"]].to_numpy()}
    assert len(said) > 15
    assert len(set(listed["Kind"])) == 4
    for key in tables[0]["Lead ID"].tolist()[::3]:      # each answer judges the whole book
        assert answers.why_today(*tables, CONFIG, key, TODAY) == said.get(key, ""), key


def test_touches_are_those_of_the_columns(tables):
    leads, touches, plan = tables
    for key, last, following in leads[["Lead ID", "Last Touch", "Next Touch"]].itertuples(index=False):
        found = answers.last_touch(leads, touches, CONFIG, key, TODAY), answers.next_touch(leads, plan, key, TODAY)
        wanted = [None if moment != moment else moment.to_pydatetime() for moment in (last, following)]
        assert found == (wanted[0], wanted[1] and wanted[1].date()), key


def test_due_today_are_those_of_the_days_list_with_a_date(tables):
    leads, _, plan = tables
    listed = todays(*tables, CONFIG, TODAY, NOW)
    due = answers.due_today(leads, plan, CONFIG, TODAY)
    words = listed["What"] + listed["Also"]
    dated = listed.loc[words.str.contains("Planned for|Next action for|Promised for"), "Lead ID"]
    assert len(due) > 15
    assert set(due["Lead ID"]) <= set(dated)
    one_way = leads.loc[leads["Last Touch"] >= leads["Promise"], "Lead ID"]  # a text was sent, but nobody spoke
    assert set(dated) - set(due["Lead ID"]) <= set(one_way)


def test_stale_leads_are_the_marked_ones(tables):
    leads = tables[0]
    assert sorted(answers.stale_leads(leads, CONFIG)["Lead ID"]) == sorted(leads.loc[leads["Alert"] != "", "Lead ID"])


def test_cracks_are_what_the_checks_find(book, tables):
    checks = book.read("Checks")
    found = checks.loc[checks["Code"].isin(["LB109", "LB110", "LB111", "LB112"]), "Lead ID"]
    assert set(answers.cracks(tables[0], CONFIG, TODAY)["Lead ID"]) == set(found)
    assert len(set(found)) > 15


@pytest.mark.parametrize("column", ["Leads In", "Got Hold Of", "Appointments", "Proposals", "Closed", "Lost"])
def test_funnel_count_of_a_week_is_the_teams_figure(book, tables, column):
    weekly = book.read("FunnelWeekly")
    team = weekly[weekly["Owner"] == "Team"]
    assert team[column].sum() > 0
    for first, count in team[["Week", column]].itertuples(index=False):
        last = first.date() + dt.timedelta(days=6)
        assert answers.funnel_count(*tables[:2], CONFIG, column, first.date(), last) == count
