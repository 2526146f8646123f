"""The Owners sheet, recalculated by LibreOffice: each owner's own rows, in order, and nobody else's."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from leadbook import factory, frames, schema
from leadbook.config import default_config
from leadbook.factory import owners_sheet, today_lists, workings
from leadbook.factory.owners_sheet import BLOCK, TOP
from tests.factory.reading import heading, rows_below, tiles, waiting

pytestmark = pytest.mark.libreoffice
TODAY = dt.date.today()
LISTS = {name: rows for lists in owners_sheet.LISTS.values() for name, rows in lists}


def test_each_owner_has_a_block_and_the_leads_of_nobody_have_the_last(recalculated, config):
    sheet = recalculated["Owners"]
    found = [sheet.cell(TOP + 1 + nth * BLOCK, 2).value or "" for nth in range(workings.OWNERS)]
    wanted = [*config.owners, workings.UNOWNED]
    assert found == wanted + [""] * (workings.OWNERS - len(wanted))


@pytest.mark.parametrize("name", LISTS)
def test_a_block_shows_the_owners_rows_in_order_and_says_how_many_more_wait(
        recalculated, sheet_of_work, config, name):
    sheet, everyones = recalculated["Owners"], waiting(sheet_of_work, config, TODAY)[name]
    seen = 0
    for nth, owner in enumerate([*config.owners, ""]):
        top, title = TOP + 1 + nth * BLOCK, today_lists.ABOUT[name][0]
        mine = everyones[everyones["Owner"] == owner]
        shown = [row[0] for row in rows_below(sheet, title, top)]
        assert shown == (list(mine["Who"][:LISTS[name]]) or [today_lists.NOBODY_WAITS]), owner
        more = f": {LISTS[name]} of {len(mine)}" if len(mine) > LISTS[name] else ""
        assert heading(sheet, title, top) == title + more
        seen += len(mine)
    assert seen == len(everyones) > 0, "every row stands in one block"


def test_the_tiles_of_all_blocks_add_up_to_what_today_says(recalculated, sheet_of_work, config):
    labels = {label for label, *_ in owners_sheet.TILES}
    sums = dict.fromkeys(labels, 0)
    for nth in range(len(config.owners) + 1):
        top = TOP + 1 + nth * BLOCK
        for label, value in tiles(recalculated["Owners"], labels, top, top + 4).items():
            sums[label] += value
    lists = waiting(sheet_of_work, config, TODAY)
    plan, leads = sheet_of_work["Plan"], sheet_of_work["Leads"]
    month = (plan["Date"].dt.month == TODAY.month) & (plan["Date"].dt.date >= TODAY) & (plan["Status"] == "Planned")
    live = leads["Stage"].isin([name for name, stage in config.stages.items() if stage.is_open])
    assert sums == {"Promises to keep": len(lists["promises"]), "New, not spoken to": len(lists["uncalled"]),
                    "Next actions": len(lists["actions"]), "Touches": len(lists["due"]), "Stale (red)": 6,
                    "Incomplete": 4, "Still planned": month.sum(), "Open leads": live.sum()}


def test_a_block_that_nobody_needs_is_blank(recalculated, config):
    sheet = recalculated["Owners"]
    for row in sheet.iter_rows(min_row=TOP + 1 + (len(config.owners) + 1) * BLOCK, max_col=owners_sheet.HIDDEN):
        assert not [cell.coordinate for cell in row if cell.value not in (None, "")]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, soffice):
    """A lead each of 18 owners: more than there are blocks for; names that differ by case only are one owner."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.xlsx"
    leads = frames.of(schema.LEADS, [
        {"Lead ID": f"L-{n}", "Name": f"Lead {n:02}", "Stage": "New", "Received": "2021-01-01",
         "Owner": f"Owner {n % 18:02}" if n < 18 else f"OWNER {n % 18:02}"} for n in range(36)])
    factory.create(path, default_config(), {"Leads": leads}, today=TODAY)
    return openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)


def test_more_owners_than_blocks_are_said_and_told_what_to_do(crowd):
    sheet = crowd["Owners"]
    shown = [sheet.cell(TOP + 1 + nth * BLOCK, 2).value for nth in range(workings.OWNERS)]
    assert shown == [f"Owner {n:02}" for n in range(workings.OWNERS)]
    assert sheet.cell(2, 2).value.startswith(f"Here are the first {workings.OWNERS} owners.")
    assert heading(crowd["Today"], "By owner").endswith(f": the first {workings.OWNERS}")
    assert {row[2] for row in rows_below(crowd["Today"], "By owner")} == {2}


def test_the_links_lead_to_the_blocks():
    for nth in range(workings.OWNERS):
        assert f'"#Owners!B{TOP + 1 + nth * BLOCK}"' in owners_sheet.linked(nth)
