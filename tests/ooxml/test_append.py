"""Rows under a table: styles, ranges that follow, calculated columns, totals, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from leadbook.ooxml import Refusal, Workbook
from tests.ooxml.sheets import calamine, check_sound, grid, make, ours, part, repacked, shown

START = """
Name | When       | Amount
Ann  | 2026-01-05 | 10
Bo   | 2026-02-01 | 20
"""
NEW = [{"Name": "Cy", "When": dt.date(2026, 3, 1)}, {"Amount": 40, "Name": "Di"}]
END = """
Name | When       | Amount
Ann  | 2026-01-05 | 10
Bo   | 2026-02-01 | 20
Cy   | 2026-03-01 |
Di   |            | 40
"""


def append(path: Path, rows: list[dict[str, Any]] = NEW) -> Path:
    with Workbook.open(path) as book:
        book.tables["Leads"].append(rows)
        book.save()
    return path


def test_rows_go_under_the_table_and_its_ranges_grow(tmp_path: Path) -> None:
    before = make(tmp_path / "before.xlsx", START)
    path = append(make(tmp_path / "a.xlsx", START))
    assert shown(path) == grid(END) == ours(path)
    assert openpyxl.load_workbook(path)["Leads"].tables["Leads"].autoFilter.ref == "A1:C5"
    assert '<dimension ref="A1:C5"/>' in part(path, "xl/worksheets/sheet1.xml")
    check_sound(before, path, {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"})


def test_a_new_row_takes_the_styles_of_the_row_above(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(append(make(tmp_path / "a.xlsx", START)))["Leads"]
    assert [sheet[f"B{row}"].number_format for row in (3, 4, 5)] == ["yyyy-mm-dd"] * 3


def test_an_empty_table_has_one_blank_row_that_is_filled_first(tmp_path: Path) -> None:
    def styled(book: Any, sheet: Any) -> None:
        sheet.write_blank("B2", None, book.add_format({"num_format": "yyyy-mm-dd"}))

    path = append(make(tmp_path / "a.xlsx", "Name | When | Amount\n  | | ", styled))
    end = """
    Name | When       | Amount
    Cy   | 2026-03-01 |
    Di   |            | 40
    """
    assert shown(path) == grid(end) == ours(path)


def test_excels_insert_row_counts_as_no_row(tmp_path: Path) -> None:
    def waiting(parts: dict[str, bytes]) -> None:
        name = "xl/tables/table1.xml"
        parts[name] = parts[name].replace(b'totalsRowShown="0"', b'insertRow="1" totalsRowShown="0"')

    path = repacked(make(tmp_path / "a.xlsx", "Name | When | Amount\n  | | "), waiting)
    assert ours(path) == [["Name", "When", "Amount"]]
    append(path, [{"Name": "Cy"}])
    assert shown(path) == [["Name", "When", "Amount"], ["Cy", None, None]]
    assert "insertRow" not in part(path, "xl/tables/table1.xml")


def test_calculated_columns_get_their_formula_and_the_calc_chain_goes(tmp_path: Path) -> None:
    def chained(parts: dict[str, bytes]) -> None:
        parts["xl/calcChain.xml"] = b'<calcChain xmlns="urn:main"><c r="C2" i="1"/></calcChain>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
        )
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = parts[rels].replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"/></Relationships>',
        )

    start = "Name | Amount | Twice\nAnn | 10 |"
    path = repacked(make(tmp_path / "a.xlsx", start, formulas={"Twice": "=[@Amount]*2"}), chained)
    append(path, [{"Name": "Bo", "Amount": 4, "Twice": None}])
    end = """
    Name | Amount | Twice
    Ann  | 10     | =[[#This Row],Amount]*2
    Bo   | 4      | =[[#This Row],Amount]*2
    """
    assert shown(path) == grid(end)
    assert "xl/calcChain.xml" not in part(path, "[Content_Types].xml") + part(path, "xl/_rels/workbook.xml.rels")
    with pytest.raises(Refusal, match="column Twice is calculated"):
        append(path, [{"Twice": 3}])


def test_a_calculated_column_with_cell_addresses_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START.replace("Amount", "Twice"), formulas={"Twice": "=A2&$A$1"})
    with pytest.raises(Refusal, match="the cell address A2"):
        append(path, [{"Name": "Cy"}])


def test_a_totals_row_moves_down_with_its_styles_and_formulas(tmp_path: Path) -> None:
    totals = {"Name": {"total_string": "All"}, "Amount": {"total_function": "sum"}}
    path = append(make(tmp_path / "a.xlsx", START, totals=totals))
    end = END + "All |  | =SUBTOTAL(109,[Amount])"
    assert shown(path) == grid(end)
    table = openpyxl.load_workbook(path)["Leads"].tables["Leads"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A1:C6", "A1:C5", 1)


def test_what_stands_beside_a_totals_row_stays(tmp_path: Path) -> None:
    def note(book: Any, sheet: Any) -> None:
        sheet.write("E4", "beside")
        sheet.write("E6", "lower")

    path = append(make(tmp_path / "a.xlsx", START, note, totals={"Name": {"total_string": "All"}}))
    sheet = openpyxl.load_workbook(path)["Leads"]
    assert (sheet["E4"].value, sheet["E6"].value, sheet["A6"].value, sheet["A4"].value) == (
        "beside",
        "lower",
        "All",
        "Cy",
    )


@pytest.mark.parametrize("formula", ["=Leads!$C$4*2", "=SUM(C1:C9)"])
def test_a_formula_that_names_the_totals_by_address_is_refused(tmp_path: Path, formula: str) -> None:
    totals = {"Amount": {"total_function": "sum"}}
    path = make(tmp_path / "a.xlsx", START, lambda b, s: s.write_formula("H1", formula), totals=totals)
    with pytest.raises(Refusal, match=r"a formula on sheet Leads .* refers to the totals row"):
        append(path)


def test_formats_and_validations_that_end_on_the_last_row_follow(tmp_path: Path) -> None:
    def rules(book: Any, sheet: Any) -> None:
        rule = {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": True})}
        sheet.conditional_format("C2:C3", rule)
        sheet.conditional_format("B2:B1048576", rule)
        sheet.conditional_format("A2:A2", rule)
        sheet.conditional_format("C2:C3", {"type": "data_bar", "data_bar_2010": True})
        sheet.data_validation("A2:A3", {"validate": "list", "source": ["Ann", "Bo"]})

    xml = part(append(make(tmp_path / "a.xlsx", START, rules)), "xl/worksheets/sheet1.xml")
    for expected in (
        '<conditionalFormatting sqref="C2:C5">',
        '<conditionalFormatting sqref="B2:B1048576">',
        '<conditionalFormatting sqref="A2">',
        "<xm:sqref>C2:C5</xm:sqref>",
        'sqref="A2:A5"',
    ):
        assert expected in xml


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (lambda b, s: s.write("B5", "note"), "the cell B5 under the table is not empty"),
        (lambda b, s: s.merge_range("A5:B5", ""), "a merged cell .A5:B5."),
        (lambda b, s: s.add_table("C5:D6"), "another table .C5:D6."),
        (lambda b, s: s.write_array_formula("C4:C9", "{=ROW(A1:A6)}"), "an array formula .C4:C9."),
    ],
)
def test_what_stands_below_is_never_written_over(tmp_path: Path, more: Any, why: str) -> None:
    path = make(tmp_path / "a.xlsx", START, more)
    was = path.read_bytes()
    with pytest.raises(Refusal, match=why):
        append(path)
    assert path.read_bytes() == was


def test_what_stands_below_but_further_down_or_beside_is_no_obstacle(tmp_path: Path) -> None:
    def around(book: Any, sheet: Any) -> None:
        sheet.write("B6", "further down")
        sheet.write("E4", "beside")
        sheet.write_blank("A4", None, book.add_format({"bold": True}))

    path = append(make(tmp_path / "a.xlsx", START, around))
    assert shown(path) == grid(END)
    assert calamine(path)[3][4] == "beside"
    assert calamine(path)[5][1] == "further down"


def test_two_tables_side_by_side_grow_together(tmp_path: Path) -> None:
    def second(book: Any, sheet: Any) -> None:
        sheet.add_table("E1:E3", {"name": "Other", "columns": [{"header": "X"}], "data": [["a"], ["b"]]})

    path = make(tmp_path / "a.xlsx", START, second)
    with Workbook.open(path) as book:
        book.tables["Leads"].append(NEW)
        book.tables["Other"].append([{"X": "c"}])
        book.tables["Other"].append([{"X": "d"}, {"X": "e"}])
        book.tables["Other"].set("X", {2: "C"})
        book.save()
    assert shown(path) == grid(END)
    assert shown(path, "Other") == [["X"], ["a"], ["b"], ["C"], ["d"], ["e"]]


def test_rows_that_do_not_fit_or_columns_that_do_not_exist(tmp_path: Path) -> None:
    path = make(tmp_path / "a.xlsx", START)
    leads = Workbook.open(path).tables["Leads"]
    with pytest.raises(Refusal, match="1,048,576"):
        leads.append_columns({"Amount": [1] * 1_048_574})
    with pytest.raises(Refusal, match=r"no column 'Amuont'; did you mean Amount\?"):
        leads.append([{"Amuont": 1}])
    with pytest.raises(Refusal, match="differ in length"):
        leads.append_columns({"Amount": [1], "Name": []})


def test_a_query_table_is_refused(tmp_path: Path) -> None:
    def query(parts: dict[str, bytes]) -> None:
        name = "xl/tables/table1.xml"
        parts[name] = parts[name].replace(b' totalsRowShown="0"', b' tableType="queryTable" totalsRowShown="0"')

    with pytest.raises(Refusal, match="a query fills this table"):
        append(repacked(make(tmp_path / "a.xlsx", START), query))


def test_a_table_anywhere_on_the_sheet(tmp_path: Path) -> None:
    path = append(make(tmp_path / "a.xlsx", START, at=(4, 25)))
    assert shown(path) == grid(END) == ours(path)
    assert 'ref="Z5:AB9"' in part(path, "xl/tables/table1.xml")
