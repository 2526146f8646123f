"""The sentences above the table Account, as a spreadsheet program computes them, and what is painted below."""

from __future__ import annotations

import pytest

from leadbook.factory import account_sheet, painting
from leadbook.schema import ACCOUNT


@pytest.mark.libreoffice
def test_the_first_sentence_is_the_account_of_all_leads(recalculated, sheet_of_work):
    sheet = recalculated["Account"]
    team = sheet_of_work["Account"].iloc[0]
    parts = " + ".join(f"{team[part]:.0f} {part.lower()}" for part in account_sheet.PARTS)
    assert sheet["A1"].value == f"{team['Received']:.0f} received = {parts}."
    assert sheet["A1"].value.endswith(" + 1 let go + 1 missing.")
    assert sheet["A2"].value == account_sheet.BELOW
    assert [cell.value for cell in sheet[4]] == ACCOUNT.names
    assert [cell.value for cell in sheet[6]] == [
        "2026-09", "Tom Lee", "Dana Whitfield", 1, None, None, None, None, None, None, 1,
        "The row was deleted, noticed 20 Nov 09:00 (last known: owner Tom Lee).", "L-GONE000000"]


def test_who_is_missing_is_red_from_the_first_row_of_the_table_on():
    rules = {rule.formula: rule.wish for rule in painting.rules(ACCOUNT)}
    assert rules['$C5<>""'] == painting.RED
    assert rules["$K5>0"] == painting.RED_INK
