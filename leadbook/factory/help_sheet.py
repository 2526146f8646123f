"""The Help sheet: where to start, what the colours mean, what each sheet, column and command is for."""

from __future__ import annotations

from typing import Any

from leadbook.factory import painting, settings_rows
from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette
from leadbook.schema import TABLES

START = (
    ("Look at the sheet Today", "It says who needs you this morning, and works without LeadBook being installed."),
    ("Type new leads into Leads", "A name or a company is enough. Leave columns with a slanted header to LeadBook."),
    ("Log each contact in Touches", "When, who, how, how it ended. Add rows at the bottom; never change old ones."),
    ("Refresh", "In a terminal: leadbook refresh FILE (with the workbook closed). It checks, plans and measures."),
    ("Work the sheets Plan and Checks", "Set a planned touch to Done, or move its date; mend what Checks lists."),
)
SHEETS = {
    "Today": "Who needs you now: formulas only, nothing to type.",
    "Funnel": "Charts of what came in and what became of it.",
    "Help": "This sheet.",
}
COMMANDS_TITLE = "Commands (in a terminal, with the workbook closed; or python3 start.py, on Windows py start.py)"
COMMANDS = (
    ("leadbook refresh FILE", "Does all four jobs: validate, plan, stale, funnel."),
    ("leadbook validate FILE", "Checks every lead and says what is missing or wrong."),
    ("leadbook plan FILE", "Plans this month's and next month's touches."),
    ("leadbook stale FILE", "Marks the leads that go stale, with the reason."),
    ("leadbook funnel FILE", "Counts the funnel."),
    ("leadbook today FILE", "Prints the day's list in order."),
    ("leadbook log FILE LEAD CHANNEL OUTCOME", "Writes a touch into the log and ticks the planned one."),
    ("leadbook import FILE CSV", "Brings in a list of contacts; the same list twice adds nothing."),
    ("leadbook doctor FILE", "Looks whether everything is in order."),
)


def add(sheet: Any, palette: Palette) -> None:
    """Fill the sheet, drawn from the schema, the painting rules and ``config.yaml``."""
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    for position, width in enumerate((2, 28, 24, 96)):
        sheet.set_column(position, position, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, "Help", palette(font_size=22, bold=True, font_color=colours.SLATE))
    row = _section(sheet, 2, "Where to start", palette)
    for title, text in START:
        row = _line(sheet, row, (title, "", text), palette)
    row = _legend(sheet, row + 1, palette)
    row = _section(sheet, row + 1, "Sheets", palette)
    sheets = {"Today": SHEETS["Today"]} | {t.sheet: t.help for t in TABLES.values()} | SHEETS
    for name, text in sheets.items():
        sheet.write_url(row, 1, f"internal:'{name}'!A1", palette(font_color=colours.BLUE, underline=1), name)
        sheet.write_string(row, 3, text, _text(palette))
        row += 1
    row = _section(sheet, row + 1, COMMANDS_TITLE, palette)
    for command, text in COMMANDS:
        row = _line(sheet, row, (command, "", text), palette)
    for table in TABLES.values():
        row = _section(sheet, row + 1, f"Columns of {table.sheet}", palette)
        for column in table.columns:
            row = _line(sheet, row, (column.name, "LeadBook" if column.owner == "leadbook" else "you", column.help),
                        palette)
    row = _section(sheet, row + 1, "Settings (sheet Settings)", palette)
    for (section, name), text in settings_rows.help_lines().items():
        if text:
            row = _line(sheet, row, (section, name, text), palette)
    sheet.print_area(0, 0, row, 3)


def _section(sheet: Any, row: int, title: str, palette: Palette) -> int:
    sheet.set_row(row, 24)
    style = palette(bold=True, font_size=13, font_color=colours.SLATE, bottom=2, bottom_color=colours.SLATE)
    for column in (1, 2, 3):
        sheet.write_blank(row, column, None, style)
    sheet.write_string(row, 1, title, style)
    return row + 1


def _text(palette: Palette) -> Any:
    return palette(text_wrap=True)


def _line(sheet: Any, row: int, texts: tuple[str, str, str], palette: Palette) -> int:
    """Three texts; a row that the third one needs two lines for is made higher."""
    styles = (palette(bold=True), palette(font_color=colours.GREY))
    for position in (0, 1):
        sheet.write_string(row, position + 1, texts[position], styles[position])
    return _explained(sheet, row, texts[2], palette)


def _legend(sheet: Any, row: int, palette: Palette) -> int:
    """Each painting rule once: a sample in its own colours, where it shows, what it means."""
    row = _section(sheet, row, "What the colours mean", palette)
    sheet.write_string(row, 1, "Header", palette.header(False))
    sheet.write_string(row, 3, "A column for you to fill.", _text(palette))
    sheet.write_string(row + 1, 1, "Slanted header", palette.header(True))
    sheet.write_string(row + 1, 3, "LeadBook fills this column; leave it alone.", _text(palette))
    row += 2
    seen: dict[tuple[str, str], tuple[dict[str, Any], list[str]]] = {}
    for table in TABLES.values():
        for rule in filter(lambda rule: rule.says, painting.rules(table)):
            where = f"{table.sheet}: {', '.join(rule.columns) if len(rule.columns) < 5 else 'whole row'}"
            seen.setdefault((rule.says, str(rule.wish)), (rule.wish, []))[1].append(where)
    for (says, _), (wish, places) in seen.items():
        sheet.write_string(row, 1, says.partition(":")[0], palette(**wish))
        row = _explained(sheet, row, f"{says}. ({'; '.join(places)})", palette)
    return row


def _explained(sheet: Any, row: int, text: str, palette: Palette) -> int:
    sheet.write_string(row, 3, text, _text(palette))
    lines = -(-len(text) // 110)
    if lines > 1:
        sheet.set_row(row, 18 * lines)
    return row + 1
