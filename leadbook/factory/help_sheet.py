"""The Help sheet: first steps, buttons, what the colours mean, what each sheet, function, command and column is for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leadbook.factory import help_buttons, painting, settings_rows
from leadbook.factory import palette as colours
from leadbook.factory.help_lines import WIDTHS, Lines
from leadbook.factory.palette import Palette
from leadbook.schema import TABLES

START = (
    ("1  Look at the sheet Today", "It says who needs you this morning; your own list stands on Owners. Both count by "
     "themselves, also where LeadBook is not installed."),
    ("2  Type new leads into Leads", "A name or a company is enough. Leave columns with a slanted header to LeadBook. "
     "A whole list: the button Import, or leadbook import."),
    ("3  Log each contact", "Select the lead and press Log a touch; or add a row at the bottom of Touches: when, who, "
     "how, how it ended. Never change old rows."),
    ("4  Refresh", "The button Refresh; or close the workbook and write leadbook refresh FILE in a terminal. "
     "LeadBook checks, plans, marks and counts."),
    ("5  Work Plan and Checks", "Set a planned touch to Done, or move its date; mend what Checks lists. Certificate "
     "says who does not get their three touches, and why."),
)
SHEETS = {
    "Today": "Who needs you now, for the whole team: formulas only, nothing to type.",
    "Owners": "The same for each owner: what is due, new, promised and going stale, row by row.",
    "Funnel": "Charts of what came in and what became of it.",
    "Help": "This sheet.",
}
COMMANDS_TITLE = "Commands (in a terminal, with the workbook closed; or python3 start.py, on Windows py start.py)"
COMMANDS = (
    ("leadbook refresh FILE", "Does all four jobs: validate, plan, stale, funnel."),
    ("leadbook validate FILE", "Checks every lead and says what is missing or wrong."),
    ("leadbook plan FILE", "Plans this month's and next month's touches."),
    ("leadbook certificate FILE", "Proves who gets their touches and calls, and says who does not and why."),
    ("leadbook stale FILE", "Marks the leads that go stale, with the reason."),
    ("leadbook funnel FILE", "Counts the funnel."),
    ("leadbook today FILE", "Prints the day's list in order."),
    ("leadbook log FILE LEAD CHANNEL OUTCOME", "Writes a touch into the log and ticks the planned one."),
    ("leadbook import FILE CSV", "Brings in a list of contacts; the same list twice adds nothing."),
    ("leadbook doctor FILE", "Looks whether everything is in order."),
)


def add(sheet: Any, palette: Palette, order: Sequence[str]) -> None:
    """Fill the sheet, drawn from the ribbon, the schema, the painting rules and ``config.yaml``.

    ``order``: the names of all sheets. What a person needs first stands first, what one looks up last.
    """
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    for position, width in enumerate(WIDTHS):
        sheet.set_column(position, position, width)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, "Help", palette(font_size=22, bold=True, font_color=colours.SLATE))
    lines = Lines(sheet, palette, 1)
    lines.section("First steps")
    for name, text in START:
        lines.line(name, "", text)
    lines.section("Sheets (a click leads there)")
    told = {table.sheet: table.help for table in TABLES.values()} | SHEETS
    for name in order:
        lines.line(name, "", told[name], link=f"'{name}'!A1")
    help_buttons.buttons(lines)
    _legend(lines)
    help_buttons.functions(lines)
    lines.section(COMMANDS_TITLE)
    for command, text in COMMANDS:
        lines.line(command, "", text)
    for table in TABLES.values():
        lines.section(f"Columns of {table.sheet}")
        for column in table.columns:
            lines.line(column.name, "LeadBook" if column.owner == "leadbook" else "you", column.help)
    lines.section("Settings (sheet Settings)")
    for (section, name), text in settings_rows.help_lines().items():
        if text:
            lines.line(section, name, text)
    sheet.print_area(0, 0, lines.row, 3)


def _legend(lines: Lines) -> None:
    """Each painting rule once: a sample in its own colours, where it shows, what it means."""
    palette = lines.palette
    lines.section("What the colours and marks mean")
    lines.line("Header", "dark, upright", "A column for you to fill.", palette.header(False))
    lines.line("Slanted header", "lighter, slanted", "LeadBook fills this column; leave it alone.",
               palette.header(True))
    seen: dict[tuple[str, str], tuple[dict[str, Any], list[str]]] = {}
    for table in TABLES.values():
        for rule in filter(lambda rule: rule.says, painting.rules(table)):
            where = f"{table.sheet}: {', '.join(rule.columns) if len(rule.columns) < 5 else 'whole row'}"
            seen.setdefault((rule.says, str(rule.wish)), (rule.wish, []))[1].append(where)
    for (says, _), (wish, places) in seen.items():
        lines.line(says.partition(":")[0], _mark(wish), f"{says}. ({'; '.join(places)})", palette(**wish))


def _mark(wish: dict[str, Any]) -> str:
    """How the mark looks in black and white."""
    words = (("bold", "bold"), ("italic", "slanted"), ("underline", "underlined"), ("font_strikeout", "struck out"),
             ("bg_color", "shaded"))
    return ", ".join(word for key, word in words if key in wish)
