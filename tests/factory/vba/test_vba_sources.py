"""Text files become modules: attributes, line ends, the block that goes; xlwings' modules are those of its version."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from leadbook.factory import vba
from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba import sources
from leadbook.factory.vba.module import Module, document, from_text

CLASS = '''VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Words"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Attribute VB_Description = "What a word is."
Option Explicit
Public Sub Say()
Attribute Say.VB_Description = "Says it."
End Sub
'''


def test_a_class_as_the_editor_exports_it_becomes_one_as_a_project_holds_it():
    module = from_text("Words.cls", CLASS)
    assert module.kind == "class"
    assert module.source.split("\r\n") == [
        'Attribute VB_Name = "Words"', 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"',
        "Attribute VB_GlobalNameSpace = False", "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = False", "Attribute VB_Exposed = True", "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False", 'Attribute VB_Description = "What a word is."', "Option Explicit",
        "Public Sub Say()", 'Attribute Say.VB_Description = "Says it."', "End Sub", ""]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_becomes_crlf(end):
    module = from_text("A.bas", "Option Explicit\nSub B()\nEnd Sub".replace("\n", end))
    assert module.source == 'Attribute VB_Name = "A"\r\nOption Explicit\r\nSub B()\r\nEnd Sub\r\n'


def test_a_byte_order_mark_goes_and_umlauts_stay():
    module = from_text("A.bas", '\ufeffAttribute VB_Name = "A"\n\' F\xfcr \u20ac 5\n')
    assert module.stored == b'Attribute VB_Name = "A"\r\n\' F\xfcr \x80 5\r\n'


def test_the_modules_behind_workbook_and_sheets():
    sheet, book = document("SheetToday"), document("ThisWorkbook", "0{00020819-0000-0000-C000-000000000046}")
    assert sheet.source.split("\r\n") == [
        'Attribute VB_Name = "SheetToday"', 'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"',
        "Attribute VB_GlobalNameSpace = False", "Attribute VB_Creatable = False", "Attribute VB_PredeclaredId = True",
        "Attribute VB_Exposed = True", "Attribute VB_TemplateDerived = False", "Attribute VB_Customizable = True", ""]
    assert book.source == sheet.source.replace("SheetToday", "ThisWorkbook").replace("00020820", "00020819")


@pytest.mark.parametrize(("name", "said"), [
    ("A" * 32, "32 characters; 31 is the most"), ("_Private", "begins with a letter"), ("1st", "begins with a letter"),
    ("Two words", "begins with a letter"), ("Caf\xe9", "begins with a letter"), ("A-B", "begins with a letter"),
    ("", "(no name)"), ("Sub", "word of the language"), ("date", "word of the language"),
    ("PRINT", "word of the language"), ("VB_Name", "word of the language"), ("VBA", "the VBA library"),
    ("excel", "Excel's library"), ("Office", "the Office library"), ("stdole", "library of OLE"),
    ("VBAProject", "the project itself"), ("Dir", "a stream of the project file"),
])
def test_a_name_that_vba_does_not_take_is_refused_by_name(name, said):
    for make in (lambda: from_text(f"{name}.bas", "Option Explicit\n"), lambda: document(name),
                 lambda: vba.project([Module(name, "standard", "")])):
        with pytest.raises(CannotBuild, match=re.escape(said)) as refused:
            make()
        assert str(refused.value).startswith(f"VBA module {name or '(no name)'}: ")


def test_two_modules_alike_but_for_case_are_refused():
    with pytest.raises(CannotBuild, match="VBA module plan: there is also Plan, and VBA sees no difference"):
        vba.project([document("Plan"), from_text("plan.bas", "")])


@pytest.mark.parametrize("longest", ["A" * 31, "Funnel_2", "Name", "Line"])
def test_the_longest_name_and_words_that_are_free_are_taken(longest):
    assert vba.project([document(longest)])


@pytest.mark.parametrize(("file", "text", "said"), [
    ("A.bas", "Option Explicit\n' \u0141ukasz\n", "VBA module A: line 2 of its code holds the character U+0141"),
    ("A.bas", "x\ny = \"\u2192\"", "line 2 of its code holds the character U+2192"),
    ("A.bas", "\x81", "line 1 of its code holds the character U+0081"),
    ("A.cls", "a\x00b", "line 1 of its code holds the character U+0000"),
    ("A.bas", 'Attribute VB_Name = "B"\n', "A.bas: its first line names the module B"),
    ("A.frm", "", "A.frm: a VBA source is a .bas or a .cls file"),
])
def test_a_source_that_cannot_stand_in_a_project_is_refused(file, text, said):
    with pytest.raises(CannotBuild, match=re.escape(said)):
        from_text(file, text)


def test_data_in_a_module_is_refused_by_name():
    picks = random.Random(5)
    noise = "".join(chr(picks.choice([*range(33, 127), *range(0xA1, 0x100)])) for _ in range(9000))
    with pytest.raises(CannotBuild, match="VBA module Blob: a stretch of it is no text"):
        vba.project([from_text("Blob.bas", "' " + noise)])


def test_xlwings_pin_package_module_and_its_dll_and_script_are_of_one_version():
    """The module loads a DLL and calls a script by names that hold the version: another version would find nothing."""
    module, dictionary = sources.of_xlwings()
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    pinned = re.search(r'"xlwings==([\d.]+)"', project)[1]
    assert pinned == importlib.metadata.version("xlwings") == sources.version(module)
    assert set(re.findall(r"xlwings(?:32|64)-([\d.]+)\.dll", module.source)) == {pinned}
    assert '"xlwings-" & XLWINGS_VERSION & ".applescript"' in module.source
    assert set(re.findall(r'XLWINGS_VERSION As String = "([^"]*)"', module.source)) == {pinned}
    package = Path(importlib.util.find_spec("xlwings").submodule_search_locations[0])
    assert (package / f"xlwings-{pinned}.applescript").is_file()
    assert (dictionary.name, dictionary.kind) == ("Dictionary", "class")


def test_xlwings_modules_keep_every_line_and_their_licences():
    package = Path(importlib.util.find_spec("xlwings").submodule_search_locations[0])
    for module, file in zip(sources.of_xlwings(), sources.XLWINGS, strict=True):
        text = (package / file).read_bytes().decode("cp1252")
        code = [line for line in text.split("\r\n") if not line.startswith("Attribute VB_")]
        kept = [line for line in module.source.split("\r\n") if not line.startswith("Attribute VB_")]
        assert kept == (code if module.kind == "standard" else code[4:])
    module, dictionary = sources.of_xlwings()
    assert "'xlwings is distributed under a BSD 3-clause license.\r\n" in module.source
    assert "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS" in module.source
    assert "@license: MIT" in dictionary.source


def test_another_version_of_xlwings_is_refused(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0.0.1")
    with pytest.raises(CannotBuild, match=r"xlwings 0\.0\.1 is installed, but its VBA module is of version 0\."):
        sources.of_xlwings()


def test_without_xlwings_the_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CannotBuild, match="xlwings is not installed"):
        sources.of_xlwings()


def test_building_does_not_import_xlwings():
    code = "import sys; from leadbook.factory.vba import sources; sources.of_xlwings(); print('xlwings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_own_sources_are_read_in_order_whatever_their_line_ends(tmp_path, monkeypatch):
    (tmp_path / "b.bas").write_bytes(b'Attribute VB_Name = "b"\r\n')
    (tmp_path / "A.cls").write_bytes(b"Option Explicit\n")
    (tmp_path / "notes.txt").write_bytes(b"not code")
    monkeypatch.setattr(sources, "folder", lambda name: tmp_path)
    assert [(module.name, module.kind) for module in sources.own()] == [("A", "class"), ("b", "standard")]
