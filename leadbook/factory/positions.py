"""Which rows of a table a list shows: one array formula a list gives the positions of its rows, in order.

AGGREGATE over whole columns, entered as an array formula of as many cells as the list has rows: the columns are read
once a list, not once a row. Excel 2010 and later, the web, the Mac and LibreOffice evaluate it alike (no FILTER).
Ties are in the order of the sheet; cells with an error or a text where a date belongs are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SHIFT = 2_097_152            # 2^21: a sort key's row number stands below it
OPEN_LEAD = "ISNUMBER(MATCH(Leads[Stage],lb_OpenStages,0))"
PLANNED = 'Plan[Status],"Planned",Plan[Date],'
ALERT = 'COUNTIFS(Leads[Alert],"{}",Leads[Deadline],">0"<mine>)'


@dataclass(frozen=True)
class Listing:
    """``table`` in the order of its column ``order`` where ``when`` (an array formula) holds; ``newest`` first.

    ``count``: a formula for how many there are, ``<mine>`` where one more criterion goes; "" = count ``when`` itself.
    """

    table: str
    order: str
    when: str
    count: str = ""
    newest: bool = False


LISTINGS = {
    "promises": Listing("Leads", "Promise", f"{OPEN_LEAD}*ISNUMBER(Leads[Promise])*(Leads[Promise]<=lb_Today)"
                        "*(Leads[Last Touch]<Leads[Promise])"),
    "uncalled": Listing(
        "Leads", "Received", '(Leads[Stage]=lb_FirstStage)*ISNUMBER(Leads[Received])*(Leads[First Contact]="")',
        'COUNTIFS(Leads[Stage],lb_FirstStage,Leads[Received],">0",Leads[First Contact],""<mine>)', newest=True),
    "actions": Listing(
        "Leads", "Next Date", f"{OPEN_LEAD}*ISNUMBER(Leads[Next Date])*(Leads[Next Date]<=lb_Today)",
        'SUMPRODUCT(COUNTIFS(Leads[Stage],lb_OpenStages,Leads[Next Date],"<="&lb_Today<mine>))'),
    "due": Listing("Plan", "Date", '(Plan[Status]="Planned")*ISNUMBER(Plan[Date])*(Plan[Date]<=lb_Today)',
                   f'COUNTIFS({PLANNED}"<="&lb_Today<mine>)'),
    "stale": Listing("Leads", "Deadline", '((Leads[Alert]="Red")+(Leads[Alert]="Amber"))*ISNUMBER(Leads[Deadline])',
                     f"({ALERT.format('Red')}+{ALERT.format('Amber')})"),
}


def count(name: str, owner: str = "") -> str:
    """How many rows the list has in all; ``owner``: the cell that holds the owner whose rows are counted."""
    one = LISTINGS[name]
    if one.count:
        return one.count.replace("<mine>", f",{one.table}[Owner],{owner}" if owner else "")
    return f"SUMPRODUCT(--ISNUMBER(1/({_when(one, owner)})))"


def write(sheet: Any, row: int, column: int, rows: int, name: str, style: Any, owner: str = "", ask: str = "") -> None:
    """Put the positions (1 = the table's first row) of the list's first ``rows`` rows below each other; "" = no more.

    ``owner``: as in ``count``. ``ask``: a condition; where it does not hold, nothing is looked for.
    """
    one = LISTINGS[name]
    key = f"(ROUND({one.table}[{one.order}]*1440,0)*{SHIFT}+ROW({one.table}[{one.order}]))"
    ranks = ";".join(map(str, range(1, rows + 1)))
    found = f"_xlfn.AGGREGATE({14 if one.newest else 15},6,{key}/({_when(one, owner)}),{{{ranks}}})"
    formula = f'IFERROR(MOD({found},{SHIFT})-1,"")'
    sheet.write_array_formula(row, column, row + rows - 1, column,
                              f'{{={f"""IF({ask},{formula},"")""" if ask else formula}}}', style, "")
    for more in range(row + 1, row + rows):     # cells of the array whose value nobody computed yet
        sheet.write_blank(more, column, None, style)


def _when(one: Listing, owner: str) -> str:
    return f"{one.when}*({one.table}[Owner]={owner})" if owner else one.when
