"""The sentences above the table Certificate, as a spreadsheet program computes them, and what is painted below."""

from __future__ import annotations

import pytest

from leadbook.factory import painting
from leadbook.schema import CERTIFICATE


@pytest.mark.libreoffice
def test_the_sentences_say_how_many_are_kept_and_the_longest_gap(recalculated):
    sheet = recalculated["Certificate"]
    assert sheet["A1"].value == "1847 of 1849 people get their touches in November; 1848 of 1849 in December."
    assert sheet["A2"].value == ("Longest call gap: 64 days; 62 is the most. "
                                 "Who does not get what is due stands below, by name, with the reason.")
    assert sheet["A4"].value == "Month"
    assert sheet["C9"].value == "Dana Whitfield"


def test_who_is_not_kept_is_painted_from_the_first_row_of_the_table_on():
    rules = {rule.formula: rule.wish for rule in painting.rules(CERTIFICATE)}
    assert rules['OR($D5="Short",$D5="Unreachable")'] == painting.RED
    assert rules['$D5="Late call"'] == painting.AMBER
    assert rules['$D5="Not all kept"'] == painting.RED_INK
