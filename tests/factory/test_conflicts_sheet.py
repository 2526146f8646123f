"""The sheet Conflicts as people see it: what waits is marked, what is decided is grey, a typed choice is a choice."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from leadbook import config, frames
from leadbook.factory import painting, places, tables
from leadbook.factory.palette import Palette
from leadbook.factory.workbook import build
from leadbook.schema import CONFLICTS
from tests.factory.native import sheet as ironcalc_sheet

DAY = dt.date(2026, 11, 23)
CLASH = {"When": "2026-11-23 09:30", "Table": "Leads", "Row ID": "L-7K3QF9X2AB", "Lead": "Dana Whitfield",
         "Field": "Phone", "Ours": "(212) 555-0142", "Theirs": "(212) 555-0177", "Conflict ID": "C-1"}
ROWS = {  # which rule paints the row
    "Two values: choose Ours or Theirs, or type what is right": CLASH,
    "Chosen: the next refresh or merge carries it out": CLASH | {"Choice": "(212) 555-0155", "Conflict ID": "C-2"},
    "Decided, as you chose": CLASH | {"Choice": "Ours", "Decided": "2026-11-23 10:00", "Conflict ID": "C-3"},
    "": {}}


@pytest.fixture(scope="module")
def built() -> Any:
    clashes = frames.of(CONFLICTS, list(ROWS.values())[:3])
    content = build(config.default_config(), "B-1", {"Conflicts": clashes}, DAY)
    return openpyxl.load_workbook(io.BytesIO(content))["Conflicts"]


def letter(column: str) -> str:
    return places.letter(CONFLICTS.names.index(column))


def test_choice_offers_two_words_and_refuses_nothing(built: Any) -> None:
    (rule,) = [one for one in built.data_validations.dataValidation if f"{letter('Choice')}2" in str(one.sqref)]
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", '"Ours,Theirs"', "information")
    assert str(rule.sqref) == f"{letter('Choice')}2:{letter('Choice')}{places.LAST_ROW}"
    assert "type what is right" in rule.prompt
    assert "exactly what you typed" in rule.error


def test_the_rules_stand_on_whole_columns_and_their_order_is_the_strongest_first(built: Any) -> None:
    found = [(str(area.sqref), rule.formula[0], rule.dxf) for area in built.conditional_formatting
             for rule in area.rules]
    decided, chosen, waits = painting.rules(CONFLICTS)[:3]
    (grey,) = [dxf for area, formula, dxf in found if formula == decided.formula]
    assert (grey.font.i, grey.fill.bgColor.rgb if grey.fill else None) == (True, None)
    assert [area for area, formula, _ in found if formula == chosen.formula] == [
        f"{letter('Choice')}2:{letter('Choice')}{places.LAST_ROW}"]
    ((area, _, amber),) = [one for one in found if one[1] == waits.formula]
    assert area == places.whole(CONFLICTS, "Lead", "Field", "Ours", "Theirs", "Choice")
    assert amber.fill.bgColor.rgb.endswith(painting.AMBER["bg_color"].removeprefix("#"))


def test_each_row_has_the_mark_of_its_state() -> None:
    """The formulas of the rules, worked out row by row; only one of the three holds, on a blank row none."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    rows = frames.of(CONFLICTS, list(ROWS.values()))
    tables.add(book.add_worksheet("Conflicts"), CONFLICTS, rows, Palette(book, "USD"))
    book.add_worksheet("Answers")
    book.close()
    rules = [rule for rule in painting.rules(CONFLICTS) if rule.says]
    asked = [re.sub(r"\$([A-Z]+)2", rf"Conflicts!$\g<1>{row}", f"={rule.formula}")
             for row in range(2, 2 + len(ROWS)) for rule in rules]
    held = iter(ironcalc_sheet.answers(raw.getvalue(), *asked))
    found = [[rule.says for rule in rules if next(held) == [[True]]] for _ in ROWS]
    assert found == [[says] if says else [] for says in ROWS]


def test_both_values_and_the_choice_stand_on_one_screen_and_can_be_read(built: Any) -> None:
    """A small laptop shows 1366 pixels: a character is seven wide, and five are between the columns."""
    shown = CONFLICTS.names[:CONFLICTS.names.index("Choice") + 1]
    columns = {name: next(one for one in built.column_dimensions.values()
                          if one.min <= position <= one.max) for position, name in enumerate(CONFLICTS.names, 1)}
    assert columns["Row ID"].hidden
    wide = sum(int(columns[name].width * 7 + 5) for name in shown if not columns[name].hidden)
    assert wide < 1366 - 60
    for name in ("Lead", "Ours", "Theirs", "Ours By", "Theirs By", "Choice"):
        cell = built[f"{letter(name)}2"]
        assert columns[name].width >= 18
        assert cell.alignment.wrap_text or built.column_dimensions[letter(name)].alignment.wrap_text, name
    assert built.sheet_format.defaultRowHeight > 30
    assert built.freeze_panes == f"{letter('Ours')}2"
