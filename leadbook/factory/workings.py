"""The hidden columns of the Today sheet: the day, which stages are open, who the owners are, the month day by day."""

from __future__ import annotations

from typing import Any

from leadbook.factory import palette as colours
from leadbook.factory import places

FIRST_COLUMN = 20            # column U; hidden
WORDS, OWNERS, DAYS = 24, 15, 31
NOBODY, UNOWNED = "-", "(no owner)"

SETTING = 'INDEX(Settings[Value],MATCH("{}",Settings[Name],0))'
WEEKDAYS = '{"Monday","Tuesday","Wednesday","Thursday","Friday","Saturday","Sunday"}'

FACTS = {
    "lb_Today": "TODAY()",
    "lb_WeekStart": f"TODAY()-MOD(WEEKDAY(TODAY(),2)-IFERROR(MATCH({SETTING.format('week_start')},{WEEKDAYS},0),1),7)",
    "lb_MonthStart": "TODAY()-DAY(TODAY())+1",
    "lb_NextMonth": "EDATE(TODAY()-DAY(TODAY())+1,1)",
    "lb_FirstStage": "INDEX(Lists[Stage],1)",
}
KINDS = {  # name of the block: the Lists column, the Settings section, what the settings say of the words it gathers
    "lb_OpenStages": ("Stage", "stages", ("kind: open", "kind: nurture")),
    "lb_WonStages": ("Stage", "stages", ("kind: won",)),
    "lb_LostStages": ("Stage", "stages", ("kind: lost", "kind: disqualified", "kind: merged")),
    "lb_Attempts": ("Outcome", "outcomes", ("kind: attempt",)),
    "lb_Broadcasts": ("Channel", "channels", ("personal: false",)),
}
UNOWNED_LEADS = 'SUMPRODUCT(COUNTIFS(Leads[Stage],lb_OpenStages,Leads[Owner],""))'
COUNTED = {"logged": ("Touches[When]", "ISNA(MATCH(Touches[Channel],lb_Broadcasts,0))"),
           "planned": ("Plan[Date]", '(Plan[Status]="Planned")')}


def add(book: Any, sheet: Any, palette: Any, today_serial: int) -> dict[str, str]:
    """Write the hidden block and its defined names; returns the ranges of the month: day, logged, planned.

    ``lb_Team`` has OWNERS + 1 cells: the owners in their order, the one too many for the sheets last.
    """
    grey = palette(font_color=colours.GREY, font_size=9)
    column, at = FIRST_COLUMN, places.fixed
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
    sheet.write_string(0, column, "lb_Team", grey)
    for nth in range(1, OWNERS + 2):
        sheet.write_formula(nth, column, _owner(nth, f"{at(0, column)}:{at(nth - 1, column)}"), grey, "")
    book.define_name("lb_Team", f"=Today!{at(1, column)}:{at(OWNERS + 1, column)}")
    return _month(sheet, column + 1, grey)


def kind_formula(column: str, section: str, kinds: tuple[str, ...], nth: int) -> str:
    """The ``nth`` word of a list if the settings say one of ``kinds`` of it, else "-"."""
    word = f"INDEX(Lists[{column}],{nth})"
    said = "Settings[Value]"
    for spared in ('" "', '""""', '"\'"'):     # however it is spaced and quoted
        said = f'SUBSTITUTE({said},{spared},"")'
    hits = "+".join(f'ISNUMBER(SEARCH("{kind.replace(" ", "")}",{said}))' for kind in kinds)
    found = f'SUMPRODUCT((Settings[Section]="{section}")*(Settings[Name]={word})*({hits}))'
    return f'=IFERROR(IF(AND({word}<>"",{found}>0),{word},"{NOBODY}"),"{NOBODY}")'


def _owner(nth: int, above: str) -> str:
    """The ``nth`` owner of Lists; then those in Leads who are not among those ``above``; last the leads of nobody."""
    new = f'((Leads[Owner]<>"")*ISNA(MATCH(Leads[Owner],{above},0)))'
    other = f'INDEX(Leads[Owner],_xlfn.AGGREGATE(15,6,(ROW(Leads[Owner])-1)/{new},1))&""'
    nobody = f'IF((COUNTIF({above},"{UNOWNED}")=0)*({UNOWNED_LEADS}>0),"{UNOWNED}","")'
    return f'=IF(IFERROR(INDEX(Lists[Owner],{nth}),"")="",IFERROR({other},{nobody}),INDEX(Lists[Owner],{nth}))'


def _month(sheet: Any, column: int, grey: Any) -> dict[str, str]:
    """Each day of this month, how many touches were logged on it (no broadcasts), how many are planned."""
    place = {what: f"{places.fixed(1, column + offset)}:{places.fixed(DAYS, column + offset)}"
             for offset, what in enumerate(("day", *COUNTED))}
    for offset, what in enumerate(place):
        sheet.write_string(0, column + offset, f"month: {what}", grey)
    for day in range(DAYS):
        sheet.write_formula(day + 1, column, f'=IF(lb_MonthStart+{day}<lb_NextMonth,lb_MonthStart+{day},"")'
                            if day >= 28 else f"=lb_MonthStart+{day}", grey, 0)
    ends = f"lb_MonthStart+{{{';'.join(map(str, range(DAYS)))}}}"
    for offset, (when, which) in enumerate(COUNTED.values(), 1):
        inside = f"{which}*({when}>=lb_MonthStart)*({when}<lb_NextMonth)"
        sheet.write_array_formula(1, column + offset, DAYS, column + offset, (
            f'{{=IFERROR(FREQUENCY(IFERROR(IF({inside},INT({when}),""),""),{ends}),0)}}'), grey, 0)
        for day in range(1, DAYS):
            sheet.write_blank(day + 1, column + offset, None, grey)
    return place
