"""LeadBook's own lint: the built workbooks pass it, and each fault that is planted is caught by its sentence."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from leadbook import factory
from leadbook.factory import lint, macros
from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba import sources
from leadbook.factory.vba.module import document
from leadbook.factory.workbook import ORDER
from leadbook.schema import TABLES
from tests.factory.gates.plants import CALLBACKS, RIBBON, planted, sources_in

NEW, OLD = "customUI/customUI14.xml", "customUI/customUI.xml"
LEADS = f"xl/worksheets/sheet{ORDER.index('Leads') + 1}.xml"
WITH_TABLES = [sheet for sheet in ORDER if sheet in {table.sheet for table in TABLES.values()}]
IN_BOOK = LEADS.removeprefix("xl/")
BOOK, RELS, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
TOGGLE = 'getLabel="LabelOf"'


def table_part(content: bytes, name: str) -> str:
    package = lint.Package(content, {})
    return next(part for part in package.parts if part.startswith("xl/tables/")
                and package.tree(part).get("displayName") == name)


def test_the_shipped_workbook_has_no_fault(shipped):
    assert lint.faults(shipped, sources_in(shipped)) == []


def test_a_filled_workbook_has_none_but_the_macros_it_lacks(books):
    found = lint.faults(books["Demo.xlsx"].read_bytes(), {})
    assert {re.sub("Sheet\\w+|customUI/.*", "", fault) for fault in found} <= {
        "the ribbon ", "the workbook or a sheet has no code name"}
    assert found
    mine = books["Mine.xlsm"].read_bytes()
    assert lint.faults(mine, sources_in(mine)) == []


def test_the_small_workbook_has_no_fault(small):
    assert lint.faults(small, sources_in(small)) == []


RIBBON_FAULTS = [
    ('id="Mailed"', 'id="Called"', "the id called is there twice"),
    ('keytip="G"', 'keytip="GOGO"', "keytip of button Go has 4 characters; 3 is the most"),
    ('keytip="S"', 'keytip="G"', "the keytips G and G in tab Tab cannot be told apart"),
    ('keytip="P"', 'keytip="GO"', "the keytips G and GO in tab Tab cannot be told apart"),
    ('keytip="M"', 'keytip="C"', "the keytips C and C in menu Log cannot be told apart"),
    ('keytip="LB"', 'keytip="H"', "the keytip H of a tab is that of one of Excel's own tabs"),
    ('supertip="Goes."', f'supertip="{"x" * 1025}"', "supertip of button Go has 1025 characters; 1024 is the most"),
    ('label="Go"', f'label="{"x" * 1025}"', "label of button Go has 1025 characters"),
    (TOGGLE, f'{TOGGLE} label="Both"', "toggleButton Shown has both label and getLabel"),
    ('imageMso="Call"', 'imageMso="Call" getImage="LabelOf"', "menu Log has both imageMso and getImage"),
    ('imageMso="Call"', 'imageMso="Telephone"', "menu Log: whether Excel has an icon Telephone nobody knows"),
    ('keytip="G"', "", "button Go has no keytip"),
    ('supertip="Goes."', "", "button Go has no supertip"),
    ('screentip="Go"', "", "button Go has no screentip"),
    ('imageMso="RefreshAll"', "", "button Go has no imageMso"),
    ('label="Called"', "", "button Called has no label"),
    ('onAction="OnGo"', 'onAction="OnGone"', "onAction of Go calls OnGone, and no standard module has such a Sub"),
    ('onAction="OnGo"', 'onAction="Other.OnGo"', "calls Other.OnGo, and no standard module"),
    ('onAction="OnGo"', 'onAction="OnPick"', "calls OnPick with (iribboncontrol), but it takes"),
    ('onAction="OnShown"', 'onAction="OnGo"', "onAction of Shown calls OnGo with (iribboncontrol, boolean)"),
    ('getPressed="IsShown"', 'getPressed="OnGo"', "getPressed of Shown calls OnGo with (iribboncontrol, variant)"),
    ('getItemLabel="ItemOf"', 'getItemLabel="CountOf"', "calls CountOf with (iribboncontrol, integer, variant)"),
    ('onChange="OnSaid"', 'onChange="OnGo"', "onChange of Said calls OnGo with (iribboncontrol, string)"),
    ('onLoad="Loaded"', 'onLoad="OnGo"', "onLoad of customUI calls OnGo with (iribbonui)"),
    ('loadImage="Picture"', 'loadImage="IsShown"', "loadImage of customUI calls IsShown with (string, variant)"),
]


@pytest.mark.parametrize("part", [NEW, OLD])
@pytest.mark.parametrize(("old", "new", "said"), RIBBON_FAULTS)
def test_a_fault_in_either_form_of_the_ribbon_is_caught(small, part, old, new, said):
    found = lint.faults(planted(small, part, old, new), sources_in(small))
    assert any(fault.startswith(part) and said in fault for fault in found), found


def code(old: str, new: str, module: str = "Ribbon"):
    def change(modules: dict[str, str]) -> dict[str, str]:
        assert old in modules[module]
        return modules | {module: modules[module].replace(old, new, 1)}
    return change


def more(module: str, text: str):
    return lambda modules: modules | {module: text}


def without(module: str):
    return lambda modules: {name: text for name, text in modules.items() if name != module}


BASE = document("SheetGone").source
VBA_FAULTS = [
    (code("OnGo(control As IRibbonControl)", "OnGo(control As IRibonControl)"), "OnGo with (iribboncontrol), but it"),
    (code("ribbon As IRibbonUI", "ribbon As IRibbonUi2"), "the unknown type IRibbonUi2"),
    (code("Private Tab_ As IRibbonUI", "Private Tab_ As IRibonUI"), "the unknown type IRibonUI"),
    (code("Sub OnGo(", "Private Sub OnGo("), "calls OnGo, which must be a public Sub"),
    (code("Sub OnGo(control As IRibbonControl)", "Function OnGo(control As IRibbonControl)"), "must be a public Sub"),
    (code("Sub OnGo(control As IRibbonControl)", "Sub OnGo()"), "but it takes (nothing)"),
    (code("Sub OnGo(control As IRibbonControl)", "Sub OnGo(control)"), "but it takes (variant)"),
    (code("pressed As Boolean", "pressed As Integer"), "but it takes (iribboncontrol, integer)"),
    (code("Public Sub IsShown(control As IRibbonControl, ByRef", "Public Sub IsShown(control As IRibbonControl, ByVal"),
     "IsShown with (iribboncontrol, variant)"),
    (code("Sub OnGo(control", "'Sub OnGo(control"), "no standard module has such a Sub"),
    (code("Option Explicit", ""), "Ribbon lacks Option Explicit"),
    (code("End Sub", "End Sub\r\n' " + "x" * 1022), "line 8 has 1024 characters; 1023 is the most"),
    (code("returnedVal = 1", "returnedVal = 1" + " + _\r\n 1" * 25), "continues a statement over more than 24 lines"),
    (more("Twin", CALLBACKS.replace('"Ribbon"', '"Twin"')), "which is in Ribbon and in Twin"),
    (more("Twin", 'Attribute VB_Name = "Twin"\r\nOption Explicit\r\nSub onSAID()\r\nEnd Sub\r\n'),
     "the VBA procedure onsaid is in the modules Ribbon and Twin"),
    (more("Other", "Option Explicit\r\nPublic Sub Workbook_Open()\r\nEnd Sub\r\n"), "Other has Workbook_Open"),
    (more("Other", "Option Explicit\r\nSub AutoOpen()\r\nEnd Sub\r\n"), "Other has AutoOpen, which runs by itself"),
    (code("True\r\n", "True\r\nSub A()\r\nEnd Sub\r\n", "SheetLeads"), "SheetLeads of a sheet or the workbook holds"),
    (without("SheetLeads"), "the code name SheetLeads has no VBA module of its kind"),
    (without("ThisWorkbook"), "the code name ThisWorkbook has no VBA module of its kind"),
    (more("SheetLeads", "Option Explicit\r\n"), "the code name SheetLeads has no VBA module of its kind"),
    (more("SheetGone", BASE), "the VBA module SheetGone is that of a sheet, and no sheet has this code name"),
]


@pytest.mark.parametrize(("change", "said"), VBA_FAULTS, ids=[said[:40] for _, said in VBA_FAULTS])
def test_a_fault_in_the_vba_is_caught(small, change, said):
    found = lint.faults(small, change(sources_in(small)))
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(("part", "old", "new", "said"), [
    (LEADS, "<sheetData>", "<sheetData><row r='999'><c r='A999'><f>1+Answer(2)</f></c></row>",
     "a formula calls the VBA function answer: 1+Answer(2)"),
    (LEADS, "<formula>", "<formula>ANSWER(1)+", f"{LEADS}: a formula calls the VBA function answer"),
    (BOOK, '<definedName name="lb_Stage">', '<definedName name="lb_Stage">ANSWER()+', "workbook.xml: a formula"),
    (BOOK, 'name="lb_Stage"', 'name="ANSWER"', "ANSWER is a defined name and a VBA function"),
])
def test_a_formula_that_needs_macros_is_caught(small, part, old, new, said):
    code = 'Attribute VB_Name = "Asked"\r\nOption Explicit\r\nPublic Function Answer(x) As Variant\r\nEnd Function\r\n'
    modules = sources_in(small) | {"Asked": code}
    assert lint.faults(small, modules) == []
    found = lint.faults(planted(small, part, old, new), modules)
    assert any(said in fault for fault in found), found
    text = planted(small, LEADS, "<sheetData>", "<sheetData><row r='999'><c r='A999'><f>\"ANSWER(1)\"</f></c></row>")
    assert lint.faults(text, modules) == []


FILE_FAULTS = [
    (LEADS, 'codeName="SheetLeads"', 'codeName="SheetToday"', "two sheets have the code name SheetToday"),
    (LEADS, 'codeName="SheetLeads"', 'codeName="Sheet2"', "the code name Sheet2 has no VBA module"),
    (LEADS, ' codeName="SheetLeads"', "", "the workbook or a sheet has no code name"),
    (BOOK, ' codeName="ThisWorkbook"', "", "the workbook or a sheet has no code name"),
    ("Touches", f' id="{WITH_TABLES.index("Touches") + 1}" name=', ' id="1" name=', "another table has the id 1 too"),
    ("Touches", 'displayName="Touches"', 'displayName="Leads"', "table Leads: another table or a defined"),
    ("Touches", 'displayName="Touches"', 'displayName="lb_Stage"', "another table or a defined name"),
    ("Leads", 'name="Company"', 'name="Firm"',
     "table Leads: the header cell C1 says 'Company', its column is called 'Firm'"),
    ("Leads", 'name="Company"', 'name="NAME"', "table Leads: two columns are called NAME"),
    ("Leads", 'ref="A1:', 'ref="B1:', "is not that of"),
    ("Leads", '<autoFilter ref="A1:', '<autoFilter ref="A1:B2" x="', "its filter covers A1:B2"),
    (BOOK, 'name="lb_Stage"', 'name="lb_Owner"', "the defined name lb_Owner is there twice"),
    (BOOK, 'name="lb_Stage"', 'name="AB12"', "the defined name AB12 is none that Excel takes"),
    (BOOK, 'name="lb_Stage"', 'name="lb Stage"', "the defined name lb Stage is none that Excel takes"),
    (BOOK, '<definedName name="lb_Stage">', '<definedName name="lb_Stage">#REF!', "lb_Stage leads nowhere: #REF!"),
    (BOOK, '<definedName name="lb_Stage">', '<definedName name="lb_Stage">[1]', "lb_Stage leads into another"),
    (LEADS, 'promptTitle="', f'promptTitle="{"x" * 33}', "promptTitle has"),
    (LEADS, ' prompt="', f' prompt="{"x" * 256}', "255 is the most"),
    (LEADS, ' error="', f' error="{"x" * 256}', "error has"),
    (LEADS, "<formula1>\"", f"<formula1>\"{'x' * 256},", "its list has"),
    (LEADS, "<sheetData>", '<sheetProtection sheet="1"/><sheetData>', "sheet Leads has <sheetProtection>"),
    (LEADS, "<sheetData>", "<controls/><sheetData>", "sheet Leads has <controls>"),
    (BOOK, "<sheets>", "<externalReferences/><sheets>", "the workbook has <externalReferences>"),
    ("xl/activeX/activeX1.xml", "", "<a/>", "the part xl/activeX/activeX1.xml is an ActiveX control"),
    ("xl/ctrlProps/ctrlProp1.xml", "", "<a/>", "is a form control"),
    ("xl/externalLinks/externalLink1.xml", "", "<a/>", "is an external link"),
    ("xl/printerSettings/printerSettings1.bin", "", "x", "is a printer's settings"),
    ("xl/xmlMaps.xml", "", "<a/>", "is an XML map"),
    ("xl/notes.xml", "", "<a/>", "nothing links the part xl/notes.xml"),
    ("xl/notes.txt", "", "x", "the part xl/notes.txt has no content type"),
    (RELS, f'Target="{IN_BOOK}"', 'Target="worksheets/sheet99.xml"', "sheet Leads leads to no part"),
    (RELS, f'Target="{IN_BOOK}"', 'Target="worksheets/sheet99.xml"', f"the sheet in {LEADS}"),
    (RELS, 'Target="styles.xml"', 'Target="style.xml"', "a relationship leads to xl/style.xml, which is not there"),
    (BOOK, '<sheet name="Leads" ', '<sheet name="Leads" state="hidden" ', "sheet Leads is hidden"),
    (BOOK, '<sheet name="Leads" ', '<sheet name="Leads" state="veryHidden" ', "sheet Leads is veryHidden"),
    (BOOK, '<sheet name="Leads" ', '<sheet name="today" ', "the sheet name today is there twice"),
    (BOOK, '<sheet name="Leads" ', '<sheet name="Le/ads" ', "sheet 'Le/ads' has a name that Excel does not take"),
    (BOOK, 'sheetId="2"', 'sheetId="1"', "the sheet number 1 is there twice"),
    (TYPES, '<Override PartName="/xl/styles.xml"', '<Override PartName="/xl/style.xml"',
     "the content types name xl/style.xml"),
    ("_rels/.rels", 'Target="customUI/customUI14.xml"', 'Target="customUI/customUI13.xml"',
     "nothing links the part customUI/customUI14.xml"),
]


@pytest.mark.parametrize(("part", "old", "new", "said"), FILE_FAULTS,
                         ids=[f"{part}: {said[:40]}" for part, _, _, said in FILE_FAULTS])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_fault_in_the_file_is_caught(small, part, old, new, said):
    part = table_part(small, part) if part in TABLES else part
    found = lint.faults(planted(small, part, old, new), sources_in(small))
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize("part", [NEW, OLD])
def test_a_form_of_the_ribbon_that_is_missing_is_caught(small, part):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            if name != part:
                after.writestr(name, before.read(name))
    assert f"the ribbon {part} is missing" in lint.faults(made.getvalue(), sources_in(small))


def test_a_part_that_is_there_twice_is_caught(small):
    made = io.BytesIO(small)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as file:
        file.writestr("xl/styles.xml", file.read("xl/styles.xml"))
    assert "the part xl/styles.xml is in the file twice" in lint.faults(made.getvalue(), sources_in(small))


def test_build_refuses_in_one_sentence_and_keeps_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "workbook").mkdir()
    old = tmp_path / "workbook" / "LeadBook.xlsm"
    old.write_bytes(b"the old one")
    folder: Path = tmp_path / "sources"
    folder.mkdir()
    (folder / "customUI14.xml").write_text(RIBBON)
    (folder / "Ribbon.bas").write_text(CALLBACKS.replace("Sub Loaded(", "Sub Arrived("))
    monkeypatch.setattr(sources, "folder", lambda name: folder)
    macros._project.cache_clear()
    with pytest.raises(CannotBuild, match=r"onLoad of customUI calls Loaded, and no .* \(and 1 more\)\."):
        factory.build_command(tmp_path)
    assert old.read_bytes() == b"the old one"
    (folder / "Ribbon.bas").write_text(CALLBACKS)
    macros._project.cache_clear()
    assert factory.build_command(tmp_path) == old
    macros._project.cache_clear()
    assert old.read_bytes()[:2] == b"PK"
