"""Macros and ribbon in the built workbook, in a book of one's own and in a demo; no job of LeadBook touches them."""

from __future__ import annotations

import datetime as dt
import io
import re
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from leadbook import config as settings
from leadbook import factory
from leadbook.cli import leadbook
from leadbook.factory import macros, ribbon
from leadbook.factory.refusal import CannotBuild
from leadbook.factory.vba import sources
from leadbook.factory.workbook import ORDER

DAY = dt.date(2026, 11, 23)
PARTS = ("xl/vbaProject.bin", "customUI/customUI14.xml", "customUI/customUI.xml")
RIBBON = ('<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui" onLoad="Loaded"><!-- mine --><ribbon>'
          '<tabs><tab id="T" label="A &amp; B"><group id="G" label="G" autoScale="true" centerVertically="true">'
          '<button id="B" label="&quot;Go&quot; \xfc" onAction="Go"/></group></tab></tabs></ribbon>'
          '<backstage><tab id="X" label="X"/></backstage>'
          '<contextMenus><contextMenu idMso="ContextMenuCell"/></contextMenus></customUI>')


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADBOOK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return factory.built()


def parts(content: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(content))
    return {name: package.read(name) for name in package.namelist() if name in PARTS}


def run(*args) -> None:
    done = CliRunner().invoke(leadbook, [str(a) for a in args])
    assert done.exit_code in (0, 1), done.output


def test_the_shipped_workbook_has_macros_and_ribbon_linked_and_typed(shipped):
    package = zipfile.ZipFile(io.BytesIO(shipped))
    assert set(parts(shipped)) == set(PARTS)
    types = package.read("[Content_Types].xml").decode()
    assert 'Extension="bin" ContentType="application/vnd.ms-office.vbaProject"' in types
    assert 'Extension="xml"' in types
    assert "sheet.macroEnabled.main+xml" in types
    assert "spreadsheetml.sheet.main+xml" not in types
    roots = package.read("_rels/.rels").decode()
    for part, kind in ribbon.RELATIONSHIPS.items():
        assert f'Type="{kind}" Target="{part}"' in roots
    ids = re.findall(r'Id="(\w+)"', roots)
    assert len(ids) == len(set(ids)) == 5
    assert 'relationships/vbaProject" Target="vbaProject.bin"' in package.read("xl/_rels/workbook.xml.rels").decode()


def test_each_sheet_and_the_workbook_have_a_module_of_their_code_name(shipped):
    package = zipfile.ZipFile(io.BytesIO(shipped))
    assert 'codeName="ThisWorkbook"' in package.read("xl/workbook.xml").decode()
    names = [re.search(r'<sheetPr codeName="(\w+)"', package.read(f"xl/worksheets/sheet{n}.xml").decode())[1]
             for n in range(1, len(ORDER) + 1)]
    assert names == macros.code_names(ORDER)
    assert [m.name for m in macros.modules(names) if m.kind == "document"] == ["ThisWorkbook", *names]


@pytest.mark.parametrize(("sheets", "names"), [
    (["Today", "My Leads", "Checks!"], ["SheetToday", "SheetMyLeads", "SheetChecks"]),
    (["Zo\xeb", "Zo", "ZO"], ["SheetZo", "SheetZo2", "SheetZO3"]),
    (["\u4eca\u65e5", "Date"], ["Sheet", "SheetDate"]),
    (["A sheet with a name of thirty-1", "A sheet with a name of thirty 1"],
     ["SheetAsheetwithanameofthirty1", "SheetAsheetwithanameofthirt2"]),
])
def test_code_names_are_names_that_vba_takes_each_once(sheets, names):
    assert macros.code_names(sheets) == names


