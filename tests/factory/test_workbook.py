"""The built workbook against the schema, read by openpyxl (an independent reader)."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from leadbook import config as settings
from leadbook import factory, frames, schema
from leadbook.errors import BadInput
from leadbook.factory import dropdowns, painting, places, settings_rows
from leadbook.factory.workbook import ORDER, build
from leadbook.schema import TABLES

DAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return factory.built()


@pytest.fixture(scope="module")
def empty(shipped):
    return openpyxl.load_workbook(io.BytesIO(shipped))


def test_sheets_stand_in_order_and_today_is_shown_first(empty):
    assert tuple(empty.sheetnames) == ORDER
    assert empty.active.title == "Today"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_each_table_starts_at_the_left_below_its_top_rows_and_its_header_cells_are_its_columns(empty, table):
    sheet = empty[table.sheet]
    found = sheet.tables[table.name]
    assert list(sheet.tables) == [table.name]
    header = table.top + 1
    assert (table.top > 0) == (table in (schema.CERTIFICATE, schema.ACCOUNT))
    assert found.ref.startswith(f"A{header}:")
    assert [c.name for c in found.tableColumns] == table.names
    assert [cell.value for cell in sheet[header][:len(table.names)]] == table.names
    assert found.ref.endswith(str(sheet.max_row)), "nothing below the table"
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows == f"${header}:${header}"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_text_columns_are_text_and_dates_are_dates_down_to_the_last_row(empty, shipped, table):
    sheet = empty[table.sheet]
    for position, column in enumerate(table.columns):
        cell = sheet.cell(table.top + 2, position + 1)
        if column.is_text:
            assert cell.number_format == "@", column.name
        elif column.is_date:
            assert cell.is_date or "yyyy" in cell.number_format, column.name
            assert ("hh" in cell.number_format) == (column.kind == "moment")
    text = zipfile.ZipFile(io.BytesIO(shipped)).read(f"xl/worksheets/sheet{ORDER.index(table.sheet) + 1}.xml")
    assert text.count(b"<col ") >= 1
    assert b"numberStoredAsText" in text, "no green triangle beside a ZIP"
    assert b'style="' in text.split(b"</cols>")[0].split(b"<cols>")[1], "formats stand on whole columns"


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda t: t.name)
def test_every_column_has_its_help_and_every_choice_its_dropdown(empty, table):
    sheet = empty[table.sheet]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for position, column in enumerate(table.columns):
        letter = places.letter(position)
        rule = rules[f"{letter}{table.top + 2}:{letter}1048576"]
        assert rule.promptTitle == column.name
        assert rule.prompt.startswith(column.help)
        assert len(rule.prompt) <= 255
        assert len(rule.promptTitle) <= 32
        assert len(rule.error or "") <= 255
        assert len(rule.errorTitle or "") <= 32
        if column.kind == "choice":
            assert rule.type == "list"
            assert rule.allow_blank
            if isinstance(column.options, str):
                assert rule.formula1 == f"lb_{column.options}"
                closed = column.options in dropdowns.CLOSED
                assert (rule.errorStyle or "stop") == ("stop" if closed else "warning")
            else:
                assert rule.formula1 == f'"{",".join(column.options)}"'
        elif column.owner == "people" and column.is_date:
            assert (rule.type, rule.errorStyle) == ("date", "warning")


def test_dropdown_names_cover_every_list_that_the_schema_asks_for(empty):
    asked = {c.options for t in TABLES.values() for c in t.columns if isinstance(c.options, str)}
    for name in asked:
        assert empty.defined_names[f"lb_{name}"].value.startswith("Lists!$")


def painted(sheet) -> dict[tuple[str, str], object]:
    """(ranges, formula) -> the format, of every conditional format of a sheet."""
    return {(str(area.sqref), rule.formula[0]): rule.dxf
            for area in sheet.conditional_formatting for rule in area.rules}


@pytest.mark.parametrize("table", [t for t in TABLES.values() if painting.rules(t)], ids=lambda t: t.name)
def test_painting_is_there_on_whole_columns_with_a_cue_beside_the_colour(empty, table):
    found = painted(empty[table.sheet])
    for rule in painting.rules(table):
        ranges = places.whole(table, *rule.columns)
        assert (ranges, rule.formula) in found
        assert all(part.endswith("1048576") for part in ranges.split())
        font = found[ranges, rule.formula].font
        if rule.says:
            assert font.b or font.i or font.u or font.strike, rule


def test_red_amber_incomplete_and_late_are_painted():
    said = {rule.formula.replace(" ", "") for rule in painting.rules(schema.LEADS)}
    for word in ('="Red"', '="Amber"', '="Incomplete"', "<TODAY()"):
        assert any(word in formula for formula in said), word
    few = {rule.formula for t in schema.FUNNELS for rule in painting.rules(t)}
    assert any('="n <"' in formula for formula in few)


def test_the_same_inputs_give_the_same_bytes():
    config = settings.default_config()
    content = {"Leads": frames.of(schema.LEADS, [{"Name": "Dana Whitfield", "Received": "2026-11-20 09:30"}])}
    assert build(config, "B-1", content, DAY) == build(config, "B-1", content, DAY)
    assert build(config, "B-1", content, DAY) != build(config, "B-2", content, DAY)


def test_nothing_forbidden_is_in_the_package(shipped):
    package = zipfile.ZipFile(io.BytesIO(shipped))
    names = package.namelist()
    assert not [n for n in names if re.search(r"activeX|ctrlProps|externalLink|xmlMaps|connections", n)]
    for n in names:
        text = package.read(n)
        assert b"sheetProtection" not in text
        assert b"LB." not in text or not n.startswith(("xl/worksheets/", "xl/charts/"))


def test_only_an_xlsm_has_the_macro_content_type(tmp_path):
    for name, kind in (("a.xlsx", b"spreadsheetml.sheet.main+xml"), ("a.xlsm", b"sheet.macroEnabled.main+xml")):
        factory.create(tmp_path / name, settings.default_config(), today=DAY)
        types = zipfile.ZipFile(tmp_path / name).read("[Content_Types].xml")
        assert kind in types


def test_create_refuses_in_one_sentence_and_writes_nothing(tmp_path):
    config = settings.default_config()
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"mine")
    for path, said in ((there, "exists already"), (tmp_path / "a.csv", ".xlsx or .xlsm"),
                       (tmp_path / "none" / "a.xlsx", "no folder")):
        with pytest.raises(BadInput, match=said):
            factory.create(path, config, today=DAY)
    assert there.read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir()] == ["there.xlsx"]


def test_each_new_book_has_its_own_id_and_a_demo_always_the_same(tmp_path, config, content):
    ids = []
    for name, rows in (("a", None), ("b", None), ("c", content), ("d", content)):
        factory.create(tmp_path / f"{name}.xlsx", config, rows, today=DAY)
        sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx", read_only=True)["Settings"]
        ids.append(next(row[2] for row in sheet.values if row[:2] == ("workbook", "id")))
    assert ids[0] != ids[1]
    assert ids[2] == ids[3]
    assert all(re.fullmatch(r"B-[0-9A-Z]{16}", i) for i in ids)


def test_settings_travel_with_the_book_and_come_back_equal(config):
    rows = settings_rows.rows(config, "B-1")
    triples = list(rows[["Section", "Name", "Value"]].itertuples(index=False, name=None))
    assert triples[0] == ("workbook", "id", "B-1")
    assert settings.from_rows(triples, "book.xlsx") == config


def test_every_setting_has_the_help_that_config_yaml_gives_it():
    rows = settings_rows.rows(settings.default_config(), "B-1")
    assert (rows["Help"] != "").all()
    assert "As above." not in set(rows.drop_duplicates("Section")["Help"])
    again = rows["Help"] == "As above."
    assert list(rows[again]["Section"]) == list(rows["Section"].shift()[again]), "it stands in the section it is of"
    helps = rows.set_index(["Section", "Name"])["Help"]
    assert helps["staleness", "amber_days_before"] == "A lead turns amber this many days before it turns red."
    text = settings.defaults_text()
    for (section, name), said in settings_rows.help_lines().items():
        if name and said:
            assert said[1:-1] in text, (section, name)


def test_values_come_back_as_they_went_in(demo_file, content):
    sheet = openpyxl.load_workbook(demo_file)["Leads"]
    for row in (0, 7, 119):
        lead = content["Leads"].iloc[row]
        cells = {name: sheet.cell(row + 2, i + 1).value for i, name in enumerate(schema.LEADS.names)}
        for column in schema.LEADS.columns:
            wanted = frames.cells(column, content["Leads"][column.name].iloc[[row]])[0]
            assert cells[column.name] == wanted, column.name
        assert cells["ZIP"] in (None, lead["ZIP"])


def test_what_people_type_is_never_a_formula(config):
    leads = frames.of(schema.LEADS, [{"Name": "=1+1", "Company": "@SUM(A1)", "Notes": '=HYPERLINK("http://x","y")'}])
    book = openpyxl.load_workbook(io.BytesIO(build(config, "B-1", {"Leads": leads}, DAY)))
    assert {book["Leads"].cell(2, c).data_type for c in (2, 3)} == {"s"}
    assert book["Leads"].cell(2, schema.LEADS.names.index("Notes") + 1).data_type == "s"


def test_the_committed_workbook_is_the_one_that_is_built(shipped):
    committed = Path(__file__).parents[2] / "workbook" / "LeadBook.xlsm"
    assert shipped == factory.built()
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (committed.read_bytes(), shipped))
    assert old.namelist() == new.namelist()
    for name in old.namelist():
        assert old.read(name) == new.read(name), f"{name} differs: run 'leadbook build'"
