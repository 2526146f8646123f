"""Whole projects: olevba and pyOpenVBA give back exactly the sources that went in."""

from __future__ import annotations

import io
import re

import olefile
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser
from pyopenvba.cfb import CFB
from pyopenvba.vba import VBAModuleKind, parse_projectwm, parse_vba_project

from leadbook.factory import vba
from leadbook.factory.vba.module import WORKBOOK_BASE, Module, document, from_text
from leadbook.factory.vba.names import RESERVED, TAKEN

letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
names = st.builds(str.__add__, st.sampled_from(letters[:52]), st.text(letters, max_size=30)).filter(
    lambda name: name.lower() not in RESERVED | set(TAKEN) and not name.lower().startswith("vb_"))
cp1252 = "".join(c for c in bytes(range(256)).decode("cp1252", "ignore") if c >= " " and c != "\x7f") + "\t"
line = st.one_of(st.text(cp1252, max_size=120), st.sampled_from([
    "", "Option Explicit", "Sub A(control As IRibbonControl)", "End Sub", '    x = "say ""hi"" & &H8000"',
    "Attribute x.VB_Description = \"\\n\"", "' \u20ac \u0152 \xff", "#If VBA7 Then", "VERSION 1.0 CLASS", "END"]))
text = st.builds(lambda lines, times, end: end.join(lines * times)[:200_000].rstrip("\r"),
                 st.lists(line, max_size=40), st.sampled_from([1, 1, 2, 7, 100, 900]),
                 st.sampled_from(["\n", "\r\n"]))
modules = st.lists(st.tuples(names, st.sampled_from([".bas", ".cls"]), text), max_size=8,
                   unique_by=lambda one: one[0].lower())


def by_olevba(content: bytes) -> dict[str, str]:
    """Stream name -> source, as olevba extracts it."""
    parser = VBA_Parser("vbaProject.bin", data=content)
    return {stream.rpartition("/")[2]: source for _, stream, _, source in parser.extract_macros()}


def check(content: bytes, wanted: list[Module]) -> None:
    assert by_olevba(content) == {module.name: module.source for module in wanted}
    read = CFB.from_bytes(content)
    project = parse_vba_project(read)
    assert project.validate(read) == []
    assert [(module.name, module.source) for module in project.modules] == [(m.name, m.source) for m in wanted]
    assert [module.kind == VBAModuleKind.standard for module in project.modules] == [
        m.kind == "standard" for m in wanted]
    assert [reference.name for reference in project.references] == ["stdole", "Office"]
    assert project.name == "VBAProject"
    assert project.code_page == 1252
    assert not project.protection.has_password


@given(modules)
@settings(deadline=None, max_examples=60)
def test_random_projects_come_back(files):
    wanted = [document("ThisWorkbook1", WORKBOOK_BASE), document("Sheet_1")]
    taken = {module.name.lower() for module in wanted}
    wanted += [from_text(name + suffix, source) for name, suffix, source in files if name.lower() not in taken]
    content = vba.project(wanted)
    assert content == vba.project(wanted), "the same bytes twice"
    check(content, wanted)


def test_a_large_module_comes_back():
    source = "".join(f"Sub Step{number}()\n    Range(\"A{number}\").Value = {number * 7}\nEnd Sub\n"
                     for number in range(4000))
    wanted = [document("ThisWorkbook", WORKBOOK_BASE), from_text("Large.bas", source)]
    assert len(wanted[1].source) > 200_000
    check(vba.project(wanted), wanted)


MIXED = [document("ThisWorkbook", WORKBOOK_BASE), document("SheetToday"), from_text("Ribbon.bas", "Sub A()\nEnd Sub"),
         from_text("Words.cls", "Option Explicit")]


def test_the_streams_are_those_of_a_project_without_compiled_code():
    ole = olefile.OleFileIO(io.BytesIO(vba.project(MIXED)), raise_defects=olefile.DEFECT_UNSURE)
    assert {"/".join(path) for path in ole.listdir()} == {
        "PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT", *(f"VBA/{module.name}" for module in MIXED)}
    assert ole.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000100")


def test_the_project_text_names_each_module_by_its_kind():
    ole = olefile.OleFileIO(io.BytesIO(vba.project(MIXED)))
    text = ole.openstream("PROJECT").read().decode("cp1252")
    assert "\n" not in text.replace("\r\n", "")
    properties, extenders, workspace = text.split("\r\n\r\n")
    assert re.findall(r"^(?:Document|Module|Class)=.*(?=\r$)", properties, re.MULTILINE) == [
        "Document=ThisWorkbook/&H00000000", "Document=SheetToday/&H00000000", "Module=Ribbon", "Class=Words"]
    order = [line.partition("=")[0] for line in properties.split("\r\n")]
    assert order == ["ID", *["Document"] * 2, "Module", "Class", "Name", "HelpContextID", "VersionCompatible32", "CMG",
                     "DPB", "GC"]
    assert extenders.startswith("[Host Extender Info]\r\n&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;")
    assert workspace.split("\r\n") == ["[Workspace]", *(f"{module.name}=0, 0, 0, 0, C" for module in MIXED), ""]


def test_the_name_map_is_not_compressed():
    ole = olefile.OleFileIO(io.BytesIO(vba.project(MIXED)))
    content = ole.openstream("PROJECTwm").read()
    assert content.startswith(b"ThisWorkbook\x00T\x00h\x00i\x00s\x00")
    assert content.endswith(b"s\x00\x00\x00\x00\x00")
    assert parse_projectwm(content) == [(module.name, module.name) for module in MIXED]
