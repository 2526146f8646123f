"""The Help sheet says what is there: buttons, functions, commands, sheets, columns, colours."""

from __future__ import annotations

import io
import subprocess
import sys

import openpyxl
import pytest

from leadbook import factory
from leadbook.factory import help_buttons, help_sheet, painting, ribbon
from leadbook.factory.help_lines import WIDTHS, Lines
from leadbook.factory.workbook import ORDER
from leadbook.rules.answers.declared import FUNCTIONS
from leadbook.schema import TABLES


@pytest.fixture(scope="module")
def sheet():
    return openpyxl.load_workbook(io.BytesIO(factory.built()))["Help"]


@pytest.fixture(scope="module")
def words(sheet):
    return {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}


def test_every_command_on_the_sheet_is_a_command():
    text = subprocess.run([sys.executable, "-m", "leadbook", "--help"], capture_output=True, text=True,
                          check=True).stdout
    for command, _ in help_sheet.COMMANDS:
        assert f"\n  {command.split()[1]} " in text, command


def test_the_sheet_names_every_sheet_column_and_colour(words):
    text = "\n".join(words)
    assert set(ORDER) <= words
    for table in TABLES.values():
        assert set(table.names) <= words
        assert {column.help for column in table.columns} <= words
        for rule in painting.rules(table):
            assert rule.says in text


def test_every_sheet_is_a_click_away(sheet):
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in ORDER}


def test_the_sheet_says_of_every_button_what_it_does(words):
    root = ribbon.tree(ribbon.source())
    group = [button for element in root.iter() if element.tag.endswith("}group") for button in element]
    assert len(group) > 10
    for button in group:
        assert {button.get("label"), button.get("supertip")} <= words
    text = "\n".join(words)
    for label in help_buttons.labels():
        assert label in text, label


def test_a_button_of_the_ribbon_comes_with_its_group_its_keys_and_its_menu(monkeypatch):
    """Ribbon: group Watch with a button, and a menu of one choice with two endings. Below: what the sheet says."""
    monkeypatch.setattr(ribbon, "source", lambda: f"""<customUI xmlns="{ribbon.SPACE}"><ribbon><tabs>
        <tab id="T" label="LeadBook" keytip="K"><group id="G" label="Watch">
        <button id="a" label="Look" keytip="O" supertip="Looks."/>
        <menu id="m" label="Log" keytip="L" supertip="Logs."><menu id="c" label="Called" supertip="A call.">
        <button id="s" label="Spoke" supertip="You spoke."/><button id="n" label="No answer" supertip="None."/></menu>
        <button id="l" label="Left message" supertip="An attempt. Undo log takes it back."/></menu></group></tab>
        </tabs></ribbon></customUI>""")
    said: list[tuple[str, str, str]] = []
    monkeypatch.setattr(Lines, "section", lambda self, title: said.append((title, "", "")))
    monkeypatch.setattr(Lines, "line", lambda self, *texts: said.append(texts))
    help_buttons.buttons(Lines(None, None, 0))
    assert said[:6] == [
        (help_buttons.BUTTONS_TITLE, "", ""), ("Look", "Watch   Alt, K, O", "Looks."),
        ("Log", "Watch   Alt, K, L", "Logs."), ("    Called", "", "Spoke, No answer."),
        ("    Left message", "", "An attempt."), (help_buttons.TROUBLE_TITLE, "", "")]


def test_the_sheet_says_of_every_function_what_it_gives(words, sheet):
    text = "\n".join(words)
    for function in FUNCTIONS:
        assert function.call in words
        (cell,) = [cell for row in sheet.iter_rows(max_col=2) for cell in row if cell.value == function.call]
        assert cell.alignment.wrap_text
        assert (sheet.row_dimensions[cell.row].height or 18) >= 15 * -(-len(function.call) // WIDTHS[1])
        assert function.gives in text
        assert function.example in text


def test_each_colour_is_told_in_words_too(sheet):
    legend = next(cell.row for row in sheet.iter_rows(max_col=2) for cell in row
                  if cell.value == "What the colours and marks mean")
    marks = {sheet.cell(row, 2).value: sheet.cell(row, 3).value for row in range(legend + 1, legend + 10)}
    assert marks["Stale"] == "bold, shaded"
    assert marks["A date that has gone by"] == "bold, underlined"
    assert all(marks.values())


def test_a_row_is_high_enough_for_its_text(sheet):
    for row in sheet.iter_rows(min_col=4, max_col=4):
        text = str(row[0].value or "")
        height = sheet.row_dimensions[row[0].row].height or 18
        assert height >= 15 * -(-len(text) // 110), text
