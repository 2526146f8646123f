"""The hidden columns of the Today sheet: which stages are open, when the week began, which rows the lists show.

Native formulas that Excel 2010 and later, the web, the Mac and LibreOffice evaluate alike (AGGREGATE, no FILTER).
"""

from __future__ import annotations

from typing import Any

from leadbook.factory import places

FIRST_COLUMN = 20            # column U; hidden
WORDS, OWNERS, DAYS = 24, 15, 31
SHIFT = 2_097_152            # 2^21: a sort key's row number stands below it
NOBODY = "-"

SETTING = 'INDEX(Settings[Value],MATCH("{}",Settings[Name],0))'
WEEKDAYS = '{"Monday","Tuesday","Wednesday","Thursday","Friday","Saturday","Sunday"}'
OPEN_LEAD = "ISNUMBER(MATCH(Leads[Stage],lb_OpenStages,0))"

FACTS = {
    "lb_Today": "TODAY()",
    "lb_WeekStart": f"TODAY()-MOD(WEEKDAY(TODAY(),2)-IFERROR(MATCH({SETTING.format('week_start')},{WEEKDAYS},0),1),7)",
    "lb_MonthStart": "TODAY()-DAY(TODAY())+1",
    "lb_FirstStage": "INDEX(Lists[Stage],1)",
}
KINDS = {  # name of the block: the Lists column, the Settings section, what the settings say of the words it gathers
    "lb_OpenStages": ("Stage", "stages", ("kind: open", "kind: nurture")),
    "lb_WonStages": ("Stage", "stages", ("kind: won",)),
    "lb_LostStages": ("Stage", "stages", ("kind: lost", "kind: disqualified", "kind: merged")),
    "lb_Attempts": ("Outcome", "outcomes", ("kind: attempt",)),
    "lb_Broadcasts": ("Channel", "channels", ("personal: false",)),
}


def kind_formula(column: str, section: str, kinds: tuple[str, ...], nth: int) -> str:
    """The ``nth`` word of a list if the settings say one of ``kinds`` of it, else "-"."""
    word = f"INDEX(Lists[{column}],{nth})"
    said = "Settings[Value]"
    for spared in ('" "', '""""', '"\'"'):     # however it is spaced and quoted
        said = f'SUBSTITUTE({said},{spared},"")'
    hits = "+".join(f'ISNUMBER(SEARCH("{kind.replace(" ", "")}",{said}))' for kind in kinds)
    found = f'SUMPRODUCT((Settings[Section]="{section}")*(Settings[Name]={word})*({hits}))'
    return f'=IFERROR(IF(AND({word}<>"",{found}>0),{word},"{NOBODY}"),"{NOBODY}")'


def nth_position(table: str, order: str, when: str, nth: int, newest: bool = False) -> str:
    """The position in ``table`` of the ``nth`` row by the moment in ``order``, among rows where ``when``; else ""."""
    key = f"(ROUND({table}[{order}]*1440,0)*{SHIFT}+ROW({table}[{order}]))"
    found = f"_xlfn.AGGREGATE({14 if newest else 15},6,{key}/({when}),{nth})"
    return f'=IFERROR(MOD({found},{SHIFT})-1,"")'


LISTS = {  # what the four lists of the Today sheet show: rows, table, in the order of, when, newest first
    "uncalled": (10, "Leads", "Received", '(Leads[Stage]=lb_FirstStage)*ISNUMBER(Leads[Received])'
                 '*(Leads[First Contact]="")', True),
    "promises": (10, "Leads", "Promise", f"{OPEN_LEAD}*ISNUMBER(Leads[Promise])*(Leads[Promise]<lb_Today)"
                 "*(Leads[Last Touch]<Leads[Promise])", False),
    "due": (18, "Plan", "Date", '(Plan[Status]="Planned")*ISNUMBER(Plan[Date])*(Plan[Date]<=lb_Today)', False),
    "stale": (18, "Leads", "Deadline", '((Leads[Alert]="Red")+(Leads[Alert]="Amber"))'
              "*ISNUMBER(Leads[Deadline])", False),
}


def add(book: Any, sheet: Any, palette: Any, today_serial: int) -> dict[str, list[str]]:
    """Write the hidden block and its defined names; returns the cells of each list's positions, absolute."""
    grey = palette(font_color="#6B7280", font_size=9)
    column = FIRST_COLUMN
    cells: dict[str, list[str]] = {}
    at = places.fixed
    for row, (name, formula) in enumerate(FACTS.items()):
        sheet.write_string(row, column, name, grey)
        sheet.write_formula(row, column + 1, f"={formula}", grey, today_serial if name == "lb_Today" else 0)
        book.define_name(name, f"=Today!{at(row, column + 1)}")
    column += 2
    for name, (words, section, kinds) in KINDS.items():
        sheet.write_string(0, column, name, grey)
        for nth in range(1, WORDS + 1):
            sheet.write_formula(nth, column, kind_formula(words, section, kinds, nth), grey, "")
        book.define_name(name, f"=Today!{at(1, column)}:{at(WORDS, column)}")
        column += 1
    for name, (rows, table, order, when, newest) in LISTS.items():
        sheet.write_string(0, column, f"rows: {name}", grey)
        cells[name] = []
        for nth in range(1, rows + 1):
            sheet.write_formula(nth, column, nth_position(table, order, when, nth, newest), grey, "")
            cells[name].append(at(nth, column))
        sheet.write_formula(rows + 1, column, f"=SUMPRODUCT({when})", grey, 0)
        cells[f"{name} in all"] = [at(rows + 1, column)]
        column += 1
    for offset, what in enumerate(("day", "logged", "planned")):
        sheet.write_string(0, column + offset, f"month: {what}", grey)
    for day in range(DAYS):
        row = day + 1
        that = at(row, column)
        sheet.write_formula(row, column, f'=IF(MONTH(lb_MonthStart+{day})=MONTH(lb_MonthStart),lb_MonthStart+{day},"")'
                            if day >= 28 else f"=lb_MonthStart+{day}", grey, 0)
        logged = f'Touches[When],">="&{that},Touches[When],"<"&{that}+1'
        for offset, count in enumerate((
                f"COUNTIFS({logged})-SUMPRODUCT(COUNTIFS({logged},Touches[Channel],lb_Broadcasts))",
                f'COUNTIFS(Plan[Date],{that},Plan[Status],"Planned")'), 1):
            sheet.write_formula(row, column + offset, f"=IF(ISNUMBER({that}),{count},0)", grey, 0)
    sheet.set_column(FIRST_COLUMN, column + 2, 12, None, {"hidden": True})
    cells["month"] = [f"{at(1, column + i)}:{at(DAYS, column + i)}" for i in range(3)]
    return cells
