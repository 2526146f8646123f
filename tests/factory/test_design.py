"""What a person sees: one font, one palette that reads without colour, alternative texts, pages, cursor, widths."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from leadbook import factory
from leadbook.factory import palette as colours
from leadbook.factory import tables, workings
from leadbook.factory.workbook import ORDER
from leadbook.schema import TABLES

PAINTS = {value for name, value in vars(colours).items() if re.fullmatch(r"#[0-9A-F]{6}", str(value))}
SHEET_OF = {table.sheet: table for table in TABLES.values()}


@pytest.fixture(scope="module")
def package():
    return zipfile.ZipFile(io.BytesIO(factory.built()))


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(factory.built()))


def test_one_font_and_no_colour_from_outside_the_palette(package):
    styles = package.read("xl/styles.xml").decode()
    assert set(re.findall(r'<name val="([^"]+)"', styles)) == {colours.FONT}
    used = {f"#{code[-6:]}" for code in re.findall(r'rgb="([0-9A-F]{8})"', styles)}
    charts = "".join(package.read(n).decode() for n in package.namelist() if n.startswith("xl/charts/chart"))
    used |= {f"#{code}" for code in re.findall(r'srgbClr val="([0-9A-F]{6})"', charts)}
    assert used <= PAINTS
    assert len(used) > 10


def luminance(colour: str) -> float:
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("ink", "paper"), [
    *((ink, paper) for ink in (colours.INK, colours.GREY, colours.SLATE, colours.RED, colours.AMBER, colours.BLUE)
      for paper in (colours.WHITE, colours.MIST)),
    (colours.RED, colours.RED_LIGHT), (colours.AMBER, colours.AMBER_LIGHT), (colours.BLUE, colours.BLUE_LIGHT),
    (colours.WHITE, colours.SLATE), (colours.WHITE, colours.STONE)])
def test_text_stands_out_from_its_ground(ink, paper):
    """WCAG 2.1, success criterion 1.4.3: 4.5 to 1."""
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_rule_colours_a_text_without_a_mark_beside_it(book):
    seen = 0
    for sheet in book:
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                font = rule.dxf.font if rule.dxf else None
                if font is not None and font.color is not None:
                    assert font.b or font.i or font.u or font.strike, (sheet.title, rule.formula)
                    seen += 1
    assert seen > 40


def test_every_chart_and_every_table_has_an_alternative_text(package):
    drawings = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/drawings/drawing")]
    names = re.findall(r'<xdr:cNvPr id="\d+" name="([^"]+)"', "".join(drawings))
    texts = re.findall(r'<xdr:cNvPr id="\d+" name="[^"]+" descr="([^"]{30,})"', "".join(drawings))
    assert len(texts) == len(names) == 5
    for name in package.namelist():
        if name.startswith("xl/tables/"):
            assert re.search(r'altText="\w+" altTextSummary="[^"]{20,}"', package.read(name).decode()), name


def test_the_small_charts_are_there_and_read_hidden_cells(package):
    text = package.read(f"xl/worksheets/sheet{ORDER.index('Funnel') + 1}.xml").decode()
    assert text.count("<x14:sparkline>") == 5 + 4 * workings.OWNERS
    groups = re.findall(r"<x14:sparklineGroup [^>]*>", text)
    assert len(groups) == 5 + 4
    assert all('displayHidden="1"' in group and 'minAxisType="custom"' in group for group in groups)


def test_every_sheet_prints_on_landscape_pages_that_say_where_they_belong(book):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape", sheet.title
        fitted = sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (fitted and sheet.page_setup.fitToWidth in (None, 1)) or sheet.page_setup.scale == 66, sheet.title
        assert sheet.oddHeader.right.text == "&A" or "&A" in sheet.oddHeader.right.text
        assert "&P" in sheet.oddFooter.right.text
        if sheet.title in SHEET_OF:
            header = SHEET_OF[sheet.title].top + 1
            assert sheet.print_title_rows == f"${header}:${header}"


def test_two_halves_fit_the_width_of_a_page(book):
    for name in ("Today", "Owners", "Funnel"):
        sheet = book[name]
        wide = sum(int(sheet.column_dimensions[letter].width * 7 + 5) for letter in _shown(sheet))
        assert wide * 0.66 / 96 <= 11 - 0.8, name


def _shown(sheet) -> list[str]:
    """The letters of columns A to T, of a width written for a stretch of columns too."""
    spread = {}
    for letter, one in sheet.column_dimensions.items():
        for position in range(one.min, min(one.max, 20) + 1):
            spread[openpyxl.utils.get_column_letter(position)] = letter
    return [spread[letter] for letter in map(openpyxl.utils.get_column_letter, range(1, 20))]


@pytest.mark.parametrize("name", SHEET_OF)
def test_the_cursor_waits_where_people_type_and_no_column_of_theirs_is_hidden(book, name):
    sheet, table = book[name], SHEET_OF[name]
    hidden = {table.names[position - 1] for one in sheet.column_dimensions.values() if one.hidden
              for position in range(one.min, min(one.max, len(table.names)) + 1)}
    assert hidden == set(tables.FOLDED.get(table.name, ()))
    assert all(table[column].owner == "leadbook" for column in hidden)
    active = sheet.views.sheetView[0].selection[-1].activeCell
    people = [column.name for column in table.columns if column.owner == "people"]
    if people:
        assert active == f"{openpyxl.utils.get_column_letter(table.names.index(people[0]) + 1)}{table.top + 2}"
    assert sheet.freeze_panes.endswith(str(table.top + 2))


def test_a_column_is_as_wide_as_its_heading(book):
    for name, table in SHEET_OF.items():
        for position, column in enumerate(table.columns, 1):
            dimension = next(one for one in book[name].column_dimensions.values() if one.min <= position <= one.max)
            assert dimension.width >= len(column.name) + 2, (name, column.name)
