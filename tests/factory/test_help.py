"""The Help sheet says what is there: commands of the command line, sheets of the workbook, rules of the painting."""

from __future__ import annotations

import io
import subprocess
import sys

import openpyxl

from leadbook import factory
from leadbook.factory import help_sheet, painting
from leadbook.factory.workbook import ORDER
from leadbook.schema import TABLES


def test_every_command_on_the_sheet_is_a_command():
    text = subprocess.run([sys.executable, "-m", "leadbook", "--help"], capture_output=True, text=True,
                          check=True).stdout
    for command, _ in help_sheet.COMMANDS:
        assert f"\n  {command.split()[1]} " in text, command


def test_the_sheet_names_every_sheet_column_and_colour():
    sheet = openpyxl.load_workbook(io.BytesIO(factory.built()))["Help"]
    words = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    text = "\n".join(words)
    assert set(ORDER) <= words
    for table in TABLES.values():
        assert set(table.names) <= words
        assert {column.help for column in table.columns} <= words
        for rule in painting.rules(table):
            assert rule.says in text
