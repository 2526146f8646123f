"""Every form of cells that spreadsheets write; the fast reader and the patient one agree."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as OpenpyxlTable

from leadbook.ooxml import CellError, Refusal, Workbook
from leadbook.ooxml import opened as opened_module
from tests.ooxml.sheets import make, ours, part, repacked, with_sheet_data

HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>A</t></is></c></row>'
FORMS: list[tuple[str, Any]] = [
    ('<c r="A2"><v>5</v></c>', 5),
    ('<c r="A2"><v>-5</v></c>', -5),
    ('<c r="A2"><v>12345678901</v></c>', 12345678901),
    ('<c r="A2"><v>2.50</v></c>', 2.5),
    ('<c r="A2"><v>1E-3</v></c>', 0.001),
    ('<c r="A2" t="n"><v>7</v></c>', 7),
    ('<c r="A2" t="n" s="0"><v>7</v></c>', 7),
    ("<c r='A2'><v>5</v></c>", 5),
    ('<c r="A2" s="0"/>', None),
    ('<c r="A2" s="0" />', None),
    ('<c r="A2"></c>', None),
    ('<c r="A2"><v/></c>', None),
    ('<c r="A2"><v></v></c>', None),
    ("", None),
    ('<c r="A2" t="b"><v>1</v></c>', True),
    ('<c r="A2" t="b"><v>0</v></c>', False),
    ('<c r="A2" t="e"><v>#REF!</v></c>', CellError("#REF!")),
    ('<c r="A2" t="d"><v>2026-01-05T10:30:00Z</v></c>', dt.datetime(2026, 1, 5, 10, 30)),
    ('<c r="A2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', "ab"),
    ('<c r="A2" t="str"><f>""</f><v></v></c>', ""),
    ('<c r="A2" t="str"><f>""</f><v/></c>', ""),
    ('<c r="A2"><f t="shared" si="0"/><v>4</v></c>', 4),
    ('<c r="A2"><f>1+1</f></c>', None),
    ('<c r="A2" cm="1"><f t="array" ref="A2">1</f><v>3</v></c>', 3),
    ('<c r="A2" s="0" t="str" cm="1"><v>spill</v></c>', "spill"),
    ('<c r="A2" t="inlineStr"><is><t>a &amp; b &lt;&#x41;&gt;</t></is></c>', "a & b <A>"),
    ('<c r="A2" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>', " x "),
    ('<c r="A2" t="inlineStr"><is><t>_x0041__x000D_\n_x005F_x0041_</t></is></c>', "A\r\n_x0041_"),
    ('<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>bold</t></r><r><t> x</t></r></is></c>', "bold x"),
    ('<c r="A2" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>', "漢"),
    ('<c r="A2" t="inlineStr"><is><t/></is></c>', ""),
    ('<c r="A2" t="inlineStr"><is><t><![CDATA[<raw>]]></t></is></c>', "<raw>"),
    ('<!-- note --><c r="A2"><v>5</v></c>', 5),
    ("<c><v>5</v></c>", 5),
    ('\n  <c r="A2">\n    <v>5</v>\n  </c>\n', 5),
    ('<c r="A2"><v>5</v><extLst><ext uri="x"/></extLst></c>', 5),
    ('<c r="A2" t="str"><v>a > b</v></c>', "a > b"),
]


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(("xml", "expected"), FORMS)
def test_a_form_of_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xml: str, expected: Any, fast: bool) -> None:
    monkeypatch.setattr(opened_module, "_SMALL", 0 if fast else 1 << 40)
    path = with_sheet_data(make(tmp_path / "a.xlsx", "A\nx"), f'{HEADER}<row r="2">{xml}</row>')
    found = Workbook.open(path).tables["Leads"].raw()["A"]
    assert found == [expected]
    assert type(found[0]) is type(expected)


@pytest.mark.parametrize(
    "rows",
    [
        HEADER + '<row r="2"><c r="A2"><v>1</v></c></row><row r="3"/><row r="4"><c r="A4"><v>3</v></c></row>',
        HEADER + '<row r="2" spans="1:1" ht="15"><c r="A2"><v>1</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>',
        "<row/><row><c><v>1</v></c></row><row></row><row><c><v>3</v></c></row>",
        "<row r='2'><c r='A2'><v>1</v></c></row><row r='4'><c r='A4'><v>3</v></c></row>",
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_rows_that_are_missing_empty_or_without_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, fast: bool
) -> None:
    monkeypatch.setattr(opened_module, "_SMALL", 0 if fast else 1 << 40)
    path = with_sheet_data(make(tmp_path / "a.xlsx", "A\nx\ny\nz"), rows)
    assert Workbook.open(path).tables["Leads"].raw() == {"A": [1, None, 3]}
    with Workbook.open(path) as book:
        book.tables["Leads"].set("A", {0: "one", 1: "two"})
        book.tables["Leads"].append([{"A": "four"}])
        book.save()
    assert [row[0] for row in ours(path)][1:] == ["one", "two", 3, "four"]


def test_shared_strings_plain_rich_and_phonetic(tmp_path: Path) -> None:
    def strings(parts: dict[str, bytes]) -> None:
        parts["xl/sharedStrings.xml"] = (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            "<si><r><rPr><sz val='1'/></rPr><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r></si>"
            '<si><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh><phoneticPr fontId="1"/></si>'
            "<si/><si><t>a&amp;b</t></si><si><t>A</t></si></sst>"
        ).encode()

    path = repacked(make(tmp_path / "a.xlsx", "A\nw\nx\ny\nz"), strings)
    assert [row[0] for row in ours(path)] == ["A", "rich ", "漢", "", "a&b"]


@pytest.mark.parametrize("between", ["", "\n  "])
def test_shared_strings_that_are_all_plain(tmp_path: Path, between: str) -> None:
    def strings(parts: dict[str, bytes]) -> None:
        items = ['<t xml:space="preserve"> w </t>', "<t></t>", "<t>a&amp;lt;b</t>", "<t>z</t>", "<t>A</t>"]
        parts["xl/sharedStrings.xml"] = (
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + "".join(f"{between}<si>{item}</si>" for item in items)
            + f"{between}</sst>"
        ).encode()

    path = repacked(make(tmp_path / "a.xlsx", "A\nw\nx\ny\nz"), strings)
    assert [row[0] for row in ours(path)] == ["A", " w ", "", "a&lt;b", "z"]


def test_a_sheet_with_namespace_prefixes_is_read_and_edited(tmp_path: Path) -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>0</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>'

    def prefixed(parts: dict[str, bytes]) -> None:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        parts["xl/worksheets/sheet1.xml"] = (
            f'<x:worksheet xmlns:x="{main}" xmlns:r="{rel}"><x:sheetData>{rows}</x:sheetData>'
            '<x:tableParts count="1"><x:tablePart r:id="rId1"/></x:tableParts></x:worksheet>'
        ).encode()

    path = repacked(make(tmp_path / "a.xlsx", "A\n5"), prefixed)
    with Workbook.open(path) as book:
        book.tables["Leads"].set("A", {0: "x"})
        book.tables["Leads"].append([{"A": 7}, {"A": None}])
        book.save()
    assert [row[0] for row in ours(path)][1:] == ["x", 7, None]
    assert '<x:row r="3"><x:c r="A3"><x:v>7</x:v></x:c></x:row>' in part(path, "xl/worksheets/sheet1.xml")


def test_what_openpyxl_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["A", "B"], ["x", dt.datetime(2026, 1, 5)], [None, "=1+1"], [True, 2.5]):
        sheet.append(row)
    sheet.add_table(OpenpyxlTable(displayName="Leads", ref="A1:B4"))
    book.save(path)
    assert ours(path)[1:] == [["x", dt.datetime(2026, 1, 5)], [None, None], [True, 2.5]]


def test_clock_formats_are_times_and_elapsed_ones_numbers(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        for row, (form, number) in enumerate((("hh:mm", 0.5), ("[h]:mm", 1.5), ("hh:mm", 1.5), ('"day" 0', 3)), 1):
            sheet.write_number(row, 0, number, book.add_format({"num_format": form}))

    path = make(tmp_path / "a.xlsx", "A\nx\nx\nx\nx", more)
    assert [row[0] for row in ours(path)][1:] == [dt.time(12), 1.5, dt.datetime(1900, 1, 1, 12), 3]


def test_cells_out_of_order_are_refused(tmp_path: Path) -> None:
    rows = HEADER + '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    path = with_sheet_data(make(tmp_path / "a.xlsx", "A\nx\ny"), rows)
    with pytest.raises(Refusal, match="not in order"):
        Workbook.open(path).tables["Leads"].raw()


def test_strict_open_xml_is_read_and_edited(tmp_path: Path) -> None:
    def strict(parts: dict[str, bytes]) -> None:
        for name, data in parts.items():
            data = data.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", _STRICT + b"spreadsheetml/main"
            )
            office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            parts[name] = data.replace(office, _STRICT + b"officeDocument/relationships")

    path = repacked(make(tmp_path / "a.xlsx", "A | When\nx | 2026-01-05"), strict)
    with Workbook.open(path) as book:
        book.tables["Leads"].set("A", {0: "y"})
        book.tables["Leads"].append([{"A": "z"}])
        book.save()
    assert ours(path)[1:] == [["y", dt.datetime(2026, 1, 5)], ["z", None]]


_STRICT = b"http://purl.oclc.org/ooxml/"
