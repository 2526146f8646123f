"""The worksheet functions: values in, values out; nothing here ever writes a cell.

    =DUE_TODAY("Ann Baker")                                recalculates with every calculation
    =DUE_TODAY("Ann Baker", Leads, Plan, Settings)         recalculates when one of these tables changes

In Excel for Windows the macros in ``workbook/vba/Functions.bas`` (drawn from this module by ``wrappers``) call them
through xlwings, with the columns they need; other hosts of xlwings pass the tables as ranges with their headings
(``Leads[#All]``). In Python they are plain functions: a table is a frame, a list of rows whose first one holds the
headings, or a dict of columns. ``lead``, ``stage`` and days may be ranges: the answer has their shape, and a column of
leads in one formula costs one call. What cannot be answered is an ``ErrorValue``: #N/A (nobody is called that), #REF!
(a table or column is gone) or #VALUE! (no day, or a wrong setting), with the sentence in its ``why``.
Which columns each function reads stands in ``needs``; the rules are those of ``leadbook.rules.answers``.
"""

from __future__ import annotations

from typing import Annotated, Any

import xlwings as xw

from leadbook.functions import answering
from leadbook.functions.described import AS_OF, EXTENT, FROM, LEAD, OWNER, STAGE, TO, described, past, table
from leadbook.functions.error_value import ErrorValue

__all__ = ["CRACKS", "DUE_TODAY", "FUNNEL_COUNT", "LAST_TOUCH", "NEXT_TOUCH", "STALE_LEADS", "TOUCHES_THIS_MONTH",
           "WHY_TODAY", "ErrorValue"]

Owner = Annotated[Any, {"convert": "raw", "doc": OWNER}]
Lead = Annotated[Any, {"convert": "raw", "doc": LEAD}]
Stage = Annotated[Any, {"convert": "raw", "doc": STAGE}]
FromDay = Annotated[Any, {"convert": "raw", "doc": FROM}]
ToDay = Annotated[Any, {"convert": "raw", "doc": TO}]
AsOf = Annotated[Any, {"convert": "raw", "doc": AS_OF}]
Leads = Annotated[Any, {"convert": "raw", "doc": EXTENT}]
Touches = Annotated[Any, {"convert": "raw", "doc": table("Touches")}]
Plan = Annotated[Any, {"convert": "raw", "doc": table("Plan")}]
Settings = Annotated[Any, {"convert": "raw", "doc": table("Settings")}]
History = Annotated[Any, {"convert": "raw", "doc": past("History")}]
Seen = Annotated[Any, {"convert": "raw", "doc": past("Seen")}]


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def DUE_TODAY(owner: Owner = None, leads: Leads = None, plan: Plan = None, settings: Settings = None) -> Any:
    """Rows with headings: ``answers.due_today``."""
    return answering.due_today(owner, Leads=leads, Plan=plan, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def STALE_LEADS(owner: Owner = None, leads: Leads = None, settings: Settings = None) -> Any:
    """Rows with headings: ``answers.stale_leads``."""
    return answering.stale_leads(owner, Leads=leads, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def NEXT_TOUCH(lead: Lead, leads: Leads = None, plan: Plan = None, settings: Settings = None) -> Any:
    """A date or None: ``answers.next_touch``."""
    return answering.next_touch(lead, Leads=leads, Plan=plan, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def LAST_TOUCH(lead: Lead, leads: Leads = None, touches: Touches = None, settings: Settings = None) -> Any:
    """A datetime or None: ``answers.last_touch``."""
    return answering.last_touch(lead, Leads=leads, Touches=touches, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def TOUCHES_THIS_MONTH(lead: Lead, leads: Leads = None, touches: Touches = None, settings: Settings = None) -> Any:
    """A count, None for a blank lead: ``answers.touches_this_month``."""
    return answering.touches_this_month(lead, Leads=leads, Touches=touches, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def WHY_TODAY(lead: Lead, leads: Leads = None, touches: Touches = None, plan: Plan = None,
              settings: Settings = None) -> Any:
    """A sentence or "": ``answers.why_today``."""
    return answering.why_today(lead, Leads=leads, Touches=touches, Plan=plan, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def CRACKS(owner: Owner = None, leads: Leads = None, settings: Settings = None) -> Any:
    """Rows with headings: ``answers.cracks``."""
    return answering.cracks(owner, Leads=leads, Settings=settings)


@xw.func(category="LeadBook", call_in_wizard=False)
@described
def FUNNEL_COUNT(stage: Stage, from_day: FromDay = None, to_day: ToDay = None, as_of: AsOf = None, leads: Leads = None,
                 touches: Touches = None, settings: Settings = None, history: History = None, seen: Seen = None) -> Any:
    """A count: ``answers.funnel_count``. ``from`` and ``to`` are words of Python's and VBA's own. ``history`` and
    ``seen`` are looked at only if ``as_of`` is given."""
    return answering.funnel_count(stage, from_day, to_day, as_of, {"History": history, "Seen": seen}, Leads=leads,
                                  Touches=touches, Settings=settings)
