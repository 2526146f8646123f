"""The Today sheet: what needs us this morning, in native formulas only, so it works without Python and on the web."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.config_records import Config
from leadbook.factory import charts, painting, places, workings
from leadbook.factory import palette as colours
from leadbook.factory.palette import Palette

LEFT, RIGHT, PAIRS = 1, 10, 4          # first columns of the two halves; four pairs of columns each
OPEN = "Leads[Stage],lb_OpenStages"

NOW = (  # label, formula, what it means
    ("Overdue promises", f"SUMPRODUCT({workings.LISTS['promises'][3]})", "dates we gave, gone by"),
    ("New, not spoken to", 'COUNTIFS(Leads[Stage],lb_FirstStage,Leads[First Contact],"",Leads[Lead ID],"?*")',
     "call these first"),
    ("Overdue touches", 'COUNTIFS(Plan[Status],"Planned",Plan[Date],"<"&lb_Today)', "planned before today"),
    ("Due today", 'COUNTIFS(Plan[Status],"Planned",Plan[Date],lb_Today)', "planned for today"),
    ("Stale (red)", 'COUNTIFS(Leads[Alert],"Red")', "waited too long"),
    ("Going stale (amber)", 'COUNTIFS(Leads[Alert],"Amber")', "today or tomorrow"),
    ("Incomplete", 'COUNTIFS(Leads[Check],"Incomplete*")', "see column Check"),
    ("In the cracks", f'SUMPRODUCT(COUNTIFS({OPEN},Leads[Owner],""))+SUMPRODUCT(COUNTIFS({OPEN},Leads[Next Date],""))'
     f'-SUMPRODUCT(COUNTIFS({OPEN},Leads[Owner],"",Leads[Next Date],""))', "no owner or no next date"),
)
SINCE = '">="&lb_WeekStart'
WEEK = (
    ("Leads in", f"COUNTIFS(Leads[Received],{SINCE})", "this week"),
    ("First contacts", f"COUNTIFS(Leads[First Contact],{SINCE})", "this week"),
    ("Appointments", f'COUNTIFS(Leads[Appointment],{SINCE},Leads[Appointment],"<="&lb_Today)', "this week"),
    ("Proposals", f'COUNTIFS(Leads[Proposal],{SINCE},Leads[Proposal],"<="&lb_Today)', "this week"),
    ("Won", f"SUMPRODUCT(COUNTIFS(Leads[Stage],lb_WonStages,Leads[Closed],{SINCE}))", "this week"),
    ("Value won", f"SUMPRODUCT(SUMIFS(Leads[Value],Leads[Stage],lb_WonStages,Leads[Closed],{SINCE}))", "this week"),
    ("Touches logged", f"COUNTIFS(Touches[When],{SINCE})", "this week"),
    ("Open leads", f"SUMPRODUCT(COUNTIFS({OPEN}))", "in the pipeline"),
)
BY_OWNER = (
    ("New", 'COUNTIFS(Leads[Owner],{0},Leads[Stage],lb_FirstStage,Leads[First Contact],"")'),
    ("Due", 'COUNTIFS(Plan[Owner],{0},Plan[Status],"Planned",Plan[Date],lb_Today)'),
    ("Overdue", 'COUNTIFS(Plan[Owner],{0},Plan[Status],"Planned",Plan[Date],"<"&lb_Today)'),
    ("Stale", 'COUNTIFS(Leads[Owner],{0},Leads[Alert],"Red")'),
    ("Open", "SUMPRODUCT(COUNTIFS(Leads[Owner],{0}," + OPEN + "))"),
)
LINE = {"bottom": 4, "bottom_color": colours.LINE}
NOBODY_WAITS = "Nobody waits here."
# list: title, table, (heading, column, how many of the half's eight columns it takes, kind)
SHOWN: dict[str, tuple[str, str, tuple[tuple[str, str, int, str], ...]]] = {
    "uncalled": ("Call first: new, not spoken to yet (newest on top)", "Leads", (
        ("Name", "Name", 2, "text"), ("Phone", "Phone", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Received", "Received", 2, "moment"))),
    "promises": ("Promises that have gone by", "Leads", (
        ("Name", "Name", 2, "text"), ("Phone", "Phone", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Promised for", "Promise", 2, "date"))),
    "due": ("Planned touches: overdue and due today (oldest on top)", "Plan", (
        ("Name", "Name", 2, "text"), ("How", "Channel", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Planned for", "Date", 2, "date"))),
    "stale": ("Going stale (longest first)", "Leads", (
        ("Name", "Name", 2, "text"), ("Stage", "Stage", 2, "text"), ("Owner", "Owner", 2, "text"),
        ("Stale since", "Deadline", 1, "date"), ("Alert", "Alert", 1, "text"))),
}


def add(book: Any, sheet: Any, config: Config, palette: Palette, today: dt.date) -> None:
    """Fill the sheet; ``today`` stands in it until a spreadsheet program computes its formulas."""
    serial = (today - dt.date(1899, 12, 30)).days
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    sheet.set_column(0, 0, 2)
    sheet.set_column(LEFT, LEFT + 7, 10)
    sheet.set_column(LEFT + 8, LEFT + 8, 3)
    sheet.set_column(RIGHT, RIGHT + 7, 10)
    sheet.set_column(RIGHT + 8, RIGHT + 9, 2)
    rows = workings.add(book, sheet, palette, serial)
    name = workings.SETTING.format("name")
    sheet.set_row(0, 34)
    sheet.write_formula(0, LEFT, f"=IF(LEFT({name},1)=\"'\",MID({name},2,LEN({name})-2),{name})",
                        palette(font_size=22, bold=True, font_color=colours.SLATE), config.business.name)
    day = palette(font_size=12, font_color=colours.GREY, align="left", num_format="dddd, d mmmm yyyy")
    sheet.merge_range(1, LEFT, 1, LEFT + 7, "", day)
    sheet.write_formula(1, LEFT, "=lb_Today", day, serial)
    _tiles(sheet, 3, NOW, palette, loud=True)
    _tiles(sheet, 7, WEEK, palette, loud=False)
    _list(sheet, 11, LEFT, "uncalled", rows, palette)
    _list(sheet, 11, RIGHT, "promises", rows, palette)
    _list(sheet, 22, LEFT, "due", rows, palette)
    _list(sheet, 22, RIGHT, "stale", rows, palette)
    below = 22 + 2 + len(rows["due"]) + 1
    _by_owner(sheet, below, palette)
    charts.month_load(book, sheet, below, RIGHT, rows["month"])
    sheet.print_area(0, 0, below + 1 + workings.OWNERS, RIGHT + 8)


def _tiles(sheet: Any, row: int, tiles: tuple[tuple[str, str, str], ...], palette: Palette, loud: bool) -> None:
    """Eight figures in a row: label, number, what it means. A loud number above 0 turns red, bold and underlined."""
    sheet.set_row(row + 1, 32)
    back = colours.MIST
    label = palette(bg_color=back, font_color=colours.SLATE, bold=True, font_size=10, top=2, top_color=colours.SLATE)
    small = palette(bg_color=back, font_color=colours.GREY, font_size=9)
    for nth, (title, formula, meaning) in enumerate(tiles):
        column = (LEFT if nth < PAIRS else RIGHT) + nth % PAIRS * 2
        kind = palette.number_formats["money" if title == "Value won" else "count"]
        number = palette(bg_color=back, font_size=18, bold=not loud, align="left", num_format=kind)
        for offset, style in enumerate((label, number, small)):
            sheet.write_blank(row + offset, column + 1, None, style)
        sheet.write_string(row, column, title, label)
        sheet.merge_range(row + 1, column, row + 1, column + 1, "", number)
        sheet.write_formula(row + 1, column, f"={formula}", number, 0)
        sheet.write_string(row + 2, column, meaning, small)
        if loud:
            sheet.conditional_format(row + 1, column, row + 1, column + 1, {
                "type": "cell", "criteria": ">", "value": 0,
                "format": palette.paint(**painting.RED_INK)})


def _heading(sheet: Any, row: int, column: int, title: str, palette: Palette) -> None:
    sheet.set_row(row, 22)
    style = palette(bold=True, font_size=12, font_color=colours.SLATE, bottom=2, bottom_color=colours.SLATE)
    for offset in range(8):
        sheet.write_blank(row, column + offset, None, style)
    sheet.write_string(row, column, title, style)


def _list(sheet: Any, row: int, column: int, name: str, rows: dict[str, list[str]], palette: Palette) -> None:
    """A list: heading, column heads, then as many rows as ``workings`` finds; a kind word when it finds none."""
    title, table, shown = SHOWN[name]
    _heading(sheet, row, column, title, palette)
    at = column
    for head, field, width, kind in shown:
        sheet.write_string(row + 1, at, head, palette(font_size=9, font_color=colours.GREY))
        number = {"date": "d mmm yyyy" if width > 1 else "d mmm", "moment": "ddd d mmm, hh:mm"}.get(kind, "General")
        style = palette(font_size=10, align="left", num_format=number)
        for nth, place in enumerate(rows[name], 2):
            cell = f"INDEX({table}[{field}],{place})" + ('&""' if kind == "text" else "")
            if field == "Name" and table == "Leads":
                cell = f'IF(INDEX(Leads[Name],{place})="",INDEX(Leads[Company],{place})&"",INDEX(Leads[Name],{place}))'
            none = f'"{NOBODY_WAITS}"' if nth == 2 and at == column else '""'
            if width > 1:
                sheet.merge_range(row + nth, at, row + nth, at + width - 1, "", style)
            sheet.write_formula(row + nth, at, f'=IF({place}="",{none},{cell})', style, "")
        at += width
    _paint_list(sheet, row + 2, column, len(rows[name]), name, palette)


def _paint_list(sheet: Any, row: int, column: int, rows: int, name: str, palette: Palette) -> None:
    """Lines under filled rows; late ones red and bold, those nearly late in italics."""
    def at(offset: int) -> str:
        return f"${places.letter(column + offset)}{row + 1}"

    wishes = {"stale": ((f'{at(7)}="Red"', painting.RED_INK), (f'{at(7)}="Amber"', painting.AMBER_INK)),
              "due": ((f"AND(ISNUMBER({at(6)}),{at(6)}<lb_Today)", painting.RED_INK),)}.get(name, ())
    for formula, wish in (*wishes, (f'{at(0)}<>""', {})):
        sheet.conditional_format(row, column, row + rows - 1, column + 7, {
            "type": "formula", "criteria": f"={formula}", "format": palette.paint(**LINE, **wish)})


def _by_owner(sheet: Any, row: int, palette: Palette) -> None:
    """A row an owner in the order of Lists, blank when there are fewer than fifteen."""
    _heading(sheet, row, LEFT, "By owner", palette)
    head = palette(font_size=9, font_color=colours.GREY, align="right")
    sheet.write_string(row + 1, LEFT, "Owner", palette(font_size=9, font_color=colours.GREY))
    for offset, (title, _) in enumerate(BY_OWNER, 3):
        sheet.write_string(row + 1, LEFT + offset, title, head)
    name, number = palette(font_size=10), palette(font_size=10, align="right", num_format="#,##0")
    first = row + 2
    for nth in range(workings.OWNERS):
        owner = f"${places.letter(LEFT)}${first + nth + 1}"
        sheet.merge_range(first + nth, LEFT, first + nth, LEFT + 2, "", name)
        sheet.write_formula(first + nth, LEFT, f'=IFERROR(INDEX(Lists[Owner],{nth + 1})&"","")', name, "")
        for offset, (_, formula) in enumerate(BY_OWNER, 3):
            sheet.write_formula(first + nth, LEFT + offset, f'=IF({owner}="","",{formula.format(owner)})', number, "")
    last = first + workings.OWNERS - 1
    late, owner = (f"{column}{first + 1}" for column in (places.letter(LEFT + 5), f"${places.letter(LEFT)}"))
    sheet.conditional_format(first, LEFT + 5, last, LEFT + 6, {
        "type": "formula", "criteria": f"=N({late})>0", "format": palette.paint(**LINE, **painting.RED_INK)})
    for begin, end in ((LEFT, LEFT + 4), (LEFT + 5, LEFT + 6), (LEFT + 7, LEFT + 7)):
        sheet.conditional_format(first, begin, last, end, {
            "type": "formula", "criteria": f'={owner}<>""', "format": palette.paint(**LINE)})
