"""LeadBook's VBA under two checkers of others: pyvbaanalysis (types, calls, members), antlr4-vba (syntax)."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_vba.vbaLexer import vbaLexer
from antlr4_vba.vbaParser import vbaParser

from leadbook.factory import vba
from leadbook.factory.vba import sources
from leadbook.factory.vba.module import WORKBOOK_BASE, document, from_text
from tests.factory.gates.plants import sources_in

OWN = [module.name for module in sources.own()]


def analysed(workbook: Path, only: list[str]) -> list[str]:
    """What pyvbaanalysis calls an error in these modules, the others known to it."""
    done = subprocess.run(
        [sys.executable, "-m", "pyvbaanalysis", str(workbook), "--fail-level", "error", "--format", "json",
         *(word for name in only for word in ("--only", name))], capture_output=True, text=True, timeout=240)
    assert done.returncode in (0, 1), done.stderr
    said = json.loads(done.stdout)
    found = [f"{module['module']}: {one['message']}" for file in said for module in file["modules"]
             for one in module["diagnostics"] if one["severity"] == "error"]
    assert bool(found) == (done.returncode == 1)
    return found


class Heard(ErrorListener):
    def __init__(self):
        self.said: list[str] = []

    def syntaxError(self, recognizer, symbol, line, column, message, error):
        self.said.append(f"line {line}: {message}")


def parsed(source: str) -> list[str]:
    """The syntax errors that antlr4-vba finds."""
    heard = Heard()
    lexer = vbaLexer(InputStream(source.replace("\r\n", "\n")))
    parser = vbaParser(CommonTokenStream(lexer))
    for one in (lexer, parser):
        one.removeErrorListeners()
        one.addErrorListener(heard)
    parser.startRule()
    return heard.said


def test_pyvbaanalysis_finds_no_error_in_our_modules(books):
    for name in ("LeadBook.xlsm", "Mine.xlsm"):
        assert analysed(books[name], OWN) == []


@pytest.mark.parametrize(("line", "said"), [
    ("RunPithon \"import os\"", "RunPithon"),
    ("ActiveSheet.Cells(1, 1).Valu = 1: ThisWorkbook.Naem = \"x\"", "Naem"),
    ("Ask 1, 2, 3", "argument"),
    ("Dim count As Long: count = \"many\"", "many"),
    ("nobody = 1", "nobody"),
])
def test_pyvbaanalysis_sees_a_planted_error(tmp_path, line, said):
    code = f"Option Explicit\nSub Ask(a As Long)\nEnd Sub\nSub Go()\n    {line}\nEnd Sub\n"
    modules = [document("ThisWorkbook", WORKBOOK_BASE), from_text("Mine.bas", code), *sources.of_xlwings()]
    (tmp_path / "bad.xlsm").write_bytes(_workbook(vba.project(modules)))
    found = analysed(tmp_path / "bad.xlsm", ["Mine"])
    assert any(said.lower() in one.lower() for one in found), found


def test_antlr_parses_our_modules_and_sees_planted_errors(shipped):
    """One test, because the grammar is slow until it has met each kind of statement once."""
    ours = {name: source for name, source in sources_in(shipped).items() if name in OWN}
    assert sorted(ours) == sorted(OWN)
    assert {name: parsed(source) for name, source in ours.items()} == {name: [] for name in ours}
    whole = 'Attribute VB_Name = "A"\nSub B()\n    If True Then\n        Debug.Print "x"\n    End If\nEnd Sub\n'
    assert parsed(whole) == []
    for old, new in (("    End If\n", ""), ("End Sub\n", ""), ('"x"\n', '"x\n'), ("If True Then", "If True"),
                     ("Sub B()", "Sub B(")):
        assert parsed(whole.replace(old, new, 1)), f"{old!r} -> {new!r}"


def _workbook(project: bytes) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet().set_vba_name("Sheet1")
    book.add_vba_project(io.BytesIO(project), is_stream=True)
    book.close()
    return made.getvalue()