def test_a_demo_and_a_book_of_one_s_own_have_the_very_same_macros_and_ribbon(tmp_path, shipped, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("init", "Mine.xlsm")
    run("demo", "--leads", 20, "--today", DAY)
    assert parts((tmp_path / "Mine.xlsm").read_bytes()) == parts(shipped)
    assert parts((tmp_path / "LeadBook-demo.xlsm").read_bytes()) == parts(shipped)


def test_an_xlsx_has_none(tmp_path):
    factory.create(tmp_path / "a.xlsx", settings.default_config(), today=DAY)
    content = (tmp_path / "a.xlsx").read_bytes()
    assert parts(content) == {}
    package = zipfile.ZipFile(io.BytesIO(content))
    text = b"".join(package.read(name) for name in package.namelist())
    for word in (b"vbaProject", b"customUI", b"codeName", b"macroEnabled"):
        assert word not in text


def test_jobs_on_a_closed_book_keep_macros_and_ribbon_byte_for_byte(tmp_path, shipped):
    book, people = tmp_path / "Mine.xlsm", tmp_path / "people.csv"
    people.write_text("Name,Phone,Email\nDana Whitfield,(973) 555-0101,dana@example.com\nLee Ortiz,,lee@example.com\n")
    run("init", book)
    for job in (("import", book, people, "--today", DAY), ("refresh", book, "--today", DAY),
                ("log", book, "Dana Whitfield", "Call", "Spoke", "--when", "2026-11-23 10:00", "--today", DAY),
                ("refresh", book, "--today", DAY + dt.timedelta(days=9))):
        before = book.read_bytes()
        run(*job)
        assert book.read_bytes() != before
        assert parts(book.read_bytes()) == parts(shipped)
    package = zipfile.ZipFile(book)
    for name in ("[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
        assert package.read(name) == zipfile.ZipFile(io.BytesIO(shipped)).read(name)
    assert 'codeName="SheetLeads"' in package.read(f"xl/worksheets/sheet{ORDER.index('Leads') + 1}.xml").decode()


def test_the_same_sources_give_the_same_bytes(shipped):
    macros._project.cache_clear()
    assert parts(factory.built()) == parts(shipped)


def test_excel_2007_gets_the_same_ribbon_without_what_it_does_not_know():
    old = ribbon.for_excel_2007(RIBBON)
    root = ElementTree.fromstring(old.encode())
    space = "{http://schemas.microsoft.com/office/2006/01/customui}"
    assert [element.tag.removeprefix(space) for element in root.iter()] == [
        "customUI", "ribbon", "tabs", "tab", "group", "button"]
    assert root.attrib == {"onLoad": "Loaded"}
    assert root.find(f".//{space}group").attrib == {"id": "G", "label": "G"}
    assert root.find(f".//{space}button").attrib == {"id": "B", "label": '"Go" \xfc', "onAction": "Go"}
    assert "2009/07" not in old


def test_the_ribbon_of_the_sources_is_in_both_forms_the_same_tab(shipped):
    new, old = (ElementTree.fromstring(parts(shipped)[part]) for part in PARTS[1:])
    both = [[(element.tag.partition("}")[2], element.attrib) for element in root.iter()] for root in (new, old)]
    assert both[0] == both[1]
    assert parts(shipped)[PARTS[1]].decode() == (sources.folder("ribbon") / ribbon.SOURCE).read_text(encoding="utf-8")


@pytest.mark.parametrize(("content", "said"), [(None, "Cannot read the ribbon "), (b"\xff\xfe<", "is not in UTF-8")])
def test_a_ribbon_that_cannot_be_read_is_refused(tmp_path, monkeypatch, content, said):
    if content:
        (tmp_path / ribbon.SOURCE).write_bytes(content)
    monkeypatch.setattr(sources, "folder", lambda name: tmp_path)
    with pytest.raises(CannotBuild, match=said):
        ribbon.parts()


@pytest.mark.parametrize(("text", "said"), [
    ("<customUI", "not readable as XML"), ("<customUI/>", "must begin with <customUI xmlns="),
    ('<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"/>', "2009/07/customui"),
])
def test_a_ribbon_that_is_none_is_refused(tmp_path, monkeypatch, text, said):
    (tmp_path / ribbon.SOURCE).write_text(text)
    monkeypatch.setattr(sources, "folder", lambda name: tmp_path)
    with pytest.raises(CannotBuild, match=re.escape(said)):
        ribbon.parts()


def test_a_wrong_source_refuses_the_file_and_writes_nothing(tmp_path, monkeypatch):
    (tmp_path / "vba").mkdir()
    (tmp_path / "vba" / "Print.bas").write_text("Option Explicit\n")
    (tmp_path / "vba" / ribbon.SOURCE).write_text(ribbon.source(), encoding="utf-8")
    monkeypatch.setattr(sources, "folder", lambda name: tmp_path / "vba")
    macros._project.cache_clear()
    done = CliRunner().invoke(leadbook, ["init", str(tmp_path / "Mine.xlsm")])
    macros._project.cache_clear()
    assert done.exit_code == 2
    assert "VBA module Print: this is a word of the language" in done.stderr
    assert not (tmp_path / "Mine.xlsm").exists()


def test_a_wheel_carries_the_sources_to_where_they_are_looked_for():
    root = Path(__file__).parents[2]
    built = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    for name in ("vba", "ribbon"):
        assert built["wheel"]["force-include"][f"workbook/{name}"] == f"leadbook/factory/sources/{name}"
        assert f"workbook/{name}" in built["sdist"]["include"]


def test_sources_lie_in_the_installed_package_or_in_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "__file__", str(tmp_path / "leadbook" / "factory" / "vba" / "sources.py"))
    with pytest.raises(CannotBuild, match="sources are missing"):
        sources.folder("vba")
    checkout, installed = tmp_path / "workbook" / "vba", tmp_path / "leadbook" / "factory" / "sources" / "vba"
    checkout.mkdir(parents=True)
    assert sources.folder("vba") == checkout
    installed.mkdir(parents=True)
    assert sources.folder("vba") == installed
