"""The Funnel sheet, recalculated by LibreOffice: what its figures, owners' rows and small charts rest on."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from leadbook import factory, frames, schema
from leadbook.factory import funnel_numbers, funnel_owners, funnel_sheet
from tests.factory.reading import rows_below, tiles

pytestmark = pytest.mark.libreoffice
TODAY = dt.date.today()
MONDAY = TODAY - dt.timedelta(days=TODAY.weekday())


@pytest.fixture(scope="module")
def funnel(tmp_path_factory, config, soffice):
    """Thirty weeks of the team and two owners; the oldest four are too old for the sheet's weeks."""
    path = tmp_path_factory.mktemp("funnel") / "funnel.xlsx"
    owners = list(config.owners)[:2]
    weekly = frames.of(schema.FUNNEL_WEEKLY, [
        {"Week": MONDAY - dt.timedelta(weeks=week), "Owner": owner, "Leads In": week + nth, "Got Hold Of": nth,
         "Appointments": 1, "Proposals": week % 2, "Closed": nth, "Closed Value": 1000 * nth, "Lost": 0}
        for week in range(29, -1, -1) for nth, owner in enumerate(["Team", *owners])])
    factory.create(path, config, {"FunnelWeekly": weekly}, today=TODAY)
    return openpyxl.load_workbook(soffice(path, "xlsx"), data_only=True)["Funnel"], weekly


def test_an_owner_has_a_row_with_the_sums_of_the_table(funnel, config):
    sheet, weekly = funnel
    rows = rows_below(sheet, "By owner, in the weeks shown")
    assert [row[0] for row in rows] == list(config.owners)
    for name, *sums in rows[:2]:
        mine = weekly[weekly["Owner"] == name]
        assert sums == [mine[column].sum() for _, column in funnel_owners.COLUMNS]


def test_the_small_charts_show_the_last_weeks_oldest_first(funnel):
    sheet, weekly = funnel
    first = next(c for row in sheet.iter_rows() for c in row if c.value == "By owner, in the weeks shown").row + 2
    for nth, owner in enumerate(weekly["Owner"].unique()[1:]):
        mine = weekly[weekly["Owner"] == owner]
        for trend, (_, column) in enumerate(funnel_owners.TRENDS):
            start = funnel_owners.HIDDEN + 1 + trend * funnel_numbers.WEEKS
            shown = [sheet.cell(first + nth, start + week).value for week in range(funnel_numbers.WEEKS)]
            assert shown == list(mine[column][-funnel_numbers.WEEKS:]), column


def test_the_team_s_weeks_feed_the_charts_beside_the_figures(funnel):
    sheet, weekly = funnel
    team = weekly[weekly["Owner"] == "Team"]
    for label, column in funnel_sheet.TRENDS.items():
        top, left, bottom, right = funnel_numbers.weeks_of(column)
        assert left == right
        shown = [sheet.cell(row + 1, left + 1).value for row in range(top, bottom + 1)]
        assert shown == list(team[column][-funnel_numbers.WEEKS:]), label
    assert tiles(sheet, {"Leads in"}) == {"Leads in": team["Leads In"].sum()}
